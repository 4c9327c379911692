import { expect } from 'vitest'
import { takeInCall } from '#exchange/telephone/take-in.ts'
import { testDatabase } from '../support/database.ts'
import { livewest, noon } from '../support/edition.ts'
import { testGate } from '../support/gate.ts'
import { heldAs } from '../support/held-as.ts'
import { putContactDetail, putPerson } from '../support/people.ts'
import { inChunks, wavOf } from '../support/sound.ts'

const on = await testDatabase()
const tested = await testGate(on, await livewest())

heldAs('D7', tested, {
  category: 'call-recordings',
  type: 'call-recording',
  labels: ['When', 'Length in seconds', 'Direction'],
  async put() {
    const { person } = await putPerson(on)
    await putContactDetail(on, person, '07700 900025')
    const startedAt = noon.subtract({ hours: 1 }).toString()
    const call = { reference: 'D7-1', direction: 'in', startedAt, seconds: 3, callingNumber: '07700 900025' } as const
    const taken = await takeInCall({ ...tested.deps, gate: tested.gate, ffmpeg: null }, call, inChunks(wavOf(3)))
    expect(taken).toMatchObject({ taken: 'stored', person })
    return person
  },
})

import { expect, test } from 'vitest'
import { takeInCall } from '#exchange/telephone/take-in.ts'
import { callRecordings } from '#records/call-recording/call-recording.ts'
import { testDatabase } from '../support/database.ts'
import { livewest, noon } from '../support/edition.ts'
import { colleague, testGate } from '../support/gate.ts'
import { putContactDetail, putPerson } from '../support/people.ts'
import { inChunks, wavOf, wholeOf } from '../support/sound.ts'

const on = await testDatabase()
const { gate, deps } = await testGate(on, await livewest())

test.each(['in', 'out'] as const)(
  'a call %s is taken in with its sound and its call data, linked to whose number it was',
  async (direction) => {
    const { person } = await putPerson(on)
    const number = direction === 'in' ? '07700 900025' : '07700 900026'
    const detail = await putContactDetail(on, person)
    await on.asAdmin((admin) => admin.query('update contact_detail set value = $2 where id = $1', [detail, number]))
    const startedAt = noon.subtract({ minutes: 20 }).toString()
    const call = { reference: `PBX ${direction}`, direction, startedAt, seconds: 3, callingNumber: number, colleague: 'Dee Marsh' }
    const sound = wavOf(3)
    const answer = await takeInCall({ ...deps, gate, ffmpeg: null }, call, inChunks(sound))
    if (answer.taken !== 'stored') throw new Error(JSON.stringify(answer))
    const vouched = ['private-setting'] as const
    const opened = await gate.open(colleague('team-leader'), { activity: 'call-quality', person, because: 'case', vouched })
    if (!opened.ok) throw new Error(JSON.stringify(opened.refusal))
    expect(await opened.read(callRecordings)).toMatchObject({ rows: [{ startedAt, seconds: 3, direction, takenBy: 'Dee Marsh' }] })
    const heard = await opened.hear(callRecordings, { id: answer.recording, from: 0, to: sound.length })
    expect(heard.ok && (await wholeOf(heard.stretch.read())).equals(sound)).toBe(true)
  },
)

import { expect, test } from 'vitest'
import type { Call } from '#exchange/telephone/call.ts'
import { takeInCall } from '#exchange/telephone/take-in.ts'
import { callRecordings } from '#records/call-recording/call-recording.ts'
import { testDatabase } from '../support/database.ts'
import { livewest, noon } from '../support/edition.ts'
import { colleague, testGate } from '../support/gate.ts'
import { putPerson } from '../support/people.ts'
import { inChunks, wavOf } from '../support/sound.ts'

const on = await testDatabase()
const { gate, deps } = await testGate(on, await livewest())

test('a call that was passed on says where, and what of it was recorded; what went to a mobile never is', async () => {
  const { person } = await putPerson(on)
  const spoken = { to: 'colleague', from: 0, until: 2, recorded: true } as const
  const outside = { to: 'outside', from: 2, until: 4, recorded: true } as const
  const mobile = { to: 'mobile', from: 4, until: 9, recorded: false } as const
  const startedAt = noon.subtract({ minutes: 20 }).toString()
  const call: Call = { reference: 'PBX 1', direction: 'in', startedAt, seconds: 9, person, segments: [spoken, outside, mobile] }
  const take = (what: Call, seconds: number) => takeInCall({ ...deps, gate, ffmpeg: null }, what, inChunks(wavOf(seconds)))
  expect(await take({ ...call, segments: [spoken, outside, { ...mobile, recorded: true }] }, 4)).toEqual({
    taken: 'refused',
    why: 'mobile',
  })
  await expect(take(call, 9)).rejects.toMatchObject({ code: 'media-too-long' })
  expect(await take(call, 4)).toMatchObject({ taken: 'stored' })
  const opened = await gate.open(colleague('team-leader'), {
    activity: 'call-quality',
    person,
    because: 'check',
    vouched: ['private-setting'],
  })
  if (!opened.ok) throw new Error(JSON.stringify(opened.refusal))
  expect(await opened.read(callRecordings)).toMatchObject({
    rows: [
      {
        route: [
          '0:00 to 0:02: with a colleague, recorded',
          '0:02 to 0:04: passed on outside, recorded',
          '0:04 to 0:09: passed on to a mobile, not recorded',
        ].join('\n'),
      },
    ],
  })
})

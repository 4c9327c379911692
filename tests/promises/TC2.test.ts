import { expect, test } from 'vitest'
import { takeInCall } from '#exchange/telephone/take-in.ts'
import { callRecordings } from '#records/call-recording/call-recording.ts'
import { unlinkedCalls } from '#records/unlinked-call/unlinked-call.ts'
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

const dialled = (reference: string, callingNumber?: string) => ({
  ...{ reference, direction: 'in', startedAt: noon.subtract({ minutes: 20 }).toString(), seconds: 5, colleague: 'Dee Marsh' },
  ...(callingNumber === undefined ? {} : { callingNumber }),
})

test.each([
  { whose: 'that withholds its number', number: undefined },
  { whose: 'of a number that nobody on file has', number: '07700 900888' },
  { whose: 'of a number that two people have', number: '01392 496000' },
])('a call $whose is recorded all the same, with nobody’s name, and waits to be linked', async ({ whose, number }) => {
  for (let count = 0; count < 2; count += 1) await putContactDetail(on, (await putPerson(on)).person, '01392 496000')
  const sound = wavOf(5)
  const answer = await takeInCall({ ...deps, gate, ffmpeg: null }, { ...dialled(whose, number), direction: 'in' }, inChunks(sound))
  if (answer.taken !== 'stored') throw new Error(JSON.stringify(answer))
  expect(answer.person).toBeNull()
  const asked = { activity: 'call-recording', person: answer.recording, because: 'case', vouched: ['private-setting'] } as const
  const opened = await gate.open(colleague('senior-manager'), asked)
  if (!opened.ok) throw new Error(JSON.stringify(opened.refusal))
  expect(await opened.read(unlinkedCalls)).toMatchObject({ rows: [{ id: answer.recording, seconds: 5, soundSeconds: 5 }] })
  const heard = await opened.hear(unlinkedCalls, { id: answer.recording, from: 0, to: sound.length })
  expect(heard.ok && (await wholeOf(heard.stretch.read())).equals(sound)).toBe(true)
})

test('a recording that is shorter than its call says so, and another sound under the same reference replaces none', async () => {
  const call = { ...dialled('PBX short', '07700 900777'), direction: 'in' } as const
  const take = (seconds: number) => takeInCall({ ...deps, gate, ffmpeg: null }, call, inChunks(wavOf(seconds)))
  const first = await take(2)
  const [stored] = await on.asAdmin((admin) =>
    admin.query('select seconds, sound_seconds from unlinked_call where id = $1', [first.taken === 'stored' ? first.recording : '']),
  )
  expect(stored).toEqual({ seconds: 5, sound_seconds: 2 })
  expect(await take(2)).toMatchObject({ taken: 'unchanged' })
  expect(await take(4)).toEqual({ taken: 'refused', why: 'taken' })
})

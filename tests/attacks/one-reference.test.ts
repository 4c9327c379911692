import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { takeInFootage } from '#exchange/recorder/take-in.ts'
import { takeInArrival } from '#exchange/telephone/arrive.ts'
import type { Call } from '#exchange/telephone/call.ts'
import { takeInCall } from '#exchange/telephone/take-in.ts'
import { callRecording } from '#records/call-recording/call-recording.ts'
import { unlinkedCall } from '#records/unlinked-call/unlinked-call.ts'
import { registerCamera } from '../support/cameras.ts'
import { testDatabase } from '../support/database.ts'
import { livewest, noon } from '../support/edition.ts'
import { colleague, testGate } from '../support/gate.ts'
import { madeMedia } from '../support/media.ts'
import { putPerson } from '../support/people.ts'
import { inChunks, wavOf } from '../support/sound.ts'
import { namesIn } from '../support/vaults.ts'

const on = await testDatabase()
const at = await testGate(on, await livewest())
const { gate, deps } = at
const [one, other] = [await putPerson(on), await putPerson(on)]

const call = (more: Partial<Call> = {}): Call => ({
  reference: randomUUID(),
  direction: 'in',
  startedAt: noon.subtract({ hours: 2 }).toString(),
  seconds: 12,
  person: one.person,
  ...more,
})
const take = (what: Call, sound = wavOf(12)) => takeInCall({ ...deps, gate, ffmpeg: null }, what, inChunks(sound))
const quieter = () => Buffer.concat([wavOf(12).subarray(0, 44), Buffer.alloc(12 * 16_000)])

describe('another call under the reference of one that is held is refused, and never dropped as if it were that one', () => {
  test.each<readonly [string, Partial<Call>, Buffer]>([
    ['with another person and another sound', { person: other.person }, quieter()],
    ['with another person', { person: other.person }, wavOf(12)],
    ['with another sound', {}, quieter()],
    ['of another time', { startedAt: noon.subtract({ hours: 3 }).toString() }, wavOf(12)],
    ['of another length', { seconds: 13 }, wavOf(12)],
    ['from another number', { callingNumber: '07700 900123' }, wavOf(12)],
    ['of another colleague', { colleague: 'Dee Marsh' }, wavOf(12)],
    ['in the other direction', { direction: 'out' }, wavOf(12)],
    ['that went elsewhere', { segments: [{ to: 'queue', from: 0, until: 12, recorded: true }] }, wavOf(12)],
    ['that is cut short', {}, wavOf(12).subarray(0, 5000)],
    ['with nothing to hear', {}, wavOf(0)],
  ])('%s', async (_, more, sound) => {
    const first = call()
    expect(await take(first)).toMatchObject({ taken: 'stored' })
    const names = await namesIn(deps.objects)
    expect(await take({ ...first, ...more }, sound)).toEqual({ taken: 'refused', why: 'taken' })
    expect(await namesIn(deps.objects)).toEqual(names)
    expect(await take(first)).toMatchObject({ taken: 'unchanged' })
    // The same moment, written otherwise, is the same.
    const elsewhere = Temporal.Instant.from(first.startedAt).toZonedDateTimeISO('Asia/Tokyo').toString({ timeZoneName: 'never' })
    expect(await take({ ...first, startedAt: elsewhere })).toMatchObject({ taken: 'unchanged' })
  })

  test('also where it is linked to nobody, and once a colleague has said whose it was', async () => {
    const { person: _, ...first } = call()
    expect(await take(first)).toMatchObject({ taken: 'stored', person: null })
    expect(await take(first)).toMatchObject({ taken: 'unchanged' })
    expect(await take({ ...first, person: other.person })).toEqual({ taken: 'refused', why: 'taken' })
    const [row] = await on.asAdmin((admin) => admin.query('select id from unlinked_call order by collected_at desc limit 1'))
    const adopting = { from: unlinkedCall, to: callRecording, id: String(row?.id), person: one.person }
    const adviser = colleague('customer-service-adviser')
    expect(await gate.linkToPerson(adviser, { activity: 'call-recording', because: 'case' }, adopting)).toEqual({ ok: true })
    expect(await take(first)).toMatchObject({ taken: 'unchanged' })
    expect(await take(first, quieter())).toEqual({ taken: 'refused', why: 'taken' })
  })

  test('also where both come at the same moment', async () => {
    const first = call()
    const answers = await Promise.all([take(first), take(first), take({ ...first, person: other.person }, quieter())])
    const stored = answers.filter(({ taken }) => taken === 'stored')
    expect(stored).toHaveLength(1)
    for (const answer of answers) expect(['stored', 'unchanged', 'refused']).toContain(answer.taken)
    expect(await on.asAdmin((admin) => admin.query('select from call_recording where id = $1', [recordingOf(stored[0])]))).toHaveLength(1)
  })
})

function recordingOf(answer: Awaited<ReturnType<typeof take>> | undefined): string {
  return answer?.taken === 'stored' ? answer.recording : ''
}

test('another film of the same camera and time is refused, and the same again is one', async () => {
  const camera = await registerCamera(at, 'REC/1')
  const from = noon.subtract({ hours: 2 })
  const piece = { camera, from: from.toString(), to: from.add({ seconds: 4 }).toString() }
  const send = async (name: 'film.mp4' | 'film.mkv') => takeInFootage({ ...deps, gate }, piece, inChunks(await madeMedia(name)))
  expect(await send('film.mp4')).toMatchObject({ taken: 'stored' })
  expect(await send('film.mkv')).toEqual({ taken: 'refused', why: 'taken' })
  expect(await send('film.mp4')).toMatchObject({ taken: 'unchanged' })
  expect(await takeInFootage({ ...deps, gate }, { ...piece, camera: 'REC/1' }, inChunks(await madeMedia('film.mp4')))).toMatchObject({
    taken: 'unchanged',
  })
})

test('a call that rings under the reference of another at the same line is told apart, and one that was passed on rings where it is now', async () => {
  const ringing = { reference: 'PBX-9', line: '2104', callingNumber: '07700 900777' }
  expect(await takeInArrival(deps, ringing)).toMatchObject({ noted: 'new' })
  expect(await takeInArrival(deps, ringing)).toMatchObject({ noted: 'again' })
  expect(await takeInArrival(deps, { reference: 'PBX-9', line: '2104' })).toMatchObject({ noted: 'other' })
  expect(await takeInArrival(deps, { ...ringing, line: '2105' })).toMatchObject({ noted: 'new' })
})

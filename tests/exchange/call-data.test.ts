import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { sweep } from '#duties/retention/sweep.ts'
import { clearVault } from '#duties/vault/clear.ts'
import { pageOfEvidence } from '#evidence/read.ts'
import { type Call, callShape } from '#exchange/telephone/call.ts'
import { recordingIdOf } from '#exchange/telephone/recording-id.ts'
import { takeInCall } from '#exchange/telephone/take-in.ts'
import { waveformBars, waveformKind } from '#exchange/telephone/waveform.ts'
import { knownContactsOf } from '#gate/find/known-ids.ts'
import { findFfmpeg } from '#media/ffmpeg.ts'
import { callRecording, callRecordings } from '#records/call-recording/call-recording.ts'
import { contactLog } from '#records/contact-log/contact-log.ts'
import { everyRecordType } from '#records/every-record-type.ts'
import { unlinkedCall } from '#records/unlinked-call/unlinked-call.ts'
import { dateIn } from '#shared/clock.ts'
import { testDatabase } from '../support/database.ts'
import { livewest, noon } from '../support/edition.ts'
import { colleague, testGate } from '../support/gate.ts'
import { putItem } from '../support/items.ts'
import { ffmpegFolder, type MadeMedia, madeMedia } from '../support/media.ts'
import { putContactDetail, putPerson } from '../support/people.ts'
import { inChunks, wavOf, wholeOf } from '../support/sound.ts'

const on = await testDatabase()
const { gate, deps, setNow } = await testGate(on, await livewest())
const ffmpeg = await findFfmpeg(ffmpegFolder)

const call = (more: Partial<Call> = {}): Call => ({
  reference: randomUUID(),
  direction: 'in',
  startedAt: noon.subtract({ hours: 2 }).toString(),
  seconds: 12,
  ...more,
})
const take = (what: Call, sound = wavOf(12), by = ffmpeg) => takeInCall({ ...deps, gate, ffmpeg: by }, what, inChunks(sound))

async function stored(what: Call, sound?: Buffer, by = ffmpeg): Promise<string> {
  const answer = await take(what, sound, by)
  if (answer.taken !== 'stored') throw new Error(JSON.stringify(answer))
  return answer.recording
}

async function leaderOn(person: string) {
  const asked = { activity: 'call-quality', person, because: 'check', vouched: ['private-setting'] } as const
  const opened = await gate.open(colleague('team-leader'), asked)
  if (!opened.ok) throw new Error(JSON.stringify(opened.refusal))
  return opened
}

const rows = (text: string, values: readonly unknown[]) => on.asAdmin((admin) => admin.query(text, values))

describe('a call of which it is not known whose it was', () => {
  test.each([
    ['a number that several people have', '07700 900 025'],
    ['a number that nobody has', '07700 900 999'],
    ['no number', undefined],
  ])('from %s is linked to nobody, under a key of its own, and goes on the ninetieth day', async (_, callingNumber) => {
    for (const { person } of [await putPerson(on), await putPerson(on)]) await putContactDetail(on, person)
    const once = call(callingNumber === undefined ? {} : { callingNumber })
    const recording = await stored(once)
    expect(await take(once)).toMatchObject({ taken: 'unchanged' })
    const [row] = await rows('select * from unlinked_call where id = $1', [recording])
    expect(row).toMatchObject({ clock_from: '2026-11-23', media_type: 'audio/wav' })
    expect(await rows('select from person_key where person_id = $1', [recording])).toHaveLength(1)
    setNow(Temporal.Instant.from('2027-02-21T12:00:00Z'))
    await sweep({ ...deps, types: everyRecordType }, { dryRun: false })
    await clearVault({ ...deps, types: everyRecordType })
    setNow(noon)
    expect(await rows('select from unlinked_call where id = $1', [recording])).toEqual([])
    const names: string[] = []
    for await (const { name } of deps.objects.list()) names.push(name)
    expect(names).not.toContain(row?.media_id)
  })

  test('is the person’s once a colleague has said so, with its sound and what is drawn of it, under their key', async () => {
    const { person } = await putPerson(on)
    const sound = wavOf(12)
    const recording = await stored(call({ callingNumber: '07700 900 998' }), sound)
    const asked = { activity: 'call-recording', because: 'case' } as const
    const adopting = { from: unlinkedCall, to: callRecording, id: recording, person }
    const adviser = colleague('customer-service-adviser')
    expect(await gate.linkToPerson(colleague('repairs-planner'), asked, adopting)).toMatchObject({ ok: false, why: 'refused' })
    expect(await gate.linkToPerson(adviser, asked, { ...adopting, person: randomUUID() })).toEqual({ ok: false, why: 'unknown' })
    expect(await gate.linkToPerson(adviser, asked, adopting)).toEqual({ ok: true })
    expect(await gate.linkToPerson(adviser, asked, adopting)).toEqual({ ok: false, why: 'gone' })
    await deps.keys.erase(recording)
    await clearVault({ ...deps, types: everyRecordType })
    const opened = await leaderOn(person)
    expect(await opened.read(callRecordings)).toMatchObject({ rows: [{ id: recording, clockFrom: '2026-11-23' }] })
    const heard = await opened.hear(callRecordings, { id: recording, from: 0, to: sound.length })
    expect(heard.ok && (await wholeOf(heard.stretch.read())).equals(sound)).toBe(true)
    expect(await opened.hear(callRecordings, { id: recording, derived: waveformKind, from: 0, to: 999 })).toMatchObject({ ok: true })
    expect(await rows('select from unlinked_call where id = $1', [recording])).toEqual([])
    const changes = await pageOfEvidence(on.database, { subject: person, kind: 'change' })
    expect(changes.map(({ recordType, detail }) => [recordType, detail.item])).toContainEqual(['call-recording', recording])
  })
})

describe('where a call went', () => {
  const queued = { to: 'queue', from: 0, until: 3, recorded: false } as const
  const spoken = { to: 'colleague', from: 3, until: 8, recorded: true } as const
  const passedOn = { to: 'mobile', from: 8, until: 12, recorded: false } as const

  test('is said for each stretch, with whether it was recorded', async () => {
    const { person } = await putPerson(on)
    await stored(call({ person, segments: [queued, spoken, passedOn] }), wavOf(5))
    const answer = await (await leaderOn(person)).read(callRecordings)
    const [recording] = answer.ok ? answer.rows : []
    expect(recording?.route?.split('\n')).toEqual([
      '0:00 to 0:03: in a queue, not recorded',
      '0:03 to 0:08: with a colleague, recorded',
      '0:08 to 0:12: passed on to a mobile, not recorded',
    ])
  })

  test('to a mobile is never recorded: sound that claims it is refused, and so is more sound than was recorded', async () => {
    const { person } = await putPerson(on)
    const claimed = [queued, spoken, { ...passedOn, recorded: true }]
    expect(await take(call({ person, segments: claimed }))).toEqual({ taken: 'refused', why: 'mobile' })
    await expect(take(call({ person, segments: [queued, spoken, passedOn] }))).rejects.toMatchObject({ code: 'media-too-long' })
    expect(await rows('select from call_recording where person_id = $1', [person])).toEqual([])
  })

  test.each([
    ['overlap', [queued, { ...spoken, from: 2 }]],
    ['end before they begin', [{ ...queued, from: 5, until: 3 }]],
    ['go on after the call', [{ ...queued, until: 99 }]],
  ])('is not said by stretches that %s', (_, segments) => {
    expect(callShape.safeParse({ ...call(), segments }).success).toBe(false)
    expect(callShape.safeParse({ ...call(), segments: [queued, spoken] }).success).toBe(true)
  })
})

test('a call belongs to the contact that was noted of it, if that is the same person’s', async () => {
  const { person } = await putPerson(on)
  const other = await putPerson(on)
  const contact = await putItem(on, contactLog, { activity: 'contact-handling', collectedOn: dateIn(noon), person })
  expect(await take(call({ person: other.person, contact }))).toEqual({ taken: 'refused', why: 'contact' })
  expect(await take(call({ contact }))).toEqual({ taken: 'refused', why: 'contact' })
  const recording = await stored(call({ person, contact }))
  expect(await rows('select contact_id from call_recording where id = $1', [recording])).toEqual([{ contact_id: contact }])
})

test('a call of which no contact is named belongs to the one that was noted meanwhile or just after, and to none where there are several', async () => {
  const { person } = await putPerson(on)
  const began = noon.subtract({ hours: 2 })
  const contactOf = async (more: Partial<Call> = {}) =>
    (await rows('select contact_id from call_recording where id = $1', [await stored(call({ person, ...more }))]))[0]?.contact_id
  const notedAt = async (at: Temporal.Instant) => {
    const contact = await putItem(on, contactLog, { activity: 'contact-handling', collectedOn: dateIn(noon), person })
    await rows('update contact_log set collected_at = $2 where id = $1', [contact, at.toString()])
    return contact
  }
  await notedAt(began.subtract({ seconds: 1 }))
  await notedAt(began.add({ seconds: 12 + 15 * 60 + 1 }))
  expect(await contactOf()).toBeNull()
  const noted = await notedAt(began.add({ seconds: 12 + 15 * 60 }))
  expect(await contactOf()).toBe(noted)
  await notedAt(began)
  expect(await contactOf()).toBeNull()
})

test('a call belongs to the contact that was noted with its reference, whatever else was noted meanwhile', async () => {
  const { person } = await putPerson(on)
  const began = noon.subtract({ hours: 2 })
  const put = async (at: Temporal.Instant, values: Readonly<Record<string, string>>) => {
    const contact = await putItem(on, contactLog, { activity: 'contact-handling', collectedOn: dateIn(noon), person, values })
    await rows('update contact_log set collected_at = $2 where id = $1', [contact, at.toString()])
    return contact
  }
  const linkedTo = async (reference: string) =>
    (await rows('select contact_id from call_recording where id = $1', [await stored(call({ reference, person }))]))[0]?.contact_id
  const [mine, others] = [randomUUID(), randomUUID()]
  const noted = await put(began.add({ hours: 1 }), { callReference: mine, recordingId: recordingIdOf(deps, mine) })
  await put(began, {})
  expect(await linkedTo(mine)).toBe(noted)
  // One noted for a call by its reference is no other call's, and neither is a colleague's note nor an addition.
  await put(began, { callReference: others, recordingId: recordingIdOf(deps, others) })
  await put(began, { kind: 'note' })
  await put(began, { addsTo: noted })
  const [meanwhile] = await rows(
    `select id from contact_log where person_id = $1 and recording_id is null and kind is null and adds_to is null`,
    [person],
  )
  expect(await linkedTo(randomUUID())).toBe(meanwhile?.id)
  // A call that was noted on somebody else's record is not the one of which something was noted here meanwhile.
  const { person: other } = await putPerson(on)
  const theirs = randomUUID()
  const values = { callReference: theirs, recordingId: recordingIdOf(deps, theirs) }
  await putItem(on, contactLog, { activity: 'contact-handling', collectedOn: dateIn(noon), person: other, values })
  expect(await linkedTo(theirs)).toBeNull()
})

test('a contact that was noted with the reference after its recording came in is found by it', async () => {
  const { person } = await putPerson(on)
  const reference = randomUUID()
  const recording = await stored(call({ reference, person }))
  expect(await knownContactsOf(deps, recording)).toEqual([])
  const values = { callReference: reference, recordingId: recordingIdOf(deps, reference) }
  const contact = await putItem(on, contactLog, { activity: 'contact-handling', collectedOn: dateIn(noon), person, values })
  expect(await knownContactsOf(deps, recording)).toEqual([{ id: contact, person }])
})

describe('what is drawn of a recording', () => {
  async function drawnOf(sound: Buffer, by = ffmpeg): Promise<Buffer | null> {
    const { person } = await putPerson(on)
    const recording = await stored(call({ person }), sound, by)
    const drawn = await (await leaderOn(person)).hear(callRecordings, { id: recording, derived: waveformKind, from: 0, to: 9999 })
    return drawn.ok ? wholeOf(drawn.stretch.read()) : null
  }

  // A tone, a second of silence, a tone.
  test.each<MadeMedia>(['sound.wav', 'sound.mp3', 'sound.ogg', 'sound.m4a'])(
    'shows where there is sound and where there is none in %s',
    async (name) => {
      const drawn = await drawnOf(await madeMedia(name))
      if (drawn === null) throw new Error('nothing was drawn')
      expect(drawn).toHaveLength(waveformBars)
      expect(Math.min(...drawn.subarray(20, 110))).toBeGreaterThan(60)
      expect(Math.max(...drawn.subarray(155, 245))).toBeLessThan(20)
      expect(Math.min(...drawn.subarray(290, 380))).toBeGreaterThan(60)
    },
  )

  test('is nothing where no tool is installed for its kind, and the recording is kept all the same', async () => {
    expect(await drawnOf(await madeMedia('sound.mp3'), null)).toBeNull()
    expect(await drawnOf(await madeMedia('sound.wav'), null)).not.toBeNull()
  })

  test.each([6, 7])('is drawn of telephone samples of kind %d too', async (tag) => {
    const silent = tag === 6 ? 0xd5 : 0xff
    const loud = tag === 6 ? 0xaa : 0x80
    const wav = Buffer.concat([wavOf(0).subarray(0, 44), Buffer.alloc(8000, silent), Buffer.alloc(8000, loud)])
    wav.writeUInt16LE(tag, 20)
    wav.writeUInt16LE(8, 34)
    wav.writeUInt32LE(8000, 28)
    wav.writeUInt16LE(1, 32)
    wav.writeUInt32LE(16_000, 40)
    const drawn = await drawnOf(wav)
    expect([drawn?.at(50), drawn?.at(350)]).toEqual([
      expect.toSatisfy((level: number) => level < 3),
      expect.toSatisfy((level: number) => level > 240),
    ])
  })

  test('is nothing of a WAV whose samples are of a kind that is not read here', async () => {
    const packed = wavOf(12)
    packed.writeUInt16LE(0x31, 20)
    expect(await drawnOf(packed)).toBeNull()
  })
})

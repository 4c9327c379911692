import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { type Making, makeExtract } from '#duties/training/make.ts'
import { holdsName } from '#duties/training/names.ts'
import { training } from '#duties/training/training.ts'
import { voices } from '#duties/training/voices.ts'
import { pageOfEvidence } from '#evidence/read.ts'
import { type Cut, cutOut } from '#exchange/telephone/extract.ts'
import { takeInCall } from '#exchange/telephone/take-in.ts'
import { waveform } from '#exchange/telephone/waveform.ts'
import type { Stretch } from '#gate/media/media-at-rest.ts'
import { findFfmpeg } from '#media/ffmpeg.ts'
import { testDatabase } from '../support/database.ts'
import { livewest, noon } from '../support/edition.ts'
import { colleague, testGate } from '../support/gate.ts'
import { ffmpegFolder, type MadeMedia, madeMedia } from '../support/media.ts'
import { putConsent, putPerson } from '../support/people.ts'
import { inChunks, wavOf, wholeOf } from '../support/sound.ts'

const on = await testDatabase()
const { gate, deps } = await testGate(on, await livewest())
const ffmpeg = await findFfmpeg(ffmpegFolder)
const extracts = training({ ...deps, gate })
const maker = colleague('team-leader')
const second = colleague('senior-manager')
const third = colleague('senior-manager')
/** Who took the call, and somebody else of the same name. */
const adviser = { ...colleague('customer-service-adviser'), name: 'Kerra Pascoe' }
const namesake = { ...colleague('housing-officer'), name: 'kerra pascoe' }
const asked = voices({ ...deps, gate })

async function listeningTo(person: string, sound = wavOf(12)) {
  const call = {
    reference: randomUUID(),
    direction: 'in',
    startedAt: noon.subtract({ hours: 2 }).toString(),
    seconds: 12,
    person,
    colleague: adviser.name,
  } as const
  const answer = await takeInCall({ ...deps, gate, ffmpeg }, call, inChunks(sound))
  if (answer.taken !== 'stored') throw new Error(JSON.stringify(answer))
  const opened = await gate.open(maker, { activity: 'call-quality', person, because: 'check', vouched: ['private-setting'] })
  if (!opened.ok) throw new Error(JSON.stringify(opened.refusal))
  return { opened, recording: answer.recording }
}

const cut: Cut = { from: 2, until: 8, silenced: [{ from: 3, until: 5 }] }
const incoming = (whole: Stretch, what = cut) => ({ bytes: cutOut(whole, what, ffmpeg), type: () => 'audio/wav' })
const making = (recording: string, more: Partial<Making> = {}): Making => ({
  recording,
  title: 'Staying calm',
  transcript: 'How can I help?',
  claim: 'nobody-identifiable',
  heard: [],
  seconds: 6,
  ...more,
})

type Listening = Awaited<ReturnType<typeof listeningTo>>
const make = (
  { opened, recording }: Listening,
  more: Partial<Making> = {},
  cutting: (sound: Stretch) => ReturnType<typeof incoming> = incoming,
) => makeExtract({ ...deps, gate }, { listening: opened, colleague: maker }, making(recording, more), cutting)

async function made(more: Partial<Making> = {}, person?: string) {
  const whose = person ?? (await putPerson(on)).person
  return { whose, answer: await make(await listeningTo(whose), more) }
}

/** A caller who agreed to being heard in training. */
async function agreeing(): Promise<string> {
  const { person } = await putPerson(on)
  await putConsent(on, person, { answer: 'given', answeredAt: '2026-11-20T09:00:00Z', ended: null })
  await on.asAdmin((admin) =>
    admin.query(`update consent set activity = 'call-training', for_activity = 'call-training' where person_id = $1`, [person]),
  )
  return person
}

async function withoutName(recording: string): Promise<string> {
  await on.asAdmin((admin) => admin.query('update call_recording set taken_by = null where id = $1', [recording]))
  return recording
}

async function extractMade(more: Partial<Making> = {}, person?: string) {
  const { answer, whose } = await made(more, person)
  if (!answer.ok) throw new Error(JSON.stringify(answer))
  return { id: answer.extract, whose }
}

const whole = { from: 0, to: 1_000_000 }

async function found(id: string) {
  const extract = await extracts.one(second, id)
  if (!extract.ok) throw new Error(JSON.stringify(extract))
  return extract.extract
}

describe('an extract for training', () => {
  test('is played to a group once a second person has released it, with what shows who it was gone from it, and not before', async () => {
    const { id } = await extractMade()
    expect(await extracts.hear(maker, id, whole, false)).toMatchObject({ ok: false, why: 'absent' })
    expect(await extracts.release(maker, await found(id), true)).toEqual({ ok: false, why: 'own' })
    expect(await extracts.hear(second, id, whole, true)).toMatchObject({ ok: true })
    expect(await extracts.release(second, await found(id), false)).toEqual({ ok: false, why: 'not-alone' })
    expect(await extracts.release(second, await found(id), true)).toEqual({ ok: true })
    expect(await extracts.release(third, await found(id), true)).toEqual({ ok: false, why: 'stale' })
    expect((await found(id)).releasedBy).toBe(second.name)
    const heard = await extracts.hear(maker, id, whole, false)
    if (!heard.ok) throw new Error(JSON.stringify(heard))
    const sound = await wholeOf(heard.stretch.read())
    expect(sound).toHaveLength(44 + 6 * 16_000)
    // Its second and third second: not quiet but gone.
    expect(sound.subarray(44 + 16_000, 44 + 3 * 16_000).every((byte) => byte === 0)).toBe(true)
    expect(sound.subarray(44, 44 + 16_000).equals(wavOf(12).subarray(44 + 2 * 16_000, 44 + 3 * 16_000))).toBe(true)
    expect(sound.subarray(44 + 3 * 16_000).every((byte) => byte === 0)).toBe(false)
    expect((await extracts.list(maker)).map((each) => each.id)).toContain(id)
    // Nobody but those who train.
    expect(await extracts.hear(colleague('housing-officer'), id, whole, false)).toMatchObject({ ok: false, why: 'refused' })
  })

  test('is not made where what is written about it names somebody who is on the call', async () => {
    const count = async () => (await on.asAdmin((admin) => admin.query('select from training_extract'))).length
    const before = await count()
    expect(await made({ title: 'Staying calm with Amina' })).toMatchObject({ answer: { ok: false, why: 'name' } })
    expect(await made({ transcript: 'Thank you, Ms TEST.' })).toMatchObject({ answer: { ok: false, why: 'name' } })
    expect(await made({ transcript: 'Kerra speaking, how can I help?' })).toMatchObject({ answer: { ok: false, why: 'name' } })
    expect(await count()).toBe(before)
  })

  test('that shows who is on it rests on their agreement: none, and it is not made; taken back, and nobody hears it', async () => {
    expect(await made({ claim: 'consent' })).toMatchObject({ answer: { ok: false, why: 'consent' } })
    const { person } = await putPerson(on)
    await putConsent(on, person, { answer: 'given', answeredAt: '2026-11-20T09:00:00Z', ended: null })
    await on.asAdmin((admin) => admin.query(`update consent set activity = 'call-training' where person_id = $1`, [person]))
    // A yes to being pictured is none to this, whoever asked for it.
    expect(await made({ claim: 'consent' }, person)).toMatchObject({ answer: { ok: false, why: 'consent' } })
    await on.asAdmin((admin) => admin.query(`update consent set for_activity = 'call-training' where person_id = $1`, [person]))
    const { id } = await extractMade({ claim: 'consent' }, person)
    expect(await asked.answer(adviser, id, 'given')).toEqual({ ok: true })
    expect(await extracts.release(second, await found(id), true)).toEqual({ ok: true })
    expect(await extracts.hear(maker, id, whole, false)).toMatchObject({ ok: true })
    await on.asAdmin((admin) => admin.query(`update consent set ended_on = '2026-11-23' where person_id = $1`, [person]))
    expect(await extracts.hear(maker, id, whole, false)).toMatchObject({ ok: false, why: 'refused' })
    expect((await extracts.list(maker)).map((each) => each.id)).not.toContain(id)
  })

  test.each<MadeMedia>(['sound.mp3', 'sound.ogg', 'sound.m4a'])('is cut of %s too', async (name) => {
    const { person } = await putPerson(on)
    const listening = await listeningTo(person, await madeMedia(name))
    const what = { from: 0, until: 3, silenced: [{ from: 2, until: 3 }] }
    const answer = await make(listening, { seconds: 3 }, (sound) => incoming(sound, what))
    if (!answer.ok) throw new Error(JSON.stringify(answer))
    const heard = await extracts.hear(second, answer.extract, whole, true)
    if (!heard.ok) throw new Error(JSON.stringify(heard))
    // A tone was in the first second, none in the second, and the third is silenced.
    const drawn = await wholeOf(waveform(heard.stretch, null).bytes)
    expect([drawn[60], drawn[200], drawn[340]].map((level) => (level ?? 0) > 30)).toEqual([true, false, false])
  })

  test('beyond the end of the recording is none, and nothing of it is kept', async () => {
    const { person } = await putPerson(on)
    const listening = await listeningTo(person)
    const beyond = (sound: Stretch) => incoming(sound, { from: 100, until: 110, silenced: [] })
    await expect(make(listening, {}, beyond)).rejects.toMatchObject({ code: 'cut-beyond' })
    expect(await on.asAdmin((admin) => admin.query('select from training_extract where of_person = $1', [person]))).toEqual([])
  })
})

describe('a colleague who is heard on an extract', () => {
  const alone = (id: string) => extracts.hearOwn(adviser, id, whole)
  const played = (id: string) => extracts.hear(maker, id, whole, false)

  async function consented(heard: readonly string[] = []) {
    const { id } = await extractMade({ claim: 'consent', heard }, await agreeing())
    return id
  }

  test('is asked for their own agreement, and without it nobody but them hears it', async () => {
    const id = await consented()
    expect(await extracts.hear(second, id, whole, true)).toMatchObject({ ok: false, why: 'refused' })
    expect((await extracts.list(second)).map((each) => each.id)).not.toContain(id)
    expect(await asked.unanswered(adviser)).toMatchObject({ count: 1 })
    expect(await alone(id)).toMatchObject({ ok: false, why: 'refused' })
    expect(await asked.isMe(adviser, id)).toEqual({ ok: true })
    expect(await alone(id)).toMatchObject({ ok: true })
    expect(await asked.answer(adviser, id, 'given')).toEqual({ ok: true })
    expect(await asked.unanswered(adviser)).toMatchObject({ count: 0 })
    expect(await extracts.release(second, await found(id), true)).toEqual({ ok: true })
    expect(await played(id)).toMatchObject({ ok: true })
    expect(await asked.heardOn(id)).toMatchObject([{ name: 'Kerra Pascoe', answer: 'given' }])
    const told = (await pageOfEvidence(on.database, { subject: id })).filter(({ detail }) => 'voice' in detail)
    expect(told.map(({ actor, clauses, detail }) => [actor, clauses, detail.voice])).toEqual([
      [`colleague:${adviser.id}`, ['TC7'], 'given'],
      [`colleague:${adviser.id}`, ['TC7'], 'mine'],
    ])
  })

  test('may say no, and may take an agreement back as easily: it is closed at once', async () => {
    const id = await consented()
    expect(await asked.answer(adviser, id, 'refused')).toEqual({ ok: true })
    expect(await extracts.hear(second, id, whole, true)).toMatchObject({ ok: false, why: 'refused' })
    await asked.answer(adviser, id, 'given')
    await extracts.release(second, await found(id), true)
    expect(await played(id)).toMatchObject({ ok: true })
    await asked.answer(adviser, id, 'refused')
    expect(await played(id)).toMatchObject({ ok: false, why: 'refused' })
    expect((await extracts.list(maker)).map((each) => each.id)).not.toContain(id)
  })

  test('answers for themself alone: nobody else can, whatever they may do with extracts', async () => {
    const id = await consented()
    expect(await asked.answer(maker, id, 'given')).toEqual({ ok: false, why: 'gone' })
    expect(await asked.answer(second, id, 'given')).toEqual({ ok: false, why: 'gone' })
    await asked.isMe(adviser, id)
    expect(await asked.answer(namesake, id, 'given')).toEqual({ ok: false, why: 'gone' })
    expect(await extracts.hearOwn(namesake, id, whole)).toMatchObject({ ok: false, why: 'refused' })
    expect(await asked.heardOn(id)).toMatchObject([{ answer: null }])
    expect(await asked.all(adviser)).toMatchObject({ ok: false, why: 'refused' })
    expect(await asked.all(maker)).toMatchObject({ ok: true, rows: expect.arrayContaining([expect.objectContaining({ extract: id })]) })
  })

  test('of the same name as another says that it is not them, and the other is asked', async () => {
    const id = await consented()
    await asked.isMe(namesake, id)
    expect(await asked.answer(adviser, id, 'given')).toEqual({ ok: false, why: 'gone' })
    await asked.answer(namesake, id, 'not-mine')
    expect(await extracts.hearOwn(namesake, id, whole)).toMatchObject({ ok: false, why: 'refused' })
    expect(await asked.answer(adviser, id, 'given')).toEqual({ ok: true })
  })

  test('is one of all who are heard: the agreement of some of them opens nothing', async () => {
    const other = { ...colleague('income-officer'), name: 'Jago Rowe' }
    const id = await consented(['Jago Rowe'])
    await asked.answer(adviser, id, 'given')
    expect(await extracts.hear(second, id, whole, true)).toMatchObject({ ok: false, why: 'refused' })
    await asked.answer(other, id, 'given')
    expect(await extracts.hear(second, id, whole, true)).toMatchObject({ ok: true })
  })

  test('and whom nobody can name cannot be asked: it is made with all taken out that shows who is on it, or not at all', async () => {
    const listening = await listeningTo(await agreeing())
    const nameless = { ...listening, recording: await withoutName(listening.recording) }
    expect(await make(nameless, { claim: 'consent' })).toEqual({ ok: false, why: 'unnamed' })
    expect(await make(nameless, { claim: 'nobody-identifiable' })).toMatchObject({ ok: true })
    // One that comes from elsewhere names nobody who was asked.
    const id = await consented()
    await on.asAdmin((admin) => admin.query('delete from extract_voice where extract_id = $1', [id]))
    expect(await extracts.hear(second, id, whole, true)).toMatchObject({ ok: false, why: 'refused' })
  })
})

test('an extract in which nobody can be recognised leads to no caller and no call from its release on', async () => {
  const { id } = await extractMade()
  const links = () => on.asAdmin((admin) => admin.query('select of_person, cut_from from training_extract where id = $1', [id]))
  expect(await links()).not.toEqual([{ of_person: null, cut_from: null }])
  expect(await extracts.release(second, await found(id), true)).toEqual({ ok: true })
  expect(await links()).toEqual([{ of_person: null, cut_from: null }])
})

test.each([
  ['Ms O’Hara rang', true],
  ['the o’haras rang', false],
  ['Zoë was here', true],
  ['zoes', false],
  ['a call about rent', false],
])('“%s” names Zoe O’Hara: %s', (words, holds) => {
  expect(holdsName(words, { firstName: 'Zoe', middleName: null, lastName: "O'Hara", preferredName: null })).toBe(holds)
})

import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { Uint8ArrayReader, ZipReader } from '@zip.js/zip.js'
import { describe, expect, test } from 'vitest'
import { type Disclosure, decideDisclosure } from '#duties/disclosures/decide.ts'
import { fetchDisclosure } from '#duties/disclosures/fetch.ts'
import { decideForPerson, type PreparingForPerson, prepareForPerson } from '#duties/disclosures/for-the-person.ts'
import { prepare } from '#duties/disclosures/prepare.ts'
import { agreeWay } from '#duties/rights/answer/agree.ts'
import { answersTo, filesOf } from '#duties/rights/answer/answers.ts'
import { contentsIn } from '#duties/rights/answer/contents.ts'
import { deliverAnswer, fetchAnswer } from '#duties/rights/answer/deliver.ts'
import { makeAnswer } from '#duties/rights/answer/make.ts'
import { releaseAnswer } from '#duties/rights/answer/release.ts'
import { itsMedia } from '#duties/rights/decided.ts'
import { rightsRequestsOf } from '#duties/rights/requests.ts'
import type { DecidingMedia } from '#duties/rights/review/media.ts'
import { reviewOf } from '#duties/rights/review/review.ts'
import { tasks } from '#duties/tasks/tasks.ts'
import { pageOfEvidence } from '#evidence/read.ts'
import { answerTools } from '#exchange/pack/answer-tools.ts'
import type { Colleague } from '#gate/judge.ts'
import { disclosures } from '#records/disclosure/disclosure.ts'
import { littleTools } from '../support/answers.ts'
import { film, registerCamera } from '../support/cameras.ts'
import { asksForClip, rungBack } from '../support/clips.ts'
import { copies } from '../support/copies.ts'
import { testDatabase } from '../support/database.ts'
import { changed, livewest, noon } from '../support/edition.ts'
import { colleague, openTo, testGate } from '../support/gate.ts'
import { madeMedia } from '../support/media.ts'
import { home } from '../support/places.ts'
import { type letter, ok, takeStep } from '../support/rights.ts'
import { inChunks, wholeOf } from '../support/sound.ts'

const on = await testDatabase()
const released = await livewest()
const at = await testGate(on, released)
const { deps, gate } = at
const ways = { ...deps, gate }
const [requests, review] = [rightsRequestsOf(ways), reviewOf(ways)]
const officer = colleague('data-protection-officer')
const second = { ...colleague('data-protection-officer'), name: 'Moira Penrose' }
const { searched, decideAll } = copies(on, { deps, gate }, officer)
const tools = answerTools(home, join(on.data, 'set-aside'), () => released, null)
/** The letter is set in seconds, and says nothing. */
const quick = littleTools(join(on.data, 'set-aside'), tools.check)
const seen = async (id: string) => ok(await requests.look(officer, id)).request
const open = (who: Colleague, camera: string) =>
  openTo(gate, who, { activity: 'rights-requests', person: camera, because: 'rights-request' })
const from = noon.subtract({ hours: 3 })

const itsCamera = 'update camera set asset_id = (select asset_id from tenure where id = $2) where id = $1'
let filming = 0
/** Somebody who asks for a copy, and lives where a camera has filmed. */
async function asking(values: Partial<typeof letter> = {}) {
  filming += 1
  const camera = await registerCamera(at, `REC/${filming}`)
  const taken = await film(at, camera, from)
  const { id, person, tenure } = await searched(values)
  await on.asAdmin((admin) => admin.query(itsCamera, [camera, tenure]))
  ok(await review.propose(officer, id))
  return { id, person, camera, piece: taken.taken === 'stored' ? taken.footage : '', reference: (await seen(id)).reference }
}
type Asking = Awaited<ReturnType<typeof asking>>

async function prepared({ camera, piece, reference }: Asking, more: Partial<PreparingForPerson> = {}) {
  const uploaded = inChunks(await madeMedia('film.mp4'))
  const span = { from, to: from.add({ seconds: 4 }) }
  const asked = { piece, ...span, requested: reference, others: 'none' as const, masks: [], silences: [], uploaded, ...more }
  return prepareForPerson({ ...ways, ffmpeg: null }, await open(officer, camera), officer, asked)
}

async function clipOf(camera: string): Promise<Disclosure> {
  const read = ok(await (await open(officer, camera)).read(disclosures))
  const [row] = read.rows
  if (row === undefined) throw new Error('no clip is there')
  return row
}

const looks = async (who: Colleague, { camera }: Pick<Asking, 'camera'>, outcome: 'released' | 'stopped' = 'released') =>
  decideForPerson(ways, await open(who, camera), who, await clipOf(camera), outcome)

const fetches = async ({ camera }: Pick<Asking, 'camera'>) =>
  ok(await fetchDisclosure(deps, await open(officer, camera), await clipOf(camera), 'Receipt'))

const goes: DecidingMedia = { outcome: 'reasonable', why: 'Everybody else is hidden.', until: null, cut: null }
async function decides(id: string, deciding: Partial<DecidingMedia> = {}) {
  const row = ok(await review.list(officer, id)).texts.find((each) => each.row.fieldName === itsMedia)?.row
  if (row === undefined) throw new Error('no footage')
  const about = { request: id, id: row.id, version: row.version }
  return review.decideMedia(officer, about, { ...goes, ...deciding }, () => inChunks(Buffer.alloc(0)))
}

/** The answer is made; its letter for machines. */
async function made(id: string, by = quick): Promise<string> {
  await decideAll(id, () => 'other-people')
  ok(await review.complete(officer, id))
  ok(await makeAnswer({ ...ways, tools: by }, officer, await seen(id)))
  const { opened, rows } = ok(await answersTo(ways, officer, id))
  const [row] = rows
  if (row === undefined) throw new Error('no answer')
  const file = ok(await filesOf(opened, row)).files.find(({ name }) => name.endsWith('.json'))
  return Buffer.from((await file?.bytes()) ?? []).toString()
}

describe('a clip of footage for the person whom it shows', () => {
  test('leaves after another of the team has looked, once, encrypted; the notice decides, and it is on their record with its digest', async () => {
    const it = await asking()
    ok(await prepared(it))
    const clip = await clipOf(it.camera)
    const says = { recipient: 'the-person', requested: it.reference, organisation: null, officer: null, others: 'none', outcome: null }
    expect(clip).toMatchObject({ ...says, power: 'UK GDPR Article 15', preparedBy: officer.name })
    expect(await tasks(deps).waiting(second, null)).toContainEqual(expect.objectContaining({ kind: 'disclosure-look', about: clip.id }))
    expect(await looks(officer, it)).toEqual({ ok: false, why: 'own' })
    ok(await looks(second, it))
    const given = await clipOf(it.camera)
    const heard = ok(await (await open(second, it.camera)).hear(disclosures, { id: clip.id, from: 0, to: Number.MAX_SAFE_INTEGER }))
    expect(given.digest).toBe(
      createHash('sha256')
        .update(await wholeOf(heard.stretch.read()))
        .digest('hex'),
    )
    const [share] = await pageOfEvidence(on.database, { subject: it.person, kind: 'decision' })
    expect(share).toMatchObject({ act: 'share', outcome: 'permitted', basis: 'legal-obligation', activity: 'rights-requests' })
    expect(share?.detail).toMatchObject({ recipient: 'the-person', item: clip.id, digest: given.digest })
    const fetched = ok(await fetchDisclosure(deps, await open(officer, it.camera), given, 'Receipt'))
    const entries = await new ZipReader(new Uint8ArrayReader(await wholeOf(fetched.archive))).getEntries()
    expect(entries.map((entry) => [entry.filename, entry.encrypted])).toEqual([
      ['receipt.txt', true],
      ['clip.mp4', true],
    ])
    expect(await fetchDisclosure(deps, await open(officer, it.camera), await clipOf(it.camera), '')).toMatchObject({ why: 'over' })
  }, 60_000)

  test.each([
    ['no request is named', async () => ({ requested: 'DP-NOBODY' }), 'no-request'],
    ['others are to be hidden and nothing hides them', async () => ({ others: 'hidden' as const, uploaded: null }), 'unhidden'],
    ['nothing here can cut it', async () => ({ uploaded: null }), 'tool'],
  ] as const)('is not made where %s', async (_, more, why) => {
    expect(await prepared(await asking(), await more())).toEqual({ ok: false, why })
  })

  test('is made where everybody else is hidden in a copy that was edited elsewhere', async () => {
    const it = await asking()
    ok(await prepared(it, { others: 'hidden' }))
    expect(await clipOf(it.camera)).toMatchObject({ others: 'hidden', treated: 'uploaded', requested: it.reference })
  }, 60_000)

  test('is neither made nor released for a request that is closed, of another person without the right, or that the notice does not let have it', async () => {
    const closed = await asking()
    ok(await prepared(closed))
    ok(await takeStep(at, officer, closed.id, 'withdrawn', { values: { outcome: 'withdrawn' } }))
    expect(await prepared(closed)).toEqual({ ok: false, why: 'no-request' })
    expect(await looks(second, closed)).toEqual({ ok: false, why: 'no-request' })
    const another = await asking({ askedBy: 'representative', authority: 'A letter of authority' })
    expect(await prepared(another)).toMatchObject({ ok: false, why: 'refused' })
    const it = await asking()
    ok(await prepared(it))
    await at.publish(
      changed(released, (edition) => {
        for (const each of edition.activities) each.sharing = each.sharing.filter(({ categories }) => !categories.includes('cctv-footage'))
        return edition
      }),
    )
    expect(await prepared(it)).toMatchObject({ ok: false, why: 'refused' })
    expect(await looks(second, it)).toMatchObject({ ok: false, why: 'refused' })
    await at.publish(released)
    expect(await clipOf(it.camera)).toMatchObject({ outcome: null, digest: null })
  }, 60_000)

  test('is not released as one for the police, nor one for the police as one for the person', async () => {
    const it = await asking()
    ok(await prepared(it))
    const manager = colleague('senior-manager')
    const crime = (who: Colleague) => openTo(gate, who, { activity: 'crime-prevention', person: it.camera, because: 'case' })
    const mine = await clipOf(it.camera)
    expect(await decideDisclosure(deps, await crime(manager), manager, mine, rungBack)).toEqual({ ok: false, why: 'absent' })
    const operator = colleague('cctv-operator')
    const request = { ...(await asksForClip(on)), requested: it.reference }
    const uploaded = inChunks(await madeMedia('film.mp4'))
    const asked = { piece: it.piece, from, to: from.add({ seconds: 4 }), request, masks: [], silences: [], uploaded }
    const { id } = ok(await prepare({ ...deps, ffmpeg: null }, await crime(operator), operator, asked))
    const theirs = ok(await (await crime(operator)).read(disclosures, id)).rows[0]
    if (theirs === undefined) throw new Error('none')
    for (const others of [null, 'none'] as const)
      expect(await decideForPerson(ways, await open(second, it.camera), second, { ...theirs, others }, 'released')).toEqual({
        ok: false,
        why: 'absent',
      })
  }, 60_000)
})

describe('footage in a request for a copy', () => {
  test('can be withheld with a reason; it is given only with a released clip, which the letter and the evidence of what left name', async () => {
    const it = await asking()
    expect(await decides(it.id)).toEqual({ ok: false, why: 'no-clip' })
    ok(await prepared(it))
    expect(await decides(it.id)).toEqual({ ok: false, why: 'no-clip' })
    ok(await decides(it.id, { outcome: 'other-people', why: 'Neighbours cannot be hidden.' }))
    ok(await looks(second, it))
    ok(await decides(it.id))
    const { digest, id: item } = await clipOf(it.camera)
    const json = await made(it.id, tools)
    expect(json).toContain(
      'What shows you comes apart from this letter, and nobody else can be recognised in it: a clip of 4 seconds, from',
    )
    expect(json).toContain('23 November 2026, 09:00:00 GMT (+00:00) to 23 November 2026, 09:00:04 GMT (+00:00)')
    expect(json).toContain(`with the SHA-256 ${digest}`)
    const [answer] = ok(await answersTo(ways, officer, it.id)).rows
    expect(contentsIn(answer?.contents ?? null).clips).toMatchObject([{ item, digest, seconds: 4 }])
    ok(await agreeWay(ways, officer, await seen(it.id), { by: 'in-person', to: null, others: 'nobody' }))
    ok(await releaseAnswer(ways, second, await seen(it.id)))
    await fetches(it)
    ok(await looks(second, it, 'stopped'))
    expect(await deliverAnswer(ways, officer, await seen(it.id))).toEqual({ ok: false, why: 'stopped' })
  }, 60_000)

  test('holds the answer back until the clip that its letter names as given was downloaded to go with it', async () => {
    const it = await asking()
    ok(await prepared(it))
    ok(await looks(second, it))
    ok(await decides(it.id))
    await made(it.id)
    ok(await agreeWay(ways, officer, await seen(it.id), { by: 'in-person', to: null, others: 'nobody' }))
    ok(await releaseAnswer(ways, second, await seen(it.id)))
    expect(await fetchAnswer(ways, officer, await seen(it.id))).toEqual({ ok: false, why: 'clip-unfetched' })
    expect(await deliverAnswer(ways, officer, await seen(it.id))).toEqual({ ok: false, why: 'clip-unfetched' })
    await fetches(it)
    // Approved once more it can be downloaded once more, and whoever approved it means that it has not reached anybody.
    ok(await looks(second, it))
    expect(await deliverAnswer(ways, officer, await seen(it.id))).toEqual({ ok: false, why: 'clip-unfetched' })
    await fetches(it)
    ok(await deliverAnswer(ways, officer, await seen(it.id)))
  }, 60_000)

  test('that goes is in the evidence of what left with its time, length and digest', async () => {
    const it = await asking()
    ok(await prepared(it))
    ok(await looks(second, it))
    ok(await decides(it.id))
    await made(it.id)
    ok(await agreeWay(ways, officer, await seen(it.id), { by: 'in-person', to: null, others: 'nobody' }))
    ok(await releaseAnswer(ways, second, await seen(it.id)))
    await fetches(it)
    ok(await deliverAnswer(ways, officer, await seen(it.id)))
    const { digest, id } = await clipOf(it.camera)
    const left = (await pageOfEvidence(on.database, { subject: it.person, kind: 'decision' })).filter(({ detail }) => detail.clips)
    expect(left.map(({ detail }) => detail.clips)).toEqual([[`${id} 2026-11-23T09:00:00Z/2026-11-23T09:00:04Z PT4S sha256:${digest}`]])
  }, 60_000)

  test('of somebody else’s request is not taken for this one', async () => {
    const [it, other] = [await asking(), await asking()]
    ok(await prepared(other))
    ok(await looks(second, other))
    expect(await decides(it.id)).toEqual({ ok: false, why: 'no-clip' })
  }, 60_000)
})

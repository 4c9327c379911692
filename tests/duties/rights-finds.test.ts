import { mkdtemp, readdir, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, expect, test } from 'vitest'
import { rightsRequestsOf } from '#duties/rights/requests.ts'
import { textsToRead } from '#duties/rights/review/texts.ts'
import { findsOf } from '#duties/rights/search/finds.ts'
import { titleOf } from '#duties/rights/search/places.ts'
import { rightsSearchOf } from '#duties/rights/search/search.ts'
import type { Step } from '#duties/rights/steps.ts'
import { gatherPack } from '#duties/subject-access/gather.ts'
import { titleInPack } from '#duties/subject-access/title-in-pack.ts'
import { pdfReader } from '#media/pdf-words.ts'
import { everyPart } from '#records/every-part.ts'
import { testDatabase } from '../support/database.ts'
import { livewest, noon } from '../support/edition.ts'
import { colleague, testGate } from '../support/gate.ts'
import { madeMedia } from '../support/media.ts'
import { letGo } from '../support/pack.ts'
import { pdfWith } from '../support/papers.ts'
import { putPerson } from '../support/people.ts'

const on = await testDatabase()
const { deps, gate, setNow } = await testGate(on, await livewest())
const all = { ...deps, gate }
const [requests, search, finds] = [rightsRequestsOf(all), rightsSearchOf(all), findsOf(all)]
const officer = colleague('data-protection-officer')
const folder = await mkdtemp(join(tmpdir(), 'assured-finds-'))
const readsPdf = pdfReader(join(import.meta.dirname, '../..'))
const rows = (text: string) => on.asAdmin((admin) => admin.query(text))
const inVault = async () => (await readdir(join(on.data, 'vault'), { recursive: true }).catch(() => [])).length

beforeEach(async () => {
  setNow(noon)
  await rows('delete from rights_find; delete from rights_search; delete from rights_request; delete from task')
})

async function step(id: string, what: Step, values = {}) {
  const found = await requests.look(officer, id)
  if (!found.ok) throw new Error('not there')
  return requests.step(officer, found.request, { what, on: Temporal.PlainDate.from('2026-11-23'), values })
}

async function searchedFor(person: string) {
  const logged = await requests.log(officer, {
    ...{ receivedOn: '2026-11-20', cameBy: 'letter', askedBy: 'themselves', name: 'Amina Test', contact: '4 Quay Street' },
    ...{ words: 'All of it.', otherNames: null, authority: null },
  })
  if (!logged.ok) throw new Error('not logged')
  await step(logged.id, 'identified', { ofPerson: person })
  await search.now(officer, logged.id)
  const look = await search.look(officer, logged.id)
  const row = look.ok ? look.places.find(({ place }) => place === 'system:finance-system')?.row : null
  if (!look.ok || row == null) throw new Error('not asked')
  return { id: logged.id, item: row.id, request: look.request }
}

async function adding({ id, item }: { readonly id: string; readonly item: string }, file: string | Uint8Array, says: string | null = null) {
  const path = join(folder, 'came')
  await writeFile(path, file)
  return finds.add(officer, id, item, { called: 'A letter', says }, { path, readsPdf })
}

const wordsIn = async (of: Awaited<ReturnType<typeof searchedFor>>) => {
  const read = await textsToRead(all, officer, of.request)
  return read.ok ? read.texts.filter(({ place, field }) => place === 'rights-find' && field === 'words').map(({ value }) => value) : []
}

test('what another system sent is read like any other text of the copy: a text, a PDF, and a picture that somebody typed out', async () => {
  const of = await searchedFor((await putPerson(on)).person)
  expect(await adding(of, 'Zebedee said that the boiler is loud.')).toMatchObject({ ok: true })
  expect(await adding(of, pdfWith(['Zebedee rang in May.', 'And in June.']))).toMatchObject({ ok: true })
  expect(await adding(of, await madeMedia('picture.jpg'), 'Dear Zebedee, thank you.')).toMatchObject({ ok: true })
  // What can be read of a PDF stays, whatever is typed beside it.
  expect(await adding(of, pdfWith(['A first page.', '']), 'The second page, by hand.')).toMatchObject({ ok: true })
  const read = await wordsIn(of)
  expect(read.toSorted()).toEqual([
    'A first page.\n\nThe second page, by hand.',
    'Dear Zebedee, thank you.',
    'Zebedee rang in May.\n\nAnd in June.',
    'Zebedee said that the boiler is loud.',
  ])
  const stored = JSON.stringify(await rows('select row_to_json(r)::text as whole from rights_find r'))
  expect(stored).not.toContain('Zebedee')
})

test('a file that cannot be taken is refused in a way that can be told, and nothing of it is kept', async () => {
  const of = await searchedFor((await putPerson(on)).person)
  const before = await inVault()
  await expect(adding(of, Buffer.from([0x50, 0x4b, 3, 4, ...Array<number>(60).fill(0)]))).rejects.toMatchObject({
    code: 'media-unknown-kind',
  })
  await expect(adding(of, '')).rejects.toMatchObject({ code: 'media-empty' })
  await expect(adding(of, '%PDF-1.4 and then nothing of one')).rejects.toMatchObject({ code: 'media-broken' })
  await expect(adding(of, (await madeMedia('picture.jpg')).subarray(0, 400))).rejects.toMatchObject({ code: 'media-broken' })
  expect(await adding(of, await madeMedia('picture.jpg'))).toEqual({ ok: false, why: 'wordless' })
  expect(await adding(of, pdfWith(['A first page.', '']))).toEqual({ ok: false, why: 'wordless' })
  expect(await adding(of, 'x'.repeat(150_001))).toEqual({ ok: false, why: 'long' })
  expect(await rows('select from rights_find')).toEqual([])
  expect(await inVault()).toBe(before)
})

test('is added by those who answer requests alone, for a system of the request itself, and while it is open', async () => {
  const [of, other] = [await searchedFor((await putPerson(on)).person), await searchedFor((await putPerson(on)).person)]
  const path = join(folder, 'came')
  await writeFile(path, 'A letter.')
  const facts = { called: 'A letter', says: null }
  expect(await finds.add(colleague('housing-officer'), of.id, of.item, facts, { path, readsPdf })).toMatchObject({ why: 'refused' })
  expect(await adding({ id: of.id, item: other.item }, 'A letter.')).toEqual({ ok: false, why: 'gone' })
  const look = await search.look(officer, of.id)
  const own = look.ok ? look.places.find(({ place }) => place === 'person')?.row?.id : undefined
  expect(await adding({ id: of.id, item: own ?? '' }, 'A letter.')).toEqual({ ok: false, why: 'gone' })
  expect(await adding(of, 'A letter.')).toMatchObject({ ok: true })
  expect(await wordsIn(other)).toEqual([])
  await step(of.id, 'withdrawn', { outcome: 'withdrawn' })
  expect(await adding(of, 'A letter.')).toEqual({ ok: false, why: 'gone' })
  expect(await rows('select closed_on::text, clock_from::text from rights_find')).toEqual([
    { closed_on: '2026-11-23', clock_from: '2026-11-23' },
  ])
})

test('what was sent for somebody else is removed, and does not follow a request to another person', async () => {
  const of = await searchedFor((await putPerson(on)).person)
  await adding(of, 'About somebody else.')
  const listed = await finds.of(officer, of.id, 'system:finance-system')
  const [find] = listed.ok ? listed.finds : []
  if (find === undefined) throw new Error('not kept')
  const now = await requests.look(officer, of.id)
  // The places were asked about this person: a request is about another only as a new one.
  if (now.ok) expect(await requests.undo(officer, now.request, 0)).toEqual({ ok: false, why: 'needed' })
  expect(await finds.remove(officer, of.id, { find: find.id, version: '1' })).toMatchObject({ ok: false, why: 'stale' })
  expect(await finds.remove(officer, of.id, { find: find.id, version: find.version })).toMatchObject({ ok: true })
  expect(await wordsIn(of)).toEqual([])
})

test('what is found again for a later request stands once in its copy, and what only an earlier one has stays in it', async () => {
  const { person } = await putPerson(on)
  const before = await searchedFor(person)
  for (const words of ['Zebedee said that the boiler is loud.', 'Zebedee rang in May.']) await adding(before, words)
  await adding(before, await madeMedia('picture.jpg'), 'A picture of the boiler.')
  await step(before.id, 'withdrawn', { outcome: 'withdrawn' })
  setNow(noon.add({ hours: 1 }))
  const now = await searchedFor(person)
  await adding(now, 'Zebedee said that the boiler is loud.')
  await adding(now, 'Zebedee wrote in June.')
  await adding(now, await madeMedia('picture.png'), 'A picture of the boiler.')
  expect((await wordsIn(now)).toSorted()).toEqual([
    'A picture of the boiler.',
    'A picture of the boiler.',
    'Zebedee rang in May.',
    'Zebedee said that the boiler is loud.',
    'Zebedee wrote in June.',
  ])
  const own = await finds.of(officer, now.id)
  const read = await textsToRead(all, officer, now.request)
  const loud = read.ok ? read.texts.find(({ value }) => value.includes('loud')) : undefined
  expect(own.ok ? own.finds.map(({ id }) => id) : []).toContain(loud?.itemId)

  const released = await livewest()
  const asked = { person, now: noon, edition: released.hash, request: now.id, decided: () => ({ words: 'read', reasons: [] }) }
  const packed = await gatherPack(gate, officer, everyPart, asked, letGo)
  const found = packed.ok ? packed.searched.find(({ type }) => type === 'rights-find') : undefined
  expect(found).toMatchObject({ found: 5, given: 5 })
  expect(titleInPack('rights-find')).toBe('Texts from other systems and records')
  expect(titleOf(released.edition, 'rights-find')).toBe('Texts found for earlier requests')
})

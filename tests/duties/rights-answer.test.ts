import { createHash } from 'node:crypto'
import { mkdir, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeEach, describe, expect, test } from 'vitest'
import { agreeWay, type Route } from '#duties/rights/answer/agree.ts'
import { answersTo } from '#duties/rights/answer/answers.ts'
import { stopsIn } from '#duties/rights/answer/contents.ts'
import { deliverAnswer, fetchAnswer, shownBy } from '#duties/rights/answer/deliver.ts'
import { type AnswerDeps, makeAnswer } from '#duties/rights/answer/make.ts'
import { releaseAnswer, sendBack } from '#duties/rights/answer/release.ts'
import type { AnswerTools, ToCheck, Verdict } from '#duties/rights/answer/tools.ts'
import { rightsRequestsOf } from '#duties/rights/requests.ts'
import type { DecidedPassage as Passage } from '#duties/rights/review/decided-of.ts'
import { certificateOf } from '#duties/rights/search/certificate.ts'
import { systemsAsked, titleOf } from '#duties/rights/search/places.ts'
import { rightsSearchOf } from '#duties/rights/search/search.ts'
import { answerTools } from '#exchange/pack/answer-tools.ts'
import { type CertificateWords, certificateWords } from '#exchange/pack/certificate-words.ts'
import { householdMember } from '#records/household-member/household-member.ts'
import { findsNothing, littleTools, readRequest, unpacked } from '../support/answers.ts'
import { testDatabase } from '../support/database.ts'
import { livewest, noon } from '../support/edition.ts'
import { colleague, testGate } from '../support/gate.ts'
import { putItem } from '../support/items.ts'
import { readPdf } from '../support/pdf.ts'
import { putContactDetail, putPerson } from '../support/people.ts'
import { home } from '../support/places.ts'
import { logLetter } from '../support/rights.ts'

const on = await testDatabase()
const released = await livewest()
const { deps, gate, setNow } = await testGate(on, released)
const setAsideIn = join(on.data, 'set-aside')
const [maker, second] = [colleague('data-protection-officer'), colleague('data-protection-officer')]
const requests = rightsRequestsOf({ ...deps, gate })
const rows = (text: string, values: readonly unknown[] = []) => on.asAdmin((admin) => admin.query(text, values))

let asked: ToCheck[] = []
const readsAll = async (check: ToCheck): Promise<Verdict> => {
  asked.push(check)
  return findsNothing(check)
}
const finds = async (): Promise<Verdict> => ({ clean: false, digest: 'd', hits: [{ file: 2, where: 'text', page: 3 }], unread: [] })
const tools = answerTools(home, setAsideIn, () => released, null)
const all = (check: AnswerTools['check'] = readsAll, passages: readonly Passage[] = []): AnswerDeps => ({
  ...{ ...deps, gate },
  tools: littleTools(setAsideIn, check),
  readingOf: async () => ({
    ok: true,
    decided: () => null,
    passages: () => passages,
    texts: () => [],
    media: () => [],
    clips: () => [],
    unread: () => 0,
  }),
})

beforeEach(async () => {
  setNow(noon)
  asked = []
  for (const table of ['rights_answer', 'rights_search']) await rows(`delete from ${table}`)
  await rows('delete from rights_request')
})

async function seen(id: string) {
  const look = await requests.look(maker, id)
  if (!look.ok) throw new Error(JSON.stringify(look))
  return look.request
}

const read = () => readRequest(on, { deps, gate }, maker)

async function made() {
  const request = await read()
  const answer = await makeAnswer(all(), maker, await seen(request.id))
  if (!answer.ok) throw new Error(JSON.stringify(answer))
  return request
}

async function last(id: string) {
  const answers = await answersTo({ gate }, maker, id)
  if (!answers.ok || answers.rows[0] === undefined) throw new Error('no answer')
  return answers.rows[0]
}

const agrees = async (id: string, by: Route, to: string | null = null) =>
  agreeWay({ ...deps, gate }, maker, await seen(id), { by, to, others: 'nobody' })
const releases = async (id: string, by = second) => releaseAnswer({ ...deps, gate }, by, await seen(id))
const fetches = async (id: string) => fetchAnswer({ ...deps, gate }, maker, await seen(id))
const delivers = async (id: string) => deliverAnswer({ ...deps, gate }, maker, await seen(id))

async function bytesOf(archive: AsyncIterable<Uint8Array>): Promise<Buffer> {
  return Buffer.concat(await Array.fromAsync(archive))
}

describe('the answer to a request', () => {
  test('leaves encrypted, exactly as it was checked, and opens with its passphrase into the letter and the copy', async () => {
    const { id, tenure } = await read()
    await rows(
      `insert into rights_search (id, activity, source, collected_at, edition, rights_request_id, place, asked_on)
        values (gen_random_uuid(), 'rights-requests', 'colleague', now(), 'test', $1, 'look:fraud', '2026-11-23')`,
      [id],
    )
    // Of one system the person is not told that it was searched.
    const [told, untold] = systemsAsked(released.edition)
    await rows('update rights_search set is_silent = true where rights_request_id = $1 and place = $2', [id, untold?.place])
    expect(await makeAnswer({ ...all(), tools }, maker, await seen(id))).toMatchObject({ ok: true })
    expect(await agrees(id, 'e-mail')).toEqual({ ok: true })
    expect(await releases(id)).toEqual({ ok: true })
    const fetched = await fetches(id)
    if (!fetched.ok) throw new Error(JSON.stringify(fetched))
    const bytes = await bytesOf(fetched.archive)
    const row = await last(id)
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(row.digest)
    expect(row).toMatchObject({ mediaBytes: bytes.length, fetchedBy: maker.name, checked: 'clean', stoppedAt: null })
    for (const words of ['Amina', 'Alder', tenure]) expect(bytes.includes(words)).toBe(false)
    const files = await unpacked(bytes, row.passphrase ?? '')
    expect([...files.keys()]).toEqual(['your-information.json', 'your-information.pdf'])
    const reference = (await seen(id)).reference
    const copy: { letter: { opening: string[]; certificate: CertificateWords; notSearched: string[] } } = JSON.parse(
      String(files.get('your-information.json')),
    )
    expect(copy.letter.opening.slice(0, 2)).toEqual(['Dear Amina Test,', expect.stringContaining('You asked us on 20 November 2026')])
    expect(JSON.stringify(copy)).not.toContain('look:fraud')
    const search = await rightsSearchOf({ ...deps, gate }).look(maker, id)
    if (!search.ok) throw new Error('no search')
    const certified = search.places.flatMap(({ row }) => row ?? [])
    const edition = released.edition
    const identifiers = ['Amina Test', '6 Alder Court, EX5 2FZ']
    const certificate = certificateOf({ edition, reference, rows: certified, identifiers }, 'person')
    expect(copy.letter.certificate).toEqual(certificateWords(certificate))
    const { answers } = copy.letter.certificate
    const asked = { answer: 'Looked, and nothing is held', asked: '23 November 2026', answered: '23 November 2026' }
    expect(answers.find(({ places }) => places.includes(titleOf(edition, told?.place ?? '')))).toMatchObject(asked)
    expect(JSON.stringify(answers)).not.toContain(titleOf(edition, untold?.place ?? 'none'))
    for (const { what, why } of certificate.notSearched)
      expect(copy.letter.notSearched.filter((line) => line.includes(what) && line.endsWith(why))).toHaveLength(1)
    const path = join(on.data, 'answer.pdf')
    await writeFile(path, files.get('your-information.pdf') ?? '')
    const { text, isTagged } = await readPdf(path)
    expect(isTagged).toBe(true)
    for (const words of [
      reference,
      'What we use it for',
      'What kinds we hold, and how long we keep them',
      'Who we can share it with',
      'Where we got it',
      'Information outside the United Kingdom',
      'Your rights',
      'What we left out, and why',
      'section 164A',
      'Information Commission',
      'go to court',
      'Certificate of our search',
      'Who looked at their record',
      'A letter',
      '6 Alder Court',
    ])
      expect(text, words).toContain(words)
    expect(await delivers(id)).toEqual({ ok: true })
    expect(await seen(id)).toMatchObject({ outcome: 'answered', closedOn: '2026-11-23' })
    expect(await last(id)).toMatchObject({ wentBy: 'e-mail', sentBy: maker.name, clockFrom: '2026-11-23' })
    const shared = await rows(`select detail from evidence where act = 'share' and detail->>'digest' = $1`, [row.digest])
    expect(shared).toMatchObject([{ detail: { recipient: 'the-person', way: 'e-mail', item: row.id } }])
  })

  test('is made only once every text is read, and leaves nothing behind on the disk', async () => {
    const taken = await logLetter({ deps, gate }, maker)
    expect(await makeAnswer(all(), maker, await seen(taken))).toEqual({ ok: false, why: 'stale' })
    const { id } = await made()
    expect(await readdir(setAsideIn)).toEqual([])
    expect(await makeAnswer(all(), maker, await seen(id))).toEqual({ ok: false, why: 'early' })
    const broken = all(() => Promise.reject(new Error('the reader broke')))
    const other = await read()
    await expect(makeAnswer(broken, maker, await seen(other.id))).rejects.toThrow('the reader broke')
    expect(await readdir(setAsideIn)).toEqual([])
    // A process that was killed at work, as its folder tells.
    await mkdir(join(setAsideIn, '4194304-3f0c7c1e-2a4b-4a53-8b0a-0d1f2e3a4b5c', 'files'), { recursive: true })
    expect(await makeAnswer(all(), maker, await seen(other.id))).toMatchObject({ ok: true })
    expect(await readdir(setAsideIn)).toEqual([])
  }, 60_000)

  test('is stopped where something withheld stands in it: of it only the place is kept, and the words are told nobody', async () => {
    const passage = { id: 'p1', itemId: 'i', text: 'Mary Smith', kind: 'name', isGiven: false } as const
    const { id } = await read()
    expect(await makeAnswer(all(finds, [passage]), maker, await seen(id))).toEqual({ ok: false, why: 'stopped' })
    const row = await last(id)
    expect(row).toMatchObject({ checked: 'stopped', passphrase: null, mediaId: null })
    expect(stopsIn(row.stoppedAt)).toEqual([{ file: 2, what: 'text', page: 3 }])
    const stored = JSON.stringify(await rows('select row_to_json(r)::text as whole from rights_answer r'))
    expect(stored + JSON.stringify(await rows('select detail from evidence'))).not.toContain('Mary')
    expect(await releases(id)).toEqual({ ok: false, why: 'stale' })
    expect(await readdir(setAsideIn)).toEqual([])
  })

  test('is checked for every passage that is withheld, and lets stand what was given and whoever asks', async () => {
    const passage = { id: 'p1', itemId: 'i', text: 'Mary Test', kind: 'name' } as const
    const { id } = await read()
    const passages = [
      { ...passage, isGiven: false },
      { ...passage, id: 'p2', text: 'Dee Marsh', isGiven: true },
    ]
    expect(await makeAnswer(all(readsAll, passages), maker, await seen(id))).toMatchObject({ ok: true })
    expect(asked[0]?.withheld).toMatchObject([{ id: 'p1', text: 'Mary Test', kind: 'name' }])
    expect(asked[0]?.given.map(({ text }) => text)).toEqual(['Dee Marsh', 'Amina Test', 'Amina', 'Test'])
  })

  test('is checked for other forms of a name too, but for those that are words, and for what the records call somebody', async () => {
    const { id, tenure } = await read()
    const { person: lodger } = await putPerson(on, { name: 'Katherine' })
    await rows(`update person set preferred_name = 'Kitto' where id = $1`, [lodger])
    await putItem(on, householdMember, {
      ...{ activity: 'tenancy-management', collectedOn: Temporal.PlainDate.from('2026-11-23'), tenure, person: lodger },
      values: { fullName: 'Katherine Test', isResponsible: 'false' },
    })
    const passage = { itemId: 'i', kind: 'name', isGiven: false } as const
    const passages = [
      { ...passage, id: 'p1', text: 'Mrs Elizabeth Hart' },
      { ...passage, id: 'p2', text: 'William' },
      { ...passage, id: 'p3', text: 'Katherine', about: lodger },
      { ...passage, id: 'p4', text: 'Elizabeth Gardens', kind: 'text' as const },
    ]
    expect(await makeAnswer(all(readsAll, passages), maker, await seen(id))).toMatchObject({ ok: true })
    const also = new Map(asked[0]?.withheld.map(({ text, also = [] }) => [text, also]))
    expect(also.get('Mrs Elizabeth Hart')).toEqual(expect.arrayContaining(['liz', 'beth']))
    expect(also.get('William')).toEqual(expect.arrayContaining(['liam']))
    expect(also.get('William')).not.toContain('will')
    expect(also.get('Katherine')).toContain('Kitto')
    expect(also.get('Elizabeth Gardens')).toEqual([])
  })

  test('is not made where a text has changed since it was read', async () => {
    const { id } = await read()
    const reading = {
      ok: true,
      decided: () => null,
      passages: () => [],
      texts: () => [],
      media: () => [],
      clips: () => [],
      unread: () => 1,
    } as const
    const unread: AnswerDeps = { ...all(), readingOf: async () => reading }
    expect(await makeAnswer(unread, maker, await seen(id))).toEqual({ ok: false, why: 'unread' })
    expect(asked).toEqual([])
  })
})

describe('what a request shows of who gets the answer', () => {
  const steps = '[{"what":"identified","on":"2026-11-23","by":"Dee Marsh"}]'
  test.each([
    ['themselves', null, steps, ['identity-verified']],
    ['themselves', null, null, []],
    ['child', 'A note', steps, ['identity-verified']],
    ['parent', 'The birth certificate', steps, ['identity-verified', 'parental-authority']],
    ['parent', null, steps, ['identity-verified']],
    ['representative', 'Their letter', steps, ['identity-verified', 'consent']],
    ['representative', '  ', steps, ['identity-verified']],
    ['attorney', 'The instrument', null, ['consent']],
  ] as const)('asked by %s, noted %s', (askedBy, authority, taken, shown) => {
    expect(shownBy({ askedBy, authority, steps: taken })).toEqual(shown)
  })
})

describe('an answer that was made', () => {
  test('is released by somebody else than its maker, and can then be fetched once, within 14 days', async () => {
    const { id } = await made()
    await agrees(id, 'e-mail')
    expect(await fetches(id)).toEqual({ ok: false, why: 'unreleased' })
    expect(await releases(id, maker)).toEqual({ ok: false, why: 'own' })
    expect(await releaseAnswer({ ...deps, gate }, colleague('housing-officer'), await seen(id))).toMatchObject({
      ok: false,
      why: 'refused',
    })
    expect(await releases(id)).toEqual({ ok: true })
    expect(await delivers(id)).toEqual({ ok: false, why: 'unfetched' })
    const fetched = await fetches(id)
    if (fetched.ok) await bytesOf(fetched.archive)
    expect(fetched.ok).toBe(true)
    expect(await fetches(id)).toEqual({ ok: false, why: 'over' })
    expect(await releases(id)).toEqual({ ok: true })
    setNow(noon.add({ hours: 14 * 24 + 1 }))
    expect(await fetches(id)).toEqual({ ok: false, why: 'over' })
  })

  test('is sent back to be read again, and is not the one that leaves', async () => {
    const { id } = await made()
    expect(await sendBack({ ...deps, gate }, second, await seen(id), 'Page 3 names the neighbour.')).toEqual({ ok: true })
    expect((await seen(id)).notes).toContain('Page 3 names the neighbour.')
    expect(await releases(id)).toEqual({ ok: false, why: 'stale' })
    expect(await delivers(id)).toEqual({ ok: false, why: 'stale' })
  })

  test('goes nowhere before it was agreed where, and never to a contact detail that changed since', async () => {
    const { id, person } = await made()
    await releases(id)
    expect(await delivers(id)).toEqual({ ok: false, why: 'not-agreed' })
    const { person: other } = await putPerson(on)
    expect(await agrees(id, 'post', await putContactDetail(on, other))).toEqual({ ok: false, why: 'no-detail' })
    const detail = await putContactDetail(on, person)
    expect(await agrees(id, 'post', detail)).toEqual({ ok: true })
    await rows(`update contact_detail set value = '07700 900999', collected_at = $2 where id = $1`, [
      detail,
      noon.add({ minutes: 1 }).toString(),
    ])
    expect(await delivers(id)).toEqual({ ok: false, why: 'changed' })
    await rows('delete from contact_detail where id = $1', [detail])
    expect(await delivers(id)).toEqual({ ok: false, why: 'changed' })
    expect(await agrees(id, 'in-person')).toEqual({ ok: true })
    expect(await delivers(id)).toEqual({ ok: true })
    expect(await last(id)).toMatchObject({ wentBy: 'in-person', wentTo: null, fetchedAt: null })
  })
})

test.each([
  ['refused', { outcome: 'refused' }],
  ['withdrawn', { outcome: 'withdrawn' }],
] as const)('what belongs to a request that was %s is kept no longer than the request', async (what, values) => {
  const { id } = await made()
  await requests.step(maker, await seen(id), { what, on: Temporal.PlainDate.from('2026-11-23'), values })
  expect(await rows('select clock_from::text from rights_answer')).toEqual([{ clock_from: '2026-11-23' }])
})

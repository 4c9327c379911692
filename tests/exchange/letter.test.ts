import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Answer } from '#decisions/done-or-refused.ts'
import type { AnsweredRequest } from '#duties/rights/answer/tools.ts'
import type { Gathered, PackItem, PackTaker } from '#duties/subject-access/gather.ts'
import { titleInPack } from '#duties/subject-access/title-in-pack.ts'
import { wordingOf } from '#exchange/pack/document.ts'
import type { JsonPiece } from '#exchange/pack/json-file.ts'
import { charactersIn, mostPages } from '#exchange/pack/part.ts'
import { planParts, sectionsByPart } from '#exchange/pack/plan.ts'
import { writePack } from '#exchange/pack/write.ts'
import { livewest } from '../support/edition.ts'
import { readPdf } from '../support/pdf.ts'
import { home } from '../support/places.ts'

const released = await livewest()
const folder = await mkdtemp(join(tmpdir(), 'assured-letter-'))
afterAll(() => rm(folder, { recursive: true }))

const alone = 'It is tied to no record, so it cannot be searched by person.'
const place = { answer: 'Looked, and nothing is held', found: 0, askedOn: '2026-11-21', answeredOn: '2026-11-22' } as const
const nobody = { answeredBy: null, chased: 0, words: null }
const certificate: AnsweredRequest['certificate'] = {
  ...{ reference: 'R-1', searchedOn: '2026-11-22', searchedBy: [], identifiers: ['Amina Test'], exemptions: [], nothingHeld: false },
  places: [
    { ...place, ...nobody, title: 'Pictures' },
    { ...place, ...nobody, title: 'Website', chased: 2 },
    { ...place, ...nobody, title: 'Survey tool' },
    { ...place, ...nobody, title: 'Rent accounts', answer: 'Found', found: 40 },
  ],
  notSearched: [
    { what: 'Messages', why: alone },
    { what: 'Unmatched calls', why: alone },
  ],
}
const request: AnsweredRequest = {
  name: 'Amina Test',
  reference: 'R-1',
  receivedOn: '2026-11-20',
  isOwn: true,
  isOnFile: true,
  certificate,
}

const entries = Array.from({ length: 40 }, (_, n): PackItem => {
  const values = { Date: '2026-01-05', Kind: 'Payment', Description: 'Housing benefit, straight to the rent account', Amount: n * 100 }
  return { source: 'own-systems', collectedAt: '2026-11-01T09:00:00Z', values }
})
const noted = (type: string, why: string) => ({ type, count: 1, reason: why })

async function gather(taker: PackTaker): Promise<Answer<Gathered>> {
  const head = { person: '3f0c7c1e-2a4b-4a53-8b0a-0d1f2e3a4b5c', gatheredAt: '2026-11-23T12:00:00Z', edition: 'test' }
  const whose = { ...head, relationships: ['tenant' as const] }
  const searched = [
    { type: 'rent-entry', category: 'rent-account' as const, found: 40, given: 40 },
    { type: 'person', category: 'personal-details' as const, found: 1, given: 1 },
    { type: 'consent', category: 'consent' as const, found: 0, given: 0 },
  ]
  const withheld = [noted('contact-log', 'It is about somebody else.'), noted('document', 'It is about somebody else.')]
  const untied = { type: 'message', count: 0, reason: alone }
  const ending = { items: { person: 1, 'rent-entry': 40 }, withheld: [untied, ...withheld], notSearched: certificate.notSearched, searched }
  await taker.begin(whose)
  await taker.section({ type: 'person', title: 'People', category: 'personal-details' })
  await taker.items([{ source: 'the-person', collectedAt: '2026-11-01T09:00:00Z', values: { 'First name': 'Amina' } }])
  await taker.section({ type: 'rent-entry', title: 'Rent account entries', category: 'rent-account' })
  await taker.items(entries)
  await taker.end(ending)
  return { ok: true, ...whose, ...ending }
}

const chapters = ['What we hold about you', 'What we left out, and why', 'How we searched', 'About your information']

describe('a copy is read in the order in which somebody needs it:', () => {
  const read = { pages: [''], json: '' }

  beforeAll(async () => {
    const written = await writePack(gather, wordingOf(released, titleInPack, request), folder, join(home, 'src/exchange/pack'))
    if (!written.ok || written.pdf === null) throw new Error('not written')
    read.pages = (await readPdf(join(folder, 'your-information.pdf'))).text.split('\n')
    read.json = await readFile(join(folder, 'your-information.json'), 'utf8')
  }, 60_000)

  test('a letter of one page says what it answers, what is in it, what was left out, where to get help and where to complain', () => {
    const [letter = '', next = ''] = read.pages
    for (const words of [
      'Dear Amina Test',
      'You asked us on 20 November 2026',
      'Our reference is R-1',
      'We left something out of 2 kinds of record',
      'If you need help',
      'data.protection@livewest.co.uk',
      'complain to us, to the Information Commission (ICO), or go to court',
      'Data protection team, LiveWest',
    ])
      expect(letter.replaceAll(/\s+/g, ' '), words).toContain(words)
    expect(next.startsWith('What we hold about you')).toBe(true)
  })

  test('then come their information, what was left out, the search, and what the law wants told, each on the page that the letter names', () => {
    const [letter = '', ...rest] = read.pages
    let from = 0
    for (const chapter of chapters) {
      const told = Number(new RegExp(`${chapter}[ .]*(\\d+)`).exec(letter)?.[1])
      expect(rest[told - 2], chapter).toContain(chapter)
      const at = rest.join('\n').indexOf(chapter)
      expect(at, chapter).toBeGreaterThanOrEqual(from)
      from = at
    }
    const end = rest.join(' ').slice(from)
    for (const words of ['Who we can share it with', 'Your rights', 'section 164A', 'go to court']) expect(end, words).toContain(words)
  })

  test('one reason stands once for all that it was the reason for, and what was not searched is not also called left out', () => {
    const { letter } = JSON.parse(read.json)
    expect(letter.leftOut).toEqual([expect.stringMatching(/^Contacts \(1 item\), .* \(1 item\): It is about somebody else\.$/)])
    expect(letter.notSearched[0]).toBe(`Messages, Unmatched calls: ${alone}`)
    expect(letter.certificate.answers).toEqual([
      {
        places: ['Pictures', 'Survey tool'],
        answer: 'Looked, and nothing is held',
        asked: '21 November 2026',
        answered: '22 November 2026',
      },
      {
        places: ['Website'],
        answer: 'Looked, and nothing is held',
        asked: '21 November 2026, and 2 times again',
        answered: '22 November 2026',
      },
      { places: ['Rent accounts'], answer: 'Found (40)', asked: '21 November 2026', answered: '22 November 2026' },
    ])
  })
})

test('no word of a table is broken in two, however much its neighbours have to say', async () => {
  const long = 'Asked how to give notice, and what becomes of the shed, the fence and the second key. '.repeat(2)
  const values = { How: 'Telephone', Direction: 'Incoming', About: long, Words: long, Result: long }
  async function* pieces(): AsyncGenerator<JsonPiece> {
    yield { section: { type: 'contact-log', title: 'Contacts', category: 'contact-history' } }
    for (let n = 0; n < 3; n += 1) yield { item: { source: 'the-person', collectedAt: '2026-11-01T09:00:00Z', values } }
  }
  const wording = wordingOf(released, titleInPack)
  const plan = await planParts(pieces, wording, mostPages)
  const [section] = (await Array.fromAsync(sectionsByPart(pieces(), wording, plan))).flat()
  const columns = section?.columns ?? []
  const total = columns.reduce((sum, { width }) => sum + width, 0)
  const fits = Object.fromEntries(columns.map((column) => [column.label, charactersIn(column, total)]))
  for (const [label, word] of [...Object.entries(values).slice(0, 2), ['Where it came from', 'Where']])
    expect(fits[label ?? ''], label).toBeGreaterThanOrEqual(String(word).length)
})

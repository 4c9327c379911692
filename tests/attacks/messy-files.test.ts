import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { importCsv } from '#exchange/csv/import.ts'
import { takeInArrival } from '#exchange/telephone/arrive.ts'
import { arrivalShape } from '#exchange/telephone/call.ts'
import { find, findingActivity } from '#gate/find/find.ts'
import { testDatabase } from '../support/database.ts'
import { livewest } from '../support/edition.ts'
import { colleague, testGate } from '../support/gate.ts'

const on = await testDatabase()
const { deps } = await testGate(on, await livewest())

async function imported(texts: Readonly<Record<string, string | Buffer>>) {
  const folder = await mkdtemp(join(tmpdir(), 'assured-messy-'))
  afterAll(() => rm(folder, { recursive: true, force: true }))
  const paths = Object.keys(texts).map((name) => join(folder, name))
  await Promise.all(Object.values(texts).map((text, index) => writeFile(paths[index] ?? '', text)))
  return importCsv(deps, paths)
}

/** What was said in the contact about `topic`; both are sealed, and opened by the person's own key. */
async function summaryOf(topic: string): Promise<unknown> {
  const text = 'select id, person_id as person, sealed_contact_log as blob from contact_log'
  const rows = await on.asAdmin((admin) => admin.query<{ id: string; person: string; blob: Buffer }>(text))
  const opened = rows.map(({ id, person, blob }) =>
    deps.keys.unseal(person, { table: 'contact_log', row: id, category: 'contact-log' }, blob),
  )
  return (await Promise.all(opened)).find((words) => words?.topic === topic)?.summary
}

const people = 'reference,firstName,lastName\nQ1,Fonx,One\n'
const head = 'reference,person,happenedAt,channel,direction,topic,summary'

describe('a note of what was said', () => {
  test('keeps its blank lines, and the rows after it keep their line numbers', async () => {
    const words = 'Asked for:\n\n1. a new lock\n\n2. a ramp\n \nTold: yes to 1.\n\n\n'
    const rows = `K1,Q1,2026-11-01T10:00,phone,in,blank,"${words}end"\n\n\nK2,Q1,2026-11-02T10:00,phone,in,plain\nK3,Q1,2026-11-03T10:00,phone,in,after,plain\n\n`
    const report = await imported({ 'people.csv': people, 'contacts.csv': `${head}\n${rows}` })
    expect(report).toMatchObject({ read: 4, stored: 3 })
    expect(report.refused).toEqual([{ file: 'contacts.csv', line: 14, reason: 'the row has 6 cells, the first line 7' }])
    expect(await summaryOf('blank')).toBe(`${words}end`)
  })

  test('may be longer than two hundred lines, and a quote that is never closed still costs its own line alone', async () => {
    const long = `${'line\n'.repeat(900)}end`
    const rows = `L1,Q1,2026-11-01T10:00,phone,in,long,"${long}"\nL2,Q1,2026-11-01T10:00,phone,in,broken,"never\nL3,Q1,2026-11-01T10:00,phone,in,next,fine\n`
    const report = await imported({ 'people.csv': people, 'contacts.csv': `${head}\n${rows}` })
    expect(report.refused).toEqual([{ file: 'contacts.csv', line: 903, reason: 'a quoted cell is never closed' }])
    expect(await summaryOf('long')).toBe(long)
    expect(await summaryOf('next')).toBe('fine')
  })

  test.each([
    ['CR and LF', '\r\n'],
    ['CR alone', '\r'],
    ['a mixture', '\n\r\n'],
  ])('is read whole from a file whose lines end in %s, quotes doubled inside quotes', async (name, end) => {
    const topic = `ends ${name}`
    const rows = [head, `E-${name},Q1,2026-11-01T10:00,phone,in,${topic},"She said ""no"",`, '', 'and left"', ''].join(end)
    const report = await imported({ 'people.csv': people, 'contacts.csv': `\uFEFF${rows}` })
    expect(report.refused).toEqual([])
    expect(String(await summaryOf(topic)).replaceAll(/\n+/g, '\n')).toBe('She said "no",\nand left')
  })
})

describe('a file that is no CSV of ours is refused in a word that helps', () => {
  test.each([
    ['UTF-16', Buffer.from('\uFEFFreference,firstName\nX,Bo\n', 'utf16le'), 'the file is UTF-16: save it as UTF-8'],
    ['semicolons', 'reference;firstName\nX;Bo\n', 'its cells are parted by semicolons: save it with commas'],
    ['tabs', 'reference\tfirstName\nX\tBo\n', 'its cells are parted by tabs: save it with commas'],
  ])('%s', async (_, content, word) => {
    await expect(imported({ 'people.csv': content })).rejects.toThrow(word)
  })

  test('a line in another code page, or with a NUL, is refused by its number and the rest is taken', async () => {
    const odd = Buffer.concat([Buffer.from('reference,firstName\nW1,Ren'), Buffer.from([0xe9]), Buffer.from('e\nW2,Bo\u0000\nW3,Cy\n')])
    const report = await imported({ 'people.csv': odd })
    expect(report.refused.map(({ line, reason }) => [line, reason])).toEqual([
      [2, 'the line is not UTF-8'],
      [3, 'the line holds a NUL byte'],
    ])
    expect(report.stored).toBe(1)
  })
})

test('scripts of the world are kept as they are written', async () => {
  const words = ['😀', 'ਪੰਜਾਬੀ', 'বাংলা', '👨‍👩‍👧', '✓ • → ☐ ☎', 'اردو', 'हिन्दी', '𠮷野']
  const rows = words.map((word, n) => `S${n},Scripts,${word}`)
  expect(await imported({ 'people.csv': `reference,firstName,lastName\n${rows.join('\n')}\n` })).toMatchObject({ refused: [] })
  const stored = await on.asAdmin((admin) => admin.query(`select last_name from person where first_name = 'Scripts'`))
  expect(new Set(stored.map((row) => row.last_name))).toEqual(new Set(words))
})

describe('a telephone number', () => {
  const forms: readonly (readonly [string, string, string])[] = [
    ['+44 (0)7700 900901', '07700 900901', 'country code and nought'],
    ['7700900902', '07700900902', 'the nought dropped by a spreadsheet'],
    ['07700 900903 (daughter)', '+447700900903', 'words beside it'],
    ['07700 900904 / 01632 960904', '01632 960904', 'two in one cell'],
    ['+44 7700 900907', '07700-900-907', 'no-break spaces'],
    ['0044 1392 555010', '(01392) 555 010', 'the international prefix'],
    ['01392/555.011', '01392 555011', 'strokes and points'],
    ['01392 555012 ext. 12', '01392 555012', 'an extension'],
    ['０１３９２　５５５０１３', '01392 555013', 'full-width digits'],
    ['٠١٣٩٢ ٥٥٥٠١٤', '01392 555014', 'Arabic digits'],
    ['+33 1 23 45 67 89', '0033 123456789', 'another country'],
    ['tel: +44-1392-555015', '01392555015', 'a word before it'],
    ['\u202a01392\u2011555016\u202c', '01392 555016', 'invisible marks'],
    ['44 1392 555017', '01392 555017', 'the country code without a plus'],
    ['01392 555018 or 07700 900918', '07700900918', 'two with a word between'],
  ]

  test('is found by any way of writing it, and the call from it is offered', async () => {
    const report = await imported({
      'people.csv': `reference,firstName,lastName\n${forms.map((_, n) => `F${n},Fonx,Number${n}`).join('\n')}\n`,
      'contact-details.csv': `reference,person,contactType,value\n${forms.map(([value], n) => `F${n},F${n},phone,"${value}"`).join('\n')}\n`,
    })
    expect(report.refused).toEqual([])
    const adviser = colleague('customer-service-adviser')
    for (const [n, [value, asked, why]] of forms.entries()) {
      for (const words of [value, asked]) {
        const answer = await find(deps, adviser, findingActivity(deps, adviser), words)
        expect(answer.ok ? answer.people.map((each) => each.name) : answer, `${why}: ${words}`).toContain(`Fonx Number${n}`)
      }
      const call = arrivalShape.safeParse({ reference: `R${n}`, line: '204', callingNumber: asked })
      if (!call.success) throw new Error(`${asked} is refused`)
      await takeInArrival(deps, call.data)
    }
    const [offered] = await on.asAdmin((admin) =>
      admin.query('select count(*)::int as calls from arriving_call where cardinality(people) > 0'),
    )
    expect(offered?.calls).toBe(forms.length)
  })

  test('that is none is refused by its line: what a spreadsheet shortened, and words alone', async () => {
    const report = await imported({
      'people.csv': people,
      'contact-details.csv':
        'reference,person,contactType,value\nN1,Q1,phone,7.7009E+09\nN2,Q1,mobile,ex-directory\nN3,Q1,email,bo@example.org\nN4,Q1,Home telephone,n/a 0\n',
    })
    expect(report.refused.map(({ line, reason }) => [line, reason])).toEqual([
      [2, '`value` is a number that a spreadsheet has shortened: give the column as text, with every digit'],
      [3, '`value` holds no telephone number (5 digits or more)'],
      [5, '`value` holds no telephone number (5 digits or more)'],
    ])
  })
})

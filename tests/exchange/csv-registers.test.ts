import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { importCsv } from '#exchange/csv/import.ts'
import { recipientsIn } from '#facts/recipients.ts'
import { testDatabase } from '../support/database.ts'
import { livewest, today } from '../support/edition.ts'
import { testGate } from '../support/gate.ts'

const on = await testDatabase()
const { deps } = await testGate(on, await livewest())
const folder = await mkdtemp(join(tmpdir(), 'assured-csv-'))
afterAll(() => rm(folder, { recursive: true, force: true }))
beforeEach(() => on.asAdmin((admin) => admin.query('truncate organisation, agreement, source_line cascade')))

async function imported(organisations: string, agreements: string) {
  const files = [join(folder, 'organisations.csv'), join(folder, 'agreements.csv')]
  await writeFile(files[0] ?? '', `reference,kind,name,callBack,place,registeredUntil,coveredUntil,mechanism\n${organisations}`)
  const columns =
    'reference,organisationId,kind,forActivity,title,parties,purpose,items,signedForUs,signedForThem,signedOn,inForceFrom,until,reviewOn'
  await writeFile(files[1] ?? '', `${columns}\n${agreements}`)
  return importCsv(deps, files.toReversed())
}
const count = async (table: string) => (await on.asAdmin((admin) => admin.query(`select id from ${table}`))).length

const office = 'O1,housing-benefit-office,Exe City Council,01632 960108,uk,,,\n'
const signed = (reference: string, kind: string, more: { of?: string; activity?: string; until?: string } = {}) =>
  `${reference},${more.of ?? 'O1'},${kind},${more.activity ?? 'housing-benefit'},A title,together,Contract,Tenancy,Ruth,Sol,2026-01-05,2026-01-06,${more.until ?? '2027-12-31'},2027-10-01\n`

test('organisations and what was signed with them come in by the CSV form, and count for the next decision', async () => {
  const both = signed('A1', 'agreement') + signed('A2', 'protocol')
  expect(await imported(office, both)).toMatchObject({ stored: 3, refused: [] })
  const [row] = await on.asAdmin((admin) => admin.query<{ id: string }>('select id from organisation'))
  const found = await recipientsIn(on.database).about(row?.id ?? '', { activity: 'housing-benefit', today })
  expect(found).toMatchObject({ name: 'Exe City Council', circumstances: ['agreement-in-force'] })
  expect(await imported(office, both)).toMatchObject({ stored: 0, unchanged: 3, refused: [] })
  expect([await count('organisation'), await count('agreement')]).toEqual([1, 2])
})

const refusals = [
  ['a kind of organisation that there is not', 'O2,burglar,Nobody,01632 960109,uk,,,\n', '', '`kind` is none of those that are known'],
  ['an organisation without a place', 'O2,police,Nobody,01632 960109,,,,\n', '', '`place` is empty'],
  ['a number that is none', 'O2,police,Nobody,the desk,uk,,,\n', '', '`callBack` holds no telephone number (5 digits or more)'],
  [
    'a certificate where nothing goes abroad',
    'O2,police,Nobody,01632 960109,uk,,2027-01-01,\n',
    '',
    expect.stringMatching(/^`coveredUntil` is given/),
  ],
  [
    'what covers a transfer where nothing goes abroad',
    'O2,police,Nobody,01632 960109,uk,,,The regulations\n',
    '',
    expect.stringMatching(/^`mechanism` is given/),
  ],
  ['a day that there is not', 'O2,police,Nobody,01632 960109,uk,2027-02-30,,\n', '', '`registeredUntil` is no date (2026-03-31)'],
  [
    'a document of an organisation that is not stored',
    '',
    signed('A3', 'agreement', { of: 'O9' }),
    '`organisationId` refers to no organisation that is stored',
  ],
  ['a document that ends before it begins', '', signed('A3', 'agreement', { until: '2026-01-05' }), '`until` is before `inForceFrom`'],
  ['a kind of document that there is not', '', signed('A3', 'promise'), '`kind` is none of `agreement`, `protocol`, `instruction`'],
  [
    'a use that the software does not know',
    '',
    signed('A3', 'agreement', { activity: 'spying' }),
    '`forActivity` is none of those that are known',
  ],
] as const

test.each(refusals)(
  '%s is refused by its line and column, and the rows beside it are stored whole',
  async (_, organisation, agreement, reason) => {
    const report = await imported(office + organisation, signed('A1', 'agreement') + agreement)
    expect(report.refused.map((each) => each.reason)).toEqual([reason])
    expect([await count('organisation'), await count('agreement')]).toEqual([1, 1])
  },
)

test('where an organisation is refused, what was signed with it is refused too', async () => {
  const report = await imported('O1,burglar,Nobody,01632 960109,uk,,,\n', signed('A1', 'agreement'))
  expect(report.refused.map(({ file, line }) => [file, line])).toEqual([
    ['agreements.csv', 2],
    ['organisations.csv', 2],
  ])
  expect([await count('organisation'), await count('agreement')]).toEqual([0, 0])
})

test('a last day that a later file puts before the first is refused in words, and what is stored stays', async () => {
  await imported(office, signed('A1', 'agreement'))
  const file = join(folder, 'agreements.csv')
  const needed = 'organisationId,kind,forActivity,title,parties,purpose,items,signedForUs,signedForThem,signedOn,inForceFrom,until,reviewOn'
  await writeFile(file, `reference,${needed}\n${signed('A1', 'agreement', { until: '2025-12-31' })}`)
  const report = await importCsv(deps, [file])
  expect(report.refused.map(({ reason }) => reason)).toEqual(['`until` is before `inForceFrom`'])
  expect(await on.asAdmin((admin) => admin.query('select until::text from agreement'))).toEqual([{ until: '2027-12-31' }])
})

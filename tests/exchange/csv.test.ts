import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { columnsOfForm, fileOf } from '#exchange/csv/form.ts'
import { importCsv } from '#exchange/csv/import.ts'
import { everyRecordType } from '#records/every-record-type.ts'
import { picture } from '#records/picture/picture.ts'
import { picturedPerson } from '#records/pictured-person/pictured-person.ts'
import { documentedForm } from '../../scripts/csv-form.ts'
import { testDatabase } from '../support/database.ts'
import { livewest } from '../support/edition.ts'
import { testGate } from '../support/gate.ts'
import { home } from '../support/places.ts'

const on = await testDatabase()
const { deps } = await testGate(on, await livewest())

async function filesOf(texts: Readonly<Record<string, string | Buffer>>): Promise<readonly string[]> {
  const folder = await mkdtemp(join(tmpdir(), 'assured-csv-'))
  afterAll(() => rm(folder, { recursive: true, force: true }))
  return Promise.all(
    Object.entries(texts).map(async ([name, text]) => {
      await writeFile(join(folder, name), text)
      return join(folder, name)
    }),
  )
}

const rows = (text: string) => on.asAdmin((admin) => admin.query(text))

const landlord = {
  // Given in the wrong order on purpose.
  'rent-account-entries.csv':
    'reference,tenure,rentAccountId,postedOn,kind,pence\nE1,T1,A1,2026-04-06,charge,12050\nE2,T1,A1,2026-04-10,payment,-12050\n',
  'contacts.csv':
    'reference,person,happenedAt,channel,direction,topic,summary\nC1,P1,2026-07-01T09:30,telephone,in,No hot water,"She said: ""it is cold"",\nand hung up"\n',
  'people.csv': '\uFEFFreference,title,firstName,lastName,dateOfBirth\r\nP1,Ms,Amina,"Marsh, Low",1981-03-04\r\nP2,Mr,Bo,Hart,\r\n',
  'homes.csv':
    'reference,assetType,address,postcode,patch\nH1,Dwelling,"6 Alder Court, Exeter",ex52fz,Patch 3\nH2,Dwelling,7 Alder Court,E02 2UP,\n',
  'tenures.csv': 'reference,assetId,tenureType,paymentReference,startedOn,endedOn\nT1,H1,Assured,204417,2019-04-01,\n',
  'household-members.csv': 'reference,person,tenure,fullName,isResponsible\nM1,P1,T1,Amina Marsh,yes\nM2,,T1,Zoe Marsh,no\n',
  'rent-accounts.csv': 'reference,tenure,openedOn\nA1,T1,2019-04-01\n',
  'contact-details.csv': 'reference,person,contactType,value\nD1,P1,phone,07700 900123\n',
}

describe('a landlord’s own export', () => {
  test('is taken in by its references, whatever the order of the files, and again without a change', async () => {
    const files = await filesOf(landlord)
    const report = await importCsv(deps, files)
    expect(report.refused).toEqual([])
    expect(report).toMatchObject({ read: 12, stored: 12, unchanged: 0 })
    expect(report.notes).toEqual([
      { file: 'homes.csv', line: 3, reason: '`postcode` is no possible UK postcode: it stays in the address, the postcode is left empty' },
    ])
    expect(await rows('select first_name, last_name, date_of_birth, source, activity from person order by first_name')).toEqual([
      { first_name: 'Amina', last_name: 'Marsh, Low', date_of_birth: '1981-03-04', source: 'own-systems', activity: 'tenancy-management' },
      { first_name: 'Bo', last_name: 'Hart', date_of_birth: null, source: 'own-systems', activity: 'tenancy-management' },
    ])
    expect(await rows('select address, postcode from asset order by address')).toEqual([
      { address: '6 Alder Court, Exeter', postcode: 'EX5 2FZ' },
      { address: '7 Alder Court, E02 2UP', postcode: null },
    ])
    expect(
      await rows(
        'select e.pence, e.clock_from, e.activity, a.reference from rent_entry e join rent_account a on a.id = e.rent_account_id order by 1',
      ),
    ).toEqual([
      { pence: -12_050, clock_from: '2027-03-31', activity: 'rent-collection', reference: 'A1' },
      { pence: 12_050, clock_from: '2027-03-31', activity: 'rent-collection', reference: 'A1' },
    ])
    const [contact] = await rows('select id, person_id, happened_at, clock_from, sealed_contact_log as blob, activity from contact_log')
    expect(contact).toMatchObject({
      happened_at: expect.stringContaining('2026-07-01'),
      clock_from: '2026-07-01',
      activity: 'contact-handling',
    })
    const [person, id, blob] = [contact?.person_id, contact?.id, contact?.blob]
    if (typeof person !== 'string' || typeof id !== 'string' || !Buffer.isBuffer(blob)) throw new Error('the contact is not whole')
    expect(await deps.keys.unseal(person, { table: 'contact_log', row: id, category: 'contact-log' }, blob)).toEqual({
      topic: 'No hot water',
      summary: 'She said: "it is cold",\nand hung up',
    })
    expect(await importCsv(deps, files)).toMatchObject({ read: 12, stored: 0, unchanged: 12, refused: [] })
  })

  test('each wrong row is refused by its line and column, and the rest is stored', async () => {
    const people = [
      'reference,firstName,dateOfBirth,source,sourceReason,activity,collectedAt',
      'R1,Cleo,1981-02-30,,,,',
      'R2,Cleo,,hearsay,,,',
      'R3,Cleo,,other,,,',
      'R4,Cleo,,other,told by the vicar,,',
      'R5,Cleo,,,,spying,',
      'R6,Cleo,,,,,2999-01-01T00:00',
      'R4,Twice,,,,,',
      ',Nobody,,,,,',
      'R7,Cleo',
      'R8,Cl"eo,,,,,',
      'R9,"Cleo"x,,,,,',
      'R10,"never closed,,,,,',
      `R11,${'x'.repeat(501)},,,,,`,
      'R12,Cl\u0007eo,,,,,',
      'R13,Cleo,,telephone-system,,call-recording,',
      'R15,Cleo,,own-systems,,call-recording,',
      'R14,Dora,,,,,',
    ].join('\n')
    const members =
      'reference,person,tenure,fullName,isResponsible\nN1,nobody,T1,Ada,no\nN2,,nowhere,Bea,no\nN3,,T1,Cem,perhaps\nN4,,T1,,no\n'
    const report = await importCsv(deps, await filesOf({ 'people.csv': people, 'household-members.csv': members }))
    expect(report.refused.map(({ file, line, reason }) => [file === 'people.csv' ? line : 100 + line, reason])).toEqual([
      [2, '`dateOfBirth` is no date (2026-03-31)'],
      [3, '`source` is none that is known'],
      [4, '`sourceReason` is empty: the source `other` needs a reason'],
      [6, '`activity` is none that is known'],
      [7, '`collectedAt` is in the future'],
      [8, 'the same `reference` stands on line 5'],
      [9, '`reference` is empty'],
      [10, 'the row has 2 cells, the first line 7'],
      [11, 'a quote stands inside a cell'],
      [12, 'a quote stands inside a cell'],
      [13, 'a quoted cell is never closed'],
      [14, '`firstName` is longer than 500 characters'],
      [15, '`firstName` holds a control character'],
      [16, expect.stringMatching(/^the notice does not let `person` be collected for `call-recording`/)],
      [17, 'the notice does not say that `call-recording` has data from the source `own-systems`'],
      [103, '`tenure` refers to no tenure that is stored'],
      [104, '`isResponsible` is neither yes nor no'],
      [105, '`fullName` is empty'],
    ])
    expect(report.notes).toEqual([
      { file: 'household-members.csv', line: 2, reason: '`person` refers to no person that is stored: stored without it' },
    ])
    expect(report.stored).toBe(3)
    expect(report.read).toBe(21)
    const [odd] = await rows(`select id, sealed_source_reason as sealed from person where source = 'other'`)
    const place = { table: 'person', row: String(odd?.id), category: 'source-reason' }
    expect(await deps.keys.unseal(place.row, place, Buffer.isBuffer(odd?.sealed) ? odd.sealed : Buffer.alloc(0))).toEqual({
      words: 'told by the vicar',
    })
  })

  test('a file is not begun when its name or its columns are not understood', async () => {
    const begun = async (texts: Readonly<Record<string, string>>) => importCsv(deps, await filesOf(texts))
    await expect(begun({ 'pets.csv': 'reference\n' })).rejects.toMatchObject({ code: 'csv-name' })
    await expect(begun({ 'people.csv': 'reference,shoeSize\n' })).rejects.toThrow('column 2 of `people.csv` is none of')
    await expect(begun({ 'people.csv': 'reference,firstName,firstName\n' })).rejects.toThrow('has the column `firstName` twice')
    await expect(begun({ 'homes.csv': 'reference,address\n' })).rejects.toThrow('lacks `assetType`')
  })

  test('every record type has a form, with all its fields but those by which the software finds and opens something else', () => {
    for (const type of everyRecordType) {
      expect(fileOf(type)).toMatch(/^[a-z-]+\.csv$/)
      const named = Object.entries(type.fields).flatMap(([name, { owner }]) => (owner === 'machine' ? [] : [name]))
      expect(columnsOfForm(type).map((column) => column.name)).toEqual(expect.arrayContaining(named))
      expect(columnsOfForm(type).map((column) => column.name)).not.toEqual(expect.arrayContaining(['mediaKey']))
    }
  })
})

test('the documented form is the one the software reads', async () => {
  const documented = await readFile(join(home, 'docs/csv-form.md'), 'utf8')
  expect(documented).toContain(everyRecordType.map((type) => `\`${type.name}\``).join(', '))
  expect(documented, 'run `npm run record-tables`').toBe(documentedForm(documented))
})

describe('what only the database can see is refused in words', () => {
  const reasonOf = async (texts: Readonly<Record<string, string>>) => (await importCsv(deps, await filesOf(texts))).refused[0]?.reason

  test('an item that would become somebody else’s: what is sealed of it is theirs, and stays readable', async () => {
    const people = { 'people.csv': 'reference,firstName\nPA,Ada\nPB,Bela\n' }
    const hold = (person: string, details: string) => ({
      'holds.csv': `reference,person,reason,details,placedBy,placedOn,reviewOn\nHS,${person},legal-claim,${details},Priya,2026-01-01,2027-01-01\n`,
    })
    const homes = { 'homes.csv': 'reference,assetType,address\nHM,Dwelling,1 Alder Court\nHN,Dwelling,2 Alder Court\n' }
    const tenures = { 'tenures.csv': 'reference,assetId,tenureType,startedOn\nTM,HM,Assured,2019-04-01\nTN,HN,Assured,2019-04-01\n' }
    const account = { 'rent-accounts.csv': 'reference,tenure,openedOn\nAM,TM,2019-04-01\nAN,TN,2019-04-01\n' }
    const entry = (tenure: string) => ({
      'rent-account-entries.csv': `reference,tenure,rentAccountId,postedOn,kind,pence,words\nEM,${tenure},AM,2026-11-01,payment,-100,Paid by Sam\n`,
    })
    expect(await reasonOf({ ...people, ...hold('PA', 'A claim'), ...homes, ...tenures, ...account, ...entry('TM') })).toBeUndefined()
    expect(await reasonOf(hold('PB', 'Another claim'))).toMatch(/^the stored hold of this reference belongs to another/)
    expect(await reasonOf(entry('TN'))).toMatch(/belongs to another/)
    expect(await reasonOf(hold('PA', 'The same claim told better'))).toBeUndefined()
  })

  test('an end before the start that is stored', async () => {
    const tenure = { 'tenures.csv': 'reference,assetId,tenureType,startedOn\nTX,HX,Assured,2019-04-01\n' }
    await importCsv(deps, await filesOf({ 'homes.csv': 'reference,assetType,address\nHX,Dwelling,8 Alder Court\n', ...tenure }))
    const ended = { 'tenures.csv': 'reference,assetId,tenureType,endedOn\nTX,HX,Assured,2018-04-01\n' }
    expect(await reasonOf(ended)).toBe('`endedOn` is before the `startedOn` that is sent or stored')
  })

  test('a name on a picture that does not rest on permission', async () => {
    const shown = { [fileOf(picture)]: 'reference,kind,shows,takenOn\nGX,group,The garden day,2026-06-01\n' }
    await importCsv(deps, await filesOf({ 'people.csv': 'reference,firstName,lastName\nPX,Noor,Test\n', ...shown }))
    const named = { [fileOf(picturedPerson)]: 'reference,person,pictureId,shownAs\nIX,PX,GX,Noor\n' }
    expect(await reasonOf(named)).toContain('`shownAs` names somebody')
  })
})

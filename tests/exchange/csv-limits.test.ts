import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { columnsOfForm, fileOf } from '#exchange/csv/form.ts'
import { importCsv } from '#exchange/csv/import.ts'
import type { RecordType } from '#gate/record-type.ts'
import { everyRecordType } from '#records/every-record-type.ts'
import { storedWords } from '#records/words-of.ts'
import { testDatabase } from '../support/database.ts'
import { livewest } from '../support/edition.ts'
import { testGate } from '../support/gate.ts'
import { canComeInFile } from '../support/in-files.ts'

const on = await testDatabase()
const { deps } = await testGate(on, await livewest())

async function imported(texts: Readonly<Record<string, string>>) {
  const folder = await mkdtemp(join(tmpdir(), 'assured-csv-'))
  afterAll(() => rm(folder, { recursive: true, force: true }))
  const paths = Object.keys(texts).map((name) => join(folder, name))
  for (const path of paths) await mkdir(dirname(path), { recursive: true })
  await Promise.all(Object.values(texts).map((text, index) => writeFile(paths[index] ?? '', text)))
  return { folder, paths, report: await importCsv(deps, paths) }
}

const rows = (text: string) => on.asAdmin((admin) => admin.query(text))
const reasons = ({ report }: Awaited<ReturnType<typeof imported>>) => report.refused.map((each) => each.reason)

beforeAll(async () => {
  const { report } = await imported({
    'people.csv': 'reference,firstName,dateOfBirth\nP1,Amina,1981-03-04\nKID,Zoe,2015-03-04\n',
    'homes.csv': 'reference,assetType,address\nH1,Dwelling,6 Alder Court\n',
    'tenures.csv': 'reference,assetId,tenureType,startedOn\nT1,H1,Assured,2019-04-01\n',
    'household-members.csv': 'reference,person,tenure,fullName,isResponsible\nM0,P1,T1,Ada,yes\n',
  })
  expect(report).toMatchObject({ stored: 5, refused: [] })
})

describe('what cannot have happened, or is no word of ours, is refused by its column', () => {
  const consents = 'reference,person,forActivity,answer,wording,answeredAt,how,endedOn'
  const holds = 'reference,person,recordType,itemId,reason,placedBy,placedOn,reviewOn,liftedOn'

  test.each([
    ['people.csv', 'reference,dateOfBirth', 'X,2026-11-24', '`dateOfBirth` is in the future'],
    ['people.csv', 'reference,dateOfBirth', 'X,0000-01-01', '`dateOfBirth` is no date (2026-03-31)'],
    ['tenures.csv', 'reference,tenureType,startedOn,endedOn', 'X,Assured,2020-01-02,2020-01-01', '`endedOn` is before `startedOn`'],
    [
      'household-members.csv',
      'reference,tenure,fullName,isResponsible,dateOfBirth',
      'X,T1,Bo,no,2999-01-01',
      '`dateOfBirth` is in the future',
    ],
    ['call-recordings.csv', 'reference,person,startedAt,seconds,direction', 'X,P1,2999-01-01T10:00,60,in', '`startedAt` is in the future'],
    ['call-recordings.csv', 'reference,person,startedAt,seconds,direction', 'X,P1,2026-01-01T10:00,-1,in', '`seconds` is less than 0'],
    [
      'call-recordings.csv',
      'reference,person,startedAt,seconds,direction',
      'X,P1,+012026-01-01T10:00,1,in',
      '`startedAt` is no time (2026-03-31T14:05)',
    ],
    ['consents.csv', consents, 'X,P1,nonsense,given,May we?,2026-01-01T10:00,form,', '`forActivity` is none of those that are known'],
    ['consents.csv', consents, 'X,P1,publicity,maybe,May we?,2026-01-01T10:00,form,', '`answer` is none of `given`, `refused`'],
    ['consents.csv', consents, 'X,P1,publicity,given,May we?,2999-01-01T10:00,form,', '`answeredAt` is in the future'],
    ['consents.csv', consents, 'X,P1,publicity,given,May we?,2026-01-01T10:00,form,2999-01-01', '`endedOn` is in the future'],
    ['holds.csv', holds, 'X,P1,recordings,,claim,Priya,2026-01-01,2027-01-01,', '`recordType` is none of those that are known'],
    // A hold is of a person, and a home is nobody's.
    ['holds.csv', holds, 'X,P1,asset,H1,claim,Priya,2026-01-01,2027-01-01,', '`recordType` is none of those that are known'],
    ['holds.csv', holds, 'X,P1,,T1,claim,Priya,2026-01-01,2027-01-01,', '`itemId` is given and `recordType` is not'],
    ['holds.csv', holds, 'X,P1,tenure,NONE,claim,Priya,2026-01-01,2027-01-01,', '`itemId` refers to no tenure that is stored'],
    ['holds.csv', holds, 'X,KID,tenure,T1,claim,Priya,2026-01-01,2027-01-01,', '`itemId` refers to an item of another person'],
    ['holds.csv', holds, 'X,P1,tenure,T1,claim,Priya,2026-01-01,2027-01-01,2999-01-01', '`liftedOn` is in the future'],
    [
      'objections.csv',
      'reference,person,kind,madeOn,decision',
      'X,P1,objection,2026-01-01,perhaps',
      '`decision` is none of `waiting`, `upheld`, `refused`',
    ],
    ['messages.csv', 'reference,kind,sentAt', 'X,praise,2026-01-01T10:00', '`kind` is none of `concern`, `feedback`'],
  ])('%s: %s: %s', async (file, columns, row, reason) => {
    const answer = await imported({ [file]: `${columns}\n${row}\n` })
    expect(reasons(answer)).toEqual([reason])
    expect(answer.report.stored).toBe(0)
  })

  test('a hold on one item names it by the landlord’s own reference, and covers it', async () => {
    const { report } = await imported({ 'holds.csv': `${holds}\nX,P1,tenure,T1,claim,Priya,2026-01-01,2027-01-01,\n` })
    expect(report).toMatchObject({ stored: 1, refused: [] })
    expect(await rows('select t.tenure_type from hold h join tenure t on t.id = h.item_id')).toEqual([{ tenure_type: 'Assured' }])
  })
})

describe('a child', () => {
  test('is responsible for no tenure, by their own date of birth or by that of the person they are', async () => {
    const { report } = await imported({
      'household-members.csv':
        'reference,person,tenure,fullName,dateOfBirth,isResponsible\nM1,KID,T1,Zoe,,yes\nM2,,T1,Cem,2012-01-01,yes\nM3,P1,T1,Amina,,yes\n',
    })
    const note = 'a child is named as responsible for the tenure: stored as a member of the household, not responsible'
    expect(report).toMatchObject({ stored: 3, refused: [] })
    expect(report.notes).toEqual([2, 3].map((line) => ({ file: 'household-members.csv', line, reason: note })))
    expect(await rows('select full_name, is_responsible from household_member order by 1')).toEqual([
      { full_name: 'Ada', is_responsible: true },
      { full_name: 'Amina', is_responsible: true },
      { full_name: 'Cem', is_responsible: false },
      { full_name: 'Zoe', is_responsible: false },
    ])
  })
})

describe('two files of one kind', () => {
  test('are told apart, and a row that stands in both is taken from the first alone, at every import', async () => {
    const answer = await imported({
      'north/people.csv': 'reference,firstName\nTWO,First\n',
      'south/people.csv': 'reference,firstName\nONE,Other\nTWO,Second\n',
    })
    const [north, south] = answer.paths
    expect(answer.report).toMatchObject({ read: 3, stored: 2 })
    expect(answer.report.refused).toEqual([{ file: south, line: 3, reason: `the same \`reference\` stands on line 2 of \`${north}\`` }])
    expect(await importCsv(deps, answer.paths)).toMatchObject({ stored: 0, unchanged: 2 })
    expect(await rows(`select first_name from person where first_name in ('First', 'Second')`)).toEqual([{ first_name: 'First' }])
  })

  test('are not one file given twice', async () => {
    const { paths, folder } = await imported({ 'people.csv': 'reference,firstName\nONCE,Bo\n' })
    await expect(importCsv(deps, [...paths, join(folder, '.', 'people.csv')])).rejects.toThrow('`people.csv` is given twice')
  })
})

describe('a file that does not say where its rows come from', () => {
  test('has them from the usual source, of every kind of record, whatever the notice lists for the activity', async () => {
    const value: Readonly<Record<string, string>> = {
      assetId: 'H1',
      camera: 'A1',
      cameraId: 'A1',
      pictureId: 'A1',
      ours: 'yes',
      route: '"0:00 to 1:00: with a colleague, recorded"',
      rightsRequestId: 'A1',
      rentAccountId: 'A1',
      ...{ organisationId: 'A1', callBack: '01392 555010', coveredUntil: '', mechanism: '' },
      ...{ person: 'P1', tenure: 'T1', forActivity: 'publicity', answer: 'given', recordType: 'tenure', itemId: 'T1' },
      ...{
        decision: 'waiting',
        againstActivity: 'marketing',
        isResponsible: 'yes',
        reference: 'A1',
      },
    }
    const types = everyRecordType.filter(canComeInFile)
    const texts = types.map((type) => {
      const columns = columnsOfForm(type)
        .map((column) => column.name)
        // Nobody on a picture is named for an event.
        .filter((name) => !['activity', 'source', 'sourceReason', 'collectedAt', 'postcode', 'shownAs'].includes(name))
      const cells = columns.map(
        (name) => (isOfItsOwn(type, name) ? undefined : value[name]) ?? firstListed(type, name) ?? cellOf(type.fields[name]?.kind),
      )
      return [fileOf(type), `${columns.join(',')}\n${cells.join(',')}\n`] as const
    })
    expect((await imported(Object.fromEntries(texts))).report).toMatchObject({ read: types.length, refused: [] })
    expect(await rows('select distinct source from call_recording')).toEqual([{ source: 'telephone-system' }])
  })

  test('has those who came to an event from the first source that the notice lists for it', async () => {
    const answer = await imported({ 'people.csv': 'reference,firstName,activity\nEVENT,Bo,community-events\n' })
    expect(answer.report).toMatchObject({ stored: 1, refused: [] })
    expect(await rows(`select source from person where activity = 'community-events'`)).toEqual([{ source: 'the-person' }])
  })
})

/** An opinion has answers of its own, which are none of a consent’s. */
function isOfItsOwn({ name }: RecordType, field: string): boolean {
  return name === 'rights-opinion' && field === 'answer'
}

function firstListed(type: RecordType, name: string): string | undefined {
  const listed = type.fields[name]?.limits.oneOf
  return listed === undefined || listed === 'held-types' ? undefined : storedWords(listed)[0]
}

function cellOf(kind: string | undefined): string {
  if (kind === 'integer' || kind === 'pence') return '60'
  return kind === 'date' ? '2026-01-01' : kind === 'instant' ? '2026-01-01T10:00' : 'words'
}

import { randomUUID } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { noteContact } from '#duties/contacts/note.ts'
import { importCsv } from '#exchange/csv/import.ts'
import { contactLog, contacts } from '#records/contact-log/contact-log.ts'
import { rentAccounts } from '#records/rent-account/rent-account.ts'
import { rentEntries } from '#records/rent-entry/rent-entry.ts'
import { tenures } from '#records/tenure/tenure.ts'
import { testDatabase } from '../support/database.ts'
import { livewest, noon } from '../support/edition.ts'
import { colleague, openTo, testGate } from '../support/gate.ts'
import { putPerson } from '../support/people.ts'

const on = await testDatabase()
const { deps, gate } = await testGate(on, await livewest())
const folder = await mkdtemp(join(tmpdir(), 'assured-s3-'))
afterAll(() => rm(folder, { recursive: true, force: true }))

const housingSystem = {
  'people.csv': 'reference,title,firstName,lastName,dateOfBirth\nP1,Ms,Amina,Marsh,1981-03-04\n',
  'homes.csv': 'reference,assetType,address,postcode,patch\nH1,Dwelling,6 Alder Court,EX5 2FZ,Patch 3\n',
  'tenures.csv': 'reference,assetId,tenureType,paymentReference,startedOn,endedOn\nT1,H1,Secure,204417,2019-04-01,\n',
  'household-members.csv': 'reference,person,tenure,fullName,isResponsible\nM1,P1,T1,Amina Marsh,yes\n',
  'rent-accounts.csv': 'reference,tenure,openedOn\nA1,T1,2019-04-01\n',
  'rent-account-entries.csv': 'reference,tenure,rentAccountId,postedOn,kind,pence\nE1,T1,A1,2026-04-06,charge,12050\n',
}

test('what the housing system has of a tenancy and its rent account comes in, and each item says where it is from', async () => {
  const files = Object.entries(housingSystem).map(([name, text]) => ({ path: join(folder, name), text }))
  for (const { path, text } of files) await writeFile(path, text)
  expect(
    await importCsv(
      deps,
      files.map(({ path }) => path),
    ),
  ).toMatchObject({ stored: 6, refused: [] })
  const [row] = await on.asAdmin((admin) => admin.query<{ id: string }>('select id from person'))
  const asked = { person: row?.id ?? '', because: 'case' } as const
  const income = await openTo(gate, colleague('income-officer'), { ...asked, activity: 'rent-collection' })
  const ours = { source: 'own-systems' }
  expect(await income.read(rentAccounts)).toMatchObject({ rows: [{ ...ours, activity: 'rent-collection' }] })
  expect(await income.read(rentEntries)).toMatchObject({ rows: [{ ...ours, activity: 'rent-collection', pence: 12_050 }] })
  const officer = await openTo(gate, colleague('housing-officer'), { ...asked, activity: 'tenancy-management' })
  expect(await officer.read(tenures)).toMatchObject({ rows: [{ ...ours, activity: 'tenancy-management', paymentReference: '204417' }] })
})

const managing = [
  ['rent-collection', 'income-officer'],
  ['tenancy-management', 'housing-officer'],
] as const

test.each(managing)(
  'what a colleague notes at work on %s is stored as theirs, and from nowhere that this work does not hear from',
  async (activity, role) => {
    const { person } = await putPerson(on)
    const who = colleague(role)
    const opened = await openTo(gate, who, { activity, person, because: 'case' })
    const note = { topic: 'Rent', summary: 'A letter went out.', promise: null, how: 'note', who: 'colleague' } as const
    expect(await noteContact(deps, opened, who, note, { reason: 'case', call: null })).toMatchObject({ ok: true })
    expect(await opened.read(contacts)).toMatchObject({ rows: [{ source: 'colleague', activity, summary: 'A letter went out.' }] })
    const values = { happenedAt: noon.toString(), channel: 'telephone', direction: 'in', topic: 'Rent', summary: 'Seen paying.' }
    for (const source of ['camera', 'website', 'telephone-system'] as const) {
      const answer = await opened.collect(contactLog, { id: randomUUID(), values, source, collectedAt: noon, clockFrom: null })
      expect(answer, source).toMatchObject({ ok: false, refusal: { reasons: [{ code: 'source-not-in-activity' }], clauses: ['S6'] } })
    }
    expect(await opened.read(contacts)).toMatchObject({ rows: [{ summary: 'A letter went out.' }] })
  },
)

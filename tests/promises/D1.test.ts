import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { importCsv } from '#exchange/csv/import.ts'
import { testDatabase } from '../support/database.ts'
import { livewest } from '../support/edition.ts'
import { colleague, testGate } from '../support/gate.ts'
import { heldAs } from '../support/held-as.ts'
import { putPerson } from '../support/people.ts'
import { deskSite } from '../web/desk-site.ts'
import { recordAtDesk } from '../web/record-at-desk.ts'

const on = await testDatabase()
const released = await livewest()
const tested = await testGate(on, released)
const site = await deskSite(tested, released)
afterAll(() => site.close())

heldAs('D1', tested, {
  category: 'personal-details',
  type: 'person',
  labels: ['First name', 'Last name', 'Date of birth'],
  put: async () => (await putPerson(on)).person,
})
heldAs('D1', tested, { category: 'tenure', type: 'asset', labels: ['Address', 'Postcode'], put: async () => (await putPerson(on)).person })

test('a name and a birth date that come in with a file, and the address of a home, stand on the record that a colleague opens', async () => {
  const file = join(on.data, 'people.csv')
  await writeFile(file, 'reference,firstName,lastName,dateOfBirth\nP1,Wenna,Bray,1979-05-06\n')
  expect(await importCsv(tested.deps, [file])).toMatchObject({ stored: 1, refused: [] })
  const { person, tenure } = await putPerson(on)
  // The tenancy is Wenna's, whom the file brought.
  const theirs = `update household_member set person_id = (select id from person where first_name = 'Wenna') where tenure_id = $1 returning person_id as id`
  const [came] = await on.asAdmin((admin) => admin.query<{ id: string }>(theirs, [tenure]))
  expect(came?.id).not.toBe(person)
  const { words } = await recordAtDesk(await site.as(colleague('housing-officer')), came?.id ?? '', 'tenancy-management')
  for (const told of ['Wenna Bray', '6 May 1979', '6 Alder Court', 'EX5 2FZ']) expect(words).toContain(told)
})

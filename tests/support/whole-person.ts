import { sealContextOf } from '#gate/write/sealing.ts'
import { cautionaryAlert } from '#records/cautionary-alert/cautionary-alert.ts'
import { contactDetail } from '#records/contact-detail/contact-detail.ts'
import { contactLog } from '#records/contact-log/contact-log.ts'
import { person as personType } from '#records/person/person.ts'
import type { PersonKeys } from '#store/keys.ts'
import type { TestDatabase } from './database.ts'
import { putItem } from './items.ts'
import { putAccount, putPerson } from './people.ts'

/** Words of each kind of information, by which it is told in what left. */
export const marks = {
  'personal-details': 'Amina',
  'contact-details': '07700 900417',
  tenure: '204417',
  household: 'Lodger Tregenza',
  'rent-account': 'Rent of August',
  'contact-log': 'the boiler again',
  'support-needs': 'Large print',
  'cautionary-alerts': 'visit-in-pairs',
} as const

type Wanted = { readonly activity?: string; readonly tenureType?: string; readonly born?: string }

/**
 * A person with an item of each kind of record that can be shared, all of it collected for one use. Their tenancy makes them a tenant, where the test says
 * nothing else.
 */
export async function wholePerson(on: TestDatabase, keys: Pick<PersonKeys, 'seal'>, wanted: Wanted = {}): Promise<string> {
  const { activity = 'tenancy-management', tenureType = 'Secure', born } = wanted
  const { person, tenure } = await putPerson(on, { tenureType, ...(born === undefined ? {} : { born }) })
  const came = { activity, collectedOn: Temporal.PlainDate.from('2026-10-02'), person, keys } as const
  await putItem(on, contactDetail, { ...came, values: { contactType: 'phone', value: marks['contact-details'] } })
  await putItem(on, contactLog, { ...came, values: { topic: 'Repairs', summary: `It is ${marks['contact-log']}.`, promised: null } })
  const alert = {
    code: marks['cautionary-alerts'],
    since: '2026-09-01',
    reviewBy: '2027-03-01',
    decidedOn: '2026-09-01',
    told: 'letter',
    endedOn: null,
  }
  await putItem(on, cautionaryAlert, { ...came, values: alert })
  await putAccount(on, tenure, { activity, yearEnded: '2026-04-05' })
  const needs = await keys.seal(person, sealContextOf(personType, person, 'support-needs'), { supportNeeds: marks['support-needs'] })
  await on.asAdmin(async (admin) => {
    await admin.query('update person set sealed_support_needs = $2, activity = $3 where id = $1', [person, needs, activity])
    await admin.query('update tenure set activity = $2 where id = $1', [tenure, activity])
    await admin.query('update household_member set activity = $2, full_name = $3 where tenure_id = $1', [tenure, activity, marks.household])
    await admin.query('update rent_entry set kind = $2 where tenure_id = $1', [tenure, marks['rent-account']])
    await admin.query('update asset set activity = $2 where id = (select asset_id from tenure where id = $1)', [tenure, activity])
  })
  return person
}

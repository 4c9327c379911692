import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { columnsOf, tableOf } from '#gate/columns.ts'
import { privilegesOf } from '#gate/grants/privileges.ts'
import { categoriesOf } from '#gate/record-type.ts'
import { ceilings } from '#notice/ceiling.ts'
import { roles } from '#notice/vocabulary.ts'
import { contactDetail } from '#records/contact-detail/contact-detail.ts'
import { everyRecordType } from '#records/every-record-type.ts'
import { supportNeeds } from '#records/person/person.ts'
import { roleName } from '#store/role-names.ts'
import { testDatabase } from '../support/database.ts'
import { livewest, noon } from '../support/edition.ts'
import { colleague, openTo, testGate } from '../support/gate.ts'
import { putPerson, putRecording } from '../support/people.ts'
import { deskSite } from '../web/desk-site.ts'
import { recordAtDesk } from '../web/record-at-desk.ts'

const released = await livewest()
const { edition } = released
const on = await testDatabase()
const tested = await testGate(on, released)

test('whatever can be stored, some activity needs, and no activity has more than its ceiling', () => {
  const used = new Set(edition.activities.flatMap((activity) => activity.categories))
  for (const type of everyRecordType) for (const category of categoriesOf(type)) expect(used, type.name).toContain(category)
  for (const activity of edition.activities) {
    const ceiling: readonly string[] = Object.entries(ceilings).find(([id]) => id === activity.id)?.[1] ?? []
    for (const category of activity.categories) expect(ceiling, activity.id).toContain(category)
  }
})

test('chasing rent never has the column that says what somebody needs support with', () => {
  const rent = privilegesOf(edition, everyRecordType).filter((each) => each.activity === 'rent-collection')
  const people = rent.find((each) => each.table === 'person')
  expect(people?.select).toContain('last_name')
  expect(people?.select).not.toContain('sealed_support_needs')
  for (const type of everyRecordType.filter((each) => each.category === 'call-recordings')) {
    expect(rent.some((each) => each.table === tableOf(type) && each.select.includes(columnsOf(type, 'call-recordings')[0] ?? ''))).toBe(
      false,
    )
  }
})

test('nor does the database give it, whatever the software asks; and a colleague is refused it for that work in every role', async () => {
  const rent = roleName(on.schema, 'activity', 'rent-collection')
  expect(await on.database.once(rent, 'select last_name from person')).toEqual([])
  await expect(on.database.once(rent, 'select sealed_support_needs from person')).rejects.toMatchObject({ code: 'database-42501' })
  await expect(on.database.once(rent, 'select seconds from call_recording')).rejects.toMatchObject({ code: 'database-42501' })
  const { person } = await putPerson(on)
  // It does not compile for this work, so the compiler is told that it is for other work.
  const asked = { because: 'case', person, vouched: ['special-category-reason'] } as const
  const activity: string = 'rent-collection'
  const other = Object.assign({ activity: 'tenancy-management' as const, ...asked }, { activity })
  const opened = await tested.gate.open(colleague(...roles), other)
  expect(opened.ok && (await opened.read(supportNeeds))).toMatchObject({ ok: false, why: 'refused' })
})

test('what no field foresees cannot be stored, and what the work does not need is not collected for it', async () => {
  const { person } = await putPerson(on)
  const asked = { activity: 'rent-collection', person, because: 'case' } as const
  const officer = colleague('income-officer')
  const opened = await openTo(tested.gate, officer, asked)
  const values = { contactType: 'phone', value: '01392 555 0101' }
  const item = { id: randomUUID(), source: 'the-person', collectedAt: noon, clockFrom: null } as const
  expect(await opened.collect(contactDetail, { ...item, values })).toEqual({ ok: true })
  const viewer = await openTo(tested.gate, colleague('team-leader'), asked)
  expect(await viewer.collect(contactDetail, { ...item, id: randomUUID(), values })).toMatchObject({ ok: false, why: 'refused' })
  const gossip = { ...values, gossip: 'They say he drinks.' }
  await opened.collect(contactDetail, { ...item, id: randomUUID(), values: gossip }).catch(() => {})
  const rows = await on.asAdmin((admin) => admin.query('select to_jsonb(c)::text as row from contact_detail c'))
  expect(JSON.stringify(rows)).toContain('555 0101')
  expect(JSON.stringify(rows)).not.toContain('drinks')
})

test('a record opened for one use shows nothing of what that use does not list', async () => {
  const { person } = await putPerson(on)
  await putRecording(on, person, '2026-11-02')
  const site = await deskSite(tested, released)
  const { words } = await recordAtDesk(await site.as(colleague('income-officer')), person, 'rent-collection', { privateSetting: 'yes' })
  await site.close()
  expect(words).toContain('Amina Test')
  expect(words).not.toContain('2 November 2026')
  expect(words).not.toMatch(/call recording/i)
})

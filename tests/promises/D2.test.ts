import { randomUUID } from 'node:crypto'
import { afterAll, expect, test } from 'vitest'
import { contactDetail } from '#records/contact-detail/contact-detail.ts'
import { testDatabase } from '../support/database.ts'
import { livewest, noon } from '../support/edition.ts'
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

heldAs('D2', tested, {
  category: 'contact-details',
  type: 'contact-detail',
  labels: ['Kind', 'Value'],
  put: async () => {
    const { person } = await putPerson(on)
    const opened = await tested.gate.open(colleague('housing-officer'), { activity: 'tenancy-management', person, because: 'case' })
    if (!opened.ok) throw new Error('refused')
    await opened.collect(contactDetail, {
      id: randomUUID(),
      values: { contactType: 'phone', value: '01392 555 0101' },
      source: 'the-person',
      collectedAt: noon,
      clockFrom: null,
    })
    return person
  },
})

test('a number that a colleague adds at the desk stands on the record, until it is said to be wrong and removed', async () => {
  const { person } = await putPerson(on)
  const desk = await site.as(colleague('housing-officer'))
  const { at } = await recordAtDesk(desk, person, 'tenancy-management')
  const added = await desk.send(`${at}/contact-details/new`, { kind: 'phone', value: '01392 555 010', source: 'the-person' })
  expect(added.status).toBe(303)
  const shown = async () => (await recordAtDesk(desk, person, 'tenancy-management')).words
  expect(await shown()).toContain('01392 555 010')
  const [row] = await on.asAdmin((admin) => admin.query<{ id: string }>('select id from contact_detail where person_id = $1', [person]))
  const opened = await tested.gate.open(colleague('housing-officer'), { activity: 'tenancy-management', person, because: 'case' })
  expect(opened.ok && (await opened.erase(contactDetail, row?.id ?? ''))).toEqual({ ok: true })
  expect(await shown()).not.toContain('01392 555 010')
})

import { afterAll, expect, test } from 'vitest'
import { openings } from '#duties/openings/openings.ts'
import { contactDetail } from '#records/contact-detail/contact-detail.ts'
import { testDatabase } from '../support/database.ts'
import { livewest } from '../support/edition.ts'
import { colleague, testGate } from '../support/gate.ts'
import { putItem } from '../support/items.ts'
import { putHold, putIdentityCheck, putPerson } from '../support/people.ts'
import { deskSite } from './desk-site.ts'

const on = await testDatabase()
const released = await livewest()
const tested = await testGate(on, released)
const site = await deskSite(tested, released)
afterAll(() => site.close())

test('a number that was put on hold while its removal was confirmed is kept, and the page says whom to ask', async () => {
  const adviser = colleague('customer-service-adviser')
  const { person } = await putPerson(on)
  const id = await putItem(on, contactDetail, {
    activity: 'contact-handling',
    collectedOn: Temporal.PlainDate.from('2026-11-01'),
    person,
    values: { contactType: 'phone', value: '01392 555 010' },
    keys: tested.deps.keys,
  })
  await putIdentityCheck(on, person, adviser.id)
  const asked = { activity: 'contact-handling', person, reason: 'call', reference: 'call 4711' } as const
  const kept = openings({ ...tested.deps, gate: tested.gate })
  const opening = await kept.begin(adviser, { ...asked, specialReason: null, privateSetting: false })
  const at = `/desk/openings/${'id' in opening ? opening.id : ''}/contact-details/${id}/remove`
  const desk = await site.as(adviser)
  const [, version = ''] = /name="version" value="([^"]+)"/.exec((await desk.open(at)).html) ?? []
  await putHold(on, person, 'contact-detail', id, tested.deps.keys)
  const answer = await desk.send('/desk', { version }, at)
  const said = await answer.text()
  expect([answer.status, said]).toEqual([409, expect.stringContaining('This has to be kept')])
  expect(said).toContain('Ask whoever placed the hold')
  expect(await on.asAdmin((admin) => admin.query('select from contact_detail where id = $1', [id]))).toHaveLength(1)
})

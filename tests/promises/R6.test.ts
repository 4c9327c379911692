import { join } from 'node:path'
import { expect, test } from 'vitest'
import { noteContact } from '#duties/contacts/note.ts'
import { contacts } from '#records/contact-log/contact-log.ts'
import { testDatabase } from '../support/database.ts'
import { livewest } from '../support/edition.ts'
import { colleague, openTo, testGate } from '../support/gate.ts'
import { wholePack } from '../support/pack.ts'
import { ok } from '../support/rights.ts'
import { type Going, sharingPath } from '../support/sharing-path.ts'
import { wholePerson } from '../support/whole-person.ts'

const on = await testDatabase()
const tested = await testGate(on, await livewest())
const { goes } = sharingPath(on, tested, join(on.data, 'set-aside'))
const person = await wholePerson(on, tested.deps.keys, { activity: 'letting' })
const tenancy = [['tenure', 'tenure']] as const

test.each(['social-landlord', 'private-landlord'] as const)(
  'a %s that asks for a reference gets the tenancy, on the ledger, and no more',
  async (to) => {
    const going: Going = { role: 'lettings-officer', activity: 'letting', person, to, what: tenancy }
    const went = await goes(going)
    if (!went.left) throw new Error(JSON.stringify(went))
    expect(went.line).toMatchObject({
      recipient: to,
      outcome: 'left',
      shown: 'yes',
      asker: expect.any(String),
      confirmedHow: 'Rang back 01632 960101',
    })
    expect(went.contents).toContain('204417')
    for (const decision of went.decisions) expect(decision).toMatchObject({ outcome: 'permitted', basis: 'contract' })
    expect(new Set(went.decisions.flatMap(({ categories }) => categories))).toEqual(new Set(['tenure', 'personal-details']))
    // Who lives there and how they are reached is no part of a reference: that only the person can allow.
    expect(await goes({ ...going, what: [...tenancy, ['contact-detail', 'contact-details']] })).toMatchObject({
      left: false,
      why: 'consent',
    })
    expect(await goes({ ...going, facts: { asker: null } })).toMatchObject({ left: false, why: 'facts' })
  },
)

test('a reference that is in the copy of what is held is not kept back from the person', async () => {
  const copied = await wholePerson(on, tested.deps.keys, { activity: 'letting' })
  const went = await goes({ role: 'lettings-officer', activity: 'letting', person: copied, to: 'social-landlord', what: tenancy })
  expect(went.left).toBe(true)
  const pack = await wholePack(tested.gate, colleague('data-protection-officer'), copied)
  if (!pack.ok) throw new Error('no copy')
  const shared = pack.sections.find(({ type }) => type === 'share')
  expect(JSON.stringify(shared?.items)).toContain('Test social-landlord')
})

test('what another landlord answered when it was asked is noted as a contact, under the same use', async () => {
  const officer = colleague('lettings-officer')
  const opened = await openTo(tested.gate, officer, { activity: 'letting', person, because: 'case' })
  const summary = 'Their landlord says that the rent was paid.'
  const noting = { topic: 'Reference', summary, promise: null, how: 'telephone', who: 'other-agency' } as const
  ok(await noteContact(tested.deps, opened, officer, noting, { reason: 'case', call: null }))
  const read = ok(await opened.read(contacts))
  expect(read.rows.map((row) => [row.activity, row.summary])).toContainEqual(['letting', summary])
})

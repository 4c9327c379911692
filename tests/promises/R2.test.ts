import { expect, test } from 'vitest'
import { recipientsIn } from '#facts/recipients.ts'
import { share } from '#records/share/share.ts'
import { testDatabase } from '../support/database.ts'
import { livewest, today } from '../support/edition.ts'
import { colleague, openTo, testGate } from '../support/gate.ts'
import { registerOrganisation } from '../support/organisations.ts'
import { putPerson } from '../support/people.ts'
import { lineOf } from '../support/shares.ts'

const on = await testDatabase()
const at = await testGate(on, await livewest())
const { person } = await putPerson(on)
const activity = 'tenancy-management'

const companies = [
  ['that is registered until today', { registration: 'ZA960119', registeredUntil: today.toString() }, true],
  ['whose registration lapsed yesterday', { registration: 'ZA960119', registeredUntil: today.subtract({ days: 1 }).toString() }, false],
  ['that never was registered', {}, false],
] as const

test.each(companies)('a company of the group %s: whether anything may go to it follows from our register', async (_, entry, may) => {
  const found = await recipientsIn(on.database).about(await registerOrganisation(at, 'group-company', entry), { activity, today })
  if (found === null) throw new Error('not registered')
  const opened = await openTo(at.gate, colleague('housing-officer'), { activity, person, because: 'case' })
  const sharing = { recipient: found.kind, given: found.circumstances, categories: ['personal-details'] as const, detail: {} }
  const line = await opened.writeLine(share, { item: lineOf(at.deps.clock(), found) }, sharing)
  if (may) expect(line).toMatchObject({ ok: true })
  else
    expect(line).toMatchObject({ refusal: { reasons: [{ code: 'lacks-registered-with-ico' }], clauses: expect.arrayContaining(['R2']) } })
})

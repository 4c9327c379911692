import { expect, test } from 'vitest'
import { organisationsOf } from '#duties/organisations/organisations.ts'
import { pageOfEvidence } from '#evidence/read.ts'
import { recipientsIn } from '#facts/recipients.ts'
import type { Colleague } from '#gate/judge.ts'
import { share } from '#records/share/share.ts'
import { dateIn } from '#shared/clock.ts'
import { testDatabase } from '../support/database.ts'
import { livewest, noon, today } from '../support/edition.ts'
import { colleague, openTo, testGate } from '../support/gate.ts'
import { registerOrganisation, sign } from '../support/organisations.ts'
import { putPerson } from '../support/people.ts'
import { lineOf } from '../support/shares.ts'

const on = await testDatabase()
const at = await testGate(on, await livewest())
const { person } = await putPerson(on)
const categories = ['personal-details', 'tenure'] as const
const activity = 'housing-benefit'

/** A colleague means to tell the housing benefit office, which is asked of the register as it is on that day. */
async function tells(office: string, who: Colleague) {
  const found = await recipientsIn(on.database).about(office, { activity, today: dateIn(at.deps.clock()) })
  if (found === null) throw new Error('not registered')
  const sharing = { recipient: found.kind, given: found.circumstances, isUncovered: found.isUncovered, categories }
  const opened = await openTo(at.gate, who, { activity, person, because: 'case' })
  const would = opened.wouldShare(sharing).map(({ decision }) => decision.outcome)
  const line = await opened.writeLine(
    share,
    { item: lineOf(at.deps.clock(), found) },
    { ...sharing, detail: { under: found.under.join(' ') } },
  )
  return { would: [...new Set(would)], line }
}

const lines = async () => (await on.asAdmin((admin) => admin.query('select id from share'))).length
const refused = { ok: false, refusal: { reasons: [{ code: 'lacks-agreement-in-force' }], clauses: expect.arrayContaining(['R11']) } }

test('what is shared regularly is refused without an agreement or without a protocol, and permitted while both are in force', async () => {
  at.setNow(noon)
  const who = colleague('income-officer')
  const office = await registerOrganisation(at, 'housing-benefit-office')
  const signed = { organisationId: office, forActivity: activity, until: today.toString() }
  expect(await tells(office, who)).toMatchObject({ would: ['refused'], line: refused })
  const agreed = await sign(at, { ...signed, kind: 'agreement' })
  expect(await tells(office, who)).toMatchObject({ would: ['refused'], line: refused })
  expect(await lines()).toBe(0)

  const protocol = await sign(at, { ...signed, kind: 'protocol' })
  expect(await tells(office, who)).toMatchObject({ would: ['permitted'], line: { ok: true, consent: false } })
  expect(await lines()).toBe(1)
  const evidence = await pageOfEvidence(on.database, { actor: `colleague:${who.id}` })
  const under = [agreed, protocol].toSorted().join(' ')
  expect(evidence.filter(({ act, outcome }) => act === 'share' && outcome === 'permitted')).toMatchObject([
    { detail: { under } },
    { detail: { under } },
  ])

  // Both were until today: on the next day nothing goes, and a renewal lets it go again.
  at.setNow(Temporal.Instant.from('2026-11-23T23:59:59Z'))
  expect(await tells(office, who)).toMatchObject({ line: { ok: true } })
  at.setNow(Temporal.Instant.from('2026-11-24T00:00:00Z'))
  expect(await tells(office, who)).toMatchObject({ would: ['refused'], line: refused })
  expect(await lines()).toBe(2)
  for (const kind of ['agreement', 'protocol']) await sign(at, { ...signed, kind, inForceFrom: '2026-11-24', until: '2028-11-23' })
  expect(await tells(office, who)).toMatchObject({ line: { ok: true } })
})

test('a protocol that is ended early stops what rests on it that very day', async () => {
  at.setNow(noon)
  const [who, team] = [colleague('income-officer'), colleague('data-protection-officer')]
  const office = await registerOrganisation(at, 'housing-benefit-office')
  await sign(at, { organisationId: office, forActivity: activity, kind: 'agreement' })
  const protocol = await sign(at, { organisationId: office, forActivity: activity, kind: 'protocol' })
  expect(await tells(office, who)).toMatchObject({ line: { ok: true } })
  const register = organisationsOf({ ...at.deps, gate: at.gate })
  const found = await register.lookAtSigned(team, protocol, office)
  if (!found.ok) throw new Error(found.why)
  expect(await register.end(team, found.agreement, today.toString())).toMatchObject({ ok: true })
  expect(await tells(office, who)).toMatchObject({ would: ['refused'], line: refused })
})

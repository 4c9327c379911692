import { expect, test } from 'vitest'
import type { Decision } from '#decisions/decision.ts'
import { makeEngine } from '#decisions/engine.ts'
import { noteContact } from '#duties/contacts/note.ts'
import { pageOfEvidence } from '#evidence/read.ts'
import { basisFor, ownBasisFirst } from '#notice/basis-for.ts'
import { policyDocument } from '#notice/policy-document.ts'
import { noticeRows } from '#notice/public-words.ts'
import type { Circumstance, Relationship } from '#notice/vocabulary.ts'
import { testDatabase } from '../support/database.ts'
import { changed, livewest } from '../support/edition.ts'
import { colleague, testGate } from '../support/gate.ts'
import { putObjection, putPerson } from '../support/people.ts'
import { exampleSite } from '../web/example-site.ts'

const { edition } = await livewest()

test('everything we do serves a purpose that is told, and no purpose is told that nothing serves', () => {
  const told = new Set(edition.purposes.map((purpose) => purpose.id))
  const served = new Set(edition.activities.map((activity) => activity.purpose))
  expect([...served].filter((purpose) => !told.has(purpose))).toEqual([])
  expect([...told].filter((purpose) => !served.has(purpose))).toEqual([])
})

test('each purpose is explained to the public in words', () => {
  for (const activity of edition.activities) expect(activity.why.length, activity.id).toBeGreaterThan(30)
  expect(edition.activities.filter((activity) => activity.clauses.includes('W1')).map((activity) => activity.purpose)).toContain(
    'serving-you',
  )
})

const inForce = await livewest()
const engine = makeEngine(inForce)

/** What an adviser is told who notes a contact of somebody of this relationship. */
function noting(relationship: Relationship, ...given: readonly Circumstance[]): Decision {
  const [who, circumstances] = [{ role: 'customer-service-adviser' } as const, new Set(given)]
  return engine.decide({ who, act: 'collect', activity: 'contact-handling', categories: ['contact-log'], relationship, circumstances })
}

test.each([
  { who: 'a caller', relationship: 'caller' },
  { who: 'a neighbour', relationship: 'neighbour' },
  { who: 'a visitor', relationship: 'visitor' },
  { who: 'somebody who looks for a home', relationship: 'applicant' },
  { who: 'somebody who lives with a tenant', relationship: 'household-member' },
] as const)('$who has no agreement with the landlord, and is served on a weighed interest', ({ relationship }) => {
  expect(noting(relationship, 'assessment-in-date')).toMatchObject({ outcome: 'permitted', basis: 'legitimate-interests' })
  expect(noting(relationship)).toMatchObject({ outcome: 'refused', reasons: [{ code: 'lacks-assessment-in-date' }] })
  expect(noting(relationship, 'assessment-in-date', 'objection').outcome).toBe('refused')
})

test.each(['tenant', 'shared-owner', 'leaseholder', 'buyer', 'garage-renter', 'supported-resident'] as const)(
  'a %s is served under the agreement, and no weighing of interests is asked for',
  (relationship) => {
    expect(noting(relationship, 'objection')).toMatchObject({ outcome: 'permitted', basis: 'contract' })
  },
)

test('nothing rests on a contract with a caller, a neighbour, a visitor or a reader of the website', () => {
  for (const relationship of ['caller', 'neighbour', 'visitor', 'website-visitor'] as const)
    for (const activity of edition.activities.filter(({ relationships }) => relationships.includes(relationship)))
      expect(basisFor(activity, relationship), activity.id).not.toBe('contract')
})

test('whoever is a tenant and somebody’s household too is served under the agreement', () => {
  const activity = edition.activities.find(({ id }) => id === 'contact-handling')
  expect(ownBasisFirst(activity, ['household-member', 'tenant'])).toEqual(['tenant', 'household-member'])
})

test('the notice tells both bases, and for whom each is', () => {
  const row = noticeRows(edition).find(({ activity }) => activity === 'contact-handling')
  expect(row?.basis.id).toBe('contract')
  expect(row?.otherBases.map(({ basis }) => basis.id)).toEqual(['legitimate-interests'])
  expect(row?.otherBases[0]?.people.map(({ id }) => id)).toEqual(expect.arrayContaining(['caller', 'neighbour', 'visitor']))
  const support = policyDocument(edition).uses.find(({ use, cite }) => use === row?.title && cite.endsWith('paragraph 1'))
  expect(support?.bases).toEqual(['Contract', 'Legitimate interests'])
})

const on = await testDatabase()
const { deps, gate } = await testGate(on, inForce)

/** An adviser notes a contact of somebody; answers on which basis that is on record, or why it is refused. */
async function served(person: string, by = gate): Promise<string> {
  const adviser = colleague('customer-service-adviser')
  const opened = await by.open(adviser, { activity: 'contact-handling', person, because: 'case' })
  if (!opened.ok) return opened.refusal.reasons.map(({ code }) => code).join()
  const said = { topic: 'Something else', summary: 'Asked when we are open.', promise: null, how: 'telephone', who: 'the-person' } as const
  const noted = await noteContact(deps, opened, adviser, said, { reason: 'case', call: null })
  if (!noted.ok) return noted.why === 'refused' ? noted.refusal.reasons.map(({ code }) => code).join() : noted.why
  const [entry] = await pageOfEvidence(on.database, { subject: person, actor: `colleague:${adviser.id}`, kind: 'change' })
  return entry?.basis ?? 'none'
}

/** Somebody of each relationship that is known here by what is on file. */
async function somebody(who: string): Promise<string> {
  const { person, tenure } = await putPerson(on, { tenureType: who.startsWith('lives with') || who === 'caller' ? 'Secure' : who })
  if (who === 'lives with a tenant')
    await on.asAdmin((admin) => admin.query('update household_member set is_responsible = false where tenure_id = $1', [tenure]))
  if (who === 'caller') await on.asAdmin((admin) => admin.query('delete from household_member where tenure_id = $1', [tenure]))
  return person
}

const objection = { kind: 'objection', against: 'contact-handling', decision: 'upheld', ended: null } as const

test.each(['Secure', 'Shared ownership', 'Leasehold (RTB)', 'Garage', 'Sheltered'])(
  'whoever has an agreement (%s) is served under it, and goes on being served though they object',
  async (tenureType) => {
    const person = await somebody(tenureType)
    expect(await served(person)).toBe('contract')
    await putObjection(on, person, objection)
    expect(await served(person)).toBe('contract')
  },
)

test.each(['caller', 'lives with a tenant'])(
  'whoever has none (%s) is served on a weighed interest, until they object, and never on a weighing that nobody made',
  async (who) => {
    const person = await somebody(who)
    expect(await served(person)).toBe('legitimate-interests')
    const unweighed = changed(inForce, (edition) => ({ ...edition, assessments: [] }))
    expect(await served(person, (await testGate(on, unweighed)).gate)).toContain('lacks-assessment-in-date')
    await putObjection(on, person, objection)
    expect(await served(person)).toContain('stopped-by-objection')
  },
)

test('the page of the notice tells both bases in the row of this use', async () => {
  const { app } = exampleSite({ editions: { current: () => inForce, list: () => [], get: () => inForce } })
  const { body } = await app.inject('/notice/uses/table')
  const row =
    /<tr[^>]*id="use-contact-handling".*?<\/tr>/s
      .exec(body)?.[0]
      .replaceAll(/<[^>]*>/g, ' ')
      .replaceAll(/\s+/g, ' ') ?? ''
  expect(row).toMatch(/Contract.*If you are.*Legitimate interests/)
})

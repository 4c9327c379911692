import { expect, test } from 'vitest'
import type { Decision } from '#decisions/decision.ts'
import { makeEngine } from '#decisions/engine.ts'
import { basisFor, ownBasisFirst } from '#notice/basis-for.ts'
import { policyDocument } from '#notice/policy-document.ts'
import { noticeRows } from '#notice/public-words.ts'
import type { Circumstance, Relationship } from '#notice/vocabulary.ts'
import { livewest } from '../support/edition.ts'

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

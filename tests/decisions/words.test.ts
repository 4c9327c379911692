import { describe, expect, test } from 'vitest'
import { answerWords, toContract } from '#decisions/contract.ts'
import { decide } from '#decisions/decide.ts'
import type { Request } from '#decisions/decision.ts'
import { explain } from '#decisions/explain.ts'
import { parseRequest } from '#decisions/parse-request.ts'
import { reasonOrder } from '#decisions/reason-order.ts'
import { liveWest } from './editions.ts'

const released = await liveWest()
const today = Temporal.PlainDate.from('2026-10-01')
const words = { role: 'income-officer', act: 'view', activity: 'rent-collection', categories: ['rent-account'] }
const answer = (more: object) => answerWords(released, { ...words, ...more }, today, (request) => decide(released, request))

test('a permitted answer names its basis, its clauses and the edition', () => {
  expect(answer({ relationship: 'tenant' })).toEqual({
    permitted: true,
    outcome: 'permitted',
    basis: 'contract',
    condition: null,
    clauses: ['U2', 'L4', 'D6', 'S3'],
    reasons: [],
    why: [],
    remedy: null,
    edition: released.hash,
  })
})

test('a condition is told with its paragraph', () => {
  const contract = answer({
    role: 'safeguarding-lead',
    activity: 'safeguarding',
    categories: ['health'],
    circumstances: ['special-category-reason'],
  })
  expect(contract.condition).toBe('art-9-2-g + sch-1-para-18')
})

test('a refusal says why, by which clause, and what to do', () => {
  const contract = answer({ role: 'repairs-planner' })
  expect(contract.permitted).toBe(false)
  expect(contract.reasons).toEqual(['role-not-in-activity'])
  expect(contract.clauses).toEqual(['R1'])
  expect(contract.why[0]).toContain('Collecting rent')
  expect(contract.remedy).toContain('Ask a colleague')
})

test('of several categories, the reason names the one it concerns', () => {
  const request: Request = {
    ...{ who: { role: 'support-worker' }, act: 'view', activity: 'support-and-wellbeing' },
    ...{ categories: ['tenure', 'health'], circumstances: new Set() },
  }
  const decision = decide(released, request)
  expect(decision).toMatchObject({
    reasons: [
      { code: 'lacks-assessment-in-date' },
      { code: 'lacks-special-category-reason', category: 'health' },
      { code: 'lacks-reason-without-consent', category: 'health' },
    ],
  })
  expect(toContract(decision, released, request).why[1]).toMatch(/health/i)
})

describe('words that are not known are refused and named', () => {
  test.each([
    [{ role: 'incom-officer' }, 'role', 'income-officer'],
    [{ role: undefined, recipient: 'contracter' }, 'recipient', 'contractor'],
    [{ act: 'veiw' }, 'act', 'view'],
    [{ categories: ['rent-acount'] }, 'category', 'rent-account'],
    [{ relationship: 'tennant' }, 'relationship', 'tenant'],
    [{ circumstances: ['consnet'] }, 'circumstance', 'consent'],
  ])('%o', (more, field, meant) => {
    const contract = answer(more)
    expect(contract.outcome).toBe('refused')
    expect(contract.reasons).toEqual(['unknown-word'])
    expect(contract.why[0]?.toLowerCase()).toContain(field)
    expect(contract.why[0]).toContain(`\`${meant}\``)
  })

  test('what was written never brings its signs along', () => {
    const why = answer({ role: '<script>\u001b[31m' }).why[0]
    expect(why).not.toContain('<')
    expect(why).not.toContain('\u001b')
  })
})

describe('circumstances', () => {
  const present = (...circumstances: string[]) => {
    const parsed = parseRequest({ ...words, circumstances }, today)
    return parsed.understood ? [...parsed.request.circumstances] : parsed.problem.message
  }

  test.each([
    [['consent'], ['consent']],
    [['consent=yes', 'objection=0'], ['consent']],
    [['consent=given'], ['consent']],
    [['consent=refused'], ['consent-refused']],
    [['legal-reference=Housing Act 1996'], ['legal-reference']],
    [['assessment-in-date=2026-10-01'], ['assessment-in-date']],
    [['assessment-in-date=2026-09-30'], []],
    [['agreement-in-force=2026-09-30'], []],
    [['agreement-in-force=DSA-12'], ['agreement-in-force']],
  ])('%o is read as %o', (written, read) => {
    expect(present(...written)).toEqual(read)
  })

  test('what contradicts itself is refused', () => {
    expect(present('consent', 'consent=refused')).toMatch(/given and refused/)
    expect(present('objection=yes', 'objection=no')).toMatch(/`objection` is said to be so and not to be so/)
  })

  test('a value that means nothing is refused', () => {
    expect(present('consent=perhaps')).toMatch(/does not take/)
    expect(present('assessment-in-date=2026-02-30')).toMatch(/does not take/)
    expect(present('legal-reference=')).toMatch(/does not take/)
  })

  test('neither nobody nor two at once can ask, nor for nothing', () => {
    expect(parseRequest({ ...words, role: undefined })).toMatchObject({ understood: false, problem: { field: 'role' } })
    expect(parseRequest({ ...words, recipient: 'police' })).toMatchObject({ understood: false, problem: { field: 'role' } })
    expect(parseRequest({ ...words, categories: [] })).toMatchObject({ understood: false, problem: { field: 'category' } })
  })
})

test('every reason has a sentence, a clause of the ledger, and something that can be done', () => {
  for (const code of reasonOrder) {
    const [told] = explain({ outcome: 'refused', reasons: [{ code }], clauses: [] })
    expect(told?.code).toBe(code)
    expect(told?.why).toMatch(/^\S.+\.$/)
    // A name that is not known leaves no gap in the sentence, and no word in its place.
    expect(told?.why).not.toMatch(/[(“]|null/)
    expect(told?.clause).toMatch(/^[A-Z]{1,2}\d{1,2}$/)
    expect(told?.remedy).toMatch(/\.$/)
  }
})

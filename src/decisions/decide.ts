import type { ReleasedEdition } from '#notice/edition.ts'
import type { Basis } from '#notice/vocabulary.ts'
import { Fault } from '#shared/fault.ts'
import { asksOf, circumstanceReasonsFor, type Told } from './circumstance-rules.ts'
import type { Decision, NotPermitted, Request } from './decision.ts'
import { type Entry, entryFor, restsOnConsent } from './entry.ts'
import { type CategoryReasons, tellTogether } from './reason-order.ts'
import type { Requirement } from './requirement.ts'
import { requirements as lawAndNotice } from './requirements.ts'
import { structuralReasonsFor } from './structural-rules.ts'
import { structuralWords } from './structural-words.ts'

/**
 * May this be done? The readable form of every rule, and so its specification: the compiled engine must give the same answers. Time comes in as
 * circumstances (an assessment in date, an agreement in force), so no clock is needed here.
 *
 * INVARIANT: never throws, and permits only what an entry of the edition permits; any failure is a refusal (`engine-failed`).
 */
export function decide(released: ReleasedEdition, request: Request, requirements: readonly Requirement[] = lawAndNotice): Decision {
  try {
    return answer(released, request, requirements)
  } catch {
    return { outcome: 'refused', reasons: [{ code: 'engine-failed' }], clauses: ['P1'] }
  }
}

function answer({ edition }: ReleasedEdition, request: Request, requirements: readonly Requirement[]): Decision {
  const activity = edition.activities.find((each) => each.id === request.activity)
  const structural = request.categories.map((category): CategoryReasons => {
    const codes = structuralReasonsFor(edition, activity, request, category)
    return { category, told: codes.map((code) => ({ reason: { code }, clauses: [structuralWords[code].clause] })) }
  })
  const nothingEntitles = refusal(tellTogether(structural), 'refused')
  if (nothingEntitles !== undefined) return nothingEntitles

  const entries = request.categories.flatMap((category) => (activity && entryFor(edition, activity, request, category)) ?? [])
  const [first] = entries
  // INVARIANT: without a structural reason there is an activity, and an entry for every category.
  if (activity === undefined || first === undefined || entries.length !== request.categories.length)
    throw new Fault('no-entry', 'no entry answers a request that nothing structural refuses')

  const against = entries.map((entry): CategoryReasons & { entry: Entry } => {
    const told = circumstanceReasonsFor(asksOf(entry, requirements), request.circumstances)
    return { entry, category: entry.subject.category, told }
  })
  const rest = { basis: basisOf(entries), conditions: [...new Set(entries.flatMap((entry) => entry.subject.conditions))] }
  const told = tellTogether(against)
  const onlyConsentLacks = told.every((one) => one.reason.code === 'lacks-consent')
  const consentIsSought = against.every((one) => one.told.length === 0 || restsOnConsent(one.entry))
  const refused = refusal(told, onlyConsentLacks && consentIsSought ? 'needs-consent' : 'refused')
  if (refused !== undefined) return { ...refused, ...rest }
  return { outcome: 'permitted', ...rest, clauses: [...new Set([...activity.clauses, ...entries.flatMap((entry) => entry.clauses)])] }
}

/** The basis of the first category; consent as soon as any category rests on it, since all of them then wait for the person. */
function basisOf(entries: readonly Entry[]): Basis {
  const bases = entries.map((entry) => entry.subject.basis)
  const [first] = bases
  if (first === undefined) throw new Fault('no-entry', 'no entry answers a request that nothing structural refuses')
  return bases.includes('consent') ? 'consent' : first
}

function refusal(told: readonly Told[], outcome: NotPermitted['outcome']): NotPermitted | undefined {
  const [first, ...others] = told.map((one) => one.reason)
  if (first === undefined) return undefined
  return { outcome, reasons: [first, ...others], clauses: [...new Set(told.flatMap((one) => one.clauses))] }
}

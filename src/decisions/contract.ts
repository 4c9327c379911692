import type { ReleasedEdition } from '#notice/edition.ts'
import type { Decision, Request } from './decision.ts'
import { type Explanation, explain, remedyFor } from './explain.ts'
import type { NotUnderstood } from './known-word.ts'
import { parseRequest, type RequestWords } from './parse-request.ts'

/** The stable JSON of the `decide` command. `reasons` are codes; `why` has one sentence for each, in the same order. */
export type DecisionContract = {
  readonly permitted: boolean
  readonly outcome: 'permitted' | 'refused' | 'needs-consent'
  readonly basis: string | null
  /** Conditions for special or criminal categories, joined: “art-9-2-g + sch-1-para-18”. */
  readonly condition: string | null
  readonly clauses: readonly string[]
  readonly reasons: readonly string[]
  readonly why: readonly string[]
  readonly remedy: string | null
  /** The hash of the edition that answered. */
  readonly edition: string
}

/** A decision as the command line tells it. */
export function toContract(decision: Decision, released: ReleasedEdition, request?: Request): DecisionContract {
  return contractOf(decision, released, decision.outcome === 'permitted' ? [] : explain(decision, { edition: released.edition, request }))
}

/** A request in words, answered: what `decide` on the command line prints. An unknown word is a refusal that names it. */
export function answerWords(
  released: ReleasedEdition,
  words: RequestWords,
  today: Temporal.PlainDate | undefined,
  decide: (request: Request) => Decision,
): DecisionContract {
  const parsed = parseRequest(words, today)
  if (parsed.understood) return toContract(decide(parsed.request), released, parsed.request)
  return contractOf(parsed.refusal, released, explainProblem(parsed.problem))
}

function explainProblem({ field, message }: NotUnderstood): readonly Explanation[] {
  const why = `${message.charAt(0).toUpperCase()}${message.slice(1)}`
  return [{ code: 'unknown-word', why, clause: 'P1', remedy: `Correct the ${field}.` }]
}

function contractOf(decision: Decision, { hash }: ReleasedEdition, explained: readonly Explanation[]): DecisionContract {
  const permitted = decision.outcome === 'permitted'
  const conditions = decision.conditions ?? []
  return {
    permitted,
    outcome: decision.outcome,
    basis: decision.basis ?? null,
    condition: conditions.length === 0 ? null : conditions.join(' + '),
    clauses: decision.clauses,
    reasons: permitted ? [] : decision.reasons.map(({ code }) => code),
    why: explained.map((each) => each.why),
    remedy: permitted ? null : remedyFor(explained),
    edition: hash,
  }
}

import { z } from 'zod'
import type { ReleasedEdition } from '#notice/edition.ts'
import type { Decision, Request } from './decision.ts'
import { parseRequest } from './parse-request.ts'

/** A scenario as a data protection officer can write it: who asks, for what, and the answer that the notice must give. */
export const scenarioShape = z.strictObject({
  /** A sentence a tenant could read. */
  name: z.string().min(1),
  cast: z.union([z.strictObject({ role: z.string() }), z.strictObject({ recipient: z.string() })]),
  request: z.strictObject({
    act: z.string(),
    activity: z.string(),
    categories: z.array(z.string()).min(1),
    relationship: z.string().optional(),
    circumstances: z.array(z.string()).optional(),
  }),
  answer: z.strictObject({
    outcome: z.enum(['permitted', 'refused', 'needs-consent']),
    basis: z.string().optional(),
    reasons: z.array(z.string()).optional(),
  }),
})

export type Scenario = z.infer<typeof scenarioShape>
export type ScenarioResult = { readonly name: string; readonly held: boolean; readonly says: string }

/** Compares one scenario with an edition: the outcome and, where the scenario names them, the basis and every reason. */
export function runScenario(
  scenario: Scenario,
  released: ReleasedEdition,
  decide: (released: ReleasedEdition, request: Request) => Decision,
): ScenarioResult {
  const { name, cast, request, answer } = scenario
  const parsed = parseRequest({ ...cast, ...request })
  const decision: Decision = parsed.understood ? decide(released, parsed.request) : parsed.refusal
  const reasons = decision.outcome === 'permitted' ? [] : decision.reasons.map((reason) => reason.code)
  const wrong = [
    decision.outcome === answer.outcome ? '' : `answered ${decision.outcome} (${reasons.join(', ')}), not ${answer.outcome}`,
    answer.basis === undefined || decision.basis === answer.basis ? '' : `rests on ${decision.basis ?? 'nothing'}, not ${answer.basis}`,
    answer.reasons === undefined || sameWords(reasons, answer.reasons)
      ? ''
      : `for ${reasons.join(', ') || 'no reason'}, not ${answer.reasons.join(', ')}`,
  ].filter((word) => word !== '')
  return { name, held: wrong.length === 0, says: wrong.length === 0 ? 'held' : wrong.join('; ') }
}

function sameWords(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((word) => other.includes(word))
}

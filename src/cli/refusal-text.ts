import type { NotPermitted } from '#decisions/decision.ts'
import { explain } from '#decisions/explain.ts'

/** A refusal for people: what, why, what to do. */
export function refusalText(refusal: NotPermitted): string {
  const heading = refusal.outcome === 'needs-consent' ? 'the person has to be asked first' : 'refused by the notice'
  return [heading, ...explain(refusal).map((each) => `  ${each.why} ${each.remedy} (${each.clause})`)].join('\n')
}

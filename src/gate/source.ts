import type { NotPermitted } from '#decisions/decision.ts'
import type { ReleasedEdition } from '#notice/edition.ts'
import type { Category, Source } from '#notice/vocabulary.ts'
import { Fault } from '#shared/fault.ts'
import type { Doing } from './in-contact.ts'
import { type AccessContext, type Judgement, judge } from './judge.ts'

/**
 * Data comes from where the notice says that the activity has it from (S1 to S6), and nowhere else. Undefined where it does. `other` is for what
 * no list foresees, and has to be told in words: without them it is a fault of whoever asks.
 */
export function sourceRefusal(
  { edition }: Pick<ReleasedEdition, 'edition'>,
  activity: string,
  source: Source,
  reason: string | undefined,
): NotPermitted | undefined {
  const listed = edition.activities.find((entry) => entry.id === activity)?.sources ?? []
  if (!listed.includes(source)) return refusal
  if (source === 'other' && reason === undefined)
    throw new Fault('source-without-reason', 'the source `other` needs a written reason in `sourceReason`')
  return undefined
}

const refusal: NotPermitted = { outcome: 'refused', reasons: [{ code: 'source-not-in-activity' }], clauses: ['S6'] }

/** One question about one category of what comes from somewhere: where the notice allows it, its source has to be one that the notice lists. */
export function judgedFrom(
  access: AccessContext,
  doing: Doing,
  category: Category,
  from: { readonly source: Source; readonly sourceReason?: string | undefined },
): Judgement {
  const judgement = judge(access, doing, category)
  if (judgement.decision.outcome !== 'permitted') return judgement
  const decision = sourceRefusal(access.released, access.asked.activity, from.source, from.sourceReason)
  return decision === undefined ? judgement : { decision, role: judgement.role }
}

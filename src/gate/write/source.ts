import type { NotPermitted } from '#decisions/decision.ts'
import type { ReleasedEdition } from '#notice/edition.ts'
import type { Category, Source } from '#notice/vocabulary.ts'
import { Fault } from '#shared/fault.ts'
import type { Doing } from '../in-contact.ts'
import { type AccessContext, type Judgement, judgeFor } from '../judge.ts'
import type { RecordType } from '../record-type.ts'

/**
 * Data may come only from the sources that the notice lists for the activity (S1 to S6). Undefined if it does. `other` is for a source that
 * no list foresees and needs words; `other` without words is a fault of the caller.
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

/**
 * Decides about one category of data from a source: where the notice allows collecting it, its source must also be one that the notice
 * lists.
 */
export function judgedFrom(
  access: AccessContext,
  doing: Doing,
  { type, category }: { readonly type: RecordType; readonly category: Category },
  from: { readonly source: Source; readonly sourceReason?: string | undefined },
): Judgement {
  const judgement = judgeFor(access, doing, type, category)
  if (judgement.decision.outcome !== 'permitted') return judgement
  const decision = sourceRefusal(access.released, access.asked.activity, from.source, from.sourceReason)
  return decision === undefined ? judgement : { decision, role: judgement.role }
}

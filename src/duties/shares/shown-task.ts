import type { TaskAfter } from '#gate/task-after.ts'
import { share, shareHeads } from '#records/share/share.ts'
import { type About, followRows } from '../cases/task-of.ts'

type Row = {
  readonly outcome: string | null
  readonly shown: string
  readonly showReviewOn: string | null
  readonly showDecidedBy: string | null
}

/**
 * The task about a line that stays hidden from the person: the data protection team decides, by the day, whether it is shown. It waits from when the line
 * is settled. INVARIANT: it is nobody's task. What waits about a person is in their copy, and would tell them that something is hidden.
 */
export function taskOfLine({ outcome, shown, showReviewOn, showDecidedBy }: Row, at: Temporal.Instant): TaskAfter {
  const isHidden = shown === 'no' && (outcome === 'left' || outcome === 'stopped') && showReviewOn !== null
  const waits = isHidden ? ({ role: 'data-protection-officer', person: null, dueOn: Temporal.PlainDate.from(showReviewOn) } as const) : null
  return { kind: 'shown-review', by: showDecidedBy, at, waits }
}

/** What imports and the sweep need to know of it. */
export const hiddenLines = {
  type: share,
  task: 'shown-review',
  imported: followRows(shareHeads, (row, { at }) => taskOfLine(row, at)),
  after: (values: Readonly<Record<string, unknown>>, { at }: About) => (shareHeads.isRow(values) ? taskOfLine(values, at) : undefined),
} as const

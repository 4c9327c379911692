import type { TaskAfter } from '#gate/task-after.ts'
import { type Role, roles } from '#notice/vocabulary.ts'
import { share, shareHeads } from '#records/share/share.ts'
import { type About, followRows } from '../cases/task-of.ts'
import type { TaskKind } from '../tasks/task.ts'

type Row = {
  readonly personId: string | null
  readonly outcome: string | null
  readonly neededBy: string | null
  readonly preparedIn: string | null
  readonly leftBy: string | null
  readonly shown: string
  readonly showReviewOn: string | null
  readonly showDecidedBy: string | null
}

/** The data protection team, where nobody knows in which role a line was prepared. */
const nobodyElse = 'data-protection-officer'
const kinds = ['share-answer', 'shown-review'] as const satisfies readonly TaskKind[]

/**
 * The one task about a line. While nothing has left, whoever prepared it answers by the day on which it is needed. Once it is settled and stays hidden from
 * the person, the data protection team decides by a day whether it is shown. INVARIANT: of a hidden line it is nobody's task. What waits about a person is
 * in their copy, and would tell them that something is hidden.
 */
export function taskOfLine(row: Row, at: Temporal.Instant): TaskAfter {
  const { kind, by, waits } = row.outcome === null ? toAnswer(row) : toShow(row)
  return { kind, insteadOf: kinds.filter((other) => other !== kind), by, at, waits }
}

type Waits = Pick<TaskAfter, 'by' | 'waits'> & { readonly kind: (typeof kinds)[number] }

function toAnswer({ neededBy, preparedIn, personId, shown }: Row): Waits {
  const role = ownerOfLine(preparedIn)
  const person = shown === 'yes' ? personId : null
  return { kind: 'share-answer', by: null, waits: neededBy === null ? null : { role, person, dueOn: Temporal.PlainDate.from(neededBy) } }
}

/** The role that answers a line: the one in which it was prepared. */
export function ownerOfLine(preparedIn: string | null): Role {
  return roles.find((each) => each === preparedIn) ?? nobodyElse
}

function toShow({ outcome, shown, showReviewOn, showDecidedBy, leftBy }: Row): Waits {
  const isHidden = shown === 'no' && outcome !== 'replaced' && showReviewOn !== null
  const waits = isHidden ? ({ role: nobodyElse, person: null, dueOn: Temporal.PlainDate.from(showReviewOn) } as const) : null
  return { kind: 'shown-review', by: showDecidedBy ?? leftBy, waits }
}

/** What imports and the sweep need to know of it. */
export const lineTasks = {
  type: share,
  tasks: kinds,
  imported: followRows(shareHeads, (row, { at, person }) => taskOfLine({ ...row, personId: person }, at)),
  after: (values: Readonly<Record<string, unknown>>, { at, person }: About) =>
    shareHeads.isRow(values) ? taskOfLine({ ...values, personId: person }, at) : undefined,
} as const

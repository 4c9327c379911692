import type { Gate } from '#gate/gate.ts'
import type { Colleague } from '#gate/judge.ts'
import { firstPage } from '#gate/work-list.ts'
import type { Edition } from '#notice/edition.ts'
import { grantsOf } from '#notice/grants-of.ts'
import { type Activity, activities } from '#notice/vocabulary.ts'
import { type ActivityWith, isWithin } from '#notice/within-ceiling.ts'
import { holds } from '#records/hold/hold.ts'

/** Holds of one purpose that a page lists. */
const most = 100

/**
 * The holds that stand, with their reasons and review dates, of every purpose for which the notice lets the colleague see such things (P2): of
 * the others they see how many there are. Each person whose hold is shown has it on their record.
 */
export async function knownHolds(gate: Gate, edition: Edition, colleague: Colleague) {
  const theirs = activities.filter(hasHolds).filter((activity) => sees(edition, colleague, activity))
  const answers = await Promise.all(
    theirs.map((activity) =>
      gate.workList(colleague, { activity, because: 'case' }).read(holds, { after: firstPage, limit: most, open: true }),
    ),
  )
  const rows = answers.flatMap((answer) => (answer.ok ? answer.rows : []))
  return rows.filter(({ liftedOn }) => liftedOn === null).toSorted((one, other) => one.reviewOn.localeCompare(other.reviewOn))
}

function hasHolds(activity: Activity): activity is ActivityWith<'documents'> {
  return isWithin(activity, 'documents')
}

/** Asked only where a grant says so: else each look at the board would leave a refusal for every other purpose. */
function sees(edition: Edition, { roles }: Colleague, activity: Activity): boolean {
  return grantsOf(edition, activity, 'view', roles).some(({ categories }) => categories.includes(holds.category))
}

import { firstPage } from '#gate/find/work-list.ts'
import type { Gate } from '#gate/gate.ts'
import type { Colleague } from '#gate/judge.ts'
import type { Edition } from '#notice/edition.ts'
import { grantsOf } from '#notice/grants-of.ts'
import { type Activity, activities } from '#notice/vocabulary.ts'
import { type ActivityWith, isWithin } from '#notice/within-ceiling.ts'
import { holdHeads } from '#records/hold/hold.ts'

/** The most holds of one activity that a page lists. */
const most = 100

/**
 * The holds in force, with what they cover and their review dates, for every activity under which the notice lets the colleague see them (P2). Of
 * the others only the number is shown. Each person whose hold is shown has this in the evidence about them.
 */
export async function knownHolds(gate: Gate, edition: Edition, colleague: Colleague) {
  const theirs = activities.filter(hasHolds).filter((activity) => sees(edition, colleague, activity))
  const answers = await Promise.all(
    theirs.map((activity) =>
      gate.workList(colleague, { activity, because: 'case' }).read(holdHeads, { after: firstPage, limit: most, open: true }),
    ),
  )
  const rows = answers.flatMap((answer) => (answer.ok ? answer.rows : []))
  return rows.filter(({ liftedOn }) => liftedOn === null).toSorted((one, other) => one.reviewOn.localeCompare(other.reviewOn))
}

function hasHolds(activity: Activity): activity is ActivityWith<'documents'> {
  return isWithin(activity, 'documents')
}

/** Asked only where the edition has a grant for it. Otherwise each look at the board would record a refusal for every other activity. */
function sees(edition: Edition, { roles }: Colleague, activity: Activity): boolean {
  return grantsOf(edition, activity, 'view', roles).some(({ categories }) => categories.includes(holdHeads.category))
}

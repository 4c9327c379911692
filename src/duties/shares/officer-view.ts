import type { Answer } from '#decisions/done-or-refused.ts'
import type { WordOf } from '#gate/field.ts'
import type { Colleague } from '#gate/judge.ts'
import type { SharedKind } from '#gate/ledger/share.ts'
import type { Edition } from '#notice/edition.ts'
import { share } from '#records/share/share.ts'
import { dateIn } from '#shared/clock.ts'
import type { LedgerDeps } from './ledger.ts'
import { taskOfLine, waitsForView } from './line-task.ts'
import type { ShareableKind } from './paths.ts'
import type { Share } from './settle.ts'

/** Within how many days the data protection officer is asked to give a view, where it is not needed sooner. */
const viewWithin = { days: 5 }

type Going = {
  readonly activity: string
  readonly kind: ShareableKind
  readonly kinds: readonly SharedKind[]
  readonly neededBy: string | null
  readonly today: Temporal.PlainDate
}

/** A view as it was given. */
export type GivenView = Pick<Share, 'view' | 'viewWhy' | 'viewBy' | 'viewOn'>

/** Whether the notice asks for the data protection officer's view of what goes, and by when. */
export function viewOf({ activities }: Pick<Edition, 'activities'>, { activity, kind, kinds, neededBy, today }: Going) {
  const sharing = activities.find(({ id }) => id === activity)?.sharing ?? []
  const isAsked = sharing.some(
    (each) => each.asksOfficer === true && each.with.includes(kind) && kinds.some(({ category }) => each.categories.includes(category)),
  )
  if (!isAsked) return { viewAsked: null, viewDueOn: null }
  const within = today.add(viewWithin)
  const needed = neededBy === null ? within : Temporal.PlainDate.from(neededBy)
  return { viewAsked: true, viewDueOn: (Temporal.PlainDate.compare(needed, within) < 0 ? needed : within).toString() }
}

/** `settled`: no view waits to be given. `own`: whoever prepared it gives no view of it. */
export type ViewAnswer = Answer<unknown, 'settled' | 'own' | 'stale'>

/** The data protection officer advises for or against what is to be shared. The colleague decides; both stand on the line. */
export async function giveView(
  deps: LedgerDeps,
  colleague: Colleague,
  line: Share,
  { view, why }: { readonly view: WordOf<typeof share.fields.view>; readonly why: string },
): Promise<ViewAnswer> {
  if (line.outcome !== null || !waitsForView(line)) return { ok: false, why: 'settled' }
  if (line.preparedById === colleague.id) return { ok: false, why: 'own' }
  const values = { view, viewWhy: why, viewBy: colleague.name, viewOn: dateIn(deps.clock()).toString() }
  const task = taskOfLine({ ...line, ...values }, deps.clock())
  return deps.gate.lines(colleague).note(share, line, { values, source: 'colleague', task })
}

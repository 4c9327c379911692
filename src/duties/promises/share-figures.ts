import type { GateDeps } from '#gate/deps.ts'
import type { RecipientKind } from '#notice/vocabulary.ts'
import { dateIn } from '#shared/clock.ts'
import { roleName } from '#store/role-names.ts'
import { lately } from '../shares/flows.ts'
import type { Figure } from './keeping.ts'
import { acts, evenNone, said, same, sentences, times } from './said.ts'

type Deps = Pick<GateDeps, 'database' | 'clock' | 'inForce'>

/** The agencies with which the notice shares occasionally, and those that oversee it. */
const agencies: readonly RecipientKind[] = [
  ...(['police', 'local-authority', 'health-care', 'government-department'] as const),
  ...(['housing-ombudsman', 'health-and-safety-executive', 'information-commissioner'] as const),
]

/** What went to agencies in the last 30 days: occasionally, and apart from that in regular flows (SC3). */
export async function sharedWithAgencies(deps: Deps): Promise<Figure> {
  const { occasional, regular } = await lately(deps, agencies)
  if (occasional + regular === 0) return { isKept: true, seen: 0, says: same('Nothing went to an agency in the last 30 days.') }
  const now = occasional === 0 ? same('nothing was shared occasionally') : said`something was shared occasionally ${times(occasional)}`
  const apart =
    regular === 0 ? same('Nothing was shared in a regular flow.') : said`In regular flows something was shared ${times(regular)}.`
  return {
    isKept: true,
    seen: occasional + regular,
    says: sentences([said`In the last 30 days ${now}.`, apart]),
  }
}

/**
 * Whether people know what was shared about them (SC8): a line that is hidden from the person stays so until a day, by which somebody decides anew. Broken
 * once that day is over. In public none reads as one does: whoever expects to be asked about must not see the day on which a line is hidden from them.
 */
export async function toldOfSharing({ database, clock }: Deps): Promise<Figure> {
  const text = `select count(*)::int as hidden, count(*) filter (where show_review_on < $1)::int as overdue from hidden_line
    where show_review_on is not null`
  const [row] = await database.once<{ hidden: number; overdue: number }>(roleName(database.schema, 'machinery'), text, [
    dateIn(clock()).toString(),
  ])
  const { hidden = 0, overdue = 0 } = row ?? {}
  const untold = 'the person has not been told yet that something was shared'
  const lines = said`In ${evenNone(hidden, `case ${untold}, with a reason`, `cases ${untold}, each with a reason`)}.`
  const late = overdue === 0 ? 'None of them is' : acts(overdue, 'of them is', 'of them are')
  const { exactly, publicly } = sentences([lines, said`${late} overdue for a new decision.`])
  return {
    isKept: overdue === 0,
    // Not how many: whether it has come up would be in its public state.
    seen: 1,
    says: { exactly: hidden === 0 ? 'Nothing that was shared is hidden from the person.' : exactly, publicly },
  }
}

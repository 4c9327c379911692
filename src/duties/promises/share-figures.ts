import type { GateDeps } from '#gate/deps.ts'
import type { RecipientKind } from '#notice/vocabulary.ts'
import { dateIn } from '#shared/clock.ts'
import { roleName } from '#store/role-names.ts'
import { lately } from '../shares/flows.ts'
import type { Figure } from './keeping.ts'
import { acts, people, said, same, sentences } from './said.ts'

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
  const times = (count: number) => {
    const { exactly, publicly } = acts(count, 'time', 'times')
    return { exactly: count === 1 ? 'once' : exactly, publicly }
  }
  const apart = regular === 0 ? same('Nothing went in a regular flow.') : said`In regular flows: ${times(regular)}.`
  return {
    isKept: true,
    seen: occasional + regular,
    says: sentences([said`In the last 30 days, occasionally: ${occasional === 0 ? 'never' : times(occasional)}.`, apart]),
  }
}

/**
 * Whether people know what was shared about them (SC8): a line that is hidden from the person stays so until a day, by which somebody decides anew. Broken
 * once that day is over.
 */
export async function toldOfSharing({ database, clock }: Deps): Promise<Figure> {
  const text = `select count(*)::int as hidden, count(*) filter (where show_review_on < $1)::int as overdue from hidden_line
    where show_review_on is not null`
  const [row] = await database.once<{ hidden: number; overdue: number }>(roleName(database.schema, 'machinery'), text, [
    dateIn(clock()).toString(),
  ])
  const { hidden = 0, overdue = 0 } = row ?? {}
  if (hidden === 0) return { isKept: true, seen: 0, says: same('Nothing that was shared is hidden from the person.') }
  const lines = people(hidden, 'time that something was shared is', 'times that something was shared are')
  const late = overdue === 0 ? 'none' : people(overdue, '', '')
  return {
    isKept: overdue === 0,
    seen: hidden,
    says: said`${lines} hidden from the person, with a reason: ${late} past the day by which that is decided anew.`,
  }
}

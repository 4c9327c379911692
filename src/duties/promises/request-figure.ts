import type { GateDeps } from '#gate/deps.ts'
import { dateIn } from '#shared/clock.ts'
import { roleName } from '#store/role-names.ts'
import type { Figure } from './keeping.ts'
import { people, type Said, said, same, sentences } from './said.ts'

type Counts = { readonly open: number; readonly overdue: number; readonly answered: number; readonly inTime: number }

/**
 * How requests for a copy stand (A1): those that are open, those of them whose day is over, and how many answers left in time. Broken while an open
 * request is past the day that the law gives, extended or not. A refusal with its reasons is an answer, and is owed by the same day.
 */
export async function requestsAnswered({ database, clock }: Pick<GateDeps, 'database' | 'clock'>): Promise<Figure> {
  const text = `select count(*) filter (where closed_on is null)::int as open,
      count(*) filter (where closed_on is null and answer_by < $1)::int as overdue,
      count(*) filter (where answered_on is not null)::int as answered,
      count(*) filter (where answered_on is not null and (answered_on > answer_by) is not true)::int as "inTime" from request_days`
  const [row] = await database.once<Counts>(roleName(database.schema, 'machinery'), text, [dateIn(clock()).toString()])
  const { open = 0, overdue = 0, answered = 0, inTime = 0 } = row ?? {}
  if (open + answered === 0) return { isKept: true, seen: 0, says: same('No requests for a copy are held yet.') }
  const late = overdue === 0 ? 'none overdue' : people(overdue, 'overdue', 'overdue')
  return {
    isKept: overdue === 0,
    seen: open + answered,
    says: sentences([
      said`${people(open, 'open request for a copy', 'open requests for a copy')}, ${late}.`,
      answersWords(answered, inTime),
    ]),
  }
}

/** In public by how many were late: how many were in time, of how many, would tell a few of either. */
function answersWords(answered: number, inTime: number): Said {
  if (answered === 0) return same('None has been answered yet.')
  const late = answered - inTime
  const lately = late === 0 ? 'none of them late' : people(late, 'of them late', 'of them late').publicly
  return {
    exactly: `${inTime} of ${answered} answered in time.`,
    publicly: said`${people(answered, 'has been answered', 'have been answered')}, ${lately}.`.publicly,
  }
}

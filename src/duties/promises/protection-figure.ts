import type { GateDeps } from '#gate/deps.ts'
import { dateIn } from '#shared/clock.ts'
import { longDate } from '#shared/london-time.ts'
import { roleName } from '#store/role-names.ts'
import type { Figure } from './keeping.ts'
import { lastChecked } from './last-night.ts'
import { acts, said, same, sentences } from './said.ts'

/** What protected the data (SE1): what was refused, and whether the evidence was whole when all of it was last read. Broken where it was not. */
export async function evidenceProtected({ database, clock }: Pick<GateDeps, 'database' | 'clock'>): Promise<Figure> {
  const since = clock()
    .subtract({ hours: 30 * 24 })
    .toString()
  const text = `select count(*)::int as refused from evidence where kind = 'refusal' and kind <> 'read' and at > $1`
  const [[row], checked] = await Promise.all([
    database.once<{ refused: number }>(roleName(database.schema, 'evidence'), text, [since]),
    lastChecked({ database }),
  ])
  const refused = row?.refused ?? 0
  const many = refused === 0 ? same('No requests for data') : acts(refused, 'request for data', 'requests for data')
  const stopped = said`${many} refused in the last 30 days.`
  if (checked === null) return { isKept: true, seen: refused, says: sentences([stopped, same('The evidence was not checked yet.')]) }
  const whole = checked.isWhole ? 'whole' : 'not whole'
  return {
    isKept: checked.isWhole,
    seen: 1,
    says: sentences([stopped, same(`The evidence was ${whole} when all of it was read, on ${longDate(dateIn(checked.at))}.`)]),
  }
}

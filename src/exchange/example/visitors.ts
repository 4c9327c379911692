import { visit } from '#records/visit/visit.ts'
import { visitAssistance } from '#records/visit-assistance/visit-assistance.ts'
import { atNoon, type Household } from './invented.ts'
import { firstNames, lastNames } from './words.ts'

const hosts = ['Ann Hosking', 'Will Couch', 'Joan Tully', 'Ruth Adeyemi'] as const

/**
 * Visitors to the first office: some today who have not left, one of them who needs help to get out; one of yesterday whom nobody signed out;
 * and earlier ones, on both sides of the end of their period.
 */
export function visitors({ edition, put, lineOf, number, today }: Household): void {
  const [office] = edition.landlord.offices ?? []
  if (office === undefined || number % 10 !== 5) return
  const place = Math.floor(number / 10)
  const kinds = ['today', 'today', 'before', 'yesterday', 'before', 'today'] as const
  const kind = kinds[place % kinds.length] ?? 'before'
  const line = lineOf(visit, 'visitor-safety') ?? today
  const on = kind === 'today' ? today : kind === 'yesterday' ? today.subtract({ days: 1 }) : line
  const arrivedAt = atNoon(on).subtract({ hours: 3, minutes: (place * 17) % 60 })
  const left = kind === 'before' ? { leftAt: arrivedAt.add({ minutes: 35 }).toString(), endedOn: on.toString() } : {}
  const name = `${firstNames[(place * 7) % firstNames.length]} ${lastNames[(place * 5) % lastNames.length]}`
  const car = place % 2 === 0 ? { registration: `WK${String(60 + (place % 30))} EXA` } : {}
  const values = { name, host: hosts[place % hosts.length] ?? hosts[0], ...car, site: office.id, signedInBy: 'Front desk', ...left }
  const said = { activity: 'visitor-safety', source: 'visit', name: 'visit', on } as const
  put({ ...said, type: visit, values: { ...values, arrivedAt: arrivedAt.toString() } })
  // The answer has the id of its visit.
  if (kind === 'today' && place % kinds.length === 0) put({ ...said, type: visitAssistance, values: { help: 'Needs help to get out' } })
}

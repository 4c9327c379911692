import { chasesIn, type NextChase, nextChase } from '#duties/rights/search/chases.ts'
import { isSystem } from '#duties/rights/search/places.ts'
import { isSettled, type Place, type SearchRow } from '#duties/rights/search/rows.ts'
import { rightsSearch } from '#records/rights-search/rights-search.ts'
import { wordOf } from '#records/words-of.ts'
import { longDate } from '../../kit.ts'

/** What a place answered, as the table says it. */
export function answerWords(row: SearchRow | null): string {
  if (row === null) return 'Not asked yet'
  if (row.withoutOn !== null) return 'The request goes on without it'
  return row.answer === null ? 'No answer yet' : wordOf(rightsSearch.fields.answer, row.answer)
}

/** Who answered, and when. */
export function whoWords(row: SearchRow | null): string {
  if (row === null) return ''
  const [by, on] = row.withoutOn === null ? [row.answeredBy, row.answeredOn] : [row.withoutBy, row.withoutOn]
  return by === null || on === null ? `Asked on ${longDate(row.askedOn)}` : `${by}, ${longDate(on)}`
}

/** When a system outside is to be asked again; null where nothing is waited for from it. */
export function chaseOf(place: Place, answerBy: Temporal.PlainDate): NextChase | null {
  const { row } = place
  if (row === null || row.dueOn === null || !isSystem(row.place) || isSettled(place)) return null
  const chased = chasesIn(row.chases).map(({ on }) => Temporal.PlainDate.from(on))
  return nextChase(Temporal.PlainDate.from(row.dueOn), chased, answerBy)
}

const toWhom: Readonly<Record<NextChase['to'], string>> = {
  'whoever-runs-it': 'the people who run it',
  'senior-manager': 'the senior manager of the people who run it',
}

/** What to do next about a system that has not answered. */
export function chaseWords({ number, dueOn, to }: NextChase): string {
  return `Reminder ${number} is due on ${longDate(dueOn)}: ask ${toWhom[to]} again.`
}

/** What to say to whoever is asked again; null where nothing needs to be said besides. */
export function sayWords({ wording }: NextChase, answerBy: Temporal.PlainDate): string | null {
  if (wording === 'again') return null
  if (wording === 'last')
    return `Say that the law gives the person their answer by ${longDate(answerBy)}, that no other reminder comes in time, and that whatever they have by then counts.`
  return `Say that the answer was due by law on ${longDate(answerBy)}, and that it is now late because of them.`
}

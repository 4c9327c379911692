import { type Division, rolled } from '../holidays.ts'

type Day = Temporal.PlainDate

/**
 * What the time to answer a rights request depends on (UK GDPR Articles 12(3) and 12A). The month starts on the latest of: the request, the identity
 * information that was asked for on reasonable doubt, and the fee. `pauses`: for access only, the days from asking what is meant, to the answer.
 */
export type RightsRequest = {
  readonly right: 'access' | 'other'
  readonly received: Day
  readonly identityShown?: Day
  readonly feePaid?: Day
  readonly extended?: boolean
  readonly pauses?: readonly { readonly asked: Day; readonly answered: Day }[]
}

/**
 * How days are counted. `holidaysOf`: whose bank holidays move an end. `pause`: whether the day of the answer is left out of the count with the day of
 * asking, or counts again. `extendedMonths`: how long an answer may take in all.
 */
export type Counting = {
  readonly holidaysOf: readonly Division[]
  readonly pause: 'both-days' | 'answer-day-counts'
  readonly extendedMonths: number
}

/** The statute’s own count: UK GDPR Article 12A leaves out the days from asking to the answer, both included. */
export const statutory: Counting = { holidaysOf: ['england-and-wales'], pause: 'both-days', extendedMonths: 3 }

/** Article 12A holds for requests from this day on: Data (Use and Access) Act 2025 s.76, in force on 5 February 2026. */
const pausedByLawSince = Temporal.PlainDate.from('2026-02-05')

/**
 * The count for a request that was received on this day. Before Article 12A the regulator’s guidance paused the time, and it ran on from the day of
 * the answer.
 */
export function countingOn(received: Day): Counting {
  return Temporal.PlainDate.compare(received, pausedByLawSince) < 0 ? { ...statutory, pause: 'answer-day-counts' } : statutory
}

/** The last day to answer. The day of the start is not counted; paused days are added to the end, which then moves to a working day. */
export function answerBy(request: RightsRequest, counting: Counting = countingOn(request.received)): Day {
  const start = [request.identityShown, request.feePaid]
    .flatMap((day) => day ?? [])
    .reduce((latest, day) => (Temporal.PlainDate.compare(day, latest) > 0 ? day : latest), request.received)
  const months = request.extended === true ? counting.extendedMonths : 1
  return rolled(start.add({ months }).add({ days: pausedDays(request, counting) }), ...counting.holidaysOf)
}

/** How many days are added to the end because somebody was asked what they mean: for access alone. */
export function pausedDays({ right, received, pauses = [] }: RightsRequest, counting: Counting = countingOn(received)): number {
  if (right !== 'access') return 0
  const one = counting.pause === 'both-days' ? 1 : 0
  return pauses.reduce((days, { asked, answered }) => days + asked.until(answered, { largestUnit: 'day' }).days + one, 0)
}

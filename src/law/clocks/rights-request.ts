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

/** The last day to answer. The day of the start is not counted; paused days are added to the end, which then moves to a working day. */
export function answerBy(request: RightsRequest, division: Division = 'england-and-wales'): Day {
  const start = [request.identityShown, request.feePaid]
    .flatMap((day) => day ?? [])
    .reduce((latest, day) => (Temporal.PlainDate.compare(day, latest) > 0 ? day : latest), request.received)
  const months = request.extended === true ? 3 : 1
  const paused = request.right === 'access' ? (request.pauses ?? []).reduce((days, pause) => days + pausedDays(pause), 0) : 0
  return rolled(start.add({ months }).add({ days: paused }), division)
}

/** Both the day of asking and the day of the answer are left out of the count. */
function pausedDays({ asked, answered }: { readonly asked: Day; readonly answered: Day }): number {
  return asked.until(answered, { largestUnit: 'day' }).days + 1
}

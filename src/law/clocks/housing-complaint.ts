import { type Division, workingDaysAfter } from '../holidays.ts'

type Day = Temporal.PlainDate

/** Working days that the Housing Ombudsman's complaint handling code gives at each stage; the answer counts from the acknowledgement. */
const stages = {
  1: { acknowledge: 5, answer: 10, extension: 10 },
  2: { acknowledge: 5, answer: 20, extension: 20 },
} as const

/** The days of a complaint about housing. Not knowing a holiday, there is no day: null. */
export type HousingComplaintDays = { readonly acknowledgeBy: Day | null; readonly answerBy: Day | null; readonly extendedTo: Day | null }

/** `acknowledged`: the day on which it was; where it was not yet, the last day on which it may be. */
export function housingComplaint(
  stage: keyof typeof stages,
  received: Day,
  acknowledged?: Day,
  division: Division = 'england-and-wales',
): HousingComplaintDays {
  const { acknowledge, answer, extension } = stages[stage]
  const acknowledgeBy = workingDaysAfter(received, acknowledge, division)
  const from = acknowledged ?? acknowledgeBy
  const after = (days: number) => (from === null ? null : workingDaysAfter(from, days, division))
  return { acknowledgeBy, answerBy: after(answer), extendedTo: after(answer + extension) }
}

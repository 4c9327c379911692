import type { PartShape } from '#gate/record-part.ts'
import { exemptions } from '#law/exemptions.ts'
import type { rightsOpinion } from '#records/rights-opinion/rights-opinion.ts'
import type { RightsRequestRow } from '../identified.ts'

/** An opinion counts for six months from the day it was given. The day is never moved to a working day (Data Protection Act 2018, s.205(2)(j)). */
const countsFor = Temporal.Duration.from({ months: 6 })

export function validUntil(givenOn: Temporal.PlainDate): Temporal.PlainDate {
  return givenOn.add(countsFor)
}

export type Opinion = Pick<PartShape<typeof rightsOpinion.fields, 'documents'>, 'givenOn' | 'answer'>

/** Whether data concerning health may leave. `isTheirs`: the person told it themselves. */
export type HealthLock = (text: { readonly isTheirs: boolean }) => boolean

export const healthReason = `It concerns health. We may give it once a health professional has said, within the last six months, that it is not likely to do serious harm (${exemptions['health-data'].cite}).`

/**
 * The lock on data concerning health (Schedule 3, paragraphs 5 and 6). What the person told us they know already, but a parent or deputy who asks need
 * not know it. Everything else needs an opinion of the last six months that serious harm is not likely; the newest one counts. No role and no decision of
 * a colleague opens it.
 */
export function healthLock(
  { askedBy }: Pick<RightsRequestRow, 'askedBy'>,
  opinions: readonly Opinion[],
  today: Temporal.PlainDate,
): HealthLock {
  const isForAnother = askedBy === 'parent' || askedBy === 'attorney'
  const [newest] = opinions.filter(({ givenOn }) => isCounting(givenOn, today)).toSorted(newestFirst)
  const isOpened = newest?.answer === 'not-likely'
  return ({ isTheirs }) => isOpened || (isTheirs && !isForAnother)
}

function isCounting(givenOn: string, today: Temporal.PlainDate): boolean {
  const given = Temporal.PlainDate.from(givenOn)
  return Temporal.PlainDate.compare(given, today) <= 0 && Temporal.PlainDate.compare(today, validUntil(given)) <= 0
}

/** Of two of one day, the one that warns. */
function newestFirst(one: Opinion, other: Opinion): number {
  return Temporal.PlainDate.compare(other.givenOn, one.givenOn) || (one.answer === 'likely' ? -1 : 1)
}

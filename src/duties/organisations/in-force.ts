import type { AgreementHead } from '#facts/recipients.ts'
import type { PartShape } from '#gate/record-part.ts'
import type { agreement } from '#records/agreement/agreement.ts'

export type Agreement = PartShape<typeof agreement.fields, 'documents'>
type Days = Pick<AgreementHead, 'inForceFrom' | 'until' | 'endedOn'>

/** The last day on which it counts, which counts to its end. What has ended early counted until the day before. */
export function lastDay({ until, endedOn }: Days): Temporal.PlainDate {
  const [last, ended] = [Temporal.PlainDate.from(until), endedOn === null ? null : Temporal.PlainDate.from(endedOn)]
  if (ended === null) return last
  const before = ended.subtract({ days: 1 })
  return Temporal.PlainDate.compare(before, last) < 0 ? before : last
}

/** As the register is read for a decision (`recipientsIn`). */
export function isInForce(agreement: Days, today: Temporal.PlainDate): boolean {
  const isBegun = Temporal.PlainDate.compare(Temporal.PlainDate.from(agreement.inForceFrom), today) <= 0
  return isBegun && Temporal.PlainDate.compare(today, lastDay(agreement)) <= 0
}

/**
 * The last day of an unbroken run that has one of them in force on every day from today on; null where none is in force today. One that is renewed in
 * time runs on.
 */
export function coveredUntil(agreements: readonly Days[], today: Temporal.PlainDate): Temporal.PlainDate | null {
  let covered: Temporal.PlainDate | null = null
  for (;;) {
    const next: Temporal.PlainDate = covered === null ? today : covered.add({ days: 1 })
    const last = agreements.filter((each) => isInForce(each, next)).map(lastDay)
    const latest = last.toSorted(Temporal.PlainDate.compare).at(-1)
    if (latest === undefined) return covered
    covered = latest
  }
}

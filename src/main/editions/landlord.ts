import { readLandlordFolder } from '#exchange/landlord-folder/read.ts'
import { categoriesOf } from '#gate/record-type.ts'
import { type CheckedLandlord, checkLandlord } from '#notice/check.ts'
import type { ReleasedEdition } from '#notice/edition.ts'
import { findingCount } from '#notice/finding.ts'
import { release } from '#notice/release.ts'
import { clocksStored } from '#records/clocks-stored.ts'
import { everyRecordType } from '#records/every-record-type.ts'
import { Fault } from '#shared/fault.ts'

/** What the software can store, for the check that no field is stored that no activity needs (P3). */
const categoriesStored = everyRecordType.flatMap((type) => categoriesOf(type).map((category) => ({ category, storedIn: type.name })))

/** Reads and checks a landlord's folder as of a day. */
export async function checkedLandlord(folder: string, today: Temporal.PlainDate): Promise<CheckedLandlord> {
  const { current } = await readLandlordFolder(folder)
  return checkLandlord(current, { today, categoriesStored, clocksStored })
}

/**
 * The landlord's folder as a released edition. Any finding refuses it; `notice check` says what is wrong. An overdue review stops only what rests on
 * it, and neither a question nor a first start; only releasing the edition anew waits for the review (`refused`).
 */
export async function landlordEdition(
  folder: string,
  today: Temporal.PlainDate,
  overdue: 'taken' | 'refused' = 'taken',
): Promise<ReleasedEdition> {
  const { edition, lapsed, findings } = await checkedLandlord(folder, today)
  const wanted = edition ?? (overdue === 'taken' ? lapsed : undefined)
  if (wanted !== undefined) return release(wanted)
  const [first] = findings
  const where = first === undefined ? '' : `, the first in \`${first.file}\` line ${first.line}`
  throw new Fault('notice-not-clean', `the landlord’s notice has ${findingCount(findings)}${where}: see \`./assured notice check\``)
}

/** `landlords/livewest` has the schema `livewest`. */
export function schemaOf(landlord: string): string {
  return (
    landlord
      .split(/[\\/]/)
      .filter(Boolean)
      .at(-1)
      ?.toLowerCase()
      .replaceAll(/[^a-z0-9]/g, '_') ?? 'landlord'
  )
}

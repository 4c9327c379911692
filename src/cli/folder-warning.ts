import type { ReleasedEdition } from '#notice/edition.ts'
import { firstDayOf } from '#notice/in-force-from.ts'
import { dateIn } from '#shared/clock.ts'
import type { Context } from './command.ts'

/** Warns that the notice in the landlord's folder is not in force yet. */
export function folderWarning({ edition }: ReleasedEdition, { now }: Pick<Context, 'now'>): string | undefined {
  const begins = Temporal.PlainDate.from(firstDayOf(edition))
  if (Temporal.PlainDate.compare(begins, dateIn(now())) <= 0) return undefined
  return `the notice in the folder, which answered, is in force from ${edition.inForceFrom} only`
}

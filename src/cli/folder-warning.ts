import type { ReleasedEdition } from '#notice/edition.ts'
import { dateIn } from '#shared/clock.ts'
import type { Context } from './command.ts'

/** What whoever asks the landlord's folder has to know beside the answer: that its notice is in force later only. */
export function folderWarning({ edition }: ReleasedEdition, { now }: Pick<Context, 'now'>): string | undefined {
  const begins = Temporal.PlainDate.from(edition.inForceFrom)
  if (Temporal.PlainDate.compare(begins, dateIn(now())) <= 0) return undefined
  return `the notice in the folder, which answered, is in force from ${edition.inForceFrom} only`
}

import type { Answer } from '#decisions/done-or-refused.ts'
import type { Colleague } from '#gate/judge.ts'
import type { Opened } from '#gate/opened.ts'
import { goneIfUnknown } from '#gate/read/the-one.ts'
import type { PartShape } from '#gate/record-part.ts'
import { type rightsAnswer, rightsAnswers } from '#records/rights-answer/rights-answer.ts'
import { isOpenUntil } from '#shared/clock.ts'
import type { RightsDeps } from '../requests.ts'
import { type FileOfAnswer, filesIn } from './archive.ts'

export type RightsAnswerRow = PartShape<typeof rightsAnswer.fields, 'documents'>
export type OpenedRequest = Opened<'rights-requests'>

/** How long a released answer can be fetched. */
export const fetchedWithin = Temporal.Duration.from({ hours: 14 * 24 })

export const whole = { from: 0, to: Number.MAX_SAFE_INTEGER }

/** The answers that were made for a request, newest first. */
export async function answersTo(
  { gate }: Pick<RightsDeps, 'gate'>,
  colleague: Colleague,
  request: string,
): Promise<Answer<{ readonly opened: OpenedRequest; readonly rows: readonly RightsAnswerRow[] }, 'gone'>> {
  const opened = await gate.open(colleague, { activity: 'rights-requests', because: 'rights-request', person: request })
  if (!opened.ok) return goneIfUnknown(opened)
  const answer = await opened.read(rightsAnswers)
  if (!answer.ok) return answer
  return { ok: true, opened, rows: answer.rows.toSorted((one, other) => other.madeAt.localeCompare(one.madeAt)) }
}

/** Whether its archive can be fetched now: released, not fetched yet, and in time. */
export function isAvailable({ releasedAt, availableUntil, fetchedAt }: RightsAnswerRow, now: Temporal.Instant): boolean {
  if (releasedAt === null || availableUntil === null || fetchedAt !== null) return false
  return isOpenUntil(Temporal.Instant.from(availableUntil), fetchedWithin, now)
}

/** The files in an answer, to look at them; each range that is read is on record. */
export async function filesOf(
  opened: OpenedRequest,
  { id, passphrase }: RightsAnswerRow,
): Promise<Answer<{ readonly files: readonly FileOfAnswer[] }, 'gone'>> {
  const heard = await opened.hear(rightsAnswers, { id, ...whole })
  if (!heard.ok) return heard.why === 'refused' ? heard : { ok: false, why: 'gone' }
  return passphrase === null ? { ok: false, why: 'gone' } : { ok: true, files: await filesIn(heard.stretch, passphrase) }
}

import { createHash } from 'node:crypto'
import type { Answer } from '#decisions/done-or-refused.ts'
import { rightsOpinions } from '#records/rights-opinion/rights-opinion.ts'
import { rightsTexts } from '#records/rights-text/rights-text.ts'
import type { SettledRequest } from '../identified.ts'
import { healthLock } from '../review/health-lock.ts'
import { doClaimsHold } from '../review/leaves.ts'
import { readingIn } from '../review/reading.ts'
import { isReadEnough, type SecondFor } from '../review/second-reader.ts'
import type { OpenedRequest } from './answers.ts'

/**
 * The version of all decisions about the texts of a request, as they hold on a day. It changes with each text that is found, read or decided anew, with
 * a claim that ends, and with whether data concerning health may leave.
 */
export async function decisionsOf(
  opened: OpenedRequest,
  request: SettledRequest,
  { today, reasons }: { readonly today: Temporal.PlainDate; readonly reasons: SecondFor },
): Promise<Answer<{ readonly version: string }>> {
  const [texts, opinions] = await Promise.all([opened.read(rightsTexts), opened.read(rightsOpinions)])
  if (!texts.ok) return texts
  if (!opinions.ok) return opinions
  const lock = healthLock(request, opinions.rows, today)
  const all = texts.rows
    .map((row) => {
      const reading = readingIn(row.passages)
      return [row.id, row.digest, row.passages, isReadEnough(row, reading, reasons) && doClaimsHold(reading, today)]
    })
    .toSorted(([one], [other]) => String(one).localeCompare(String(other)))
  const version = createHash('sha256').update(JSON.stringify([all, lock({ isTheirs: true }), lock({ isTheirs: false })]))
  return { ok: true, version: version.digest('hex') }
}

import type { Answer } from '#decisions/done-or-refused.ts'
import type { Colleague } from '#gate/judge.ts'
import type { Opened } from '#gate/opened.ts'
import { rightsOpinions } from '#records/rights-opinion/rights-opinion.ts'
import { rightsTexts } from '#records/rights-text/rights-text.ts'
import { dateIn } from '#shared/clock.ts'
import type { Decided } from '../decided.ts'
import type { IdentifiedRequest } from '../identified.ts'
import type { RightsDeps } from '../requests.ts'
import { healthLock } from './health-lock.ts'
import { leavesAs } from './leaves.ts'
import { digestOfText, readingIn } from './reading.ts'
import { keyOfText } from './texts.ts'

/** What was decided about the texts of a request’s copy, as of today. The originals stay as they are. */
export async function decidedOf(
  deps: Pick<RightsDeps, 'gate' | 'clock'>,
  colleague: Colleague,
  request: IdentifiedRequest,
): Promise<Answer<{ readonly decided: Decided }>> {
  const opened = await deps.gate.open(colleague, { activity: 'rights-requests', because: 'rights-request', person: request.id })
  return opened.ok ? decidedIn(opened, request, dateIn(deps.clock())) : opened
}

export async function decidedIn(
  opened: Opened<'rights-requests'>,
  request: IdentifiedRequest,
  today: Temporal.PlainDate,
): Promise<Answer<{ readonly decided: Decided }>> {
  const [texts, opinions] = await Promise.all([opened.read(rightsTexts), opened.read(rightsOpinions)])
  if (!texts.ok) return texts
  if (!opinions.ok) return opinions
  const lock = healthLock(request, opinions.rows, today)
  const rows = new Map(texts.rows.map((row) => [keyOfText({ ...row, field: row.fieldName }), row]))
  const decided: Decided = (text) => {
    const row = rows.get(keyOfText(text))
    if (row === undefined || row.readOn === null || row.digest !== digestOfText(text.value)) return null
    // Whose words they are and what they concern is asked of the text as it is now.
    const { isTheirs, isHealth, value } = text
    return leavesAs(value, { ...readingIn(row.passages), isTheirs, isHealth }, { lock, today })
  }
  return { ok: true, decided }
}

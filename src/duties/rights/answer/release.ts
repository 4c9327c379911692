import type { Answer } from '#decisions/done-or-refused.ts'
import type { Colleague } from '#gate/judge.ts'
import { rightsAnswer } from '#records/rights-answer/rights-answer.ts'
import { rightsTexts } from '#records/rights-text/rights-text.ts'
import { dateIn } from '#shared/clock.ts'
import { type RightsDeps, rightsRequestsOf, type Seen } from '../requests.ts'
import { answersTo, fetchedWithin } from './answers.ts'

/** `own`: whoever made it may not release it. `outdated`: a text was decided anew after it was made. */
export type ReleaseAnswer = Answer<unknown, 'stale' | 'gone' | 'own' | 'outdated'>

/**
 * The second look at the answer that was made last: somebody other than its maker releases it. It can then be fetched once, for a time. Released
 * again, it can be fetched once more.
 */
export async function releaseAnswer(deps: RightsDeps, colleague: Colleague, seen: Seen): Promise<ReleaseAnswer> {
  const found = await lastMade(deps, colleague, seen)
  if (!found.ok) return found
  const { opened, row } = found
  if (row.madeById === colleague.id) return { ok: false, why: 'own' }
  const now = deps.clock()
  const values = {
    ...{ releasedBy: colleague.name, releasedAt: now.toString(), availableUntil: now.add(fetchedWithin).toString() },
    ...{ fetchedAt: null, fetchedBy: null },
  }
  return opened.correct(rightsAnswer, { id: row.id, version: row.version, values, source: 'colleague' })
}

/** The second look finds something: the texts are read again, and the answer is made anew. */
export async function sendBack(deps: RightsDeps, colleague: Colleague, seen: Seen, why: string): Promise<ReleaseAnswer> {
  const sent = await rightsRequestsOf(deps).step(colleague, seen, { what: 'searched', on: dateIn(deps.clock()), why })
  if (sent.ok || sent.why === 'refused') return sent
  return { ok: false, why: sent.why === 'gone' ? 'gone' : 'stale' }
}

/** The answer that waits to leave: the last one, where the request still stands at it and no text was decided anew since it was made. */
export async function lastMade(deps: RightsDeps, colleague: Colleague, { id, version }: Seen) {
  const look = await rightsRequestsOf(deps).look(colleague, id)
  if (!look.ok) return look
  if (look.request.version !== version || look.state !== 'made') return { ok: false, why: 'stale' } as const
  const answers = await answersTo(deps, colleague, id)
  if (!answers.ok) return answers
  const { opened, rows } = answers
  const [row] = rows
  if (row?.checked !== 'clean') return { ok: false, why: 'stale' } as const
  const texts = await opened.read(rightsTexts)
  if (!texts.ok) return texts
  const isOutdated = texts.rows.some(({ collectedAt }) => Temporal.Instant.compare(collectedAt, row.madeAt) > 0)
  return isOutdated ? ({ ok: false, why: 'outdated' } as const) : ({ ok: true, opened, row, look } as const)
}

import type { Answer } from '#decisions/done-or-refused.ts'
import type { Colleague } from '#gate/judge.ts'
import { rightsAnswer } from '#records/rights-answer/rights-answer.ts'
import { dateIn } from '#shared/clock.ts'
import { settled } from '../identified.ts'
import { type RightsDeps, rightsRequestsOf, type Seen } from '../requests.ts'
import { secondFor } from '../review/second-reader.ts'
import { answersTo, fetchedWithin } from './answers.ts'
import { besideOthers } from './beside-others.ts'
import { decisionsOf } from './decisions.ts'

/**
 * `own`: whoever made it may not release it. `outdated`: something was decided otherwise after it was made, or a claim has ended. `beside`: the copy of
 * somebody else shows what it hides, or hides what it shows, and nobody has said why it may go all the same.
 */
export type ReleaseAnswer = Answer<unknown, 'stale' | 'gone' | 'own' | 'outdated' | 'beside'>

/**
 * The second look at the answer that was made last: somebody other than its maker releases it. It can then be fetched once, for a time. Released
 * again, it can be fetched once more. `besideWhy`: why it may go beside the copies of others, where they do not agree.
 */
export async function releaseAnswer(
  deps: RightsDeps,
  colleague: Colleague,
  seen: Seen,
  besideWhy: string | null = null,
): Promise<ReleaseAnswer> {
  const found = await lastMade(deps, colleague, seen)
  if (!found.ok) return found
  const { opened, row, request } = found
  if (row.madeById === colleague.id) return { ok: false, why: 'own' }
  const beside = await besideOthers(deps, colleague, request, row)
  if (!beside.ok) return beside
  const isAlike = beside.differences.length === 0
  if (!isAlike && besideWhy === null) return { ok: false, why: 'beside' }
  const now = deps.clock()
  const values = {
    ...{ releasedBy: colleague.name, releasedAt: now.toString(), availableUntil: now.add(fetchedWithin).toString() },
    ...{ fetchedAt: null, fetchedBy: null, besideWhy: isAlike ? null : besideWhy },
  }
  return opened.correct(rightsAnswer, { id: row.id, version: row.version, values, source: 'colleague' })
}

/** The second look finds something: the texts are read again, and the answer is made anew. */
export async function sendBack(deps: RightsDeps, colleague: Colleague, seen: Seen, why: string): Promise<ReleaseAnswer> {
  const sent = await rightsRequestsOf(deps).step(colleague, seen, { what: 'searched', on: dateIn(deps.clock()), why })
  if (sent.ok || sent.why === 'refused') return sent
  return { ok: false, why: sent.why === 'gone' ? 'gone' : 'stale' }
}

/** The answer that waits to leave: the last one, where the request still stands at it and what was decided is what it was made from. */
export async function lastMade(deps: RightsDeps, colleague: Colleague, { id, version }: Seen) {
  const look = await rightsRequestsOf(deps).look(colleague, id)
  if (!look.ok) return look
  if (look.request.version !== version || look.state !== 'made') return { ok: false, why: 'stale' } as const
  const answers = await answersTo(deps, colleague, id)
  if (!answers.ok) return answers
  const { opened, rows } = answers
  const [row] = rows
  if (row?.checked !== 'clean') return { ok: false, why: 'stale' } as const
  const request = settled(look.request)
  if (request === null) return { ok: false, why: 'stale' } as const
  const decisions = await decisionsOf(opened, request, { today: dateIn(deps.clock()), reasons: secondFor(deps) })
  if (!decisions.ok) return decisions
  if (decisions.version !== row.decisions) return { ok: false, why: 'outdated' } as const
  return { ok: true, opened, row, request } as const
}

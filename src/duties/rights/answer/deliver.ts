import type { Readable } from 'node:stream'
import type { Answer } from '#decisions/done-or-refused.ts'
import type { Colleague } from '#gate/judge.ts'
import type { Circumstance } from '#notice/vocabulary.ts'
import { rightsAnswer, rightsAnswers } from '#records/rights-answer/rights-answer.ts'
import { dateIn } from '#shared/clock.ts'
import { reachedBy, type SettledRequest } from '../identified.ts'
import { isForAnother, type RightsDeps, rightsRequestsOf, type Seen } from '../requests.ts'
import { clipEvidence, clipsAreGiven } from '../review/clips.ts'
import { stepsIn } from '../steps.ts'
import { type WayWrong, wayStands } from './agree.ts'
import { isAvailable, type OpenedRequest, type RightsAnswerRow, whole } from './answers.ts'
import { contentsIn } from './contents.ts'
import { lastMade } from './release.ts'

/**
 * `outdated`: a text was decided anew after it was made. `unreleased`: nobody has released it. `over`: it was fetched before, or its time is over.
 * `stopped`: a clip of footage that it tells of is released no more. `clip-unfetched`: nobody has downloaded one, so that it cannot go with the answer.
 */
export type NotYet = 'stale' | 'gone' | 'outdated' | 'unreleased' | 'stopped' | 'clip-unfetched' | WayWrong
export type FetchAnswer = Answer<{ readonly archive: Readable }, NotYet | 'over'>
/** `unfetched`: it goes encrypted, and nobody has fetched the archive, here or from the page. `late`: its time is over. */
export type DeliverAnswer = Answer<unknown, NotYet | 'unfetched' | 'late'>

/** The archive, for the colleague who sends it. It can be fetched once: that is stored before the first byte leaves. */
export async function fetchAnswer(deps: RightsDeps, colleague: Colleague, seen: Seen): Promise<FetchAnswer> {
  const ready = await readyToLeave(deps, colleague, seen)
  if (!ready.ok) return ready
  const { opened, row, request } = ready
  if (!isAvailable(row, deps.clock())) return { ok: false, why: 'over' }
  const may = await mayLeave(deps, colleague, request, row)
  if (!may.ok) return may
  const heard = await opened.hear(rightsAnswers, { id: row.id, ...whole })
  if (!heard.ok) return heard.why === 'refused' ? heard : { ok: false, why: 'over' }
  const values = { fetchedAt: deps.clock().toString(), fetchedBy: colleague.name }
  const noted = await opened.correct(rightsAnswer, { id: row.id, version: row.version, values, source: 'colleague' })
  if (!noted.ok) return noted.why === 'refused' ? noted : { ok: false, why: 'over' }
  return { ok: true, archive: heard.stretch.read() }
}

/** The answer has left, the way that was agreed: which way, to where, by whom and when is stored, and the request is closed. */
export async function deliverAnswer(deps: RightsDeps, colleague: Colleague, seen: Seen): Promise<DeliverAnswer> {
  const ready = await readyToLeave(deps, colleague, seen)
  if (!ready.ok) return ready
  const { opened, row, request, way } = ready
  // From the page the person fetches it, and with that the request is closed (`handed.ts`).
  if (way.by === 'page' || (way.by === 'e-mail' && row.fetchedAt === null)) return { ok: false, why: 'unfetched' }
  const now = deps.clock()
  if (isLate(row, now)) return { ok: false, why: 'late' }
  // With the archive it was recorded as the colleague fetched it.
  const may = row.fetchedAt === null ? await mayLeave(deps, colleague, request, row) : ({ ok: true } as const)
  if (!may.ok) return may
  const went = { wentBy: way.by, wentAt: now.toString(), wentTo: way.detail?.id ?? null, sentBy: colleague.name }
  return noteDelivered(deps, colleague, seen, { opened, row, went })
}

/** Stores how it went, and closes the request. */
export async function noteDelivered(deps: RightsDeps, colleague: Colleague, seen: Seen, { opened, row, went }: Delivered) {
  const noted = await opened.correct(rightsAnswer, { id: row.id, version: row.version, values: went, source: 'colleague' })
  if (!noted.ok) return noted
  const outcome = row.items === 0 && row.withheld === 0 ? 'nothing-held' : 'answered'
  const closed = await rightsRequestsOf(deps).step(colleague, seen, { what: 'delivered', on: dateIn(deps.clock()), values: { outcome } })
  if (closed.ok || closed.why === 'refused') return closed
  return { ok: false, why: closed.why === 'gone' ? 'gone' : 'stale' } as const
}

type Delivered = {
  readonly opened: OpenedRequest
  readonly row: RightsAnswerRow
  readonly went: Pick<RightsAnswerRow, 'wentBy' | 'wentAt' | 'wentTo' | 'sentBy'>
}

/** Whether the time in which a released answer can be sent is over. */
export function isLate({ availableUntil }: RightsAnswerRow, now: Temporal.Instant): boolean {
  return availableUntil === null || Temporal.Instant.compare(availableUntil, now) <= 0
}

/** The released answer, where everything that it rests on still stands, and the way that was agreed. */
export async function readyToLeave(deps: RightsDeps, colleague: Colleague, seen: Seen) {
  const made = await lastMade(deps, colleague, seen)
  if (!made.ok) return made
  const { opened, row, request } = made
  if (row.releasedAt === null) return { ok: false, why: 'unreleased' } as const
  const clips = await clipsAreGiven(deps, colleague, request, contentsIn(row.contents).clips)
  if (!clips.ok) return clips
  const way = await wayStands(deps, colleague, request)
  return way.ok ? ({ ok: true, opened, row, request, way } as const) : way
}

/** Whether the notice lets it go to whoever asked. The answer is recorded first: it is the record of what left, to whom, by its digest. */
export async function mayLeave(
  { gate }: RightsDeps,
  colleague: Colleague,
  request: SettledRequest,
  { id, digest, contents }: RightsAnswerRow,
) {
  const { sendBy } = request
  const opened = await gate.open(colleague, { activity: 'rights-requests', because: 'rights-request', person: reachedBy(request) })
  if (!opened.ok) return opened
  const recipient = isForAnother(request) ? 'representative' : 'the-person'
  const given = shownBy(request)
  const { media, clips } = contentsIn(contents)
  const detail = {
    item: id,
    digest,
    ...(media.length === 0 ? {} : { media }),
    ...(clips.length === 0 ? {} : { clips: clips.map(clipEvidence) }),
    ...(sendBy === null ? {} : { way: sendBy }),
  }
  return opened.share({ type: rightsAnswer.name, category: 'documents', recipient, given, detail })
}

/**
 * What the request itself shows of who gets the answer: that it was settled whose data it is about, and, where somebody asks for another person, what is
 * noted of why they may. What is not noted is not shown, and the notice then refuses.
 */
export function shownBy(request: Pick<SettledRequest, 'askedBy' | 'authority' | 'steps'>): readonly Circumstance[] {
  const isSettled = stepsIn(request.steps).some(({ what }) => what === 'identified' || what === 'named')
  const mayAsk = isForAnother(request) && (request.authority ?? '').trim() !== ''
  return [
    ...(isSettled ? (['identity-verified'] as const) : []),
    ...(mayAsk ? [request.askedBy === 'parent' ? ('parental-authority' as const) : ('consent' as const)] : []),
  ]
}

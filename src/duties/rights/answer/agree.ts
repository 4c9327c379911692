import type { Answer } from '#decisions/done-or-refused.ts'
import type { Colleague } from '#gate/judge.ts'
import type { PartShape, Values } from '#gate/record-part.ts'
import { type contactDetail, contactDetails } from '#records/contact-detail/contact-detail.ts'
import { rightsRequest } from '#records/rights-request/rights-request.ts'
import { dateIn } from '#shared/clock.ts'
import { type SettledRequest, settled } from '../identified.ts'
import { type RightsDeps, rightsRequestsOf, type Seen } from '../requests.ts'

export type ContactDetail = PartShape<typeof contactDetail.fields, 'contact-details'>
export type Route = NonNullable<Values<typeof rightsRequest.fields>['sendBy']>
/** `to`: a contact detail of the person; null for what they gave as they asked. */
export type Agreed = { readonly by: Route; readonly to: string | null; readonly others: string }
/** `early`: it is not known yet whose data it is about. `no-detail`: no such contact detail is held. */
export type AgreeAnswer = Answer<unknown, 'stale' | 'gone' | 'early' | 'no-detail'>

/** The ways to reach the person that are on file and in use: none of somebody who is not. */
export async function reachedAt(
  { gate, clock }: RightsDeps,
  colleague: Colleague,
  { ofPerson: person }: Pick<SettledRequest, 'ofPerson'>,
): Promise<Answer<{ readonly details: readonly ContactDetail[] }>> {
  if (person === null) return { ok: true, details: [] }
  const opened = await gate.open(colleague, { activity: 'rights-requests', because: 'rights-request', person })
  if (!opened.ok) return opened
  const answer = await opened.read(contactDetails)
  if (!answer.ok) return answer
  const today = dateIn(clock()).toString()
  return { ok: true, details: answer.rows.filter(({ validUntil }) => validUntil === null || validUntil >= today) }
}

/** Notes how the answer is to reach them, as they said it once it was known who they are. */
export async function agreeWay(deps: RightsDeps, colleague: Colleague, seen: Seen, { by, to, others }: Agreed): Promise<AgreeAnswer> {
  const look = await rightsRequestsOf(deps).look(colleague, seen.id)
  if (!look.ok) return look
  const request = settled(look.request)
  if (request === null) return { ok: false, why: 'early' }
  if (to !== null) {
    const known = await reachedAt(deps, colleague, request)
    if (!known.ok) return known
    if (!known.details.some(({ id }) => id === to)) return { ok: false, why: 'no-detail' }
  }
  const opened = await deps.gate.open(colleague, { activity: 'rights-requests', because: 'rights-request', person: seen.id })
  if (!opened.ok) return opened
  const values = { sendBy: by, sendTo: by === 'in-person' ? null : to, othersThere: others, sendAgreedAt: deps.clock().toString() }
  return opened.correct(rightsRequest, { id: seen.id, version: seen.version, values, source: 'colleague' })
}

/** Why the answer may not go the way that was agreed: `not-agreed`, or the contact detail has changed since or is held no more. */
export type WayWrong = 'not-agreed' | 'changed'

/** Whether what was agreed still stands: a contact detail that was changed afterwards may be somebody else’s doing. */
export async function wayStands(
  deps: RightsDeps,
  colleague: Colleague,
  request: SettledRequest,
): Promise<Answer<{ readonly by: Route; readonly detail: ContactDetail | null }, WayWrong>> {
  const { sendBy, sendTo, sendAgreedAt } = request
  const by = routes.find((route) => route === sendBy)
  if (by === undefined || sendAgreedAt === null) return { ok: false, why: 'not-agreed' }
  if (sendTo === null) return { ok: true, by, detail: null }
  const known = await reachedAt(deps, colleague, request)
  if (!known.ok) return known
  const detail = known.details.find(({ id }) => id === sendTo)
  const hasChanged = detail === undefined || Temporal.Instant.compare(detail.collectedAt, sendAgreedAt) > 0
  return hasChanged ? { ok: false, why: 'changed' } : { ok: true, by, detail }
}

const routes: readonly Route[] = ['e-mail', 'page', 'post', 'in-person']

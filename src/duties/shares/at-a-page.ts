import type { Answer } from '#decisions/done-or-refused.ts'
import type { Colleague } from '#gate/judge.ts'
import { mayHave } from '#gate/opened.ts'
import { share, shares } from '#records/share/share.ts'
import { type HandedItem, handOver, newCodeFor, stopHandover, type Told } from '../handovers/hand-over.ts'
import { pageAccount } from '../handovers/handed-kind.ts'
import type { HandoverDeps } from '../handovers/handover.ts'
import { shareHanded } from './handed.ts'
import { type OpenForShare, shareableIn } from './open.ts'
import { type NotReleased, type Releasing, releaseShare, type Share } from './settle.ts'

/** Where the link goes, and the number at which the code is spoken, as the register has them today. `email`: null where it goes by post. */
export type ReachedAt = { readonly email: string | null; readonly callBack: string }

/** `number`: the register has no number at which the code could be spoken. `activity`: nothing waits at a page from what the record is open for. */
type NoPage = 'organisation' | 'number' | 'activity'
type Waits = Told & { readonly reached: ReachedAt }

/** It leaves by the page: decided anew and on record as by any way, and then there is a link, and a code to be spoken. */
export async function releaseToPage(
  deps: HandoverDeps,
  opened: OpenForShare,
  colleague: Colleague,
  asRead: Share,
  asked: Omit<Releasing, 'way'>,
): Promise<Answer<Waits, NotReleased | NoPage | 'over'>> {
  const can = await canWait(deps, opened, asRead)
  if (!can.ok) return can
  const left = await releaseShare(deps, opened, colleague, asRead, { ...asked, way: 'page' })
  if (!left.ok) return left
  const read = await opened.read(shares, asRead.id)
  if (!read.ok) return read
  const [row] = read.rows
  return row === undefined ? { ok: false, why: 'stale' } : handOverShare(deps, opened, colleague, row)
}

/** The link and the code of a line that has left by the page. One that stood before is stopped. `over`: the time in which it can be fetched is past. */
export async function handOverShare(
  deps: HandoverDeps,
  opened: OpenForShare,
  colleague: Colleague,
  row: Share,
): Promise<Answer<Waits, NoPage | 'over'>> {
  const can = await canWait(deps, opened, row)
  if (!can.ok) return can
  const { id, outcome, way, digest, mediaBytes, availableUntil } = row
  if (outcome !== 'left' || way !== 'page' || digest === null || mediaBytes === null || availableUntil === null)
    return { ok: false, why: 'over' }
  if (Temporal.Instant.compare(availableUntil, deps.clock()) <= 0) return { ok: false, why: 'over' }
  const { activity, person: whose } = opened
  const handing = { item: id, whose, activity, role: can.role, bytes: mediaBytes, digest }
  const made = await handOver(deps, colleague, shareHanded, handing, spoken)
  return made.ok ? { ...made, reached: can.reached } : made
}

/** A new code for the link that they have, spoken at the same number. */
export async function newCodeForShare(
  deps: HandoverDeps,
  opened: OpenForShare,
  colleague: Colleague,
  row: Share,
): Promise<Answer<Omit<Told, 'token'> & { readonly reached: ReachedAt }, NoPage | 'gone'>> {
  const can = await canWait(deps, opened, row)
  if (!can.ok) return can
  const made = await newCodeFor(deps, colleague, shareHanded, handedIn(opened, row), spoken)
  return made.ok ? { ...made, reached: can.reached } : made
}

export function stopWaiting(
  deps: HandoverDeps,
  opened: OpenForShare,
  colleague: Colleague,
  row: Pick<Share, 'id'>,
): Promise<Answer<unknown, 'gone'>> {
  return stopHandover(deps, colleague, shareHanded, handedIn(opened, row))
}

/** How the code is told, for the record: the number itself is not in it. */
const spoken = { told: 'call-back' } as const

function handedIn({ activity }: OpenForShare, { id }: Pick<Share, 'id'>): HandedItem {
  return { item: id, activity }
}

/** Whether the code can be spoken, and the page, in the role of this opening and with nothing that a colleague vouches for, may see the line at all. */
async function canWait(deps: HandoverDeps, opened: OpenForShare, { organisationId }: Pick<Share, 'organisationId'>) {
  const about = organisationId === null ? null : await shareableIn(deps, opened, organisationId)
  if (about === null) return { ok: false, why: 'organisation' } as const
  const { email, callBack } = about
  if (callBack === null) return { ok: false, why: 'number' } as const
  const { role, activity, person } = opened
  if (role === null) return { ok: false, why: 'activity' } as const
  const atPage = await deps.gate.open(pageAccount({ role }), { activity, person, because: 'case' })
  if (!atPage.ok || !mayHave(atPage, share.category) || !atPage.allows(share.category, 'view'))
    return { ok: false, why: 'activity' } as const
  return { ok: true, role, reached: { email, callBack } } as const
}

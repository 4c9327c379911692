import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { NotPermitted } from '#decisions/decision.ts'
import { type Opening, openings, vouchedBy } from '#duties/openings/openings.ts'
import type { Opened } from '#gate/opened.ts'
import type { Act, Activity, Category } from '#notice/vocabulary.ts'
import { type ActivityWith, isWithin } from '#notice/within-ceiling.ts'
import { HttpFault } from '../http-fault.ts'
import { closed, type DeskParts, idIn, refused, type Signed, signedIn } from './signed.tsx'
import { isDeskActivity } from './views.ts'

/** A colleague asks something of a record that is open to them, for an activity that may have a category. */
export type OnOpening<C extends Category> = {
  readonly request: FastifyRequest
  readonly reply: FastifyReply
  readonly signed: Signed
  readonly opening: Opening
  readonly opened: Opened<ActivityWith<C>>
  /** The address of the open record. */
  readonly at: string
  /** The notice's own refusal, as a page. */
  readonly refuse: (refusal: NotPermitted, act?: Act) => FastifyReply
}
export type Route = (request: FastifyRequest, reply: FastifyReply) => Promise<unknown>

/** The guard of what hangs on an open record: the opening stands, its activity may have the category, and the gate opens it. */
export function onOpening<C extends Category>(parts: DeskParts, category: C, work: (asked: OnOpening<C>) => unknown): Route {
  return async (request, reply) => {
    const signed = signedIn(request, reply)
    const opening = await openings({ ...parts.gateParts, gate: parts.gate }).current(signed.colleague, idIn(request))
    if (opening === undefined) return closed(parts, reply, signed)
    const { activity, person, reason } = opening
    if (!isDeskActivity(activity) || !mayHave(activity, category)) throw new HttpFault(404, 'the activity has nothing of the kind')
    const at = `/desk/openings/${opening.id}`
    const refuse = (refusal: NotPermitted, act: Act = 'view') =>
      refused(parts, reply, signed, refusal, at, { activity, act, categories: [category] })
    const asked = { activity, person, because: reason, opening: opening.id, vouched: vouchedBy(opening) }
    const opened = await parts.gate.open(signed.colleague, asked)
    if (!opened.ok) return refused(parts, reply, signed, opened.refusal, '/desk', { activity, categories: [category] })
    return work({ request, reply, signed, opening, opened, at, refuse })
  }
}

function mayHave<C extends Category>(activity: Activity, category: C): activity is ActivityWith<C> {
  return isWithin(activity, category)
}

/** The id of the item that the address names beside the opening. */
export function itemIn({ params }: Pick<FastifyRequest, 'params'>): string {
  const parsed = addressed.safeParse(params)
  if (!parsed.success) throw new HttpFault(404, 'the address names no item')
  return parsed.data.item
}

const addressed = z.object({ item: z.uuid() })

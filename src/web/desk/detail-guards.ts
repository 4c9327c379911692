import type { FastifyReply, FastifyRequest } from 'fastify'
import { openings } from '#duties/openings/openings.ts'
import type { Activity } from '#notice/vocabulary.ts'
import { isWithin } from '#notice/within-ceiling.ts'
import { contactDetails } from '#records/contact-detail/contact-detail.ts'
import { HttpFault } from '../http-fault.ts'
import { closedTo, stalePage } from './detail-answers.tsx'
import { type Asked, type DetailActivity, detailNamed } from './detail-asked.ts'
import type { Detail } from './detail-pages.tsx'
import { closed, type DeskParts, idIn, signedIn } from './signed.tsx'
import { isDeskActivity } from './views.ts'

type Route = (request: FastifyRequest, reply: FastifyReply) => Promise<unknown>

/** The guard of every page here: the record is still open. Whether its activity and the role keep contact details, the gate says. */
export function onOpenRecord(parts: DeskParts, work: (asked: Asked) => unknown): Route {
  return async (request, reply) => {
    const signed = signedIn(request, reply)
    const opening = await openings({ ...parts.gateParts, gate: parts.gate }).standing(signed.colleague, idIn(request))
    if (opening === undefined) return closed(parts, reply, signed)
    const { activity, person, reason } = opening
    if (!isDeskActivity(activity) || !isDetailActivity(activity)) throw new HttpFault(404, 'the activity keeps no contact details')
    const opened = await parts.gate.open(signed.colleague, { activity, person, because: reason, opening: opening.id })
    const asked = { parts, request, reply, signed, opening, back: `/desk/openings/${opening.id}` }
    return opened.ok ? work({ ...asked, opened }) : closedTo(asked, opened.refusal)
  }
}

function isDetailActivity(activity: Activity): activity is DetailActivity {
  return isWithin(activity, 'personal-details') && isWithin(activity, 'contact-details')
}

/** The guard of what is done to one detail. Closed is told as closed, and gone as gone. */
export function onDetail(parts: DeskParts, work: (asked: Asked, detail: Detail) => unknown): Route {
  return onOpenRecord(parts, async (asked) => {
    const answer = await asked.opened.read(contactDetails, detailNamed(asked))
    const [detail] = answer.ok ? answer.rows : []
    if (detail !== undefined) return work(asked, detail)
    const closedFor = answer.ok ? answer.heldBack?.refusal : answer.refusal
    return closedFor === undefined ? stalePage(asked, undefined) : closedTo(asked, closedFor, 'view')
  })
}

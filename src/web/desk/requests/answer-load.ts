import { z } from 'zod'
import type { Answer } from '#decisions/done-or-refused.ts'
import { handoversOf } from '#duties/handovers/hand-over.ts'
import type { Handover } from '#duties/handovers/handover.ts'
import { type ContactDetail, reachedAt } from '#duties/rights/answer/agree.ts'
import { answersTo, type OpenedRequest, type RightsAnswerRow } from '#duties/rights/answer/answers.ts'
import { settled } from '#duties/rights/identified.ts'
import { type RequestLook, rightsRequestsOf } from '#duties/rights/requests.ts'
import { sentAlong } from '../../forms.ts'
import { type AtDesk, type DeskDeps, idIn } from '../kit.ts'
import { requestsAt } from './request-words.ts'

export const answerAt = `${requestsAt}/:id/answer`
/** What a button sends along: the version that it was shown with. */
export const seenSent = z.strictObject({ version: z.string().regex(/^\d{1,10}$/) })

/** The request with the answers made for it, newest first, and the ways to reach the person. */
export type OnAnswer = {
  readonly look: RequestLook
  readonly opened: OpenedRequest
  readonly rows: readonly RightsAnswerRow[]
  readonly details: readonly ContactDetail[]
  /** Of the newest answer, newest first. */
  readonly handovers: readonly Handover[]
}

export function loadAnswer(deps: DeskDeps) {
  const all = { ...deps.gateDeps, gate: deps.gate }
  return async ({ request, signed: { colleague } }: AtDesk): Promise<Answer<OnAnswer, 'gone'>> => {
    const look = await rightsRequestsOf(all).look(colleague, idIn(request))
    if (!look.ok) return look
    const answers = await answersTo(all, colleague, look.request.id)
    if (!answers.ok) return answers
    const open = settled(look.request)
    const reached = open === null ? ({ ok: true, details: [] } as const) : await reachedAt(all, colleague, open)
    if (!reached.ok) return reached
    const [last] = answers.rows
    const handovers = last === undefined ? [] : await handoversOf(all, last.id)
    return { ok: true, look, opened: answers.opened, rows: answers.rows, details: reached.details, handovers }
  }
}

/** The version of the request that a button was shown with. */
export function seenIn({ request }: AtDesk) {
  return { id: idIn(request), version: sentAlong(seenSent, request.body).version }
}

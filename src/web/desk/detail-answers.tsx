import type { FastifyReply } from 'fastify'
import type { NotPermitted } from '#decisions/decision.ts'
import type { Act } from '#notice/vocabulary.ts'
import { personalDetails } from '#records/person/person.ts'
import { sendPage } from '../answers.tsx'
import type { Refusal } from '../forms.ts'
import type { Asked } from './detail-asked.ts'
import { type Detail, DetailPage, HeldPage, RemovePage, StalePage } from './detail-pages.tsx'
import { deskFrame } from './frame.tsx'
import { type Said, say } from './said.ts'
import { bar, refused } from './signed.tsx'
import { nameIn } from './strip.ts'
import { tellersFor } from './tellers.ts'

/** The form for a new detail, or for one that is held; shown again with what has to be mended. */
export async function formPage(asked: Asked, detail: Detail | undefined, wrong?: Refusal): Promise<FastifyReply> {
  const { reply, back } = asked
  if (wrong !== undefined) reply.code(422)
  else if (detail !== undefined) reply.header('etag', `"${detail.version}"`)
  const action = `${back}/contact-details/${detail?.id ?? 'new'}`
  const page = <DetailPage {...(await common(asked))} action={action} detail={detail} sources={tellersFor(asked)} refused={wrong} />
  return sendPage(reply, page)
}

export async function removePage(asked: Asked, detail: Detail): Promise<FastifyReply> {
  const action = `${asked.back}/contact-details/${detail.id}/remove`
  return sendPage(asked.reply, <RemovePage {...(await common(asked))} action={action} detail={detail} />)
}

/** Somebody else was quicker: what it says now, or that it is gone. */
export async function stalePage(asked: Asked, now: string | undefined): Promise<FastifyReply> {
  asked.reply.code(412)
  return sendPage(asked.reply, <StalePage {...(await common(asked))} now={now} />)
}

export async function heldPage(asked: Asked): Promise<FastifyReply> {
  asked.reply.code(409)
  return sendPage(asked.reply, <HeldPage {...(await common(asked))} />)
}

/** Back to the record, which says what was done. */
export function done({ request, reply, back }: Asked, said: Said): FastifyReply {
  say(request, said)
  return reply.redirect(back, 303)
}

/** The notice's own refusal, for keeping the details unless something else was asked. */
export function closedTo(asked: Omit<Asked, 'opened'>, refusal: NotPermitted, act: Act = 'collect'): FastifyReply {
  const { parts, reply, signed, back, opening } = asked
  return refused(parts, reply, signed, refusal, back, { activity: opening.activity, act, categories: ['contact-details'] })
}

/** What every page here shows. The name is read only for a page that shows it, and one that is closed to the role stops no page. */
async function common({ parts, signed, opened, back }: Asked) {
  const details = await opened.read(personalDetails)
  const name = nameIn(details.ok ? details.rows[0] : undefined)
  return { frame: deskFrame(parts), bar: bar(signed), token: signed.token, back, name }
}

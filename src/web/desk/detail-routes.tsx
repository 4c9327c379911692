import { randomUUID } from 'node:crypto'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { type Opening, openings } from '#duties/openings/openings.ts'
import type { Opened } from '#gate/opened.ts'
import type { Source } from '#notice/vocabulary.ts'
import { contactDetail, contactDetails } from '#records/contact-detail/contact-detail.ts'
import { sendPage } from '../answers.tsx'
import { parseForm, type Refusal } from '../forms.ts'
import { HttpFault } from '../http-fault.ts'
import { type Detail, DetailPage, HeldPage, RemovePage, StalePage } from './detail-pages.tsx'
import { deskFrame } from './frame.tsx'
import { type Said, say } from './said.ts'
import { bar, closed, type DeskParts, idIn, refused, type Signed, signedIn, type Wanted } from './signed.tsx'

/** The activities under which a colleague can keep a way to reach somebody right. */
type Keeping = 'contact-handling' | 'tenancy-management'

const value = z.string().trim().min(3, 'Write the number or address').max(200, 'Write 200 letters or fewer')
const kind = z.enum(['phone', 'email', 'address'], { error: 'Choose what it is' })
const source = z.string({ error: 'Choose who told us' })
const newShape = z.strictObject({ kind, value, source })
const version = z.string().regex(/^\d{1,10}$/)
const changeShape = z.strictObject({ version, value, source })
const removeShape = z.strictObject({ version })
const item = z.object({ item: z.uuid() })

/** Who may tell us, in a colleague's words; what the activity does not list is not offered. */
const tellers: readonly { readonly value: Source; readonly text: string }[] = [
  { value: 'the-person', text: 'They did' },
  { value: 'household', text: 'Somebody in their household' },
  { value: 'representative', text: 'Somebody acting for them' },
  { value: 'colleague', text: 'A colleague' },
]

type Asked = { readonly signed: Signed; readonly opening: Opening; readonly opened: Opened<Keeping>; readonly back: string }

/** Adding, putting right (P4) and removing a way to reach somebody, from an open record. */
export function detailRoutes(app: FastifyInstance, parts: DeskParts): void {
  const base = '/desk/openings/:id/contact-details'
  const on = (work: (asked: Asked, request: FastifyRequest, reply: FastifyReply) => unknown) => {
    return async (request: FastifyRequest, reply: FastifyReply) => {
      const asked = await openedFor(parts, request, reply)
      return 'signed' in asked ? work(asked, request, reply) : asked.sent
    }
  }
  const common = ({ signed, back }: Asked) => ({ frame: deskFrame(parts), bar: bar(signed), token: signed.token, back })
  const form = (asked: Asked, detail: Detail | undefined, wrong?: Refusal) => (
    <DetailPage
      {...common(asked)}
      action={`${asked.back}/contact-details/${detail?.id ?? 'new'}`}
      detail={detail}
      sources={tellersOf(parts, asked.opening)}
      refused={wrong}
    />
  )
  const wrongly = (asked: Asked, reply: FastifyReply, detail: Detail | undefined, wrong: Refusal) => {
    reply.code(422)
    return sendPage(reply, form(asked, detail, wrong))
  }
  const done = ({ back }: Asked, request: FastifyRequest, reply: FastifyReply, said: Said) => {
    say(request, said)
    return reply.redirect(back, 303)
  }
  const stale = (asked: Asked, reply: FastifyReply, now: string | undefined) => {
    reply.code(412)
    return sendPage(reply, <StalePage {...common(asked)} now={now} />)
  }

  /** Closed is told as closed, and gone as gone. */
  const onItem = (work: (asked: Asked, detail: Detail, request: FastifyRequest, reply: FastifyReply) => unknown) =>
    on(async (asked, request, reply) => {
      const answer = await asked.opened.read(contactDetails, itemIn(request))
      const [detail] = answer.read ? answer.rows : []
      if (detail !== undefined) return work(asked, detail, request, reply)
      const closedFor = answer.read ? answer.heldBack?.refusal : answer.refusal
      if (closedFor === undefined) return stale(asked, reply, undefined)
      return refused(parts, reply, asked.signed, closedFor, asked.back, { ...collecting(asked.opening), act: 'view' })
    })

  app.get(
    `${base}/new`,
    on((asked, _request, reply) => sendPage(reply, form(asked, undefined))),
  )
  app.post(
    `${base}/new`,
    on(async (asked, request, reply) => {
      const sent = parseForm(newShape, request.body)
      if (!sent.ok) return wrongly(asked, reply, undefined, sent)
      const wrong = misfit(sent.value.kind, sent.value.value)
      if (wrong !== undefined) return wrongly(asked, reply, undefined, { ok: false, errors: [wrong], values: sent.value })
      const now = parts.gateParts.clock()
      const values = { contactType: sent.value.kind, value: sent.value.value }
      const from = { source: tellerNamed(parts, asked.opening, sent.value.source), collectedAt: now, clockFrom: null }
      const answer = await asked.opened.collect(contactDetail, { id: randomUUID(), values, ...from })
      if (!answer.stored) return refused(parts, reply, asked.signed, answer.refusal, asked.back, collecting(asked.opening))
      return done(asked, request, reply, 'detail-added')
    }),
  )

  app.get(
    `${base}/:item`,
    onItem((asked, detail, _request, reply) => {
      reply.header('etag', `"${detail.version}"`)
      return sendPage(reply, form(asked, detail))
    }),
  )
  app.post(
    `${base}/:item`,
    onItem(async (asked, detail, request, reply) => {
      const sent = parseForm(changeShape, request.body)
      if (!sent.ok) return wrongly(asked, reply, detail, sent)
      const wrong = misfit(detail.contactType, sent.value.value)
      if (wrong !== undefined) return wrongly(asked, reply, detail, { ok: false, errors: [wrong], values: sent.value })
      const answer = await asked.opened.correct(contactDetail, {
        id: detail.id,
        version: sent.value.version,
        values: { value: sent.value.value },
        source: tellerNamed(parts, asked.opening, sent.value.source),
      })
      if (answer.changed) return done(asked, request, reply, 'detail-changed')
      if (answer.why === 'refused') return refused(parts, reply, asked.signed, answer.refusal, asked.back, collecting(asked.opening))
      return stale(asked, reply, (await detailNow(asked, request))?.value)
    }),
  )

  app.get(
    `${base}/:item/remove`,
    onItem((asked, detail, _request, reply) =>
      sendPage(reply, <RemovePage {...common(asked)} action={`${asked.back}/contact-details/${detail.id}/remove`} detail={detail} />),
    ),
  )
  app.post(
    `${base}/:item/remove`,
    on(async (asked, request, reply) => {
      const sent = parseForm(removeShape, request.body)
      if (!sent.ok) throw new HttpFault(400, 'the form does not say what was to be removed')
      const answer = await asked.opened.erase(contactDetail, itemIn(request), sent.value.version)
      if (answer.changed) return done(asked, request, reply, 'detail-removed')
      if (answer.why === 'refused') return refused(parts, reply, asked.signed, answer.refusal, asked.back, collecting(asked.opening))
      if (answer.why === 'stale') return stale(asked, reply, (await detailNow(asked, request))?.value)
      reply.code(409)
      return sendPage(reply, <HeldPage {...common(asked)} />)
    }),
  )
}

/** The open record, or what was sent instead. */
async function openedFor(parts: DeskParts, request: FastifyRequest, reply: FastifyReply): Promise<Asked | { readonly sent: unknown }> {
  const signed = signedIn(request, reply)
  const opening = await openings({ ...parts.gateParts, gate: parts.gate }).standing(signed.colleague, idIn(request))
  if (opening === undefined) return { sent: closed(parts, reply, signed) }
  const { activity } = opening
  if (activity !== 'contact-handling' && activity !== 'tenancy-management')
    throw new HttpFault(404, 'contact details are not kept under this activity')
  const opened = await parts.gate.open(signed.colleague, {
    activity,
    person: opening.person,
    because: opening.reason,
    opening: opening.id,
  })
  const back = `/desk/openings/${opening.id}`
  if (!opened.permitted) return { sent: refused(parts, reply, signed, opened.refusal, back, collecting(opening)) }
  return { signed, opening, opened, back }
}

function collecting({ activity }: Opening): Wanted {
  return { activity, act: 'collect', categories: ['contact-details'] }
}

async function detailNow({ opened }: Asked, request: FastifyRequest): Promise<Detail | undefined> {
  const answer = await opened.read(contactDetails, itemIn(request))
  return answer.read ? answer.rows[0] : undefined
}

function tellersOf({ editions }: DeskParts, { activity }: Opening) {
  const listed = editions.current().edition.activities.find((entry) => entry.id === activity)?.sources ?? []
  return tellers.filter((teller) => listed.includes(teller.value))
}

function tellerNamed(parts: DeskParts, opening: Opening, named: string): Source {
  const teller = tellersOf(parts, opening).find((each) => each.value === named)
  if (teller === undefined) throw new HttpFault(400, 'the source is none of those offered')
  return teller.value
}

/** A number without enough digits, or an e-mail address without its sign, was mistyped. */
function misfit(of: string, written: string): { readonly field: string; readonly message: string } | undefined {
  const digits = written.replaceAll(/\D/g, '').length
  if (of === 'phone' && (digits < 10 || digits > 15))
    return { field: 'value', message: 'Write the whole telephone number, such as 01392 555 010' }
  if (of === 'email' && !z.email().safeParse(written).success)
    return { field: 'value', message: 'Write an e-mail address, such as name@example.org' }
  return undefined
}

function itemIn(request: FastifyRequest): string {
  const parsed = item.safeParse(request.params)
  if (!parsed.success) throw new HttpFault(404, 'the address names no item')
  return parsed.data.item
}

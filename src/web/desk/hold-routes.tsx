import type { FastifyInstance, FastifyReply } from 'fastify'
import { z } from 'zod'
import { type Hold, placeHold, reviewHold } from '#duties/holds/holds.ts'
import { heldTypeNamed, holdKindsOf, kinds } from '#duties/holds/kinds.ts'
import type { RecordType } from '#gate/record-type.ts'
import { holds } from '#records/hold/hold.ts'
import { sendPage } from '../answers.tsx'
import type { FormError } from '../components/error-summary.tsx'
import { parseForm, parseQuery, type Refusal } from '../forms.ts'
import { HttpFault } from '../http-fault.ts'
import { neededText } from '../typed-text.ts'
import { fromColleagues } from '../who-may-send.ts'
import { dayBoxes, dayOf } from './day-said.ts'
import { StalePage } from './detail-pages.tsx'
import { deskFrame } from './frame.tsx'
import { HoldPage, NewHoldPage } from './hold-pages.tsx'
import { holdRows, whoOpensThen } from './hold-words.ts'
import { itemIn, type OnOpening, onOpening } from './on-opening.ts'
import { say } from './said.ts'
import { bar, type DeskParts } from './signed.tsx'

type Asked = OnOpening<'documents'>

const askedOf = z.strictObject({ type: z.string().max(40), item: z.uuid() })
const why = neededText(3, 1000, 'Write why')
const newShape = z.strictObject({
  kind: z.enum(kinds, { error: 'Choose why it is needed' }),
  why,
  ...dayBoxes,
})
const reviewShape = z.strictObject({
  version: z.string().regex(/^\d{1,10}$/),
  outcome: z.enum(['kept', 'lifted'], { error: 'Choose whether it is still needed' }),
  why,
  ...dayBoxes,
})

const noDay: FormError = { field: 'reviewOn-day', message: 'Write a day after today' }

/** Keeping one item of an open record past its day, and the review of that (TC4). */
export function holdRoutes(app: FastifyInstance, parts: DeskParts): void {
  const asked = (work: (asked: Asked) => unknown) => onOpening(parts, 'documents', work)
  app.get(
    '/desk/openings/:id/holds/new',
    asked((on) => newPage(parts, on)),
  )
  app.post(
    '/desk/openings/:id/holds/new',
    fromColleagues,
    asked((on) => place(parts, on)),
  )
  app.get(
    '/desk/openings/:id/holds/:item',
    asked(async (on) => onHold(on, (stands) => holdPage(parts, on, stands))),
  )
  app.post(
    '/desk/openings/:id/holds/:item',
    fromColleagues,
    asked(async (on) => onHold(on, (stands) => review(parts, on, stands))),
  )
}

function newPage(parts: DeskParts, on: Asked, refused?: Refusal): FastifyReply {
  const { type, item } = itemAsked(on)
  if (refused !== undefined) on.reply.code(422)
  const page = { frame: deskFrame(parts), bar: bar(on.signed), token: on.signed.token, back: on.at, refused }
  const action = `${on.at}/holds/new?type=${type.name}&item=${item}`
  const then = whoOpensThen(parts.editions.current().edition, type)
  return sendPage(
    on.reply,
    <NewHoldPage {...page} action={action} what={type.title.one.toLowerCase()} kinds={holdKindsOf(type)} then={then} />,
  )
}

function itemAsked({ request }: Asked): { readonly type: RecordType; readonly item: string } {
  const { type: name, item } = parseQuery(askedOf, request.query)
  const type = heldTypeNamed(name)
  if (type === undefined) throw new HttpFault(404, 'nothing of the kind can be kept longer')
  return { type, item }
}

async function place(parts: DeskParts, on: Asked): Promise<unknown> {
  const { type, item } = itemAsked(on)
  const sent = parseForm(newShape, on.request.body)
  if (!sent.ok) return newPage(parts, on, sent)
  const reviewOn = dayOf(sent.value)
  if (reviewOn === null) return newPage(parts, on, { ok: false, errors: [noDay], values: sent.value })
  const answer = await placeHold(parts.gateParts, on.opened, on.signed.colleague, { ...sent.value, type: type.name, item, reviewOn })
  if (answer.ok) {
    say(on.request, 'hold-placed')
    return on.reply.redirect(on.at, 303)
  }
  if (answer.why === 'refused') return on.refuse(answer.refusal, 'collect')
  if (answer.why === 'review') return newPage(parts, on, { ok: false, errors: [noDay], values: sent.value })
  const wrong = {
    kind: `This is no reason to keep a ${type.title.one.toLowerCase()}`,
    item: 'Nothing of the kind is held about this person',
  }
  const message = answer.why === 'type' ? wrong.kind : wrong.item
  return newPage(parts, on, { ok: false, errors: [{ field: 'kind', message }], values: sent.value })
}

async function onHold(on: Asked, work: (stands: Hold) => unknown): Promise<unknown> {
  const answer = await on.opened.read(holds, itemIn(on.request))
  const closedFor = answer.ok ? answer.heldBack?.refusal : answer.refusal
  if (closedFor !== undefined) return on.refuse(closedFor)
  const [stands] = answer.ok ? answer.rows : []
  if (stands === undefined) throw new HttpFault(404, 'there is no such hold')
  return work(stands)
}

function holdPage(parts: DeskParts, on: Asked, stands: Hold, refused?: Refusal): FastifyReply {
  if (refused !== undefined) on.reply.code(422)
  const page = { frame: deskFrame(parts), bar: bar(on.signed), token: on.signed.token, back: on.at, refused }
  const { id, version, liftedOn } = stands
  const decides = on.opened.allows('documents')
  const shown = { rows: holdRows(stands, parts.editions.current().edition), isLifted: liftedOn !== null, decides, version }
  return sendPage(on.reply, <HoldPage {...page} {...shown} action={`${on.at}/holds/${id}`} />)
}

async function review(parts: DeskParts, on: Asked, stands: Hold): Promise<unknown> {
  const sent = parseForm(reviewShape, on.request.body)
  if (!sent.ok) return holdPage(parts, on, stands, sent)
  const { outcome, why: words, version } = sent.value
  const reviewOn = dayOf(sent.value)
  const wrong: Refusal = { ok: false, errors: [noDay], values: sent.value }
  if (outcome === 'kept' && reviewOn === null) return holdPage(parts, on, stands, wrong)
  const reviewing = outcome === 'kept' && reviewOn !== null ? { outcome, why: words, reviewOn } : { outcome: 'lifted' as const, why: words }
  const answer = await reviewHold(parts.gateParts, on.opened, on.signed.colleague, { ...stands, version }, reviewing)
  if (answer.ok) {
    say(on.request, outcome === 'kept' ? 'hold-kept' : 'hold-lifted')
    return on.reply.redirect(on.at, 303)
  }
  if (answer.why === 'review') return holdPage(parts, on, stands, wrong)
  if (answer.why === 'refused') return on.refuse(answer.refusal, 'collect')
  on.reply.code(412)
  return sendPage(on.reply, <StalePage frame={deskFrame(parts)} bar={bar(on.signed)} back={on.at} now={undefined} />)
}

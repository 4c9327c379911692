import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { retentionBoard } from '#duties/retention/board.ts'
import { confirmShown } from '#duties/retention/guarded-sweep.ts'
import { knownHolds } from '#duties/retention/known-holds.ts'
import { type Decided, decidesReviews, decidingRole, type Look, reviews } from '#duties/retention/review.ts'
import type { RecordType } from '#gate/record-type.ts'
import { everyRecordType } from '#records/every-record-type.ts'
import { dateIn } from '#shared/clock.ts'
import { forWork, within } from '#store/bounds.ts'
import { sendPage } from '../answers.tsx'
import { parseForm, type Refusal } from '../forms.ts'
import { HttpFault } from '../http-fault.ts'
import { optionalText } from '../typed-text.ts'
import { fromColleagues } from '../who-may-send.ts'
import { deskFrame } from './frame.tsx'
import { namesFrom } from './names.ts'
import { RetentionPage } from './retention-page.tsx'
import { holdLine, reviewLine, saysOf } from './retention-words.ts'
import { ReviewPage } from './review-page.tsx'
import { ReviewsPage } from './reviews-page.tsx'
import { say, takeSaid } from './said.ts'
import { bar, type DeskParts, refused, type Signed, signedIn, type Wanted } from './signed.tsx'
import { comingDate } from './typed-date.ts'

const at = '/desk/retention'
/** Items of a page. */
const most = 50
/** The longest that something is kept on before it is looked at again. */
const keptYears = 6

const decision = z.strictObject({
  decision: z.enum(['keep', 'delete'], { error: 'Choose whether it is kept or deleted' }),
  reason: optionalText(2000),
  'until-day': z.string().max(10).default(''),
  'until-month': z.string().max(10).default(''),
  'until-year': z.string().max(10).default(''),
})

/** The wait, and how many items were shown as going. */
const confirmation = z.strictObject({ wait: z.uuid(), shown: z.coerce.number().int().min(0) })

const addressed = z.object({ kind: z.string(), item: z.uuid() })

/** The retention board, and what the data protection team decides of what waits (P5, RT1). */
export function retentionRoutes(app: FastifyInstance, parts: DeskParts): void {
  const { gateParts, gate } = parts
  const types = everyRecordType
  const review = reviews({ ...gateParts, ...parts.trust, gate, types })

  app.get(at, async (request, reply) => {
    const signed = signedIn(request, reply)
    const { edition } = parts.editions.current()
    const names = namesFrom(edition)
    const decides = decidesReviews(edition, signed.colleague)
    const [board, holds] = await Promise.all([retentionBoard({ ...gateParts, types }), knownHolds(gate, edition, signed.colleague)])
    const shown = { board, now: gateParts.clock(), nameOf: names.recordType, holds: holds.map((each) => holdLine(names, each)) }
    const confirms = decides ? { action: `${at}/confirm`, token: signed.token } : null
    const page = { frame: deskFrame(parts), bar: bar(signed, at), said: takeSaid(request) }
    return sendPage(reply, <RetentionPage {...page} {...shown} decides={decides} confirms={confirms} />)
  })

  app.post(`${at}/confirm`, fromColleagues, async (request, reply) => {
    const { colleague } = signedIn(request, reply)
    const { edition } = parts.editions.current()
    if (!decidesReviews(edition, colleague)) throw new HttpFault(403, 'what waits is the data protection team’s to confirm')
    const sent = parseForm(confirmation, request.body)
    if (!sent.ok) throw new HttpFault(422, 'the form names no wait')
    const by = { actor: `colleague:${colleague.id}`, role: decidingRole(colleague) }
    const guarded = { ...gateParts, ...parts.trust, types }
    // All that waits is counted once more, as the sweep counts: after a leap that is most of what is held, and takes longer than a page may.
    const confirming = { waits: [sent.value.wait], shown: sent.value.shown, by }
    const answer = await within(forWork, () => confirmShown(guarded, confirming))
    say(request, answer.ok ? 'confirmed' : answer.why === 'grown' ? 'far-more-goes' : 'confirmed-already')
    return reply.redirect(at, 303)
  })

  app.get(`${at}/reviews`, async (request, reply) => {
    const signed = signedIn(request, reply)
    const items = await review.list(signed.colleague, most + 1)
    if (items === undefined) throw new HttpFault(403, 'what waits for a review is the data protection team’s')
    const names = namesFrom(parts.editions.current().edition)
    const lines = items.slice(0, most).map((item) => reviewLine(names, item))
    const page = { frame: deskFrame(parts), bar: bar(signed, at), said: takeSaid(request) }
    return sendPage(reply, <ReviewsPage {...page} lines={lines} more={items.length > most} />)
  })

  app.get(`${at}/reviews/:kind/:item`, async (request, reply) => {
    const signed = signedIn(request, reply)
    const { type, id } = itemIn(request)
    return shown(reply, signed, type, await review.look(signed.colleague, type, id))
  })

  app.post(`${at}/reviews/:kind/:item`, fromColleagues, async (request, reply) => {
    const signed = signedIn(request, reply)
    const { type, id } = itemIn(request)
    const today = dateIn(gateParts.clock())
    const sent = parseForm(decision, request.body)
    const wrong = sent.ok ? wrongIn(sent.value, today) : sent
    if (wrong !== undefined || !sent.ok) return shown(reply, signed, type, await review.look(signed.colleague, type, id), wrong)
    const until = comingDate(sent.value, 'until', today, keptYears)
    const keeps = sent.value.decision === 'keep' && 'date' in until
    const { colleague } = signed
    const answer = keeps
      ? await review.keep(colleague, type, id, { reason: sent.value.reason, until: until.date })
      : await review.remove(colleague, type, id)
    if (!answer.ok) {
      if (answer.why === 'gone' || answer.why === 'refused') return undecided(reply, signed, type, answer)
      const errors = [{ field: 'decision', message: kept[answer.why] }]
      return shown(reply, signed, type, await review.look(colleague, type, id), { ok: false, errors, values: sent.value })
    }
    say(request, keeps ? 'kept-on' : 'deleted')
    return reply.redirect(`${at}/reviews`, 303)
  })

  function shown(reply: FastifyReply, signed: Signed, type: RecordType, look: Look, wrong?: Refusal): FastifyReply {
    if (!look.ok) return undecided(reply, signed, type, look)
    const names = namesFrom(parts.editions.current().edition)
    if (wrong !== undefined) reply.code(422)
    const page = { frame: deskFrame(parts), bar: bar(signed, at), token: signed.token, refused: wrong }
    return sendPage(reply, <ReviewPage {...page} line={reviewLine(names, look.item)} says={saysOf(names, look)} />)
  }

  function undecided(reply: FastifyReply, signed: Signed, type: RecordType, not: Undecided): FastifyReply {
    if (not.why === 'refused') return refused(parts, reply, signed, not.refusal, `${at}/reviews`, wanted(type))
    throw new HttpFault(404, 'the item does not wait for a review')
  }
}

type Undecided = Extract<Look, { ok: false }>

/** Why an item that waits was not deleted. */
const kept: Readonly<Record<Exclude<Extract<Decided, { ok: false }>['why'], Undecided['why']>, string>> = {
  referred: 'It cannot be deleted yet: something that is kept still hangs on it',
  import:
    'It cannot be deleted now: an import made far more due than imports do, and this is part of it. The page of what is kept says what has to be confirmed',
  clock:
    'It cannot be deleted now: the clock of the system is not believed, and by another it may be years short of its day. The page of what is kept says what has to be confirmed',
}

function wanted(type: RecordType): Wanted {
  return { activity: 'rights-requests', act: 'view', categories: [type.category] }
}

function itemIn(request: FastifyRequest): { readonly type: RecordType; readonly id: string } {
  const parsed = addressed.safeParse(request.params)
  const type = everyRecordType.find(({ name }) => parsed.success && name === parsed.data.kind)
  if (!parsed.success || type === undefined) throw new HttpFault(404, 'the address names no item')
  return { type, id: parsed.data.item }
}

/** What is kept on needs a reason and a day; what is deleted needs neither. */
function wrongIn(sent: z.infer<typeof decision>, today: Temporal.PlainDate): Refusal | undefined {
  if (sent.decision === 'delete') return undefined
  const until = comingDate(sent, 'until', today, keptYears)
  const errors = [
    ...(sent.reason === '' ? [{ field: 'reason', message: 'Write why it is kept' }] : []),
    ...('error' in until ? [until.error] : []),
  ]
  return errors.length === 0 ? undefined : { ok: false, errors, values: sent }
}

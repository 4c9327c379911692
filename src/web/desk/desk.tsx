import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { NotPermitted } from '#decisions/decision.ts'
import { explain } from '#decisions/explain.ts'
import { checkIdentity } from '#duties/identity/check.ts'
import { type Opening, openings } from '#duties/openings/openings.ts'
import { openingsOf } from '#evidence/read.ts'
import { find } from '#gate/find.ts'
import type { Gate } from '#gate/gate.ts'
import { type Colleague, openingReasons } from '#gate/judge.ts'
import type { GateParts } from '#gate/parts.ts'
import { isRecord } from '#shared/record.ts'
import { sendPage } from '../answers.tsx'
import { formToken, type Parsed, parseForm } from '../forms.ts'
import { HttpFault } from '../http-fault.ts'
import type { Look } from '../look.ts'
import type { Editions } from '../parts.ts'
import { deskFrame, SignedInAs } from './frame.tsx'
import { ClosedPage, FindPage, IdentityPage, ReasonPage, RefusedPage } from './pages.tsx'
import { OpeningPage, Sections, type Shown, type Strip } from './record-page.tsx'
import { colleagueOf } from './session.ts'
import { type SignIn, signInRoutes } from './sign-in.ts'
import { SignInPage } from './sign-in-pages.tsx'
import { type DeskActivity, isDeskActivity, openView } from './views.ts'
import { sendToSignIn } from './way-in.ts'
import { WhoPage } from './who-page.tsx'

export type DeskParts = {
  readonly gateParts: GateParts
  readonly gate: Gate
  readonly editions: Editions
  readonly look: Look
  readonly signIn: SignIn
}

const id = z.strictObject({ id: z.uuid() })
const findShape = z.strictObject({
  words: z.string().trim().min(2, 'Write at least two letters or numbers').max(200, 'Write 200 letters or fewer'),
})
const reasonShape = z.strictObject({
  activity: z.string({ error: 'Choose what you are doing' }),
  reason: z.enum(openingReasons, { error: 'Choose what brought you here' }),
  reference: z.string().trim().min(2, 'Write the call, case or letter').max(100, 'Write 100 letters or fewer'),
  specialReason: z.string().trim().max(500, 'Write 500 letters or fewer').default(''),
})
const identityShape = z.strictObject({
  born: z.string().max(40).default(''),
  postcode: z.string().max(20).default(''),
  reference: z.string().max(40).default(''),
})

/** The desk: find a person, say why, see what the role's activity allows, and who looked. Nobody is anybody until signed in. */
export function deskDoor(parts: DeskParts): (app: FastifyInstance) => Promise<void> {
  return async (app) => {
    sendToSignIn(app)
    signInRoutes(app, parts)
    findRoutes(app, parts)
    reasonRoutes(app, parts)
    identityRoutes(app, parts)
    openingRoutes(app, parts)
  }
}

type Signed = { readonly colleague: Colleague; readonly token: string }

/** Who is asking. Signed out, a page was answered by the way in before it came here; what is left is a form, and refused. */
function signedIn(request: FastifyRequest, reply: FastifyReply): Signed {
  const colleague = colleagueOf(request)
  if (colleague === undefined) throw new HttpFault(403, 'nobody is signed in')
  return { colleague, token: formToken(reply) }
}

function bar({ colleague, token }: Signed) {
  return <SignedInAs colleague={colleague} token={token} />
}

function findRoutes(app: FastifyInstance, parts: DeskParts): void {
  app.get('/desk', (request, reply) => {
    if (colleagueOf(request) === undefined) return sendPage(reply, <SignInPage frame={deskFrame(parts)} />)
    const signed = signedIn(request, reply)
    return sendPage(reply, <FindPage frame={deskFrame(parts, '/desk')} token={signed.token} bar={bar(signed)} />)
  })
  // The words are a person's: they come in a form and never stand in an address.
  app.post('/desk/find', async (request, reply) => {
    const signed = signedIn(request, reply)
    const frame = deskFrame(parts, '/desk')
    const form = parseForm(findShape, request.body)
    if (!form.ok) {
      reply.code(422)
      return sendPage(reply, <FindPage frame={frame} token={signed.token} bar={bar(signed)} words={form.values.words} refused={form} />)
    }
    const answer = await find(parts.gateParts, signed.colleague, findingActivity(parts, signed.colleague), form.value.words)
    if (!answer.found) return refused(parts, reply, signed, answer.refusal, '/desk')
    return sendPage(reply, <FindPage frame={frame} token={signed.token} bar={bar(signed)} words={form.value.words} found={answer} />)
  })
}

function reasonRoutes(app: FastifyInstance, parts: DeskParts): void {
  const page = (signed: Signed, person: string, form?: Extract<Parsed<unknown>, { ok: false }>) => (
    <ReasonPage
      frame={deskFrame(parts)}
      token={signed.token}
      bar={bar(signed)}
      person={person}
      activities={activitiesFor(parts, signed.colleague)}
      refused={form}
    />
  )
  app.get('/desk/people/:id/open', (request, reply) => {
    const signed = signedIn(request, reply)
    return sendPage(reply, page(signed, idIn(request)))
  })
  app.post('/desk/people/:id/open', async (request, reply) => {
    const signed = signedIn(request, reply)
    const person = idIn(request)
    const form = parseForm(reasonShape, request.body)
    if (!form.ok) {
      reply.code(422)
      return sendPage(reply, page(signed, person, form))
    }
    const { activity, reason, reference, specialReason } = form.value
    if (!isDeskActivity(activity)) throw new HttpFault(400, 'the activity is none of those offered')
    const begun = await openings({ ...parts.gateParts, gate: parts.gate }).begin(signed.colleague, {
      person,
      activity,
      reason,
      reference,
      specialReason: specialReason === '' ? null : specialReason,
    })
    if ('permitted' in begun) return refused(parts, reply, signed, begun.refusal, `/desk/people/${person}/open`)
    return reply.redirect(`/desk/openings/${begun.id}`, 303)
  })
}

function identityRoutes(app: FastifyInstance, parts: DeskParts): void {
  app.get('/desk/people/:id/identity', (request, reply) => {
    const signed = signedIn(request, reply)
    return sendPage(reply, <IdentityPage frame={deskFrame(parts)} token={signed.token} bar={bar(signed)} person={idIn(request)} />)
  })
  app.post('/desk/people/:id/identity', async (request, reply) => {
    const signed = signedIn(request, reply)
    const person = idIn(request)
    const form = parseForm(identityShape, request.body)
    if (!form.ok) throw new HttpFault(400, 'the form has more than its page can hold')
    const answer = await checkIdentity({ ...parts.gateParts, gate: parts.gate }, signed.colleague, person, form.value)
    if ('permitted' in answer) return refused(parts, reply, signed, answer.refusal, `/desk/people/${person}/open`)
    const common = { frame: deskFrame(parts), token: signed.token, bar: bar(signed), person }
    if (!answer.checked && answer.why === 'too-few') {
      reply.code(422)
      const tooFew = { ok: false, errors: [{ field: 'born', message: 'Type at least two of the three' }], values: {} } as const
      return sendPage(reply, <IdentityPage {...common} refused={tooFew} />)
    }
    return sendPage(reply, <IdentityPage {...common} answer={!answer.checked ? 'too-many' : answer.passed ? 'passed' : 'failed'} />)
  })
}

function openingRoutes(app: FastifyInstance, parts: DeskParts): void {
  const kept = openings({ ...parts.gateParts, gate: parts.gate })
  const standing = async (request: FastifyRequest, signed: Signed): Promise<Opening | undefined> =>
    kept.standing(signed.colleague, idIn(request))

  app.get('/desk/openings/:id', async (request, reply) => {
    const signed = signedIn(request, reply)
    const opening = await standing(request, signed)
    if (opening === undefined) return closed(parts, reply, signed)
    const view = await viewOf(parts, signed, opening)
    if ('permitted' in view) return refused(parts, reply, signed, view.refusal, '/desk')
    return sendPage(
      reply,
      <OpeningPage frame={deskFrame(parts)} bar={bar(signed)} strip={stripOf(parts, signed, opening, view)} current="record" title="Record">
        <Sections sections={view} />
      </OpeningPage>,
    )
  })
  app.get('/desk/openings/:id/who', async (request, reply) => {
    const signed = signedIn(request, reply)
    const opening = await standing(request, signed)
    if (opening === undefined) return closed(parts, reply, signed)
    const view = await viewOf(parts, signed, opening)
    if ('permitted' in view) return refused(parts, reply, signed, view.refusal, '/desk')
    const since = parts.gateParts.clock().subtract({ hours: 365 * 24 })
    const visits = await openingsOf(parts.gateParts.database, opening.person, since)
    const names = await kept.namesOf([...new Set(visits.map((visit) => idOf(visit.actor)))])
    const { edition } = parts.editions.current()
    const words = {
      nameOf: (actor: string) => names.get(idOf(actor)) ?? (actor.startsWith('system:') ? 'Our system' : 'A colleague'),
      activityOf: (activity: string | null) => edition.activities.find((entry) => entry.id === activity)?.title ?? 'Other work',
      categoryOf: (category: string) => edition.categories.find((entry) => entry.id === category)?.label ?? category,
    }
    return sendPage(
      reply,
      <WhoPage frame={deskFrame(parts)} bar={bar(signed)} strip={stripOf(parts, signed, opening, view)} visits={visits} words={words} />,
    )
  })
  app.post('/desk/openings/:id/extend', async (request, reply) => {
    const signed = signedIn(request, reply)
    await kept.extend(signed.colleague, idIn(request))
    return reply.redirect(`/desk/openings/${idIn(request)}`, 303)
  })
  app.post('/desk/openings/:id/close', async (request, reply) => {
    const signed = signedIn(request, reply)
    await kept.close(signed.colleague, idIn(request))
    return reply.redirect('/desk', 303)
  })
}

async function viewOf(parts: DeskParts, { colleague }: Signed, opening: Opening) {
  if (!isDeskActivity(opening.activity)) throw new HttpFault(400, 'the activity has no page')
  const vouched = opening.specialReason === null ? [] : (['special-category-reason'] as const)
  const asked = { activity: opening.activity, person: opening.person, because: opening.reason, opening: opening.id, vouched }
  const sections = await openView(parts.gate, colleague, asked)
  if ('permitted' in sections) return sections
  const { edition } = parts.editions.current()
  return sections.map((section): Shown => {
    const category = edition.categories.find((entry) => entry.id === section.part.category)?.label ?? section.part.category
    const { many } = section.part.type.title
    return {
      ...section,
      label: section.part.type.name === 'person' ? category : many,
      explained: section.answer.read ? [] : explain(section.answer.refusal, { edition }),
    }
  })
}

function stripOf(parts: DeskParts, signed: Signed, opening: Opening, view: readonly Shown[]): Strip {
  const details = view.find((section) => section.part.type.name === 'person' && section.part.category === 'personal-details')
  const row = details?.answer.read === true ? details.answer.rows.find(isRecord) : undefined
  const named = [row?.firstName, row?.lastName].filter((word) => typeof word === 'string').join(' ')
  const activity = parts.editions.current().edition.activities.find((entry) => entry.id === opening.activity)?.title ?? opening.activity
  return { name: named === '' ? 'This person' : named, activity, opening, token: signed.token }
}

/** The activities with a page that the edition opens, at least in part, to one of the colleague's roles. */
function activitiesFor(parts: DeskParts, colleague: Colleague) {
  const mine: ReadonlySet<string> = new Set(colleague.roles)
  return parts.editions
    .current()
    .edition.activities.filter((activity) => isDeskActivity(activity.id))
    .filter((activity) => activity.colleagues.some((grant) => grant.acts.includes('view') && grant.roles.some((role) => mine.has(role))))
}

/** The colleague's activity under which people are looked for: the first that shows names before anything else is asked for. */
function findingActivity(parts: DeskParts, colleague: Colleague): DeskActivity {
  const mine: ReadonlySet<string> = new Set(colleague.roles)
  const names = activitiesFor(parts, colleague).find((activity) =>
    activity.colleagues.some(
      (grant) =>
        grant.acts.includes('view') &&
        grant.categories.includes('personal-details') &&
        grant.roles.some((role) => mine.has(role)) &&
        grant.needs.length === 0,
    ),
  )
  return names !== undefined && isDeskActivity(names.id) ? names.id : 'contact-handling'
}

function refused(parts: DeskParts, reply: FastifyReply, signed: Signed, refusal: NotPermitted, back: string): FastifyReply {
  const explained = explain(refusal, { edition: parts.editions.current().edition })
  reply.code(403)
  return sendPage(reply, <RefusedPage frame={deskFrame(parts)} bar={bar(signed)} explained={explained} back={back} />)
}

function closed(parts: DeskParts, reply: FastifyReply, signed: Signed): FastifyReply {
  reply.code(404)
  return sendPage(reply, <ClosedPage frame={deskFrame(parts)} bar={bar(signed)} />)
}

function idIn(request: FastifyRequest): string {
  const parsed = id.safeParse(request.params)
  if (!parsed.success) throw new HttpFault(404, 'the address names nobody')
  return parsed.data.id
}

function idOf(actor: string): string {
  return actor.slice(actor.indexOf(':') + 1)
}

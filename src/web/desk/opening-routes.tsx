import type { FastifyInstance, FastifyRequest } from 'fastify'
import { explain } from '#decisions/explain.ts'
import { type Opening, openings } from '#duties/openings/openings.ts'
import { openingsOf } from '#evidence/read.ts'
import { isRecord } from '#shared/record.ts'
import { sendPage } from '../answers.tsx'
import { HttpFault } from '../http-fault.ts'
import { deskFrame } from './frame.tsx'
import { OpeningPage, Sections, type Shown, type Strip } from './record-page.tsx'
import { bar, closed, type DeskParts, idIn, refused, type Signed, signedIn } from './signed.tsx'
import { isDeskActivity, openView } from './views.ts'
import { WhoPage } from './who-page.tsx'

export function openingRoutes(app: FastifyInstance, parts: DeskParts): void {
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
        <Sections sections={view} at={`/desk/openings/${opening.id}`} />
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
    // What a part is closed for, or what of it stays closed.
    const closedFor = section.answer.read ? section.answer.heldBack?.refusal : section.answer.refusal
    const category = edition.categories.find((entry) => entry.id === section.part.category)?.label ?? section.part.category
    const { many } = section.part.type.title
    return {
      ...section,
      label: section.part.type.name === 'person' ? category : many,
      explained: closedFor === undefined ? [] : explain(closedFor, { edition }),
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

function idOf(actor: string): string {
  return actor.slice(actor.indexOf(':') + 1)
}

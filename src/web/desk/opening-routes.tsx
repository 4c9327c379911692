import type { FastifyInstance, FastifyRequest } from 'fastify'
import { conflictsAbout } from '#duties/conflicts/raise.ts'
import { type Opening, openings, vouchedBy } from '#duties/openings/openings.ts'
import { openingsOf } from '#evidence/read.ts'
import type { Colleague } from '#gate/judge.ts'
import { knownCamera } from '#gate/known-ids.ts'
import { sendPage } from '../answers.tsx'
import { InsetText, Link } from '../components/index.ts'
import { HttpFault } from '../http-fault.ts'
import { fromColleagues } from '../who-may-send.ts'
import { CheckFirst, waitsForCheck } from './check-first.tsx'
import { deskFrame } from './frame.tsx'
import { OpeningPage } from './opening-page.tsx'
import { Sections } from './record-page.tsx'
import { say, takeSaid } from './said.tsx'
import { bar, closed, type DeskParts, idIn, refused, type Signed, signedIn, type Wanted } from './signed.tsx'
import { stripOf } from './strip.ts'
import { type Asking, closedParts, inPlainWords } from './view-in-words.ts'
import { isDeskActivity, openView, shownBy } from './views.ts'
import { WhoPage, whoTitle } from './who-page.tsx'

export function openingRoutes(app: FastifyInstance, parts: DeskParts): void {
  const kept = openings({ ...parts.gateParts, gate: parts.gate })
  const standing = async (request: FastifyRequest, signed: Signed): Promise<Opening | undefined> =>
    kept.current(signed.colleague, idIn(request))

  app.get('/desk/openings/:id', async (request, reply) => {
    const signed = signedIn(request, reply)
    const opening = await standing(request, signed)
    if (opening === undefined) return closed(parts, reply, signed)
    if ((await knownCamera(parts.gateParts, opening.person)) !== undefined)
      return reply.redirect(`/desk/openings/${opening.id}/footage`, 303)
    const view = await viewOf(parts, signed, opening)
    if (!view.ok) return refused(parts, reply, signed, view.refusal, '/desk', wantedFor(parts, opening))
    const strip = stripOf(parts, signed, opening, view.sections)
    const closedOnes = closedParts(view.sections, askingOf(parts, signed.colleague, opening))
    // Nothing is to be chosen for somebody of whom nobody knows yet who they are.
    const conflicts = closedOnes.some(waitsForCheck) ? 0 : await conflictsAbout(parts.gateParts, opening.person)
    const ways = { at: `/desk/openings/${opening.id}`, person: opening.person, reason: opening.reason }
    return sendPage(
      reply,
      <OpeningPage frame={deskFrame(parts)} bar={bar(signed)} strip={strip} current="record" title="Record" said={takeSaid(request)}>
        <ToDecide conflicts={conflicts} at={ways.at} />
        <Sections sections={view.sections} closed={closedOnes} ways={ways} />
      </OpeningPage>,
    )
  })
  app.get('/desk/openings/:id/who', async (request, reply) => {
    const signed = signedIn(request, reply)
    const opening = await standing(request, signed)
    if (opening === undefined) return closed(parts, reply, signed)
    const view = await viewOf(parts, signed, opening)
    if (!view.ok) return refused(parts, reply, signed, view.refusal, '/desk', wantedFor(parts, opening))
    const unchecked = closedParts(view.sections, askingOf(parts, signed.colleague, opening)).find(waitsForCheck)
    if (unchecked !== undefined) {
      // Who looked, and what for, is about the person too.
      return sendPage(
        reply,
        <OpeningPage
          frame={deskFrame(parts)}
          bar={bar(signed)}
          strip={stripOf(parts, signed, opening, view.sections)}
          current="who"
          title={whoTitle}
        >
          <CheckFirst closed={{ ...unchecked, labels: [whoTitle] }} reason={opening.reason} at={`/desk/openings/${opening.id}`} />
        </OpeningPage>,
      )
    }
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
      <WhoPage
        frame={deskFrame(parts)}
        bar={bar(signed)}
        strip={stripOf(parts, signed, opening, view.sections)}
        visits={visits}
        words={words}
      />,
    )
  })
  app.post('/desk/openings/:id/extend', fromColleagues, async (request, reply) => {
    const signed = signedIn(request, reply)
    await kept.extend(signed.colleague, idIn(request))
    // One that had closed already says that instead.
    if ((await standing(request, signed)) !== undefined) say(request, 'The record stays open for another 30 minutes.')
    return reply.redirect(`/desk/openings/${idIn(request)}`, 303)
  })
  app.post('/desk/openings/:id/close', fromColleagues, async (request, reply) => {
    const signed = signedIn(request, reply)
    await kept.close(signed.colleague, idIn(request))
    say(request, 'The record is closed.')
    return reply.redirect('/desk', 303)
  })
}

function ToDecide({ conflicts, at }: { readonly conflicts: number; readonly at: string }) {
  if (conflicts === 0) return null
  const things = conflicts === 1 ? 'one thing' : `${conflicts} things`
  return (
    <InsetText>
      Another system says something else than we hold about {things}: <Link href={`${at}/conflicts`}>say which is right</Link>.
    </InsetText>
  )
}

async function viewOf(parts: DeskParts, { colleague }: Signed, opening: Opening) {
  const { activity, person, reason: because, id } = opening
  if (!isDeskActivity(activity)) throw new HttpFault(400, 'the activity has no page')
  const asked = { activity, person, because, opening: id, vouched: vouchedBy(opening) }
  const view = await openView(parts.gate, parts.editions.current().edition, colleague, asked)
  return view.ok ? { ...view, sections: inPlainWords(view.sections, askingOf(parts, colleague, opening)) } : view
}

function wantedFor({ editions }: DeskParts, { activity }: Opening): Wanted {
  return { activity, categories: shownBy(editions.current().edition, activity) }
}

function askingOf({ editions }: DeskParts, colleague: Colleague, { activity }: Opening): Asking {
  return { edition: editions.current().edition, colleague, activity }
}

function idOf(actor: string): string {
  return actor.slice(actor.indexOf(':') + 1)
}

import type { FastifyInstance } from 'fastify'
import { type Answer, done, gone } from '#decisions/done-or-refused.ts'
import { conflictsAbout } from '#duties/conflicts/raise.ts'
import { looksAt } from '#duties/openings/looks.ts'
import { askedFor } from '#duties/openings/opening.ts'
import { openings } from '#duties/openings/openings.ts'
import { isDeskActivity, openView } from '#duties/openings/view.ts'
import { dateIn } from '#shared/clock.ts'
import { InsetText, Link } from '../../components/index.ts'
import type { Refusal } from '../../forms.ts'
import { HttpFault } from '../../http-fault.ts'
import { action, page } from '../../pages/index.ts'
import { NoteBox } from '../contacts/note-box.tsx'
import { type AtRecord, atRecord, exceptCameras } from '../doors.tsx'
import { atDesk, type DeskDeps, idIn } from '../kit.ts'
import { CheckFirst, waitsForCheck } from './closed.tsx'
import { withHead } from './head.tsx'
import type { OnRecord } from './on-record.ts'
import { Sections } from './sections.tsx'
import type { Closed, Shown, Ways } from './shown.ts'
import { closedParts, inPlainWords } from './view-in-words.ts'
import { Who } from './who.tsx'

/** What of the record the activity shows, what of it is closed, and whether contacts are noted on it. */
type View = { readonly sections: readonly Shown[]; readonly closed: readonly Closed[]; readonly takesNotes: boolean }

/** A record that is open: what is held, who looked at it, and keeping it open or closing it (R1). */
export function recordRoutes(app: FastifyInstance, deps: DeskDeps, drawn: readonly OnRecord[]): void {
  const all = { ...deps.gateDeps, gate: deps.gate }
  const kept = openings(all)
  const record = atRecord(deps)
  const at = '/desk/openings/:id'
  const back = '/desk'

  const whole = recordPage(deps, drawn)
  page(app, exceptCameras(deps, record, { whose: ({ opening }) => opening.person, pages: ({ at }) => `${at}/footage` }), {
    at,
    back,
    load: whole.load,
    draw: (view, visit) => whole.draw(view, visit),
  })
  page(app, record, {
    at: `${at}/who`,
    back,
    async load(visit) {
      const view = await viewOf(deps, visit)
      if (!view.ok) return view
      // Who looked, and what for, is about the person too.
      const unchecked = view.closed.find(waitsForCheck)
      return { ...view, unchecked, looks: unchecked === undefined ? await looksAt(all, visit.opening.person) : [] }
    },
    draw({ sections, unchecked, looks }, visit) {
      const title = 'Who opened this record'
      const closed = unchecked && { ...unchecked, labels: [title] }
      const who = <Who looks={looks} edition={deps.editions.current().edition} />
      const body = closed === undefined ? who : <CheckFirst closed={closed} ways={waysOf(visit)} />
      return withHead(deps, visit, sections, { title, body })
    },
  })
  action(app, record, {
    at: `${at}/extend`,
    back: at,
    act: async ({ signed, opening }) => ((await kept.extend(signed.colleague, opening.id)) ? done : gone),
    said: 'The record stays open for another 30 minutes.',
  })
  action(app, atDesk(deps), {
    at: `${at}/close`,
    back,
    async act({ request, signed }) {
      await kept.close(signed.colleague, idIn(request))
      return done
    },
    said: 'The record is closed.',
  })
}

function waysOf({ at, opening: { person, reason } }: AtRecord): Ways {
  return { at, person, reason }
}

/** The page of an open record. `refused`: what is wrong with a note that was sent from it. */
export function recordPage(deps: DeskDeps, drawn: readonly OnRecord[]) {
  return {
    async load(visit: AtRecord) {
      const view = await viewOf(deps, visit)
      if (!view.ok) return view
      // Nothing is to be chosen for somebody of whom nobody knows yet who they are.
      const conflicts = view.closed.some(waitsForCheck)
        ? 0
        : await conflictsAbout(deps.gateDeps, visit.opening.person, visit.opening.activity)
      return { ...view, conflicts }
    },
    draw({ conflicts, takesNotes, ...view }: View & { readonly conflicts: number }, visit: AtRecord, refused?: Refusal) {
      const { at, opening, signed } = visit
      // Who they are comes before what they say.
      const unchecked = view.closed.some(waitsForCheck)
      const { edition } = deps.editions.current()
      const note = takesNotes ? <NoteBox {...{ edition, opening, at, unchecked, refused }} token={signed.token} /> : null
      const body = (
        <div class={note === null ? undefined : 'app-with-note'}>
          {unchecked ? null : note}
          <div>
            <ToDecide conflicts={conflicts} at={at} />
            <Sections {...view} ways={waysOf(visit)} drawn={drawn} />
          </div>
          {unchecked ? note : null}
        </div>
      )
      return withHead(deps, visit, view.sections, { title: 'Record', body })
    },
  }
}

function ToDecide({ conflicts, at }: { readonly conflicts: number; readonly at: string }) {
  if (conflicts === 0) return null
  const differ = conflicts === 1 ? 'One detail differs' : `${conflicts} details differ`
  return (
    <InsetText>
      {differ} from another system. <Link href={`${at}/conflicts`}>Choose which is right</Link>.
    </InsetText>
  )
}

async function viewOf({ gate, editions, gateDeps }: DeskDeps, { signed: { colleague }, opening }: AtRecord): Promise<Answer<View>> {
  const { activity } = opening
  if (!isDeskActivity(activity)) throw new HttpFault(400, 'the activity has no page')
  const { edition } = editions.current()
  const view = await openView(gate, edition, colleague, { ...askedFor(opening), activity })
  if (!view.ok) return view
  const asking = { edition, colleague, activity }
  const sections = inPlainWords(view.sections, asking, dateIn(gateDeps.clock()))
  return { ok: true, sections, closed: closedParts(sections, asking), takesNotes: view.takesNotes }
}

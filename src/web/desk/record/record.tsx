import type { FastifyInstance } from 'fastify'
import { type Answer, done, gone } from '#decisions/done-or-refused.ts'
import { conflictsAbout } from '#duties/conflicts/raise.ts'
import { openings } from '#duties/openings/openings.ts'
import { knownCamera } from '#gate/known-ids.ts'
import { InsetText, Link } from '../../components/index.ts'
import type { Refusal } from '../../forms.ts'
import { HttpFault } from '../../http-fault.ts'
import { action, type Door, page } from '../../pages/index.ts'
import { NoteBox } from '../contacts/note-box.tsx'
import { type AtRecord, askedFor, atRecord } from '../doors.tsx'
import { atDesk, type DeskDeps, idIn } from '../kit.ts'
import { CheckFirst, waitsForCheck } from './closed.tsx'
import { withHead } from './head.tsx'
import type { OnRecord } from './on-record.ts'
import { Sections } from './sections.tsx'
import type { Closed, Shown } from './shown.ts'
import { closedParts, inPlainWords } from './view-in-words.ts'
import { isDeskActivity, openView } from './views.ts'
import { looksAt, Who } from './who.tsx'

/** What of the record the activity shows, what of it is closed, and whether contacts are noted on it. */
type View = { readonly sections: readonly Shown[]; readonly closed: readonly Closed[]; readonly takesNotes: boolean }

/** A record that is open: what is held, who looked at it, and keeping it open or closing it (R1). */
export function recordRoutes(app: FastifyInstance, deps: DeskDeps, drawn: readonly OnRecord[]): void {
  const kept = openings({ ...deps.gateDeps, gate: deps.gate })
  const record = atRecord(deps)
  const at = '/desk/openings/:id'
  const back = '/desk'

  const whole = recordPage(deps, drawn)
  page(app, exceptCameras(deps, record), { at, back, load: whole.load, draw: (view, visit) => whole.draw(view, visit) })
  page(app, record, {
    at: `${at}/who`,
    back,
    async load(visit) {
      const view = await viewOf(deps, visit)
      // Who looked, and what for, is about the person too.
      return view.ok ? { ...view, who: view.closed.find(waitsForCheck) ?? (await looksAt(deps, visit.opening.person)) } : view
    },
    draw({ sections, who }, visit) {
      const { at, opening } = visit
      const title = 'Who opened this record'
      const body = 'looks' in who ? <Who {...who} /> : <CheckFirst closed={{ ...who, labels: [title] }} reason={opening.reason} at={at} />
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

/** The page of an open record. `refused`: what is wrong with a note that was sent from it. */
export function recordPage(deps: DeskDeps, drawn: readonly OnRecord[]) {
  return {
    async load(visit: AtRecord) {
      const view = await viewOf(deps, visit)
      if (!view.ok) return view
      // Nothing is to be chosen for somebody of whom nobody knows yet who they are.
      const conflicts = view.closed.some(waitsForCheck) ? 0 : await conflictsAbout(deps.gateDeps, visit.opening.person)
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
            <Sections {...view} ways={{ at, person: opening.person, reason: opening.reason }} drawn={drawn} />
          </div>
          {unchecked ? note : null}
        </div>
      )
      return withHead(deps, visit, view.sections, { title: 'Record', body })
    },
  }
}

/** What a camera filmed has pages of its own. */
function exceptCameras(deps: DeskDeps, record: Door<AtRecord>): Door<AtRecord> {
  return {
    ...record,
    enter: (work) =>
      record.enter(async (visit) => {
        const isCamera = (await knownCamera(deps.gateDeps, visit.opening.person)) !== undefined
        return isCamera ? visit.reply.redirect(`${visit.at}/footage`, 303) : work(visit)
      }),
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

async function viewOf({ gate, editions }: DeskDeps, { signed: { colleague }, opening }: AtRecord): Promise<Answer<View>> {
  const { activity } = opening
  if (!isDeskActivity(activity)) throw new HttpFault(400, 'the activity has no page')
  const { edition } = editions.current()
  const view = await openView(gate, edition, colleague, { ...askedFor(opening), activity })
  if (!view.ok) return view
  const asking = { edition, colleague, activity }
  const sections = inPlainWords(view.sections, asking)
  return { ok: true, sections, closed: closedParts(sections, asking), takesNotes: view.takesNotes }
}

import type { NotPermitted } from '#decisions/decision.ts'
import { askedFor, type Opening } from '#duties/openings/opening.ts'
import { openings } from '#duties/openings/openings.ts'
import { isDeskActivity, shownBy } from '#duties/openings/view.ts'
import { knownCamera } from '#gate/find/known-ids.ts'
import type { Opened } from '#gate/opened.ts'
import type { Act, Category } from '#notice/vocabulary.ts'
import { type ActivityWith, mayEverHave } from '#notice/within-ceiling.ts'
import { dateIn } from '#shared/clock.ts'
import { HttpFault } from '../http-fault.ts'
import type { Door, Visit } from '../pages/index.ts'
import { fromColleagues } from '../who-may-send.ts'
import { changedSince, closedRecord, refused, sendDrawn } from './answers.tsx'
import { say } from './said.tsx'
import { type DeskDeps, idIn, type Signed, signedIn, type Wanted } from './signed.tsx'

/** A colleague who is signed in. */
export type AtDesk = Visit & { readonly signed: Signed }

/** Where a record is open to them. `at`: its address. */
export type AtRecord = AtDesk & { readonly opening: Opening; readonly at: string }

/** Where they ask something of it, for an activity that may have a category. `refuse`: the notice's own refusal, as a page. */
export type OnOpening<C extends Category> = AtRecord & {
  readonly opened: Opened<ActivityWith<C>>
  readonly refuse: (refusal: NotPermitted, act?: Act) => ReturnType<typeof refused>
}

/** What pages ask of the notice, so that a refusal can name it: with how they look as its act; or, visit by visit, with the act itself. */
type Wants<V> = Wanted | ((visit: V) => Wanted)

const nothing: Wanted = { activity: '', categories: [] }

/** What every page of the desk has around it, and a refusal that names what was wanted. */
function deskDoor<V extends AtDesk>(deps: DeskDeps, wants: Wants<V>): Omit<Door<V>, 'enter'> {
  return {
    home: '/desk',
    sends: fromColleagues,
    send: ({ reply, signed }, drawn, errors) => sendDrawn(deps, reply, signed, drawn, errors),
    refuse(visit, refusal, act, back) {
      const wanted = typeof wants === 'function' ? wants(visit) : { ...wants, act: act === 'view' ? (wants.act ?? act) : act }
      return refused(deps, visit.reply, visit.signed, refusal, back, wanted)
    },
    stale: ({ reply, signed }, back, now) => sendDrawn(deps, reply.code(412), signed, changedSince(back, now)),
    token: ({ signed }) => <input type="hidden" name="_csrf" value={signed.token} />,
    say: ({ request }, words, isDone) => say(request, words, isDone),
    today: () => dateIn(deps.gateDeps.clock()),
  }
}

/** The desk for whoever is signed in. */
export function atDesk(deps: DeskDeps, wants: Wants<AtDesk> = nothing): Door<AtDesk> {
  return {
    ...deskDoor(deps, wants),
    enter: (work) => (request, reply) => work({ request, reply, signed: signedIn(deps, request, reply) }),
  }
}

/**
 * What is held of a camera is found by its id, and a task about it leads to where people's pages are: its own stand elsewhere. `whose`: the id
 * asked about.
 */
export function exceptCameras<V extends AtDesk>(
  { gateDeps }: DeskDeps,
  door: Door<V>,
  { whose, pages }: { whose(visit: V): string; pages(visit: V): string },
): Door<V> {
  return {
    ...door,
    enter: (work) =>
      door.enter(async (visit) => {
        const isCamera = (await knownCamera(gateDeps, whose(visit))) !== undefined
        return isCamera ? visit.reply.redirect(pages(visit), 303) : work(visit)
      }),
  }
}

/** A record that is open to the colleague, before anything of it is asked for. `wants`: all that its page shows, where nothing else is said. */
export function atRecord(deps: DeskDeps, wants: Wants<AtRecord> = ({ opening }) => shownOf(deps, opening)): Door<AtRecord> {
  const kept = openings({ ...deps.gateDeps, gate: deps.gate })
  const desk = atDesk(deps)
  return {
    ...deskDoor(deps, wants),
    enter: (work) =>
      desk.enter(async (visit) => {
        const opening = await kept.current(visit.signed.colleague, idIn(visit.request))
        if (opening !== undefined) return work({ ...visit, opening, at: `/desk/openings/${opening.id}` })
        visit.reply.code(404)
        return desk.send(visit, closedRecord)
      }),
  }
}

/** A record that is open for an activity that may have the category, once the gate has opened it. Its pages lead back to it. */
export function atOpening<C extends Category>(deps: DeskDeps, category: C): Door<OnOpening<C>> {
  const record = atRecord(deps)
  return {
    ...record,
    enter: (work) =>
      record.enter(async (visit) => {
        const { signed, reply, opening, at } = visit
        const { activity } = opening
        if (!isDeskActivity(activity) || !mayEverHave(activity, category)) throw new HttpFault(404, 'the activity has nothing of the kind')
        const refuse = (refusal: NotPermitted, act: Act = 'view', back = at) =>
          refused(deps, reply, signed, refusal, back, { activity, act, categories: [category] })
        const opened = await deps.gate.open(signed.colleague, { ...askedFor(opening), activity })
        return opened.ok ? work({ ...visit, opened, refuse }) : refuse(opened.refusal, 'view', '/desk')
      }),
    send: (visit, drawn, errors) =>
      record.send(visit, { ...drawn, back: drawn.back ?? { href: visit.at, text: 'Back to the record' } }, errors),
    stale: (visit, back, now) => record.stale(visit, back === record.home ? visit.at : back, now),
    refuse: ({ refuse }, refusal, act) => refuse(refusal, act),
  }
}

function shownOf({ editions }: DeskDeps, { activity }: Opening): Wanted {
  return { activity, categories: shownBy(editions.current().edition, activity) }
}

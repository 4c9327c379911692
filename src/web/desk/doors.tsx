import type { Category } from '#notice/vocabulary.ts'
import { dateIn } from '#shared/clock.ts'
import { sendPage } from '../answers.tsx'
import { Page } from '../components/index.ts'
import type { Door, Visit } from '../pages/pages.tsx'
import { fromColleagues } from '../who-may-send.ts'
import { deskFrame } from './frame.tsx'
import { type OnOpening, onOpening } from './on-opening.ts'
import { say, takeSaid } from './said.tsx'
import { bar, type DeskParts, refused, type Signed, signedIn, type Wanted } from './signed.tsx'
import { StalePage } from './stale-page.tsx'

/** A colleague who is signed in. */
export type AtDesk = Visit & { readonly signed: Signed }

/** What every page of the desk has around it. */
function deskDoor<V extends AtDesk>(parts: DeskParts): Omit<Door<V>, 'enter' | 'refuse'> {
  return {
    home: '/desk',
    sends: fromColleagues,
    send({ request, reply, signed }, { title, back, strip, lead, body, current }, errors) {
      const around = { frame: deskFrame(parts, current), bar: bar(signed, current), width: 'desk', back, strip, errors } as const
      return sendPage(
        reply,
        <Page {...around} title={title}>
          {errors === undefined ? takeSaid(request) : null}
          {lead === undefined ? null : <p class="app-lead">{lead}</p>}
          {body}
        </Page>,
      )
    },
    stale({ reply, signed }, back, now) {
      reply.code(412)
      return sendPage(reply, <StalePage frame={deskFrame(parts)} bar={bar(signed)} back={back} now={now} />)
    },
    token: ({ signed }) => <input type="hidden" name="_csrf" value={signed.token} />,
    say: ({ request }, words, isDone) => say(request, words, isDone),
    today: () => dateIn(parts.gateParts.clock()),
  }
}

const nothing: Wanted = { activity: '', categories: [] }

/** The desk for whoever is signed in. `wanted`: what its pages ask of the notice, so that a refusal can name it; its act is how they look. */
export function atDesk(parts: DeskParts, wanted = nothing): Door<AtDesk> {
  return {
    ...deskDoor(parts),
    enter: (work) => (request, reply) => work({ request, reply, signed: signedIn(request, reply) }),
    refuse: ({ reply, signed }, refusal, act, back) =>
      refused(parts, reply, signed, refusal, back, { ...wanted, act: act === 'view' ? (wanted.act ?? act) : act }),
  }
}

/** A record that is open to the colleague for an activity that may have the category. Its pages lead back to it. */
export function atOpening<C extends Category>(parts: DeskParts, category: C): Door<OnOpening<C>> {
  const desk = deskDoor<OnOpening<C>>(parts)
  return {
    ...desk,
    enter: (work) => onOpening(parts, category, work),
    send: (visit, drawn, errors) => desk.send(visit, { back: { href: visit.at, text: 'Back to the record' }, ...drawn }, errors),
    refuse: ({ refuse }, refusal, act) => refuse(refusal, act),
  }
}

import type { FastifyInstance } from 'fastify'
import type { JSX } from 'preact'
import { type Extract, training } from '#duties/training/training.ts'
import { trainingExtract } from '#records/training-extract/training-extract.ts'
import { Button, InsetText, Link, RecordTable, SummaryList } from '../../components/index.ts'
import { confirmed, form } from '../../form/index.ts'
import type { Refusal } from '../../forms.ts'
import { HttpFault } from '../../http-fault.ts'
import { loaded, page } from '../../pages/pages.tsx'
import { CallsNavigation, callsAt, trainingAt } from '../calls/around.tsx'
import { listeningOf } from '../calls/listening.ts'
import { type AtDesk, atDesk, type DeskParts, facts, idIn, legible, length, longDate } from '../kit.ts'
import { rangeOf, sendHeard } from '../stretch.ts'

const releasing = ({ claim }: Extract) =>
  form({
    listened: confirmed({
      label: 'Have you listened to it?',
      text: claim === 'consent' ? 'To all of it; nobody else is on it' : 'To all of it; nobody can be recognised',
      missing: 'Listen to all of it first, and say so',
    }),
  })

/** Extracts of calls for training: released by a second person, played to a group (TC7). */
export function trainingRoutes(app: FastifyInstance, parts: DeskParts): void {
  const list = training({ ...parts.gateParts, gate: parts.gate })
  const desk = atDesk(parts, { activity: 'call-training', act: 'use', categories: ['call-recordings'] })
  const one = { back: '/desk', load: ({ request, signed }: AtDesk) => list.one(signed.colleague, idIn(request)) }
  /** Whoever hears it before its release says first that nobody else does (TC9). */
  const isAlone = ({ request }: AtDesk): boolean => listeningOf(request, parts.gateParts.clock) !== undefined

  function show(visit: AtDesk, extract: Extract, wrong?: Refusal) {
    const who = { isOwn: extract.madeById === visit.signed.colleague.id, isAlone: isAlone(visit) }
    const body = (
      <>
        <SummaryList rows={factsOf(extract)} />
        <Sound extract={extract} {...who} />
        {extract.releasedOn === null && !who.isOwn && who.isAlone ? (
          <form method="post" action={`${trainingAt}/${extract.id}/release`} novalidate>
            {desk.token(visit)}
            {releasing(extract).fields({}, wrong)}
            <Button>Release it for training</Button>
          </form>
        ) : null}
      </>
    )
    const back = { href: trainingAt, text: 'Calls for training' }
    return desk.send(visit, { title: legible(extract.title), back, body }, wrong?.errors)
  }

  page(app, desk, {
    at: trainingAt,
    back: '/desk',
    load: async ({ signed }) => ({ ok: true, extracts: await list.list(signed.colleague) }),
    draw: ({ extracts }, { signed }) => ({
      title: 'Calls for training',
      current: callsAt,
      body: (
        <>
          <CallsNavigation open={signed.calls} current={trainingAt} />
          <p class="app-lead">
            Extracts in which nobody can be recognised, or whose people agreed. A new one is made from a recording’s page.
          </p>
          <RecordTable
            caption="Extracts, newest first"
            captionHidden
            empty="No extract has been made, or none may be played any more."
            rows={extracts}
            columns={[
              { heading: 'What it teaches', cell: (each) => <Link href={`${trainingAt}/${each.id}`}>{legible(each.title)}</Link> },
              { heading: 'Length', cell: (each) => length(each.seconds) },
              { heading: 'Made', cell: (each) => `${longDate(each.madeOn)}, by ${each.madeBy}` },
              { heading: 'Released', cell: (each) => (each.releasedOn === null ? 'Waits for a second person' : longDate(each.releasedOn)) },
            ]}
          />
        </>
      ),
    }),
  })
  app.get(
    `${trainingAt}/:id`,
    desk.enter((visit) => loaded(desk, one, visit, ({ extract }) => show(visit, extract))),
  )
  app.get(
    `${trainingAt}/:id/sound`,
    desk.enter((visit) =>
      loaded(desk, one, visit, async ({ extract: { id, madeById } }) => {
        const { request, reply, signed } = visit
        const alone = madeById !== signed.colleague.id && isAlone(visit)
        return sendHeard(reply, await list.hear(signed.colleague, id, rangeOf(request.headers.range), alone))
      }),
    ),
  )
  app.post(
    `${trainingAt}/:id/release`,
    desk.sends,
    desk.enter((visit) =>
      loaded(desk, one, visit, async ({ extract }) => {
        const { request, reply, signed } = visit
        const sent = releasing(extract).read(request.body, desk.today())
        if (!sent.ok) {
          reply.code(422)
          return show(visit, extract, sent)
        }
        const answer = await list.release(signed.colleague, extract, isAlone(visit))
        if (answer.ok) {
          desk.say(visit, 'The extract is released.')
          return reply.redirect(trainingAt, 303)
        }
        if (answer.why === 'refused') return desk.refuse(visit, answer.refusal, 'collect', trainingAt)
        if (answer.why !== 'not-alone') throw new HttpFault(409, 'whoever made an extract does not release it, and it is released once')
        reply.code(403)
        return show(visit, extract)
      }),
    ),
  )
}

function factsOf(extract: Extract) {
  const { madeOn, madeBy, releasedOn, releasedBy } = extract
  const released = releasedOn === null ? 'Not yet: a second person listens to it first' : `${longDate(releasedOn)}, by ${releasedBy ?? ''}`
  return facts(trainingExtract, extract, [
    'seconds',
    'claim',
    { key: trainingExtract.fields.madeOn.label.colleague, value: `${longDate(madeOn)}, by ${madeBy}` },
    { key: trainingExtract.fields.releasedOn.label.colleague, value: released },
    'transcript',
  ])
}

/** To be played to a group, or, before that, to be listened to alone. */
function Sound(props: { readonly extract: Extract; readonly isOwn: boolean; readonly isAlone: boolean }): JSX.Element {
  const { extract, isOwn, isAlone } = props
  if (extract.releasedOn === null && isOwn) return <InsetText>You made it, so somebody else releases it.</InsetText>
  if (extract.releasedOn === null && !isAlone)
    return (
      <InsetText>
        Until it is released you hear it alone. <Link href={callsAt}>Say that nobody else can hear</Link>, and come back.
      </InsetText>
    )
  return (
    // biome-ignore lint/a11y/useMediaCaption: what is said stands above, where whoever made it wrote it down
    <audio
      class="app-player"
      controls
      controlsList="nodownload noremoteplayback"
      preload="none"
      aria-label={legible(extract.title)}
      src={`${trainingAt}/${extract.id}/sound`}
    />
  )
}

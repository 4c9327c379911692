import type { FastifyInstance } from 'fastify'
import type { JSX } from 'preact'
import { z } from 'zod'
import { calls } from '#duties/calls/calls.ts'
import { openFor, openings } from '#duties/openings/openings.ts'
import { callRecording } from '#records/call-recording/call-recording.ts'
import { wordOf } from '#records/words-of.ts'
import { Button, RecordTable } from '../../components/index.ts'
import { confirmed, form, text } from '../../form/index.ts'
import { parseForm, type Refusal } from '../../forms.ts'
import { HttpFault } from '../../http-fault.ts'
import type { Drawn } from '../../pages/pages.tsx'
import { type AtDesk, atDesk, type DeskParts, dayAndTime, length } from '../kit.ts'
import { CallsNavigation, callsAt, RowButton } from './around.tsx'
import { listeningOf } from './listening.ts'

const before = form({
  reference: text({
    label: 'What for?',
    hint: 'Such as “quality sample November” or “support for a new colleague”. No names.',
    least: 3,
    most: 100,
    missing: 'Write what for',
  }),
  privateSetting: confirmed({
    label: 'Where are you?',
    text: 'Nobody else can hear or see this',
    missing: 'Go where nobody else can hear or see the calls, and say so',
  }),
})
const listenShape = z.strictObject({ person: z.uuid(), item: z.uuid() })

/** Listening to calls to see where the service falls short: why and where first, then the newest, then one of them (TC8, TC9). */
export function callsRoutes(app: FastifyInstance, parts: DeskParts): void {
  const { gateParts, gate } = parts
  const list = calls(gate)
  const kept = openings({ ...gateParts, gate })
  const desk = atDesk(parts, { activity: 'call-quality', act: 'view', categories: ['call-recordings'] })
  const ask = (visit: AtDesk, refused?: Refusal) => desk.send(visit, beforeOf(visit, desk.token(visit), refused), refused?.errors)

  app.get(
    callsAt,
    desk.enter(async (visit) => {
      const said = listeningOf(visit.request, gateParts.clock)
      if (said === undefined && visit.signed.calls.monitors) return ask(visit)
      const answer = await list.toMonitor(visit.signed.colleague)
      if (!answer.ok) return desk.refuse(visit, answer.refusal, 'view', '/desk')
      return desk.send(visit, listOf(visit, desk.token(visit), answer.rows, said?.reference ?? ''))
    }),
  )
  app.post(
    callsAt,
    desk.sends,
    desk.enter((visit) => {
      const sent = before.read(visit.request.body, desk.today())
      if (!sent.ok) {
        visit.reply.code(422)
        return ask(visit, sent)
      }
      const until = gateParts.clock().add(openFor).toString()
      visit.request.session.set('listening', { reference: sent.value.reference, until })
      return visit.reply.redirect(callsAt, 303)
    }),
  )
  app.post(
    `${callsAt}/listen`,
    desk.sends,
    desk.enter(async (visit) => {
      const sent = parseForm(listenShape, visit.request.body)
      if (!sent.ok) throw new HttpFault(400, 'the form does not say which call')
      const said = listeningOf(visit.request, gateParts.clock)
      if (said === undefined) return visit.reply.redirect(callsAt, 303)
      const { person, item } = sent.value
      const because = { reason: 'check', reference: said.reference, specialReason: null, privateSetting: true } as const
      const begun = await kept.begin(visit.signed.colleague, { person, activity: 'call-quality', ...because })
      if (!begun.ok) return desk.refuse(visit, begun.refusal, 'view', callsAt)
      return visit.reply.redirect(`/desk/openings/${begun.id}/recordings/${item}`, 303)
    }),
  )
}

/** Before any recording is listed: why, and that nobody else hears it (TC8, TC9). */
function beforeOf({ signed }: AtDesk, token: JSX.Element, refused?: Refusal): Drawn {
  const body = (
    <>
      <CallsNavigation open={signed.calls} current={callsAt} />
      <p class="app-lead">You see the newest calls for 30 minutes. Each one that you open and each part that you play is on record.</p>
      <form method="post" action={callsAt} novalidate>
        {token}
        {before.fields({}, refused)}
        <Button>Show the calls</Button>
      </form>
    </>
  )
  return { title: 'Why are you listening to calls?', current: callsAt, body }
}

export type CallLine = {
  readonly id: string
  readonly personId: string | null
  readonly startedAt: string
  readonly seconds: number
  readonly direction: string
  readonly takenBy: string | null
  readonly mediaId: string | null
}

/** The newest recordings; nothing of whom they were with until one is opened. */
function listOf({ signed }: AtDesk, token: JSX.Element, lines: readonly CallLine[], reference: string): Drawn {
  const sends = ({ personId, id }: CallLine) => ({ person: personId ?? '', item: id })
  const about = ({ startedAt }: CallLine) => `to the call of ${dayAndTime(startedAt)}`
  const body = (
    <>
      <CallsNavigation open={signed.calls} current={callsAt} />
      <p class="app-lead">The newest calls, for: {reference}.</p>
      <RecordTable
        caption="Recorded calls, newest first"
        captionHidden
        empty="No recorded call can be listened to. Those that are kept longer are open to a senior manager from the person’s record."
        rows={lines.filter(({ mediaId }) => mediaId !== null)}
        columns={[
          { heading: 'When', cell: ({ startedAt }) => dayAndTime(startedAt) },
          { heading: 'Length', cell: ({ seconds }) => length(seconds) },
          { heading: 'Direction', cell: ({ direction }) => wordOf(callRecording.fields.direction, direction) },
          { heading: 'Colleague', cell: ({ takenBy }) => takenBy ?? 'Not held' },
          {
            heading: 'Sound',
            cell: (line) => <RowButton to={`${callsAt}/listen`} token={token} sends={sends(line)} text="Listen" about={about(line)} />,
          },
        ]}
      />
    </>
  )
  return { title: 'Calls to monitor', current: callsAt, body }
}

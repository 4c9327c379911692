import type { FastifyInstance } from 'fastify'
import type { JSX } from 'preact'
import { z } from 'zod'
import { type Answer, done } from '#decisions/done-or-refused.ts'
import { type Call, calls } from '#duties/calls/calls.ts'
import { openFor } from '#duties/openings/opening.ts'
import { openings } from '#duties/openings/openings.ts'
import { callRecording } from '#records/call-recording/call-recording.ts'
import { RecordTable } from '../../components/index.ts'
import { confirmed, form, text } from '../../form/index.ts'
import { sentAlong } from '../../forms.ts'
import { action, actionButton, formPage } from '../../pages/index.ts'
import { type AtDesk, atDesk, columns, type DeskDeps, dayAndTime } from '../kit.ts'
import { callsAt, callsNavigation } from './around.tsx'
import { listeningOf } from './listening.ts'

const tabs = callsNavigation(callsAt)
const before = form({
  reference: text({
    label: 'Purpose',
    hint: 'For example “quality sample November” or “support for a new colleague”. Do not use names.',
    least: 3,
    most: 100,
    missing: 'Enter the purpose',
  }),
  privateSetting: confirmed({
    label: 'Privacy',
    text: 'I am where nobody else can hear or see this',
    missing: 'Confirm that nobody else can hear or see the calls',
  }),
})
const listenShape = z.strictObject({ person: z.uuid(), item: z.uuid() })

/** What was said before listening, and the newest calls; where nothing was said yet, it is asked first. */
type Listed = { readonly reference: string; readonly rows: readonly Call[] } | { readonly rows: null }

/** Listening to calls to see where the service falls short: why and where first, then the newest, then one of them (TC8, TC9). */
export function callsRoutes(app: FastifyInstance, deps: DeskDeps): void {
  const { gateDeps, gate } = deps
  const list = calls(gate)
  const kept = openings({ ...gateDeps, gate })
  // Whoever may not listen is told so of listening, and not of what was sent.
  const desk = atDesk(deps, () => ({ activity: 'call-quality', act: 'view', categories: ['call-recordings'] }))

  const listen = ({ personId, id, startedAt }: Call, visit: AtDesk) => {
    const text = ['Listen', <span class="govuk-visually-hidden"> to the call of {dayAndTime(startedAt)}</span>]
    return actionButton(desk, visit, `${callsAt}/listen`, { text, look: 'row' }, { person: personId ?? '', item: id })
  }

  formPage(app, desk, {
    at: callsAt,
    async load({ request, signed }): Promise<Answer<Listed>> {
      const said = listeningOf(request, gateDeps.clock)
      if (said === undefined && signed.calls.monitors) return { ok: true, rows: null }
      const answer = await list.toMonitor(signed.colleague)
      return answer.ok ? { ok: true, rows: answer.rows, reference: said?.reference ?? '' } : answer
    },
    form: before,
    button: 'Show the calls',
    draw(listed, whole, visit) {
      const navigation = tabs(visit)
      if (listed.rows !== null) {
        const lead = `The newest calls, for: ${listed.reference}.`
        const body = [navigation, <Calls lines={listed.rows} listen={(line) => listen(line, visit)} />]
        return { title: 'Calls to monitor', lead, body }
      }
      const lead = 'For 30 minutes you can see the newest calls. We log each call that you open and each part that you play.'
      return { title: 'Why are you listening to calls?', lead, body: [navigation, whole] }
    },
    async act({ request }, { reference }) {
      request.session.set('listening', { reference, until: gateDeps.clock().add(openFor).toString() })
      return done
    },
    wrong: {},
  })
  action(app, desk, {
    at: `${callsAt}/listen`,
    back: callsAt,
    async act({ request, signed }) {
      const { person, item } = sentAlong(listenShape, request.body)
      const said = listeningOf(request, gateDeps.clock)
      if (said === undefined) return { ok: true, at: callsAt }
      const because = { reason: 'check', reference: said.reference, specialReason: null, privateSetting: true } as const
      const begun = await kept.begin(signed.colleague, { person, activity: 'call-quality', ...because })
      return begun.ok ? { ok: true, at: `/desk/openings/${begun.id}/recordings/${item}` } : begun
    },
    leadsTo: (_, { at }) => at,
  })
}

/** The newest recordings; nothing of whom they were with until one is opened. */
function Calls({ lines, listen }: { readonly lines: readonly Call[]; readonly listen: (line: Call) => JSX.Element }): JSX.Element {
  return (
    <RecordTable
      caption="Recorded calls, newest first"
      empty="There are no recorded calls to listen to. Senior managers can open calls on hold from the person’s record."
      rows={lines.filter(({ mediaId }) => mediaId !== null)}
      columns={[...columns(callRecording, ['startedAt', 'seconds', 'direction', 'takenBy']), { heading: 'Sound', cell: listen }]}
    />
  )
}

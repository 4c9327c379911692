import type { FastifyInstance } from 'fastify'
import type { JSX } from 'preact'
import { z } from 'zod'
import { type Answer, done } from '#decisions/done-or-refused.ts'
import { alarms } from '#duties/visits/alarms.ts'
import { rollCall } from '#duties/visits/roll-call.ts'
import { type Office, officesOf } from '#duties/visits/sees.ts'
import { sentAlong } from '../../forms.ts'
import { action, actionButton, type Door, page } from '../../pages/index.ts'
import { type AtDesk, atDesk, type DeskDeps, idIn } from '../kit.ts'
import { keptRoutes } from './kept.tsx'
import { alarmWords } from './names.tsx'
import { Declaring, type Now, OfficePart } from './office.tsx'
import { offlineRoutes, PrintButton, rollCallAt } from './offline.tsx'

const alarmsAt = `${rollCallAt}/alarms`

type AtOffice = { readonly office: Office; readonly now: Now | null }

/** Who is inside, for whoever counts people outside (OF1): shut until a fire alarm is declared, and there without a network too. */
export function rollCallRoutes(app: FastifyInstance, deps: DeskDeps): void {
  const duties = { ...deps.gateDeps, gate: deps.gate }
  const desk = atDesk(deps, { activity: 'visitor-safety', act: 'view', categories: ['visits'] })
  const [rollCalls, fireAlarms] = [rollCall(duties), alarms(duties)]

  page(app, desk, {
    at: rollCallAt,
    async load({ signed }): Promise<Answer<{ readonly offices: readonly AtOffice[] }>> {
      const offices: AtOffice[] = []
      for (const office of officesOf(deps.editions.current().edition)) {
        const answer = await rollCalls.list(signed.colleague, office.id)
        if (!answer.ok && answer.why === 'refused') return answer
        offices.push({ office, now: answer.ok ? { ...answer, readAt: deps.gateDeps.clock() } : null })
      }
      // Offices with an alarm come first.
      return { ...done, offices: offices.toSorted((one, other) => Number(one.now === null) - Number(other.now === null)) }
    },
    draw: ({ offices }, visit) => ({
      title: 'Roll call',
      lead: alarmWords(offices.flatMap(({ office, now }) => (now === null ? [] : [office.name]))),
      body: <Body offices={offices} button={(each) => buttonOf(desk, visit, each)} script={deps.look.rollCall} />,
    }),
  })

  alarmRoutes(app, desk, fireAlarms)
  keptRoutes(app, deps)
  offlineRoutes(app, deps)
}

/** Declares the alarm of an office, or ends it. */
function buttonOf(desk: Door<AtDesk>, visit: AtDesk, { office, now }: AtOffice): JSX.Element {
  if (now !== null)
    return actionButton(desk, visit, `${alarmsAt}/${now.alarm.id}/end`, { text: `End the alarm at ${office.name}`, look: 'warning' })
  const declare = { text: `Declare a fire alarm at ${office.name}`, look: 'warning' } as const
  return actionButton(desk, visit, alarmsAt, declare, { office: office.id })
}

function alarmRoutes(app: FastifyInstance, desk: Door<AtDesk>, fireAlarms: ReturnType<typeof alarms>): void {
  action(app, desk, {
    at: alarmsAt,
    back: rollCallAt,
    act({ request, signed }) {
      const { office } = sentAlong(z.strictObject({ office: z.string().max(100) }), request.body)
      return fireAlarms.declare(signed.colleague, office)
    },
  })
  action(app, desk, {
    at: `${alarmsAt}/:id/end`,
    back: rollCallAt,
    act: ({ request, signed }): Promise<Answer<unknown, 'gone'>> => fireAlarms.end(signed.colleague, idIn(request)),
    said: 'The alarm is over. Nobody can see the list any more.',
  })
}

function Body(props: { readonly offices: readonly AtOffice[]; readonly button: (each: AtOffice) => JSX.Element; readonly script: string }) {
  const { offices, button, script } = props
  const isAlarm = offices.some(({ now }) => now !== null)
  return (
    <div class="app-short" data-roll-call="online">
      {isAlarm || offices.length === 0 ? null : <Declaring />}
      {offices.length === 0 ? <p class="app-empty">No office is set up, so nobody signs in at one.</p> : null}
      {offices.map((each) => (
        <OfficePart office={each.office} now={each.now} button={button(each)} />
      ))}
      {isAlarm ? <p class="govuk-body app-on-screen">The list has visitors only, and no colleagues. Ticks stay on this device.</p> : null}
      <PrintButton />
      {/* Taken away by the script, so that it also stands where the script did not come. */}
      <p class="govuk-body app-on-screen" data-without-script>
        {isAlarm ? printWords : noScriptWords}
      </p>
      <script type="module" src={script} />
    </div>
  )
}

const printWords = 'Print this page now, so that you have the list without a network too.'
const noScriptWords = 'This browser runs no scripts, so it cannot keep the list for when there is no network. In an alarm, print this page.'

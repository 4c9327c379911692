import type { FastifyInstance } from 'fastify'
import type { rightsRequestsOf } from '#duties/rights/requests.ts'
import type { RightsState } from '#duties/rights/rights-case.ts'
import { type Step, stepWords } from '#duties/rights/steps.ts'
import { complaintRoutes } from '#notice/complaint-routes.ts'
import { dateIn } from '#shared/clock.ts'
import { Details } from '../../components/index.ts'
import { choice, day, form, optionalText, seenVersion } from '../../form/index.ts'
import { formAbout } from '../../pages/index.ts'
import { type AtDesk, atDesk, type DeskDeps, idIn } from '../kit.ts'
import { needsReason, noAuthority, requestsAt, stepsByHand } from './request-words.ts'

const one = `${requestsAt}/:id`

const happened = (state: RightsState) =>
  form(
    {
      version: seenVersion,
      what: choice<Step>({ label: 'What happened?', missing: 'Choose what happened', options: [...stepsByHand(state)] }),
      on: day({ label: 'On which day?', hint: 'For example, 31 3 2026', when: 'come', missing: 'Enter the day, such as 31 3 2026' }),
      why: optionalText({
        label: 'Why?',
        hint: 'Needed where you ask who they are or what they mean, take longer, or refuse. What you asked, and the reasons that they were given.',
        rows: 3,
        most: 2000,
      }),
    },
    ({ what, why }) => (needsReason(what) && why === null ? [{ field: 'why', message: 'Enter why' }] : []),
  )

/** What a colleague notes by hand of what happened with a request. */
export function stepRoutes(app: FastifyInstance, deps: DeskDeps, requests: ReturnType<typeof rightsRequestsOf>): void {
  const desk = atDesk(deps, { activity: 'rights-requests', act: 'view', categories: ['documents'] })
  const load = ({ request, signed }: AtDesk) => requests.look(signed.colleague, idIn(request))
  const early = { field: 'on-day', message: 'Enter a day that is not before the step before, and not after today' } as const
  formAbout(app, desk, {
    at: `${one}/step`,
    back: one,
    load,
    form: ({ state }) => happened(state),
    known: ({ request: { version } }) => ({ version, on: dateIn(deps.gateDeps.clock()) }),
    button: 'Save',
    draw: ({ request }, whole) => ({
      title: `What happened with ${request.reference}?`,
      back: { href: `${requestsAt}/${request.id}`, text: `Request ${request.reference}` },
      body: (
        <>
          {whole}
          <Details summary="What every refusal says, beside its reasons">
            <ul class="govuk-list govuk-list--bullet">
              {complaintRoutes(deps.editions.current().edition, desk.today()).map((line) => (
                <li>{line}</li>
              ))}
            </ul>
          </Details>
        </>
      ),
    }),
    act: (visit, { version, what, on, why }) =>
      requests.step(visit.signed.colleague, { id: idIn(visit.request), version }, { what, on, why, values: outcomeOf(what) }),
    wrong: {
      early,
      unknown: { field: 'what', message: 'Nobody of that id is on file' },
      unsearched: { field: 'what', message: 'Not every place has answered yet' },
      unauthorised: { field: 'what', message: noAuthority },
    },
    leadsTo: ({ request }) => `${requestsAt}/${idIn(request)}`,
    said: ({ what }) => `Saved: ${stepWords[what]}.`,
  })
}

function outcomeOf(what: Step) {
  if (what === 'refused') return { outcome: 'refused' } as const
  return what === 'withdrawn' ? ({ outcome: 'withdrawn' } as const) : {}
}

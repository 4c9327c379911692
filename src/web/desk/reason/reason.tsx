import type { FastifyInstance } from 'fastify'
import { activitiesFor, statementsFor } from '#duties/openings/activities.ts'
import { mayDeclare } from '#duties/openings/emergency.ts'
import { openings } from '#duties/openings/openings.ts'
import type { Statement } from '#duties/openings/stated.ts'
import { shownBy } from '#duties/openings/view.ts'
import type { Colleague } from '#gate/judge.ts'
import type { EditionActivity } from '#notice/edition.ts'
import { Link } from '../../components/index.ts'
import { choice, form, optionalText, text, ticked } from '../../form/index.ts'
import { typed } from '../../forms.ts'
import { formAbout } from '../../pages/index.ts'
import { ringingReference, withCall } from '../contacts/ringing.ts'
import { exceptCameras } from '../doors.tsx'
import { atDesk, type DeskDeps, idIn } from '../kit.ts'
import { activityAsked, askActivity } from './activities.ts'
import { askStatements, sentStatements, statedBy } from './statements.ts'

const reasons = (offered: readonly EditionActivity[], statements: readonly Statement[]) =>
  form({
    activity: askActivity(offered),
    // The other reasons are those of imports and of requests, which come another way.
    reason: choice({
      label: 'Why do you need it now?',
      missing: 'Choose why you need it now',
      options: [
        { value: 'call', text: 'Phone call with them' },
        { value: 'visit', text: 'Visit, or they are here' },
        { value: 'letter', text: 'They wrote to us' },
        { value: 'case', text: 'Casework; they are not present' },
        { value: 'check', text: 'A check I was asked to make' },
      ],
    }),
    reference: text({
      label: 'Reference',
      hint: 'The call, case or letter, for example “call 4711”. Do not use names.',
      least: 2,
      most: 100,
      width: '20',
      missing: 'Enter the reference of the call, case or letter',
    }),
    specialReason: optionalText({
      label: 'Do you need health or support information? Say why (optional)',
      hint: 'It stays closed unless you say why you need it this time.',
      most: 500,
      rows: 2,
    }),
    ...askStatements(statements),
    privateSetting: ticked({
      label: 'Do you need call recordings? (optional)',
      hint: 'You can only open these where nobody else can hear or see them.',
      text: 'I am where nobody else can hear or see this',
    }),
  })

/** Why a record is opened (R1). */
export function reasonRoutes(app: FastifyInstance, deps: DeskDeps): void {
  const kept = openings({ ...deps.gateDeps, gate: deps.gate })
  const at = '/desk/people/:id/open'

  const desk = atDesk(deps, (visit) => {
    const activity = activityAsked(visit)
    return { activity, categories: shownBy(deps.editions.current().edition, activity) }
  })
  const atPerson = exceptCameras(deps, desk, {
    whose: ({ request }) => idIn(request),
    pages: ({ request }) => `/desk/cameras/${idIn(request)}/open`,
  })

  formAbout(app, atPerson, {
    at,
    back: at,
    async load({ request, signed }) {
      const reference = await ringingReference(deps, request)
      const offered = activitiesFor(deps.gateDeps, signed.colleague)
      return { ok: true, reference, offered, ...statementsIn(deps, signed.colleague, request.body) }
    },
    form: ({ offered, statements }) => reasons(offered, statements),
    known: ({ reference }) => (reference === undefined ? {} : { reason: 'call' as const, reference }),
    button: 'Open the record',
    draw: (_, whole, { request, signed }) => ({
      title: 'Why are you opening this record?',
      back: { href: '/desk' },
      lead: 'The record stays open for 30 minutes. The person can be told who opened it, and why.',
      body: (
        <>
          <p class="govuk-body">
            If they are on the phone or with you,{' '}
            <Link href={withCall(`/desk/people/${idIn(request)}/identity`, request)}>check their identity</Link> first. Until you do, the
            record stays closed.
          </p>
          {mayDeclare(deps.editions.current().edition, signed.colleague) ? (
            <p class="govuk-body">
              Is somebody’s life or health in danger? <Link href={`/desk/people/${idIn(request)}/emergency`}>Declare an emergency</Link>.
            </p>
          ) : null}
          {whole}
        </>
      ),
    }),
    async act({ request, signed }, { atRisk, notAsked, ...answers }, { reference = null, isWhole }) {
      if (!isWhole) return { ok: true, id: null }
      const stated = statedBy({ atRisk, notAsked })
      return kept.begin(signed.colleague, { ...answers, stated, person: idIn(request), callReference: reference })
    },
    wrong: {},
    leadsTo: (_, { id }, _shown, whole) => (id === null ? { ...sayMore, body: whole } : `/desk/openings/${id}`),
  })
}

const sayMore = {
  title: 'Say more before this opens',
  back: { href: '/desk' },
  lead: 'For this work the law asks more before you see health, support or criminal information. What you leave empty stays closed. What you write is kept with your reason.',
} as const

/**
 * The statements that the form asks for, by what it was sent with: none before somebody says that they need such information. `isWhole`: whether all of
 * them have been asked.
 */
function statementsIn({ gateDeps }: DeskDeps, colleague: Colleague, body: unknown) {
  const sent = typed(body)
  const { activity = '', specialReason = '' } = sent
  const needed = specialReason.trim() === '' ? [] : statementsFor(gateDeps, colleague, activity)
  const already = sentStatements(sent)
  return { statements: [...new Set([...needed, ...already])], isWhole: needed.every((each) => already.includes(each)) }
}

import type { FastifyInstance } from 'fastify'
import type { JSX } from 'preact'
import { done } from '#decisions/done-or-refused.ts'
import { arriving, type Offered, shownFor } from '#duties/calls/arriving.ts'
import { Button, Link, Section } from '../../components/index.ts'
import { form, text } from '../../form/index.ts'
import { formPage } from '../../pages/index.ts'
import { People } from '../find/somebody.tsx'
import { atDesk, clockTime, type DeskDeps } from '../kit.ts'
import { arrivingAt, callsNavigation } from './around.tsx'

declare module 'fastify' {
  interface Session {
    /** The extension of the telephone that the colleague answers. */
    line?: string | undefined
  }
}

const tabs = callsNavigation(arrivingAt)
const answering = form({
  line: text({
    label: 'Which extension are you on?',
    hint: 'For example 2104. It is remembered until you sign out.',
    most: 40,
    width: '10',
    missing: 'Enter your extension',
  }),
})

/** The calls that ring at the colleague's own telephone, with who it may be (TC1): an offer, from which one goes on to saying why and to the identity check. */
export function arrivingRoutes(app: FastifyInstance, deps: DeskDeps): void {
  const ringing = arriving(deps.gateDeps)
  formPage(app, atDesk(deps, { activity: 'contact-handling', act: 'use', categories: ['calling-line-identity'] }), {
    at: arrivingAt,
    async load({ request, signed }) {
      const { line } = request.session
      const ring = await ringing.offered(signed.colleague, line)
      return ring.ok ? { ...ring, line } : ring
    },
    form: answering,
    known: ({ line = null }) => ({ line }),
    button: { text: 'Show callers', look: 'secondary' },
    draw: ({ line, offered }, whole, visit) => ({
      title: 'Who is calling?',
      lead: 'The number suggests who is calling. It is not an identity check: phones are shared, and numbers can be faked.',
      body: (
        <>
          {tabs(visit)}
          {line !== undefined && offered.length === 0 ? (
            <p class="govuk-body">
              No calls to {line} in the last {shownFor.minutes} minutes.
            </p>
          ) : null}
          {offered.map((each) => (
            <Call {...each} />
          ))}
          {line === undefined ? null : <Button href={arrivingAt}>Check again</Button>}
          {whole}
        </>
      ),
    }),
    async act({ request }, { line }) {
      request.session.set('line', line)
      return done
    },
    wrong: {},
  })
}

function Call({ call, people }: Offered): JSX.Element {
  return (
    <Section id={`call-${call.id}`} heading={headingOf({ call, people })}>
      <p class="govuk-body">Started ringing at {clockTime(call.arrivedAt)}.</p>
      <People
        caption="Who has the number"
        people={people}
        name={({ person, name }) => <Link href={`/desk/people/${person}/open?call=${call.id}`}>{name}</Link>}
        empty={
          <>
            Ask who they are, and <Link href="/desk">find them by name</Link>.
          </>
        }
      />
    </Section>
  )
}

function headingOf({ call: { hasNumber, andOthers }, people }: Offered): string {
  if (!hasNumber) return 'The number is withheld'
  if (andOthers) return 'Many people have the number'
  const [only, ...others] = people
  if (only === undefined) return 'Nobody on record has the number'
  return others.length === 0 ? `It may be ${only.name}` : `It may be one of ${people.length} people`
}

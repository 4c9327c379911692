import type { FastifyInstance } from 'fastify'
import type { JSX } from 'preact'
import { type Answer, done } from '#decisions/done-or-refused.ts'
import { type Arriving, arriving, shownFor } from '#duties/calls/arriving.ts'
import type { Found } from '#gate/find.ts'
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

type Offered = { readonly call: Arriving; readonly people: readonly Found[] }
type Ringing = { readonly line: string | null; readonly offered: readonly Offered[] }

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
    async load({ request, signed: { colleague, calls } }): Promise<Answer<Ringing>> {
      const { line } = request.session
      // Whoever may be offered nobody hears why, whether anything rings or not.
      const may = calls.answers ? undefined : await ringing.offer(colleague, [])
      if (may?.ok === false) return may
      const offered: Offered[] = []
      for (const call of line === undefined ? [] : await ringing.at(line)) {
        const offer = await ringing.offer(colleague, call.people)
        if (!offer.ok) return offer
        offered.push({ call, people: offer.people })
      }
      return { ok: true, line: line ?? null, offered }
    },
    form: answering,
    known: ({ line }) => ({ line }),
    button: { text: 'Show callers', look: 'secondary' },
    draw: ({ line, offered }, whole, visit) => ({
      title: 'Who is calling?',
      lead: 'The number suggests who is calling. It is not an identity check: phones are shared, and numbers can be faked.',
      body: (
        <>
          {tabs(visit)}
          {line !== null && offered.length === 0 ? (
            <p class="govuk-body">
              No calls to {line} in the last {shownFor.minutes} minutes.
            </p>
          ) : null}
          {offered.map((each) => (
            <Call {...each} />
          ))}
          {line === null ? null : <Button href={arrivingAt}>Check again</Button>}
          {whole}
        </>
      ),
    }),
    async act({ request }, { line }) {
      request.session.set('line', line)
      return done
    },
    wrong: {},
    leadsTo: () => arrivingAt,
  })
}

function Call({ call, people }: Offered): JSX.Element {
  return (
    <Section id={`call-${call.id}`} heading={headingOf(call, people)}>
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

function headingOf({ hasNumber, andOthers }: Arriving, people: readonly Found[]): string {
  if (!hasNumber) return 'The number is withheld'
  if (andOthers) return 'Many people have the number'
  const [only, ...others] = people
  if (only === undefined) return 'Nobody on record has the number'
  return others.length === 0 ? `It may be ${only.name}` : `It may be one of ${people.length} people`
}

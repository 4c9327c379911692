import type { FastifyReply } from 'fastify'
import type { ComponentChildren } from 'preact'
import { sendPage } from '../answers.tsx'
import { Button, Link, Page } from '../components/index.ts'
import { type ColleaguesDoor, waysInto } from './way-in.ts'

/** `next`: what can be done about it. `beginsNot`: nobody can sign in from it. */
type Said = {
  readonly status: 200 | 403 | 503
  readonly title: string
  readonly lead: string
  readonly next?: ComponentChildren
  readonly beginsNot?: true
}

const pages = {
  wayIn: ({ name }) => ({
    status: 200,
    title: `Sign in to the ${name}`,
    lead: `The ${name} is for colleagues. You sign in with your work account.`,
  }),
  /** So that whoever leaves knows that the next at this screen finds it closed. */
  signedOut: () => ({
    status: 200,
    title: 'You are signed out',
    lead: 'Nobody can open a record from this screen until they have signed in.',
    next: 'A record that you left open closes itself within 30 minutes.',
  }),
  /** The provider does not answer: nobody comes in meanwhile, and the public pages stand. */
  unreachable: () => ({
    status: 503,
    title: 'Sign-in does not answer',
    lead: 'We cannot reach the service that signs you in. The fault is not yours.',
    next: 'Try again in a minute. If it goes on, tell whoever looks after work accounts.',
  }),
  /** Too late, from another browser, sent twice, or stopped half-way. */
  unfinished: () => ({
    status: 403,
    title: 'You are not signed in',
    lead: 'The sign-in was stopped, is too old, or was begun in another window.',
    next: 'Start it again from here.',
  }),
  noRole: ({ editions }) => ({
    status: 403,
    title: 'You are not signed in',
    lead: 'Your account has no role that Assured knows.',
    next: `What you may see depends on your role. Ask whoever looks after work accounts at ${editions.current().edition.landlord.shortName} to give your account one.`,
  }),
  notSetUp: ({ name }) => ({
    status: 503,
    title: 'Sign-in has not been set up',
    lead: `The ${name} is closed until colleagues can sign in with their work accounts.`,
    next: (
      <>
        Whoever runs Assured sets <code>ASSURED_OIDC_ISSUER</code>, <code>ASSURED_OIDC_CLIENT_ID</code>,{' '}
        <code>ASSURED_OIDC_CLIENT_SECRET</code> and <code>ASSURED_URL</code>, and starts it again. <code>docs/sign-in.md</code> tells how.
      </>
    ),
    beginsNot: true,
  }),
} satisfies Readonly<Record<string, (door: ColleaguesDoor) => Said>>

export function sendSignInPage(reply: FastifyReply, door: ColleaguesDoor, which: keyof typeof pages): FastifyReply {
  const said: Said = pages[which](door)
  return sendPage(
    reply.code(said.status),
    <Page frame={door.frame()} title={said.title}>
      <p class="app-lead">{said.lead}</p>
      {said.next === undefined ? null : <p class="govuk-body">{said.next}</p>}
      {said.beginsNot === true ? null : (
        <Button href={waysInto(door.at).signIn} start>
          Sign in
        </Button>
      )}
      {said.status === 200 ? null : (
        <p class="govuk-body">
          <Link href="/notice">Privacy notice</Link> · <Link href="/contact">Contact us</Link>
        </p>
      )}
    </Page>,
  )
}

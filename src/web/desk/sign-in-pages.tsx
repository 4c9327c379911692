import type { ComponentChildren, JSX } from 'preact'
import { Button, type Frame, Link, Page } from '../components/index.ts'

type Props = { readonly frame: Frame }

export function SignInPage(props: Props): JSX.Element {
  return (
    <Page frame={props.frame} title="Sign in to the desk">
      <p class="app-lead">The desk is for colleagues. You sign in with your work account.</p>
      <Button href="/desk/sign-in" start>
        Sign in
      </Button>
    </Page>
  )
}

/** So that whoever leaves the desk knows that the next at this screen finds it closed. */
export function SignedOutPage(props: Props): JSX.Element {
  return (
    <Page frame={props.frame} title="You are signed out">
      <p class="app-lead">Nobody can open a record from this screen until they have signed in.</p>
      <p class="govuk-body">A record that you left open closes itself within 30 minutes.</p>
      <Again />
    </Page>
  )
}

/** The provider does not answer: nobody comes in meanwhile, and the public pages stand. */
export function SignInUnreachablePage(props: Props): JSX.Element {
  return (
    <Plain frame={props.frame} title="Sign-in does not answer">
      <p class="app-lead">We cannot reach the service that signs you in. The fault is not yours.</p>
      <p class="govuk-body">Try again in a minute. If it goes on, tell whoever looks after work accounts.</p>
      <Again />
    </Plain>
  )
}

/** Too late, from another browser, sent twice, or stopped half-way. */
export function SignInUnfinishedPage(props: Props): JSX.Element {
  return (
    <Plain frame={props.frame} title="You are not signed in">
      <p class="app-lead">The sign-in was stopped, is too old, or was begun in another window.</p>
      <p class="govuk-body">Start it again from here.</p>
      <Again />
    </Plain>
  )
}

export function NoRolePage(props: Props & { readonly landlord: string }): JSX.Element {
  return (
    <Plain frame={props.frame} title="You are not signed in">
      <p class="app-lead">Your account has no role that Assured knows.</p>
      <p class="govuk-body">
        What you may see depends on your role. Ask whoever looks after work accounts at {props.landlord} to give your account one.
      </p>
      <Again />
    </Plain>
  )
}

export function NotSetUpPage(props: Props): JSX.Element {
  return (
    <Plain frame={props.frame} title="Sign-in has not been set up">
      <p class="app-lead">The desk is closed until colleagues can sign in with their work accounts.</p>
      <p class="govuk-body">
        Whoever runs Assured sets <code>ASSURED_OIDC_ISSUER</code>, <code>ASSURED_OIDC_CLIENT_ID</code>,{' '}
        <code>ASSURED_OIDC_CLIENT_SECRET</code> and <code>ASSURED_URL</code>, and starts it again. <code>docs/sign-in.md</code> tells how.
      </p>
    </Plain>
  )
}

function Plain(props: Props & { readonly title: string; readonly children: ComponentChildren }): JSX.Element {
  return (
    <Page frame={props.frame} title={props.title}>
      {props.children}
      <p class="govuk-body">
        <Link href="/notice">Privacy notice</Link> · <Link href="/contact">Contact us</Link>
      </p>
    </Page>
  )
}

function Again(): JSX.Element {
  return (
    <Button href="/desk/sign-in" start>
      Sign in
    </Button>
  )
}

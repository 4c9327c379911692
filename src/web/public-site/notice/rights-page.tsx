import type { JSX } from 'preact'
import { regulatorOn } from '#law/regulator.ts'
import type { Edition } from '#notice/edition.ts'
import { type Frame, Link, Page } from '../../components/index.ts'
import { Help } from '../help.tsx'
import { Rights } from './rights.tsx'

/** What anybody can ask for, each with the way to ask, and where to complain. */
export function RightsPage(props: { readonly frame: Frame; readonly edition: Edition; readonly today: Temporal.PlainDate }): JSX.Element {
  return (
    <Page frame={props.frame} title="What you can ask us to do" back={{ href: '/notice', text: 'Privacy notice' }}>
      <Rights edition={props.edition} headingLevel={2} />
      <Complain edition={props.edition} today={props.today} />
      <Help about="rights" />
    </Page>
  )
}

export function Complain(props: { readonly edition: Edition; readonly today: Temporal.PlainDate }): JSX.Element {
  return (
    <>
      <h2 class="govuk-heading-l" id="complain">
        How can you complain?
      </h2>
      <p class="govuk-body">
        <Link href="/contact#raise-a-concern">Complain to us first</Link>, so that we can put it right. You can also complain to the{' '}
        <Link href={props.edition.landlord.contacts.regulator.concerns}>{regulatorOn(props.today)}</Link> at any time, or go to court.
      </p>
    </>
  )
}

import type { JSX } from 'preact'
import type { Edition } from '#notice/edition.ts'
import { type Frame, Link, Page } from '../components/index.ts'
import { PhoneLink } from './phone-link.tsx'

/** What was done and tested, and only that. */
export function AccessibilityPage(props: { readonly frame: Frame; readonly edition: Edition }): JSX.Element {
  const { dataProtection, wording } = props.edition.landlord.contacts
  return (
    <Page frame={props.frame} title="Accessibility">
      <p class="app-lead">Everyone should be able to read this notice and use its forms. If you cannot, tell us and we will help.</p>
      <h2 class="govuk-heading-l">What you can do</h2>
      <ul class="govuk-list govuk-list--bullet">
        <li>enlarge the text to 400% without scrolling sideways</li>
        <li>use every page with a keyboard alone, or with a screen reader</li>
        <li>read every picture as a table as well</li>
        <li>use the whole site without scripts, on an old phone, or on paper: it prints</li>
      </ul>
      <h2 class="govuk-heading-l">How we check</h2>
      <p class="govuk-body">
        Before each release, every public page is opened in a browser at the width of a phone and of a desk, and checked automatically
        against the Web Content Accessibility Guidelines 2.2 at level AA. One finding stops the release. Automatic checks do not find
        everything, and we have not yet had this site tested by people who use assistive technology.
      </p>
      <h2 class="govuk-heading-l">Ask for another format, or tell us what does not work</h2>
      <p class="govuk-body">
        If you need this notice in large print, in another language or explained by phone, ask us. Write to{' '}
        <Link href={`mailto:${wording.email}`}>{wording.email}</Link> or call <PhoneLink number={dataProtection.phone} />.
      </p>
    </Page>
  )
}

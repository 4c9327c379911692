import type { JSX } from 'preact'
import type { Edition } from '#notice/edition.ts'
import { type Frame, Link, Page } from '../components/index.ts'

/** What is in place (SE1), no more than is so. */
const measures: readonly { readonly title: string; readonly says: string }[] = [
  {
    title: 'One door',
    says: 'Colleagues reach your information only through one part of our system. It asks who they are, what work they do and why they open your record, and refuses when it is not sure.',
  },
  {
    title: 'Only what the work needs',
    says: 'The database itself gives each kind of work its own key to the fields it may read. A mistake elsewhere in the software still meets that lock.',
  },
  {
    title: 'Encrypted',
    says: 'Health notes, equality answers, criminal offence data, recordings and free text are encrypted under a key of your own. Destroying that key makes them unreadable, in backups too.',
  },
  {
    title: 'Written down',
    says: 'Every look, every change and every refusal is recorded in a chain that shows if a line was altered or removed. You can ask when your record was opened, and what for.',
  },
  {
    title: 'Callers prove who they are',
    says: 'We do not talk about an account until the caller has answered what only they should know. Guessing is limited and recorded.',
  },
  {
    title: 'Deleted on time',
    says: 'What has reached its date is removed by the system every day. If a day is missed, our promises page says so.',
  },
]

export function SecurityPage(props: { readonly frame: Frame; readonly edition: Edition }): JSX.Element {
  return (
    <Page frame={props.frame} title="How we keep information safe">
      <p class="app-lead">
        No system is perfectly safe. This is what ours does to keep your information from those who should not have it.
      </p>
      <ul class="app-card-grid app-full">
        {measures.map((measure) => (
          <li class="app-card">
            <h2 class="app-card__title">{measure.title}</h2>
            <p>{measure.says}</p>
          </li>
        ))}
      </ul>
      <p class="govuk-body">
        <Link href="/promises">See which promises are kept right now</Link>, and{' '}
        <Link href="/notice/policy">our policy for specially protected information</Link>.
      </p>
      <h2 class="govuk-heading-l">Found a weakness?</h2>
      <p class="govuk-body">
        Please write to <Link href={`mailto:${props.edition.landlord.contacts.dataProtection.email}`}>our data protection team</Link> before
        you tell anyone else, and do not open other people’s information to prove it.
      </p>
    </Page>
  )
}

import type { JSX } from 'preact'
import type { Edition } from '#notice/edition.ts'
import { rightsRequest } from '#records/rights-request/rights-request.ts'
import { Button, type Frame, InsetText, Link, Page } from '../components/index.ts'
import { ask, choice, form } from '../form/index.ts'
import type { Refusal } from '../forms.ts'
import { NotTaken } from './not-taken.tsx'

const { words, name, otherNames, contact } = rightsRequest.fields

/** What somebody is asked who wants a copy of what is held about them. */
export const copyAsked = form({
  words: ask(words, {
    label: 'What would you like a copy of?',
    hint: 'Everything, or only a part of it: “all my rent letters since 2024”. The more you tell us, the sooner you have it.',
    missing: 'Tell us what you would like a copy of',
  }),
  askedBy: choice({
    label: 'Who is it about?',
    missing: 'Choose who it is about',
    options: [
      { value: 'themselves', text: 'Me' },
      { value: 'child', text: 'Me, and I am under 18', hint: 'It is your right. We answer you, and do not tell your parents.' },
      { value: 'parent', text: 'My child' },
      { value: 'representative', text: 'Somebody who asked me to act for them', hint: 'We will ask to see that they did.' },
      { value: 'attorney', text: 'Somebody whose attorney or deputy I am', hint: 'We will ask to see the document.' },
    ],
  }),
  name: ask(name, { label: 'Your name', missing: 'Enter your name' }),
  otherNames: ask(otherNames, { label: 'Other names you have had (optional)', hint: 'So that we find what is filed under them.' }),
  contact: ask(contact, {
    label: 'How can we reach you?',
    hint: 'An email address, phone number or postal address. Choose one that nobody else reads.',
    missing: 'Enter an email address, phone number or postal address',
  }),
})

/** Asking for a copy: in three minutes, without a reason, without proof at this point. */
export function CopyPage(props: {
  readonly frame: Frame
  readonly edition: Edition
  readonly token: string
  readonly open: boolean
  readonly refused?: Refusal | undefined
}): JSX.Element {
  const { frame, edition, token, open, refused } = props
  const { email, phone } = edition.landlord.contacts.dataProtection
  return (
    <Page frame={frame} title="Ask for a copy of your information" errors={refused?.errors}>
      <p class="app-lead">It is free. You need give no reason, and we answer within one month.</p>
      <InsetText>
        You do not have to use this form. A letter, an email to {email} or a call to {phone} counts just as much, and so does telling any of
        our colleagues.
      </InsetText>
      {open ? (
        <form method="post" action="/your-copy" novalidate>
          <input type="hidden" name="_csrf" value={token} />
          {copyAsked.fields({}, refused)}
          <Button>Ask for the copy</Button>
        </form>
      ) : (
        <NotTaken typed={refused?.values.words} />
      )}
      <p class="govuk-body">
        What you can ask for besides a copy is under <Link href="/notice">your rights</Link>.
      </p>
    </Page>
  )
}

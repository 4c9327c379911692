import type { JSX } from 'preact'
import type { Edition } from '#notice/edition.ts'
import { Button, type Frame, Link, Page } from '../components/index.ts'
import { form, optionalText, text } from '../form/index.ts'
import type { Refusal } from '../forms.ts'
import { NotTaken } from './not-taken.tsx'
import { PhoneLink } from './phone-link.tsx'
import { withinSentence } from './word-list.tsx'

/** More would be other people's too. */
const mostContacts = 10

export function linesOf(written: string): readonly string[] {
  return written
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '')
}

/** What somebody is asked who says no to marketing: what we reach them by, and who they are where we know them by something else. */
export const noMarketingAsked = form({
  contacts: text({
    label: 'What do we reach you by?',
    hint: 'Each email address, phone number and postal address on a line of its own.',
    rows: 3,
    most: 500,
    missing: 'Enter an email address, phone number or postal address',
    parse: (typed) =>
      linesOf(typed).length > mostContacts
        ? { ok: false, message: `Enter at most ${mostContacts} addresses and numbers` }
        : { ok: true, value: typed },
  }),
  name: text({
    label: 'Your name',
    hint: 'So that we find you if we know you by another address or number.',
    autocomplete: 'name',
    most: 200,
    missing: 'Enter your name',
  }),
  words: optionalText({ label: 'Anything to add (optional)', rows: 2, most: 1000 }),
})

/** Saying no to marketing, in every way it can come (MK4): without a reason, an account or proof. */
export function NoMarketingPage(props: {
  readonly frame: Frame
  readonly edition: Edition
  readonly token: string
  readonly open: boolean
  readonly refused?: Refusal | undefined
}): JSX.Element {
  const { frame, edition, token, open, refused } = props
  const { dataProtection, sales } = edition.landlord.contacts
  const by = sales ?? dataProtection
  const title = edition.activities.find(({ id }) => id === 'marketing')?.title ?? 'Marketing'
  return (
    <Page frame={frame} title="Say no to marketing" errors={refused?.errors}>
      <p class="app-lead">
        We then send you no {withinSentence(title)}: no email, text, call or post. You need give no reason, and you lose no service by it.
      </p>
      <p class="govuk-body">
        You do not have to use this form. An email to <Link href={`mailto:${by.email}`}>{by.email}</Link> or a call to{' '}
        <PhoneLink number={by.phone} /> counts just as much.
      </p>
      {open ? (
        <form method="post" action="/no-marketing" novalidate>
          <input type="hidden" name="_csrf" value={token} />
          {noMarketingAsked.fields({}, refused)}
          <Button>Send me no marketing</Button>
        </form>
      ) : (
        <NotTaken typed={refused?.values.contacts} />
      )}
    </Page>
  )
}

import type { JSX } from 'preact'
import { knowsMarketing } from '#duties/objections/no-marketing.ts'
import { knowsPictures } from '#duties/pictures/add.ts'
import { commissionSince, isRenamed, regulatorOn } from '#law/regulator.ts'
import type { Edition } from '#notice/edition.ts'
import { Button, type Frame, Link, Page, SummaryList } from '../components/index.ts'
import { form, text } from '../form/index.ts'
import type { Refusal } from '../forms.ts'
import { addressOf } from './errands.ts'
import { NotTaken } from './not-taken.tsx'
import { PhoneLink } from './phone-link.tsx'
import { dateWords } from './plain-words.ts'

export const concern = form({
  text: text({
    label: 'What has happened, or what do you ask for?',
    hint: 'We use what you write only to deal with this. Leave out what we do not need, such as health details or other people’s names.',
    rows: 7,
    most: 5000,
    missing: 'Tell us what has happened, or what you ask for',
  }),
  name: text({
    label: 'Your name',
    hint: 'So that we can find what it is about.',
    autocomplete: 'name',
    most: 200,
    missing: 'Enter your name',
  }),
  contact: text({
    label: 'How can we reach you?',
    hint: 'An email address, phone number or postal address. We use it to answer you about this, and for nothing else.',
    most: 500,
    missing: 'Enter an email address, phone number or postal address',
  }),
})

/** How to reach us, from one place in the landlord's data, and the form for a concern or a request. */
export function ContactPage(props: {
  readonly frame: Frame
  readonly edition: Edition
  readonly today: Temporal.PlainDate
  readonly token: string
  readonly subject?: string | undefined
  /** Whether a message can be taken in here. */
  readonly open: boolean
  readonly refused?: Refusal | undefined
}): JSX.Element {
  const { dataProtection, regulator } = props.edition.landlord.contacts
  const { refused } = props
  return (
    <Page frame={props.frame} title="Contact us about your information" errors={refused?.errors}>
      <p class="app-lead">
        {props.open ? 'Write to us, call us, or use the form on this page.' : 'Write to us or call us.'} You do not need to know the law to
        ask.
      </p>
      <SummaryList
        rows={[
          { key: 'Team', value: dataProtection.team },
          { key: 'Email', value: <Link href={`mailto:${dataProtection.email}`}>{dataProtection.email}</Link> },
          { key: 'Phone', value: <PhoneLink number={dataProtection.phone} /> },
          {
            key: 'Post',
            value: dataProtection.post.map((line, index) => (
              <>
                {index === 0 ? null : <br />}
                {line}
              </>
            )),
          },
        ]}
      />
      {knowsPictures(props.edition) ? (
        <p class="govuk-body">
          Are you in a picture, and do not want to be? <Link href="/pictures">Have it taken down</Link> at once, or tell us below where you
          saw it.
        </p>
      ) : null}
      {knowsMarketing(props.edition) ? (
        <p class="govuk-body">
          Do you want no marketing any more? <Link href={addressOf('marketing')}>Say no to it</Link>, and it stops at once.
        </p>
      ) : null}
      <h2 class="govuk-heading-l" id="raise-a-concern">
        Raise a concern, or ask for something
      </h2>
      {props.open ? <ConcernForm {...props} /> : <NotTaken typed={refused?.values.text} />}
      <h2 class="govuk-heading-l">Complain to the regulator</h2>
      <p class="govuk-body">
        You can go to the <Link href={regulator.concerns}>{regulator.name}</Link>
        {isRenamed(regulator.name, props.today)
          ? ` (since ${dateWords(commissionSince.toString())} the ${regulatorOn(props.today)})`
          : null}{' '}
        at any time
        {regulator.phone === undefined ? null : (
          <>
            , or call <PhoneLink number={regulator.phone} />
          </>
        )}
        . You can also go to court. You do not have to come to us first, though we would like the chance to put things right.
      </p>
    </Page>
  )
}

function ConcernForm({ token, subject, refused }: Pick<Parameters<typeof ContactPage>[0], 'token' | 'subject' | 'refused'>): JSX.Element {
  return (
    <form method="post" action="/contact" novalidate>
      <input type="hidden" name="_csrf" value={token} />
      {concern.fields(subject === undefined ? {} : { text: `${subject}: ` }, refused)}
      <Button>Send to the team</Button>
    </form>
  )
}

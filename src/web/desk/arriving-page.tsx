import type { JSX } from 'preact'
import { type Arriving, shownFor } from '#duties/calls/arriving.ts'
import type { Found } from '#gate/find.ts'
import { Button } from '../components/button.tsx'
import { Input } from '../components/input.tsx'
import { Link } from '../components/link.tsx'
import { type Frame, Page } from '../components/page.tsx'
import { RecordTable } from '../components/record-table.tsx'
import type { Refusal } from '../forms.ts'
import { arrivingAt, CallsNavigation, type Open } from './calls-page.tsx'
import { clockTime } from './values.ts'

export type Offered = { readonly call: Arriving; readonly people: readonly Found[] }

/** Who may be calling (TC1): an offer, from which one goes on to saying why and to the identity check. */
export function ArrivingPage(props: {
  readonly frame: Frame
  readonly bar: JSX.Element
  readonly token: string
  readonly open: Open
  /** The telephone that the colleague answers; not known before they said so. */
  readonly line: string | undefined
  readonly calls: readonly Offered[]
  readonly refused?: Refusal | undefined
}): JSX.Element {
  const { line, calls, refused } = props
  return (
    <Page frame={props.frame} title="Who is calling?" width="desk" bar={props.bar} errors={refused?.errors}>
      <CallsNavigation open={props.open} current={arrivingAt} />
      <p class="app-lead">A number offers who it may be. It is no check: others may use the same telephone, and a number can be forged.</p>
      {line === undefined ? null : calls.length === 0 ? (
        <p class="govuk-body">
          Nothing has rung at {line} in the last {shownFor.minutes} minutes.
        </p>
      ) : (
        calls.map((each) => <Call {...each} />)
      )}
      {line === undefined ? null : <Button href={arrivingAt}>Look again</Button>}
      <form method="post" action={arrivingAt} novalidate>
        <input type="hidden" name="_csrf" value={props.token} />
        <Input
          name="line"
          label={line === undefined ? 'Which telephone do you answer?' : 'Answer another telephone'}
          hint="Its extension, such as 2104. It is remembered until you sign out."
          error={refused?.errors[0]?.message}
          value={refused?.values.line ?? line}
          class="govuk-input--width-10"
        />
        <Button class="govuk-button--secondary">Show who rings there</Button>
      </form>
    </Page>
  )
}

function Call({ call, people }: Offered): JSX.Element {
  return (
    <section aria-labelledby={`call-${call.id}`}>
      <h2 class="govuk-heading-m" id={`call-${call.id}`}>
        {headingOf(call, people)}
      </h2>
      <p class="govuk-body">Began to ring at {clockTime(call.arrivedAt)}.</p>
      <RecordTable
        class="app-short"
        caption="Who has the number"
        captionHidden
        columns={[
          { heading: 'Name', cell: ({ person, name }: Found) => <Link href={`/desk/people/${person}/open?call=${call.id}`}>{name}</Link> },
          { heading: 'Born', cell: ({ bornIn }: Found) => bornIn ?? 'Not held' },
        ]}
        rows={people}
        empty={
          <>
            Ask who they are, and <Link href="/desk">find them by name</Link>.
          </>
        }
      />
    </section>
  )
}

function headingOf({ hasNumber, andOthers }: Arriving, people: readonly Found[]): string {
  if (!hasNumber) return 'The number is withheld'
  if (andOthers) return 'Many people have the number'
  const [only, ...others] = people
  if (only === undefined) return 'Nobody on record has the number'
  return others.length === 0 ? `It may be ${only.name}` : `It may be one of ${people.length} people`
}

import type { JSX } from 'preact'
import type { Found } from '#gate/find.ts'
import { Button } from '../components/button.tsx'
import { Input } from '../components/input.tsx'
import { Link } from '../components/link.tsx'
import { NotificationBanner } from '../components/notification-banner.tsx'
import { type Frame, Page } from '../components/page.tsx'
import { RecordTable } from '../components/record-table.tsx'
import type { Refusal } from '../forms.ts'

export function FindPage(props: {
  readonly frame: Frame
  readonly token: string
  readonly bar: JSX.Element
  readonly words?: string | undefined
  readonly found?: { readonly people: readonly Found[]; readonly more: boolean } | undefined
  readonly refused?: Refusal | undefined
  /** What has just been done. */
  readonly said?: string | undefined
}): JSX.Element {
  const { found } = props
  return (
    <Page frame={props.frame} title="Find a person" width="desk" bar={props.bar} errors={props.refused?.errors}>
      {props.said === undefined ? null : <NotificationBanner type="success">{props.said}</NotificationBanner>}
      <form method="post" action="/desk/find#results" novalidate>
        <input type="hidden" name="_csrf" value={props.token} />
        <Input
          name="words"
          type="search"
          label="Name, address, telephone number or payment reference"
          hint="It finds names that are spelt a little differently, too."
          value={props.words}
          error={props.refused?.errors[0]?.message}
          class="govuk-input--width-30"
        />
        <Button>Find</Button>
      </form>
      {found === undefined ? null : <Results people={found.people} more={found.more} words={props.words ?? ''} />}
    </Page>
  )
}

function Results(props: { readonly people: readonly Found[]; readonly more: boolean; readonly words: string }): JSX.Element {
  const { people } = props
  const homes = { heading: 'Home', cell: (each: Found) => each.home ?? 'Not held' }
  // Where homes are closed until somebody is identified, none comes back: a column of “Not held” would be untrue.
  const homesShown = people.some((each) => each.home !== null)
  return (
    <section aria-labelledby="results">
      <h2 class="govuk-heading-m" id="results" tabIndex={-1}>
        {people.length === 0
          ? 'Nobody found'
          : `${people.length}${props.more ? ' or more' : ''} ${people.length === 1 ? 'person' : 'people'} found`}
      </h2>
      {props.more ? <p class="govuk-body">These are the nearest. Write more, such as the whole name, to see fewer.</p> : null}
      {people.length > 0 && !homesShown ? (
        <p class="govuk-body">Where people live is not shown here: ask for it in the identity check.</p>
      ) : null}
      <RecordTable
        class={homesShown ? undefined : 'app-short'}
        caption="People found"
        captionHidden
        columns={[
          { heading: 'Name', cell: (each: Found) => <Link href={`/desk/people/${each.person}/open`}>{each.name}</Link> },
          { heading: 'Born', cell: (each: Found) => each.bornIn ?? 'Not held' },
          ...(homesShown ? [homes] : []),
        ]}
        rows={people}
        empty={`We looked for “${props.words}” in names, addresses, telephone numbers and payment references. Try another spelling, or fewer words.`}
      />
    </section>
  )
}

import type { JSX } from 'preact'
import type { Found } from '#gate/find.ts'
import { Button } from '../components/button.tsx'
import { Input } from '../components/input.tsx'
import { Link } from '../components/link.tsx'
import { type Frame, Page } from '../components/page.tsx'
import { RecordTable } from '../components/record-table.tsx'
import { SummaryList } from '../components/summary-list.tsx'
import type { Refusal } from '../forms.ts'
import { CallsNavigation, type Open, Said, unlinkedAt, whenOf } from './calls-page.tsx'

export type UnlinkedLine = { readonly id: string; readonly collectedAt: string; readonly callingNumber: string | null }
type Common = { readonly frame: Frame; readonly bar: JSX.Element }

/** Recorded calls of which nobody has said yet whose they were. */
export function UnlinkedPage(
  props: Common & {
    readonly open: Open
    readonly lines: readonly UnlinkedLine[]
    readonly next: string | undefined
    readonly said: string | undefined
  },
): JSX.Element {
  return (
    <Page frame={props.frame} title="Calls linked to nobody" width="desk" bar={props.bar}>
      <Said said={props.said} />
      <CallsNavigation open={props.open} current={unlinkedAt} />
      <p class="app-lead">Their number is nobody’s, or several people’s. Linked or not, each is deleted on its day.</p>
      <RecordTable
        caption="Calls linked to nobody"
        captionHidden
        empty="Every recorded call is linked to a person."
        rows={props.lines}
        columns={[
          { heading: 'When', cell: ({ id, collectedAt }) => <Link href={`${unlinkedAt}/${id}`}>{whenOf(collectedAt)}</Link> },
          { heading: 'Number', cell: ({ callingNumber }) => callingNumber ?? 'Not held' },
        ]}
      />
      {props.next === undefined ? null : (
        <p class="govuk-body">
          <Link href={`${unlinkedAt}?after=${props.next}`} rel="next">
            More calls
          </Link>
        </p>
      )}
    </Page>
  )
}

/** One of them, and finding the person whose it was. */
export function UnlinkedCallPage(
  props: Common & {
    readonly token: string
    readonly line: UnlinkedLine
    readonly words?: string | undefined
    readonly found?: { readonly people: readonly Found[]; readonly more: boolean } | undefined
    readonly refused?: Refusal | undefined
  },
): JSX.Element {
  const { line, found } = props
  const at = `${unlinkedAt}/${line.id}`
  return (
    <Page
      frame={props.frame}
      title="Whose call was it?"
      width="desk"
      bar={props.bar}
      back={{ href: unlinkedAt, text: 'Calls linked to nobody' }}
      errors={props.refused?.errors}
    >
      <SummaryList
        rows={[
          { key: 'When', value: whenOf(line.collectedAt) },
          { key: 'Number', value: line.callingNumber ?? 'Not held' },
        ]}
      />
      <form method="post" action={`${at}#results`} novalidate>
        <input type="hidden" name="_csrf" value={props.token} />
        <Input
          name="words"
          type="search"
          label="Name, address, telephone number or payment reference"
          value={props.words}
          error={props.refused?.errors[0]?.message}
          class="govuk-input--width-30"
        />
        <Button>Find</Button>
      </form>
      {found === undefined ? null : (
        <section aria-labelledby="results">
          <h2 class="govuk-heading-m" id="results" tabIndex={-1}>
            {found.people.length === 0 ? 'Nobody found' : 'Whose was it?'}
          </h2>
          {found.more ? <p class="govuk-body">These are the nearest. Write more to see fewer.</p> : null}
          <RecordTable
            caption="People found"
            captionHidden
            empty="Try another spelling, or fewer words."
            rows={found.people}
            columns={[
              { heading: 'Name', cell: (each) => each.name },
              { heading: 'Born', cell: (each) => each.bornIn ?? 'Not held' },
              { heading: 'Call', cell: (each) => <LinkTo person={each} at={at} token={props.token} /> },
            ]}
          />
        </section>
      )}
    </Page>
  )
}

function LinkTo({ person, at, token }: { readonly person: Found; readonly at: string; readonly token: string }): JSX.Element {
  return (
    <form method="post" action={`${at}/link`}>
      <input type="hidden" name="_csrf" value={token} />
      <input type="hidden" name="person" value={person.person} />
      <Button class="govuk-button--secondary app-button--row">
        Link the call<span class="govuk-visually-hidden"> to {person.name}</span>
      </Button>
    </form>
  )
}

import type { JSX } from 'preact'
import type { Explanation } from '#decisions/explain.ts'
import type { Found } from '#gate/find.ts'
import type { Colleague } from '#gate/judge.ts'
import { Button } from '../components/button.tsx'
import { Input } from '../components/input.tsx'
import { InsetText } from '../components/inset-text.tsx'
import { Link } from '../components/link.tsx'
import { type Frame, Page } from '../components/page.tsx'
import { Radios } from '../components/radios.tsx'
import { RecordTable } from '../components/record-table.tsx'
import { Textarea } from '../components/textarea.tsx'
import type { Parsed } from '../forms.ts'

type Refusal = Extract<Parsed<unknown>, { ok: false }>

/** Whom to be, while trying out: shown by the example's own identity provider. */
export function ChooseColleaguePage(props: {
  readonly frame: Frame
  readonly colleagues: readonly Colleague[]
  readonly sendTo: string
}): JSX.Element {
  return (
    <Page frame={props.frame} title="Who would you like to be?">
      <InsetText>This is an example. The landlord, its customers and its colleagues are invented, and there are no passwords.</InsetText>
      <form method="post" action={props.sendTo}>
        {props.colleagues.map((colleague) => (
          <p class="govuk-body">
            <Button name="colleague" value={colleague.id} class="govuk-button--secondary">
              {colleague.name}, {colleague.team}
            </Button>
          </p>
        ))}
      </form>
    </Page>
  )
}

export function FindPage(props: {
  readonly frame: Frame
  readonly token: string
  readonly bar: JSX.Element
  readonly words?: string | undefined
  readonly found?: { readonly people: readonly Found[]; readonly more: boolean } | undefined
  readonly refused?: Refusal | undefined
}): JSX.Element {
  const { found } = props
  return (
    <Page frame={props.frame} title="Find a person" width="desk" bar={props.bar} errors={props.refused?.errors}>
      <form method="post" action="/desk/find" novalidate>
        <input type="hidden" name="_csrf" value={props.token} />
        <Input
          name="words"
          type="search"
          label="Name, address, telephone number or payment reference"
          hint="Spelling mistakes are forgiven."
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
  return (
    <section aria-labelledby="results">
      <h2 class="govuk-heading-m" id="results" tabIndex={-1}>
        {people.length === 0
          ? 'Nobody found'
          : `${people.length}${props.more ? ' or more' : ''} ${people.length === 1 ? 'person' : 'people'} found`}
      </h2>
      {props.more ? <p class="govuk-body">These are the nearest. Add an address or a reference to see fewer.</p> : null}
      <RecordTable
        caption="People found"
        captionHidden
        columns={[
          { heading: 'Name', cell: (each: Found) => <Link href={`/desk/people/${each.person}/open`}>{each.name}</Link> },
          { heading: 'Born in', cell: (each: Found) => each.bornIn ?? 'Not held' },
          { heading: 'Home', cell: (each: Found) => each.home ?? 'Not held' },
        ]}
        rows={people}
        empty={`We looked for “${props.words}” in names, addresses, telephone numbers and payment references. Try fewer words.`}
      />
    </section>
  )
}

export function ReasonPage(props: {
  readonly frame: Frame
  readonly token: string
  readonly bar: JSX.Element
  readonly person: string
  readonly activities: readonly { readonly id: string; readonly title: string; readonly why: string }[]
  readonly refused?: Refusal | undefined
}): JSX.Element {
  const { refused } = props
  const error = (field: string) => refused?.errors.find((each) => each.field === field)?.message
  const values: Readonly<Record<string, string>> = refused?.values ?? {}
  return (
    <Page
      frame={props.frame}
      title="Why do you open this record?"
      width="desk"
      bar={props.bar}
      back={{ href: '/desk' }}
      errors={refused?.errors}
    >
      <p class="app-lead">The record stays open for 30 minutes. The person can be told who opened it, and why.</p>
      <form method="post" action={`/desk/people/${props.person}/open`} novalidate>
        <input type="hidden" name="_csrf" value={props.token} />
        <Radios
          name="activity"
          fieldset={{ legend: 'What are you doing?' }}
          error={error('activity')}
          value={values.activity}
          items={props.activities.map((activity) => ({ value: activity.id, text: activity.title, hint: activity.why }))}
        />
        <Radios
          name="reason"
          fieldset={{ legend: 'What brought you here?' }}
          error={error('reason')}
          value={values.reason}
          items={[
            { value: 'call', text: 'They are on the telephone' },
            { value: 'visit', text: 'They are here, or I am visiting' },
            { value: 'letter', text: 'They wrote to us' },
            { value: 'case', text: 'A case I am working on; they are not present' },
            { value: 'check', text: 'A check that I was asked to make' },
          ]}
        />
        <Input
          name="reference"
          label="Reference"
          hint="The call, case or letter, such as “call 4711”. No names."
          error={error('reference')}
          value={values.reference}
          class="govuk-input--width-20"
        />
        <Textarea
          name="specialReason"
          label="Do you need health or support information? Say why (optional)"
          hint="It stays closed unless you say why you need it this time."
          rows={2}
          error={error('specialReason')}
          value={values.specialReason}
        />
        <Button>Open the record</Button>
      </form>
      <p class="govuk-body">
        <Link href={`/desk/people/${props.person}/identity`}>Check who you are talking to</Link> first, if they are on the telephone or
        here.
      </p>
    </Page>
  )
}

export function IdentityPage(props: {
  readonly frame: Frame
  readonly token: string
  readonly bar: JSX.Element
  readonly person: string
  readonly refused?: Refusal | undefined
  readonly answer?: 'passed' | 'failed' | 'too-many' | undefined
}): JSX.Element {
  const said = {
    passed: 'It matched. You can go on: their account is open to you for 30 minutes.',
    failed: 'It did not match. Do not continue. Offer to call back on the number we hold.',
    'too-many': 'It was tried too often. Do not continue. Offer to call back on the number we hold.',
  }
  return (
    <Page
      frame={props.frame}
      title="Check who you are talking to"
      width="desk"
      bar={props.bar}
      back={{ href: `/desk/people/${props.person}/open` }}
      errors={props.refused?.errors}
    >
      {props.answer === undefined ? null : <InsetText>{said[props.answer]}</InsetText>}
      {props.answer === 'passed' ? (
        <Button href={`/desk/people/${props.person}/open`}>Give your reason</Button>
      ) : (
        <form method="post" action={`/desk/people/${props.person}/identity`} novalidate autocomplete="off">
          <input type="hidden" name="_csrf" value={props.token} />
          <p class="govuk-body">
            Ask for at least two of these, and type what you hear. You are told whether it matched, never the answer.
          </p>
          <Input
            name="born"
            label="Date of birth"
            hint="For example, 4 3 1981"
            class="govuk-input--width-10"
            error={props.refused?.errors[0]?.message}
          />
          <Input name="postcode" label="Postcode of their home" class="govuk-input--width-10" />
          <Input name="reference" label="Payment reference" class="govuk-input--width-10" />
          <Button>Check</Button>
        </form>
      )}
    </Page>
  )
}

/** Refused says what, why, and who can (never looks like empty). */
export function RefusedPage(props: {
  readonly frame: Frame
  readonly bar: JSX.Element
  readonly explained: readonly Explanation[]
  readonly back: string
}): JSX.Element {
  return (
    <Page frame={props.frame} title="This record is closed to you for that" width="desk" bar={props.bar} back={{ href: props.back }}>
      <Why explained={props.explained} />
      <p class="govuk-body">That you asked is on record, like every answer.</p>
    </Page>
  )
}

export function Why(props: { readonly explained: readonly Explanation[] }): JSX.Element {
  return (
    <ul class="govuk-list govuk-list--bullet">
      {props.explained.map((each) => (
        <li>
          {each.why} {each.remedy} (<Link href={`/promises#${each.clause}`}>{each.clause}</Link>)
        </li>
      ))}
    </ul>
  )
}

export function ClosedPage(props: { readonly frame: Frame; readonly bar: JSX.Element }): JSX.Element {
  return (
    <Page frame={props.frame} title="This record has closed" width="desk" bar={props.bar} back={{ href: '/desk' }}>
      <p class="app-lead">A record closes itself after 30 minutes, or when you close it. To open it again, find the person and say why.</p>
    </Page>
  )
}

import type { JSX } from 'preact'
import type { OnIt } from '#duties/pictures/album.ts'
import { Button } from '../components/button.tsx'
import { Input } from '../components/input.tsx'
import { Link } from '../components/link.tsx'
import { NotificationBanner } from '../components/notification-banner.tsx'
import { type Frame, Page } from '../components/page.tsx'
import { RecordTable } from '../components/record-table.tsx'
import { SummaryList } from '../components/summary-list.tsx'
import { WarningText } from '../components/warning-text.tsx'
import type { Refusal } from '../forms.ts'
import { legible } from './legible.ts'
import { LookAgain } from './look-again-form.tsx'
import { kindWords, mediumWords, removedWords, wordOf } from './picture-words.ts'
import { picturesAt } from './pictures-page.tsx'
import { longDate, shortDate } from './values.ts'

export type Shown = {
  readonly id: string
  readonly medium: string
  readonly ours: boolean
  readonly place: string | null
  readonly shownFrom: string
  readonly shownUntil: string | null
  readonly endedOn: string | null
  readonly endedHow: string | null
  readonly askedOn: string | null
}

export type ShownPicture = {
  readonly id: string
  readonly kind: string
  readonly shows: string
  readonly takenOn: string
  readonly event: string | null
  readonly removed: string | null
  readonly hasImage: boolean
  /** Somebody on it stops it: by saying no, by objecting, or by taking a permission back. */
  readonly stopped: boolean
  /** Somebody whom nobody knows stopped it, and no colleague has looked again yet. */
  readonly stoppedBy: string | null
  readonly shownAgainBecause: string | null
  readonly people: readonly OnIt[]
  readonly shown: readonly Shown[]
}

/** One picture: what it shows, who is on it, where it is shown, and how it is taken down. */
export function PicturePage(props: {
  readonly frame: Frame
  readonly bar: JSX.Element
  readonly token: string
  readonly picture: ShownPicture
  readonly said: string | undefined
  readonly refused?: Refusal | undefined
}): JSX.Element {
  const { picture, token } = props
  const at = `${picturesAt}/${picture.id}`
  return (
    <Page
      frame={props.frame}
      title={picture.shows}
      width="desk"
      bar={props.bar}
      back={{ href: picturesAt, text: 'Pictures' }}
      errors={props.refused?.errors}
    >
      {props.said === undefined ? null : <NotificationBanner type="success">{props.said}</NotificationBanner>}
      {picture.stopped ? (
        <WarningText>Somebody on it does not want it shown. It may be shown nowhere, and our own pages show it no more.</WarningText>
      ) : null}
      {picture.hasImage ? <img class="app-picture" src={`${at}/whole`} alt={picture.shows} width="640" /> : null}
      <SummaryList
        rows={[
          { key: 'Kind', value: wordOf(kindWords, picture.kind)?.text ?? picture.kind },
          { key: 'Taken', value: longDate(Temporal.PlainDate.from(picture.takenOn)) },
          { key: 'Event', value: picture.event ?? 'None' },
          ...(picture.shownAgainBecause === null ? [] : [{ key: 'Shown again', value: picture.shownAgainBecause }]),
          { key: 'Its file', value: removedWords(picture.removed) },
        ]}
      />
      <People picture={picture} at={at} token={token} />
      <Places picture={picture} at={at} />
      {picture.stoppedBy === 'unknown' ? <LookAgain at={at} token={token} refused={props.refused} /> : null}
      {picture.stopped ? null : <Stopping at={at} token={token} />}
    </Page>
  )
}

function People(props: { readonly picture: ShownPicture; readonly at: string; readonly token: string }): JSX.Element {
  const { picture, at } = props
  return (
    <section aria-labelledby="people">
      <h2 class="govuk-heading-m" id="people">
        Who is on it
      </h2>
      <RecordTable
        class="app-short"
        caption="Who is noted to be on it"
        captionHidden
        columns={[
          { heading: 'Person', cell: (one: OnIt) => one.name ?? 'Somebody whose record is closed for this' },
          { heading: 'Named as', cell: (one: OnIt) => one.shownAs ?? 'Not named' },
        ]}
        rows={picture.people}
        empty="Nobody is noted to be on it, and nobody is named."
      />
      {picture.stopped || picture.kind === 'home' ? null : (
        <form method="post" action={`${at}/people`} novalidate>
          <input type="hidden" name="_csrf" value={props.token} />
          <Input name="words" type="search" label="Note somebody: their name, address or payment reference" class="govuk-input--width-30" />
          <Button class="govuk-button--secondary">Find</Button>
        </form>
      )}
    </section>
  )
}

function Places(props: { readonly picture: ShownPicture; readonly at: string }): JSX.Element {
  const { picture, at } = props
  return (
    <section aria-labelledby="places">
      <h2 class="govuk-heading-m" id="places">
        Where it is shown
      </h2>
      <RecordTable
        caption="Where it is or was shown"
        captionHidden
        columns={[
          { heading: 'Where', cell: (each: Shown) => legible(each.place) },
          {
            heading: 'In',
            cell: (each: Shown) => `${wordOf(mediumWords, each.medium) ?? each.medium}, ${each.ours ? 'ours' : 'another’s'}`,
          },
          { heading: 'From', cell: (each: Shown) => shortDate(Temporal.PlainDate.from(each.shownFrom)) },
          {
            heading: 'Until',
            cell: (each: Shown) => (each.shownUntil === null ? 'No end' : shortDate(Temporal.PlainDate.from(each.shownUntil))),
          },
          { heading: 'Now', cell: (each: Shown) => stateOf(each) },
        ]}
        rows={picture.shown}
        empty="It has been shown nowhere."
      />
      {picture.stopped ? null : (
        <p class="govuk-body">
          <Link href={`${at}/places/new`}>Show it somewhere</Link>
        </p>
      )}
    </section>
  )
}

function stateOf({ endedOn, endedHow, askedOn }: Shown): string {
  const day = (date: string) => shortDate(Temporal.PlainDate.from(date))
  if (endedOn !== null && endedHow === 'past') return `Out in print: past since ${day(endedOn)}`
  if (endedOn !== null) return endedHow === 'over' ? `Over since ${day(endedOn)}` : `Taken down on ${day(endedOn)}`
  return askedOn === null ? 'Shown' : `To be taken down, since ${day(askedOn)}: see your tasks`
}

function Stopping(props: { readonly at: string; readonly token: string }): JSX.Element {
  return (
    <section aria-labelledby="take-down">
      <h2 class="govuk-heading-m" id="take-down">
        Take it down
      </h2>
      <p class="govuk-body">
        When somebody on it says that they do not want to appear, to the photographer or to you. Our own pages show it no more at once;
        every other place becomes a task. It cannot be shown again.
      </p>
      <form method="post" action={`${props.at}/take-down`} novalidate>
        <input type="hidden" name="_csrf" value={props.token} />
        <Button class="govuk-button--warning">Take it down everywhere</Button>
      </form>
    </section>
  )
}

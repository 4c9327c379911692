import type { JSX } from 'preact'
import type { Camera } from '#duties/cameras/register.ts'
import type { Opening } from '#duties/openings/openings.ts'
import { Button } from '../components/button.tsx'
import { Input } from '../components/input.tsx'
import { Link } from '../components/link.tsx'
import { NotificationBanner } from '../components/notification-banner.tsx'
import { type Frame, Page } from '../components/page.tsx'
import { Radios } from '../components/radios.tsx'
import { ReasonStrip } from '../components/reason-strip.tsx'
import { RecordTable } from '../components/record-table.tsx'
import type { Refusal } from '../forms.ts'
import { cameraWords } from './legible.ts'
import { clockTime, dayAndTime } from './values.ts'

type Common = { readonly frame: Frame; readonly bar: JSX.Element; readonly token: string; readonly refused?: Refusal | undefined }

export type Piece = {
  readonly id: string
  readonly startedAt: string
  readonly endedAt: string
  readonly mediaId: string | null
  readonly shows: string | null
}

const errorOf = (refused: Refusal | undefined, field: string) => refused?.errors.find((each) => each.field === field)?.message

/** Why somebody watches what a camera filmed (CV3). */
export function FootageReasonPage(
  props: Common & {
    readonly camera: string
    readonly activities: readonly { readonly id: string; readonly title: string; readonly why: string }[]
  },
): JSX.Element {
  const { refused } = props
  const at = `/desk/cameras/${props.camera}`
  return (
    <Page frame={props.frame} title="Why are you watching this?" width="desk" bar={props.bar} back={{ href: at }} errors={refused?.errors}>
      <p class="app-lead">It stays open for 30 minutes. Who watched, why, and which part is on record.</p>
      <form method="post" action={`${at}/open`} novalidate>
        <input type="hidden" name="_csrf" value={props.token} />
        <Radios
          name="activity"
          fieldset={{ legend: 'What are you doing?' }}
          hint="These are the words of the privacy notice: “you” is the customer."
          error={errorOf(refused, 'activity')}
          value={refused?.values.activity}
          items={props.activities.map((activity) => ({ value: activity.id, text: activity.title, hint: activity.why }))}
        />
        <Input
          name="reference"
          label="Reference"
          hint="The incident, case or request, such as “incident 12”. No names."
          error={errorOf(refused, 'reference')}
          value={refused?.values.reference}
          class="govuk-input--width-20"
        />
        <Button>Open what it filmed</Button>
      </form>
    </Page>
  )
}

/** What one camera filmed between two times of a day. */
export function FootagePage(
  props: Common & {
    readonly camera: Pick<Camera, 'name' | 'site'>
    readonly opening: Opening
    readonly activity: string
    /** The day and times that are asked for; null before anything is. */
    readonly asked: { readonly on: string; readonly from: string; readonly to: string } | null
    readonly pieces: readonly Piece[]
    readonly oldest: string | null
    readonly discloses: boolean
    readonly said: string | undefined
    /** What of it is kept longer; absent where the colleague may not see why. */
    readonly kept: JSX.Element | null
  },
): JSX.Element {
  const { opening, camera, pieces, refused, asked, token } = props
  const at = `/desk/openings/${opening.id}`
  const values = refused?.values ?? asked ?? {}
  return (
    <Page
      frame={props.frame}
      title={`Filmed by ${cameraWords(camera)}`}
      width="desk"
      bar={props.bar}
      back={{ href: '/desk/cameras', text: 'Cameras' }}
      errors={refused?.errors}
    >
      {props.said === undefined ? null : <NotificationBanner type="success">{props.said}</NotificationBanner>}
      <ReasonStrip
        because={`${props.activity}, ${opening.reference}`}
        checked={null}
        closes={`Closes itself at ${clockTime(opening.closesAt)}`}
        note="Who watched, and which part, is on record."
      >
        <form method="post" action={`${at}/extend`}>
          <input type="hidden" name="_csrf" value={token} />
          <Button class="govuk-button--secondary">Keep open for 30 more minutes</Button>
        </form>
        <form method="post" action={`${at}/close`}>
          <input type="hidden" name="_csrf" value={token} />
          <Button class="govuk-button--secondary">Close now</Button>
        </form>
      </ReasonStrip>
      {props.discloses ? (
        <p class="govuk-body">
          <Link href={`${at}/disclosures`}>What was given to the police and others</Link>
        </p>
      ) : null}
      <h2 class="govuk-heading-m">When?</h2>
      <p class="govuk-body">
        {props.oldest === null ? 'Nothing that it filmed is held.' : `The oldest that is held is of ${props.oldest}.`}
      </p>
      <form method="get" action={`${at}/footage`} novalidate>
        <Input
          name="on"
          label="Day"
          hint="Such as 23/11/2026."
          value={values.on}
          error={errorOf(refused, 'on')}
          class="govuk-input--width-10"
        />
        <Input
          name="from"
          label="From"
          hint="London time, such as 14:30 or 14:30:15; in the night when the clocks go back, 01:40 BST or 01:40 GMT."
          value={values.from}
          error={errorOf(refused, 'from')}
          class="govuk-input--width-5"
        />
        <Input name="to" label="To" value={values.to} error={errorOf(refused, 'to')} class="govuk-input--width-5" />
        <Button>Find</Button>
      </form>
      {asked === null ? null : (
        <RecordTable
          caption={`Filmed on ${asked.on} between ${asked.from} and ${asked.to}`}
          columns={[
            { heading: 'From', cell: (piece: Piece) => <Watch piece={piece} at={at} /> },
            { heading: 'To', cell: (piece: Piece) => dayAndTime(Temporal.Instant.from(piece.endedAt)) },
          ]}
          rows={pieces}
          empty="Nothing is held of that time. Footage goes after its months unless it is kept for a reason."
        />
      )}
      {props.kept}
    </Page>
  )
}

function Watch({ piece, at }: { readonly piece: Piece; readonly at: string }): JSX.Element {
  const when = dayAndTime(Temporal.Instant.from(piece.startedAt))
  if (piece.mediaId === null) return <>{when} (no film is held)</>
  return (
    <Link href={`${at}/footage/${piece.id}`}>
      {when}
      <span class="govuk-visually-hidden">: watch</span>
    </Link>
  )
}

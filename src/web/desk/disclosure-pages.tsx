import type { JSX } from 'preact'
import type { Disclosure } from '#duties/disclosures/decide.ts'
import { Button } from '../components/button.tsx'
import { FilmPlayer } from '../components/film-player.tsx'
import { Input } from '../components/input.tsx'
import { InsetText } from '../components/inset-text.tsx'
import { Link } from '../components/link.tsx'
import { NotificationBanner } from '../components/notification-banner.tsx'
import { type Frame, Page } from '../components/page.tsx'
import { Radios } from '../components/radios.tsx'
import { RecordTable } from '../components/record-table.tsx'
import { SummaryList, type SummaryRow } from '../components/summary-list.tsx'
import { Textarea } from '../components/textarea.tsx'
import type { Refusal } from '../forms.ts'
import { dayAndTime } from './values.ts'

type Common = {
  readonly frame: Frame
  readonly bar: JSX.Element
  readonly token: string
  readonly at: string
  readonly refused?: Refusal | undefined
}

const errorOf = (refused: Refusal | undefined, field: string) => refused?.errors.find((each) => each.field === field)?.message
const moment = (instant: string) => dayAndTime(Temporal.Instant.from(instant))

/** The recipients, as the form and the receipt name them. */
export const recipientWords: Readonly<Record<string, string>> = { police: 'The police', court: 'A court' }

export function stateOf({ outcome, fetchedAt }: Disclosure): string {
  if (outcome === null) return 'Waits for a second look'
  if (outcome === 'stopped') return 'Stopped: it does not leave'
  return fetchedAt === null ? 'Released, not fetched yet' : 'Given'
}

/** What of this camera's footage was asked for from outside, newest first. */
export function DisclosuresPage(props: Omit<Common, 'token' | 'refused'> & { readonly rows: readonly Disclosure[] }): JSX.Element {
  const newest = props.rows.toSorted((one, other) => other.collectedAt.localeCompare(one.collectedAt))
  return (
    <Page
      frame={props.frame}
      title="Given to the police and others"
      width="desk"
      bar={props.bar}
      back={{ href: props.at, text: 'Back to what it filmed' }}
    >
      <p class="app-lead">A clip leaves only on a written request, with other people hidden, and after a second look.</p>
      <p class="govuk-body">To prepare one, find the footage and choose “Give part of it” beside the film.</p>
      <RecordTable
        caption="Clips, newest first"
        captionHidden
        columns={[
          {
            heading: 'Prepared',
            cell: (row: Disclosure) => <Link href={`${props.at}/disclosures/${row.id}`}>{moment(row.collectedAt)}</Link>,
          },
          { heading: 'For', cell: (row: Disclosure) => row.organisation ?? recipientWords[row.recipient] ?? 'Not held' },
          { heading: 'Filmed from', cell: (row: Disclosure) => moment(row.fromAt) },
          { heading: 'State', cell: (row: Disclosure) => stateOf(row) },
        ]}
        rows={newest}
        empty="Nothing that this camera filmed was asked for."
      />
    </Page>
  )
}

/** The request, the part that is asked for, and what is hidden in it. */
export function NewDisclosurePage(
  props: Common & { readonly piece: string; readonly from: string; readonly to: string; readonly cutsHere: boolean },
): JSX.Element {
  const { refused, at, cutsHere } = props
  const values: Readonly<Record<string, string>> = refused?.values ?? {}
  const input = (name: string, label: string, hint?: string) => (
    <Input name={name} label={label} hint={hint} value={values[name]} error={errorOf(refused, name)} class="govuk-input--width-30" />
  )
  return (
    <Page
      frame={props.frame}
      title="Give part of this footage"
      width="desk"
      bar={props.bar}
      back={{ href: `${at}/footage/${props.piece}`, text: 'Back to the film' }}
      errors={refused?.errors}
    >
      <p class="app-lead">
        Only on a written request, and only the part that it needs. It was filmed from {props.from} to {props.to}.
      </p>
      <form method="post" action={`${at}/disclosures/new?piece=${props.piece}`} enctype="multipart/form-data" novalidate>
        <input type="hidden" name="_csrf" value={props.token} />
        <Radios
          name="recipient"
          fieldset={{ legend: 'Who asks?' }}
          error={errorOf(refused, 'recipient')}
          value={values.recipient}
          items={Object.entries(recipientWords).map(([value, text]) => ({ value, text }))}
        />
        {input('organisation', 'Force or court')}
        {input('officer', 'Officer', 'Name or number, as in the request.')}
        {input('power', 'Power relied on', 'The law that they name.')}
        {input('requested', 'Their reference')}
        {input('on', 'Day', 'Such as 23/11/2026.')}
        {input('from', 'From', 'London time, such as 14:30 or 14:30:15; in the night when the clocks go back, 01:40 BST or 01:40 GMT.')}
        {input('to', 'To')}
        <Radios
          name="others"
          fieldset={{ legend: 'Can people be made out who are not asked about?' }}
          error={errorOf(refused, 'others')}
          value={values.others}
          items={[
            { value: 'none', text: 'No, nobody else' },
            {
              value: 'hidden',
              text: cutsHere
                ? 'Yes, and they are hidden as I say below, or in the copy I send'
                : 'Yes, and they are hidden in the copy I send',
            },
          ]}
        />
        {cutsHere ? (
          <>
            <Textarea
              name="masks"
              label="What to black out (optional)"
              hint="One rectangle a line: from and to in the clip, then left, top, width and height in per cent of the picture, such as 0:05-0:20 25 10 30 50."
              rows={4}
              value={values.masks}
              error={errorOf(refused, 'masks')}
            />
            <Textarea
              name="silences"
              label="What to silence (optional)"
              hint="One stretch a line, such as 0:05-0:20."
              rows={2}
              value={values.silences}
              error={errorOf(refused, 'silences')}
            />
          </>
        ) : (
          <InsetText>Nothing here can cut film. Cut it elsewhere, hide other people in it, and send that copy.</InsetText>
        )}
        <div class={errorOf(refused, 'copy') === undefined ? 'govuk-form-group' : 'govuk-form-group govuk-form-group--error'}>
          <label class="govuk-label" for="copy">
            {cutsHere ? 'A copy that was treated elsewhere (optional)' : 'The treated copy'}
          </label>
          <div class="govuk-hint" id="copy-hint">
            MP4 or MKV.{cutsHere ? ' Without one, the clip is cut here.' : ''}
          </div>
          {errorOf(refused, 'copy') === undefined ? null : (
            <p class="govuk-error-message" id="copy-error">
              <span class="govuk-visually-hidden">Error:</span> {errorOf(refused, 'copy')}
            </p>
          )}
          <input class="govuk-file-upload" id="copy" name="copy" type="file" accept="video/mp4,.mkv" aria-describedby="copy-hint" />
        </div>
        <Button>Prepare the clip</Button>
      </form>
    </Page>
  )
}

/** One clip: who asked, what it shows, the second look, and how it leaves. */
export function DisclosurePage(
  props: Common & {
    readonly row: Disclosure
    readonly rows: readonly SummaryRow[]
    /** Whether this colleague may look a second time. */
    readonly looks: boolean
    readonly available: boolean
    readonly said: string | undefined
  },
): JSX.Element {
  const { row, at, refused } = props
  const own = `${at}/disclosures/${row.id}`
  return (
    <Page
      frame={props.frame}
      title="Disclosure of footage"
      width="desk"
      bar={props.bar}
      back={{ href: `${at}/disclosures`, text: 'Given to the police and others' }}
      errors={refused?.errors}
    >
      {props.said === undefined ? null : <NotificationBanner type="success">{props.said}</NotificationBanner>}
      <SummaryList rows={props.rows} />
      <FilmPlayer label="The clip as it would leave" src={`${own}/film`} />
      {props.available ? <Leaving row={row} own={own} token={props.token} /> : null}
      {row.outcome === 'stopped' || props.available ? null : props.looks ? (
        <form method="post" action={own} novalidate>
          <input type="hidden" name="_csrf" value={props.token} />
          <input type="hidden" name="version" value={row.version} />
          <Radios
            name="outcome"
            fieldset={{ legend: 'You watched all of it. May it leave?' }}
            hint="It has to be what the request needs and no more, with other people hidden."
            error={errorOf(refused, 'outcome')}
            value={refused?.values.outcome}
            items={[
              { value: 'released', text: row.outcome === null ? 'Yes, release it' : 'Yes, let it be fetched once more' },
              { value: 'stopped', text: 'No, it does not leave' },
            ]}
          />
          <Button>Save</Button>
        </form>
      ) : (
        <InsetText>Another colleague has to look at it before it leaves: a senior manager has it among their tasks.</InsetText>
      )}
    </Page>
  )
}

function Leaving({ row, own, token }: { readonly row: Disclosure; readonly own: string; readonly token: string }): JSX.Element {
  return (
    <>
      <h2 class="govuk-heading-m">Hand it over</h2>
      <p class="govuk-body">
        The file opens only with this passphrase. Send the file, and tell them the passphrase another way, such as by telephone.
      </p>
      <InsetText>{row.passphrase ?? 'It cannot be shown any more.'}</InsetText>
      <p class="govuk-body">It can be fetched once, until {row.availableUntil === null ? 'its day' : moment(row.availableUntil)}.</p>
      <form method="post" action={`${own}/fetch`}>
        <input type="hidden" name="_csrf" value={token} />
        <Button>Fetch the sealed file</Button>
      </form>
    </>
  )
}

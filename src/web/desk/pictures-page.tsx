import type { JSX } from 'preact'
import { Link } from '../components/link.tsx'
import { NotificationBanner } from '../components/notification-banner.tsx'
import { type Frame, Page } from '../components/page.tsx'
import { shortDate } from './values.ts'

export type PictureLine = { readonly id: string; readonly shows: string; readonly takenOn: Temporal.PlainDate; readonly hasImage: boolean }

export const picturesAt = '/desk/pictures'

/** The pictures that may still be shown. One that somebody on it stops is found by its task, and not here. */
export function PicturesPage(props: {
  readonly frame: Frame
  readonly bar: JSX.Element
  readonly lines: readonly PictureLine[]
  /** The last of the page, where there may be more. */
  readonly next: string | undefined
  readonly said: string | undefined
}): JSX.Element {
  return (
    <Page frame={props.frame} title="Pictures" width="desk" bar={props.bar}>
      {props.said === undefined ? null : <NotificationBanner type="success">{props.said}</NotificationBanner>}
      <p class="app-lead">Each with where it is shown and who is on it. What somebody said no to is not listed: its tasks lead there.</p>
      <p class="govuk-body">
        <Link href={`${picturesAt}/new`}>Add a picture</Link>
      </p>
      {props.lines.length === 0 ? <p class="govuk-body app-empty">There are no pictures.</p> : null}
      <ul class="app-card-grid">
        {props.lines.map((line) => (
          <li class="app-card">
            {line.hasImage ? <img class="app-picture" src={`${picturesAt}/${line.id}/small`} alt="" /> : null}
            <p class="govuk-body">
              <Link href={`${picturesAt}/${line.id}`}>{line.shows}</Link>
              <span class="app-meta"> {shortDate(line.takenOn)}</span>
            </p>
          </li>
        ))}
      </ul>
      {props.next === undefined ? null : (
        <p class="govuk-body">
          <Link href={`${picturesAt}?after=${props.next}`} rel="next">
            More pictures
          </Link>
        </p>
      )}
    </Page>
  )
}

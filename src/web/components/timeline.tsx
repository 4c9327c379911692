import type { ComponentChildren, JSX } from 'preact'
import { classNames } from './class-names.ts'

export type TimelineEntry = {
  readonly title: ComponentChildren
  /** Tags after the title. */
  readonly tags?: ComponentChildren
  /** ISO 8601: a date alone when no time is known (no invented 00:00). */
  readonly happened: string
  readonly when: string
  /** Kind, by whom. */
  readonly meta?: ComponentChildren
  readonly children?: ComponentChildren
  /** Something is here that this role may not open: a neutral label, never an empty space. */
  readonly closed?: boolean | undefined
  readonly id?: string | undefined
}

/** Newest first: the caller orders. */
export function Timeline(props: { readonly entries: readonly TimelineEntry[]; readonly empty: ComponentChildren }): JSX.Element {
  if (props.entries.length === 0) return <p class="govuk-body app-empty">{props.empty}</p>
  return (
    <ol class="app-timeline">
      {props.entries.map((entry) => (
        <li class={classNames('app-timeline__entry', entry.closed === true && 'app-timeline__entry--closed')} id={entry.id}>
          <h3 class="app-timeline__title">
            {entry.title} {entry.tags}
          </h3>
          <p class="app-timeline__meta">
            <time dateTime={entry.happened}>{entry.when}</time>
            {entry.meta === undefined ? null : <> · {entry.meta}</>}
          </p>
          {entry.children === undefined ? null : <div class="app-timeline__body">{entry.children}</div>}
        </li>
      ))}
    </ol>
  )
}

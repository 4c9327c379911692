import type { ComponentChildren, JSX } from 'preact'
import { classNames } from './class-names.ts'
import { Link } from './link.tsx'

export type SummaryAction = { readonly href: string; readonly text: string; readonly about?: string | undefined }
export type SummaryRow = {
  readonly key: ComponentChildren
  /** Null where there is nothing to say: the row is left out. */
  readonly value: ComponentChildren
  readonly actions?: readonly SummaryAction[] | undefined
}

export type SummaryListProps = {
  readonly rows: readonly SummaryRow[]
  readonly class?: string | undefined
  /** Draws a card with this heading around the list. */
  readonly card?:
    | { readonly title: string; readonly headingLevel?: 2 | 3 | 4 | undefined; readonly actions?: readonly SummaryAction[] | undefined }
    | undefined
}

export function SummaryList(props: SummaryListProps): JSX.Element {
  const rows = props.rows.filter(({ value }) => value !== null)
  const anyActions = rows.some((row) => (row.actions ?? []).length > 0)
  const list = (
    <dl class={classNames('govuk-summary-list', props.class)}>
      {rows.map((row) => (
        <div
          class={classNames('govuk-summary-list__row', anyActions && row.actions === undefined && 'govuk-summary-list__row--no-actions')}
        >
          <dt class="govuk-summary-list__key">{row.key}</dt>
          <dd class="govuk-summary-list__value">{row.value}</dd>
          <Actions block="govuk-summary-list" actions={row.actions ?? []} card={props.card?.title} />
        </div>
      ))}
    </dl>
  )
  if (props.card === undefined) return list
  const Heading = (['h2', 'h2', 'h2', 'h3', 'h4'] as const)[props.card.headingLevel ?? 2] ?? 'h2'
  const actions = props.card.actions ?? []
  return (
    <div class="govuk-summary-card">
      <div class="govuk-summary-card__title-wrapper">
        <Heading class="govuk-summary-card__title">{props.card.title}</Heading>
        {actions.length === 1 && actions[0] !== undefined ? (
          <div class="govuk-summary-card__actions">
            <Action action={actions[0]} card={props.card.title} />
          </div>
        ) : actions.length > 1 ? (
          <ul class="govuk-summary-card__actions">
            {actions.map((action) => (
              <li class="govuk-summary-card__action">
                <Action action={action} card={props.card?.title} />
              </li>
            ))}
          </ul>
        ) : null}
      </div>
      <div class="govuk-summary-card__content">{list}</div>
    </div>
  )
}

function Actions(props: {
  readonly block: string
  readonly actions: readonly SummaryAction[]
  readonly card: string | undefined
}): JSX.Element | null {
  const [first] = props.actions
  if (first === undefined) return null
  return (
    <dd class={`${props.block}__actions`}>
      {props.actions.length === 1 ? (
        <Action action={first} card={props.card} />
      ) : (
        <ul class={`${props.block}__actions-list`}>
          {props.actions.map((action) => (
            <li class={`${props.block}__actions-list-item`}>
              <Action action={action} card={props.card} />
            </li>
          ))}
        </ul>
      )}
    </dd>
  )
}

function Action(props: { readonly action: SummaryAction; readonly card?: string | undefined }): JSX.Element {
  const { action, card } = props
  const extra = `${action.about === undefined ? '' : ` ${action.about}`}${card === undefined ? '' : ` (${card})`}`
  return (
    <Link href={action.href}>
      {action.text}
      {extra === '' ? null : <span class="govuk-visually-hidden">{extra}</span>}
    </Link>
  )
}

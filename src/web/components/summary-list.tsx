import type { ComponentChildren, JSX } from 'preact'

/** `value`: null where there is nothing to say; the row is left out. */
export type SummaryRow = { readonly key: ComponentChildren; readonly value: ComponentChildren }

export function SummaryList(props: { readonly rows: readonly SummaryRow[] }): JSX.Element {
  const rows = props.rows.filter(({ value }) => value !== null)
  return (
    <dl class="govuk-summary-list">
      {rows.map((row) => (
        <div class="govuk-summary-list__row">
          <dt class="govuk-summary-list__key">{row.key}</dt>
          <dd class="govuk-summary-list__value">{row.value}</dd>
        </div>
      ))}
    </dl>
  )
}

import type { ComponentChildren, JSX } from 'preact'

export type SummaryRow = { readonly key: ComponentChildren; readonly value: ComponentChildren }

export function SummaryList(props: { readonly rows: readonly SummaryRow[] }): JSX.Element {
  return (
    <dl class="govuk-summary-list">
      {props.rows.map((row) => (
        <div class="govuk-summary-list__row">
          <dt class="govuk-summary-list__key">{row.key}</dt>
          <dd class="govuk-summary-list__value">{row.value}</dd>
        </div>
      ))}
    </dl>
  )
}

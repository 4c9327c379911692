// biome-ignore-all lint/a11y/noRedundantRoles: not redundant once the cells are shown as blocks, as on a phone

import type { ComponentChildren, JSX } from 'preact'
import { classNames } from './class-names.ts'

/** One column: its heading, and what it shows of a row. */
export type Column<Row> = {
  readonly heading: string
  readonly cell: (row: Row) => ComponentChildren
  readonly format?: 'numeric' | undefined
  readonly class?: string | undefined
}

type RecordTableProps<Row> = {
  readonly caption: string
  /** Shown above the table. Where it is not, a heading just above shows it already, and it is read out alone. */
  readonly captionShown?: boolean | undefined
  /** The first column heads each row, and each block on a phone. */
  readonly columns: readonly Column<Row>[]
  readonly rows: readonly Row[]
  /** Many columns: shown as blocks on anything narrower than a desk, not only on a phone. */
  readonly wide?: boolean | undefined
  readonly rowId?: ((row: Row) => string) | undefined
  readonly class?: string | undefined
  /** What stands there when there are no rows: what was looked for. */
  readonly empty: ComponentChildren
}

/**
 * A table on a desk; on a phone each row is a block under its own heading, from the same markup. The roles are written out
 * because browsers forget a table's meaning once its cells are shown as blocks.
 */
export function RecordTable<Row>(props: RecordTableProps<Row>): JSX.Element {
  if (props.rows.length === 0) return <p class="govuk-body app-empty">{props.empty}</p>
  return (
    <table class={classNames('govuk-table app-record-table', props.wide === true && 'app-record-table--wide', props.class)} role="table">
      <caption class={props.captionShown === true ? 'govuk-table__caption govuk-table__caption--m' : 'govuk-visually-hidden'}>
        {props.caption}
      </caption>
      <thead class="govuk-table__head" role="rowgroup">
        <tr class="govuk-table__row" role="row">
          {props.columns.map((column) => (
            <th
              scope="col"
              role="columnheader"
              class={classNames('govuk-table__header', column.format && 'govuk-table__header--numeric', column.class)}
            >
              {column.heading}
            </th>
          ))}
        </tr>
      </thead>
      <tbody class="govuk-table__body" role="rowgroup">
        {props.rows.map((row) => (
          <tr class="govuk-table__row" role="row" id={props.rowId?.(row)}>
            {props.columns.map((column, index) =>
              index === 0 ? (
                <th scope="row" role="rowheader" class="govuk-table__header app-record-table__title">
                  {column.cell(row)}
                </th>
              ) : (
                <td role="cell" class={classNames('govuk-table__cell', column.format && 'govuk-table__cell--numeric', column.class)}>
                  <span class="app-record-table__label" aria-hidden="true">
                    {column.heading}
                  </span>
                  <span class="app-record-table__value">{column.cell(row)}</span>
                </td>
              ),
            )}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

import type { ComponentChildren, JSX } from 'preact'
import { classNames } from './class-names.ts'

type Cell = { readonly text: ComponentChildren; readonly format?: 'numeric' | undefined; readonly class?: string | undefined }

type TableProps = {
  readonly caption?: ComponentChildren
  readonly captionClass?: string | undefined
  readonly head?: readonly Cell[] | undefined
  readonly rows: readonly (readonly Cell[])[]
  readonly firstCellIsHeader?: boolean | undefined
}

/** A small table that fits a phone as it is. One that does not: `RecordTable`. */
export function Table(props: TableProps): JSX.Element {
  return (
    <table class="govuk-table">
      {props.caption === undefined ? null : (
        <caption class={classNames('govuk-table__caption', props.captionClass)}>{props.caption}</caption>
      )}
      {props.head === undefined ? null : (
        <thead class="govuk-table__head">
          <tr class="govuk-table__row">
            {props.head.map((cell) => (
              <th scope="col" class={classNames('govuk-table__header', cell.format && `govuk-table__header--${cell.format}`, cell.class)}>
                {cell.text}
              </th>
            ))}
          </tr>
        </thead>
      )}
      <tbody class="govuk-table__body">
        {props.rows.map((row) => (
          <tr class="govuk-table__row">
            {row.map((cell, index) =>
              index === 0 && props.firstCellIsHeader === true ? (
                <th scope="row" class={classNames('govuk-table__header', cell.class)}>
                  {cell.text}
                </th>
              ) : (
                <td class={classNames('govuk-table__cell', cell.format && `govuk-table__cell--${cell.format}`, cell.class)}>{cell.text}</td>
              ),
            )}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

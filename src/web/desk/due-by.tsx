import type { JSX } from 'preact'
import { Tag } from '../components/index.ts'
import { longDate } from './values.ts'

/** By when something is due, and that it is overdue where it is. A text is a date as stored. */
export function DueBy(props: { readonly by: Temporal.PlainDate | string | null; readonly today: Temporal.PlainDate }): JSX.Element {
  const { by, today } = props
  if (by === null) return <>No answer is expected</>
  return (
    <>
      {longDate(by)} {Temporal.PlainDate.compare(today, by) > 0 ? <Tag tone="red">Overdue</Tag> : null}
    </>
  )
}

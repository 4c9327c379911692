import type { JSX } from 'preact'
import { Tag } from '../components/index.ts'
import { longDate } from './values.ts'

/** Words and date, and that it is late where it is. */
export function AnswerBy(props: { readonly by: Temporal.PlainDate | null; readonly today: Temporal.PlainDate }): JSX.Element {
  const { by, today } = props
  if (by === null) return <>No answer is expected</>
  return (
    <>
      {longDate(by)} {Temporal.PlainDate.compare(today, by) > 0 ? <Tag tone="red">Late</Tag> : null}
    </>
  )
}

import type { Looked } from '#duties/retention/review.ts'
import type { Waiting } from '#duties/retention/waiting.ts'
import { dateIn } from '#shared/clock.ts'
import { isRecord } from '#shared/record.ts'
import type { SummaryRow } from '../../components/index.ts'
import { shownFields } from '../declared.ts'
import type { Names } from '../names.ts'

/** A message is closed where it is answered; everything else is decided on its own page. */
export function hrefOf(at: string, { type, id }: Waiting): string {
  return type === 'message' ? `/desk/messages/${id}` : `${at}/${type}/${id}`
}

export function takenIn({ collectedAt }: Waiting): Temporal.PlainDate {
  return dateIn(Temporal.Instant.from(collectedAt))
}

export function whyOf({ clockFrom }: Waiting): string {
  return clockFrom === null
    ? 'The event that starts its retention period was never recorded, and the period would have ended by now.'
    : 'Its retention period has ended, and the notice says that somebody reviews it before it is deleted.'
}

/** What the item says, as far as the team may see it; a part that is closed is named as closed. */
export function saysOf(names: Names, look: Pick<Looked, 'says'>): readonly SummaryRow[] {
  return look.says.flatMap(({ part, answer }): readonly SummaryRow[] => {
    if (!answer.ok) return [{ key: part.category.replaceAll('-', ' '), value: 'Closed to your role here.' }]
    const [row] = answer.rows.filter(isRecord)
    if (row === undefined) return []
    const fields = shownFields(part.type, part.fields, names).filter(({ isHeld }) => isHeld(row))
    return fields.map(({ label, show }) => ({ key: label, value: show(row) }))
  })
}

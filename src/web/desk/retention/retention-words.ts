import type { Looked } from '#duties/retention/review.ts'
import type { Waiting } from '#duties/retention/waiting.ts'
import { dateIn } from '#shared/clock.ts'
import { isRecord } from '#shared/record.ts'
import type { SummaryRow } from '../../components/index.ts'
import { holdReason } from '../holds/hold-words.ts'
import type { Names } from '../names.ts'
import { shownFields } from '../shown.ts'
import type { HoldLine } from './held-back.tsx'

export type Held = {
  readonly recordType: string | null
  readonly itemId: string | null
  readonly reason: string | null
  readonly details: string | null
  readonly placedBy: string
  readonly placedOn: string
  readonly reviewOn: string
  readonly activity: string
}

/** A hold in a colleague's words, and of nobody by name. */
export function holdLine(names: Names, hold: Held): HoldLine {
  return {
    covers: hold.recordType === null ? 'Everything held about a person' : names.covered(hold.recordType, hold.itemId),
    why: holdReason(hold.reason),
    details: hold.details,
    purpose: names.activity(hold.activity),
    placedBy: hold.placedBy,
    placedOn: Temporal.PlainDate.from(hold.placedOn),
    reviewOn: Temporal.PlainDate.from(hold.reviewOn),
  }
}

/** A message is closed where it is answered; everything else is decided on its own page. */
export function hrefOf(at: string, { type, id }: Waiting): string {
  return type === 'message' ? `/desk/messages/${id}` : `${at}/${type}/${id}`
}

export function takenIn({ collectedAt }: Waiting): Temporal.PlainDate {
  return dateIn(Temporal.Instant.from(collectedAt))
}

export function whyOf({ clockFrom }: Waiting): string {
  return clockFrom === null
    ? 'Nobody noted the event that its time runs from, and by now it would be over.'
    : 'Its time is over, and the notice has somebody look before it goes.'
}

/** What the item says, as far as the team may see it; a part that is closed is named as closed. */
export function saysOf(names: Names, look: Pick<Looked, 'says'>): readonly SummaryRow[] {
  return look.says.flatMap(({ part, answer }): readonly SummaryRow[] => {
    if (!answer.ok) return [{ key: part.category.replaceAll('-', ' '), value: 'Closed to your role here.' }]
    const [row] = answer.rows.filter(isRecord)
    if (row === undefined) return []
    const fields = shownFields({ part, names }).filter(({ isHeld }) => isHeld(row))
    return fields.map(({ label, show }) => ({ key: label, value: show(row) }))
  })
}

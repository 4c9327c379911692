import type { Look } from '#duties/retention/review.ts'
import type { Waiting } from '#duties/retention/waiting.ts'
import { dateIn } from '#shared/clock.ts'
import { isRecord } from '#shared/record.ts'
import type { SummaryRow } from '../components/summary-list.tsx'
import type { HoldLine } from './held-back.tsx'
import { legible } from './legible.ts'
import type { Names } from './names.ts'
import type { ReviewLine } from './reviews-page.tsx'
import { isHeld, listedWord, shownFields } from './shown.ts'

type Held = {
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
  const kind = hold.recordType === null ? undefined : names.recordType(hold.recordType)
  return {
    covers: kind === undefined ? 'Everything held about a person' : `${hold.itemId === null ? 'All of' : 'One of'}: ${kind}`,
    why: hold.reason === null ? legible(null) : listedWord(hold.reason),
    details: hold.details,
    purpose: names.activity(hold.activity),
    placedBy: hold.placedBy,
    placedOn: Temporal.PlainDate.from(hold.placedOn),
    reviewOn: Temporal.PlainDate.from(hold.reviewOn),
  }
}

/** A message is closed where it is answered; everything else is decided on its own page. */
export function reviewLine(names: Names, item: Waiting): ReviewLine {
  const { type, id } = item
  return {
    href: type === 'message' ? `/desk/messages/${id}` : `/desk/retention/reviews/${type}/${id}`,
    kind: names.recordType(type),
    purpose: names.activity(item.activity),
    takenIn: dateIn(Temporal.Instant.from(item.collectedAt)),
    why:
      item.clockFrom === null
        ? 'Nobody noted the event that its time runs from, and by now it would be over.'
        : 'Its time is over, and the notice has somebody look before it goes.',
    line: item.words,
  }
}

/** What the item says, as far as the team may see it; a part that is closed is named as closed. */
export function saysOf(names: Names, look: Extract<Look, { ok: true }>): readonly SummaryRow[] {
  return look.says.flatMap(({ part, answer }): readonly SummaryRow[] => {
    if (!answer.ok) return [{ key: part.category.replaceAll('-', ' '), value: 'Closed to your role here.' }]
    const [row] = answer.rows.filter(isRecord)
    if (row === undefined) return []
    const fields = shownFields({ part, names }).filter(({ name }) => isHeld(name, row))
    return fields.map(({ label, show }) => ({ key: label, value: show(row) }))
  })
}

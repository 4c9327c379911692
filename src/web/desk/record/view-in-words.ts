import type { NotPermitted, Reason } from '#decisions/decision.ts'
import { type Asking, explainedTo } from '#duties/openings/explained.ts'
import type { Section } from '#duties/openings/view.ts'
import type { Edition } from '#notice/edition.ts'
import { namesFrom, sectionName } from '../names.ts'
import type { Closed, Shown } from './shown.ts'

/** The parts of a view with their names, and what of each stays closed, in words. */
export function inPlainWords(sections: readonly Section[], asking: Asking, today: Temporal.PlainDate): readonly Shown[] {
  const { edition } = asking
  const names = namesFrom(edition)
  return sections.map((section): Shown => {
    const { part, answer } = section
    const closedFor = answer.ok ? (answer.onHold ?? answer.otherPurpose)?.refusal : answer.refusal
    return {
      ...section,
      names,
      today,
      label: labelOf(edition, part),
      explained: closedFor === undefined ? [] : explainedTo(asking, closedFor, [part.category]),
    }
  })
}

/** By the kind of record; by the kind of information where it is the person themselves, or a record's part of another kind. */
function labelOf(edition: Edition, { type, category }: Section['part']): string {
  const isOwn = type.tie.person !== 'id' && type.category === category
  const heading = isOwn ? sectionName(type) : type.onRecord?.headings?.[category]
  return heading ?? edition.categories.find((entry) => entry.id === category)?.label ?? category
}

/** What is closed, gathered by why: one reason is told once, however many parts it closes. */
export function closedParts(sections: readonly Shown[], asking: Asking): readonly Closed[] {
  const closed = sections.flatMap(({ label, part, answer }) =>
    answer.ok ? [] : [{ label, category: part.category, refusal: answer.refusal }],
  )
  const groups = Map.groupBy(closed, ({ refusal }) => refusal.reasons.map(({ code, instead }) => [code, ...(instead ?? [])].join()).join())
  return [...groups.values()].flatMap((same) => {
    const [first] = same
    if (first === undefined) return []
    // The heading names the parts: a reason need not name its own again.
    const [reason, ...more] = first.refusal.reasons
    const refusal: NotPermitted = { ...first.refusal, reasons: [unnamed(reason), ...more.map(unnamed)] }
    const categories = [...new Set(same.map(({ category }) => category))]
    return [{ labels: [...new Set(same.map(({ label }) => label))], explained: explainedTo(asking, refusal, categories) }]
  })
}

function unnamed({ category: _, ...reason }: Reason): Reason {
  return reason
}

import type { Consequences } from '#duties/publishing/consequences.ts'
import type { Edition } from '#notice/edition.ts'
import { longDate } from '#shared/london-time.ts'

const number = (count: number): string => count.toLocaleString('en-GB')
const listed = (words: readonly string[]): string => new Intl.ListFormat('en-GB').format(words)

/** What publishing an edition would do, a line each, what goes first; one line where nothing would happen. */
export function consequenceLines(consequences: Consequences, edition: Edition): readonly string[] {
  const told = [
    ...goingLines(consequences, edition),
    ...periodLines(consequences),
    ...accessLines(consequences),
    ...promiseLines(consequences),
  ]
  return told.length === 0 ? ['publishing it would do nothing to what is stored, and open or close nothing to anybody'] : told
}

function goingLines({ goes, stays, held, on, waits }: Consequences, { retention }: Edition): readonly string[] {
  const because = goes.filter(({ more }) => more > 0)
  if (because.length + stays.length === 0) return []
  const when = `at the sweep of ${longDate(Temporal.PlainDate.from(on))}`
  const kept = Object.entries(held).map(([type, items]) => `${number(items)} ${type}`)
  return [
    ...because.map(({ type, rule, items, more }) => {
      const words = retention.find(({ id }) => id === rule)?.words ?? rule
      const all = items === more ? '' : ` (${number(items)} with those that go anyway)`
      return `${when} ${number(more)} ${type} would go because of it, by \`${rule}\`: ${words}${all}`
    }),
    ...stays.map(({ type, rule, items }) => `${when} ${number(items)} ${type} would not go that go by \`${rule}\` now`),
    ...(kept.length === 0 ? [] : [`kept by holds past their date: ${listed(kept)}`]),
    ...(waits ? ['all deletion waits for a confirmation at present, and nothing goes before that'] : []),
  ]
}

const keptWords = {
  longer: 'would be kept longer',
  shorter: 'would be kept for less',
  otherwise: 'would be kept otherwise',
  without: 'would be covered by no period, and deleted by no date',
} as const

function periodLines({ periods }: Consequences): readonly string[] {
  return periods.map(({ kept, type, from, to, items }) => {
    const rules = from === to || to === null ? `\`${from ?? 'none'}\`` : `\`${to}\` instead of \`${from ?? 'none'}\``
    return `${number(items)} ${type} ${keptWords[kept]}: ${rules}`
  })
}

const accessWords = {
  closed: 'closed to',
  narrowed: 'closed, unless more is so, to',
  opened: 'newly open to',
  widened: 'open with less asked to',
} as const

function accessLines({ access }: Consequences): readonly string[] {
  return access.map(({ change, activity, roles, recipients, acts, categories, relationships, asks, items, people }) => {
    const whom = relationships.length === 0 ? '' : ` about ${listed(relationships)}`
    const asked = asks.length === 0 ? '' : `; ${change === 'narrowed' ? 'asked from then on' : 'no longer asked'}: ${asks.join(', ')}`
    const many = `${number(items)} ${items === 1 ? 'item' : 'items'} about ${number(people)} ${people === 1 ? 'person' : 'people'}`
    return `${accessWords[change]} ${listed([...roles, ...recipients])}, in ${activity}, to ${listed(acts)}${whom}: ${categories.join(', ')} (${many}${asked})`
  })
}

function promiseLines({ promises }: Consequences): readonly string[] {
  return promises.map(({ clause, from, to, says }) => {
    const shows = says === null ? '' : ` (${says})`
    return `promise ${clause}: ${from ?? 'not in the notice'}, then ${to ?? 'not in the notice'}${shows}`
  })
}

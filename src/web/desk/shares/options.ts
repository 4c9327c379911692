import { type Choices, type Chosen, keyOf, type Offer } from '#duties/shares/choices.ts'
import { textOf } from '#shared/record.ts'
import { facts, type Row } from '../declared.ts'
import { sectionName } from '../names.ts'

type Titles = ReadonlyMap<string, string>
/** How much of an item is said, so that it is told from the others. */
const longestSaid = 90

/** Every choice with the words that tell it from the others: one by one, or all of a part where there are many. */
export function optionsOf({ choices, asksConsent }: Offer, titles: Titles) {
  return choices.flatMap((part) =>
    keysOf(part).map(({ chosen, row }) => ({
      value: keyOf(chosen),
      text: wordsOf(part, row, titles),
      ...(asksConsent.has(part.part.category) ? { hint: 'The person is asked first.' } : {}),
    })),
  )
}

/** What was ticked. */
export function chosenOf({ choices }: Offer, ticked: readonly string[]): readonly Chosen[] {
  return choices.flatMap((part) => keysOf(part).map(({ chosen }) => chosen)).filter((chosen) => ticked.includes(keyOf(chosen)))
}

function keysOf({ part, items }: Choices): readonly { readonly chosen: Chosen; readonly row: Row | null }[] {
  if (items === null) return [{ chosen: { part, id: 'all' }, row: null }]
  return items.map((row) => ({ chosen: { part, id: textOf(row.id) ?? '' }, row }))
}

function wordsOf({ part, count }: Choices, row: Row | null, titles: Titles): string {
  const { type, category } = part
  const kind = category === type.category ? sectionName(type) : (titles.get(category) ?? category)
  if (row === null) return `${kind}: all ${count}`
  const said = facts(
    { fields: Object.fromEntries(part.fields.flatMap((name) => (type.fields[name] === undefined ? [] : [[name, type.fields[name]]]))) },
    row,
  )
    .map(({ value }) => (typeof value === 'string' ? value : ''))
    .filter((value) => value !== '' && value !== 'Not recorded')
    .slice(0, 3)
    .join(', ')
  return said === '' ? kind : `${kind}: ${said.length > longestSaid ? `${said.slice(0, longestSaid)}…` : said}`
}

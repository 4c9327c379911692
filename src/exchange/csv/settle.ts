import type { GateDeps } from '#gate/deps.ts'
import { knownBornAfter, knownIds } from '#gate/find/known-ids.ts'
import { coverable } from '#gate/held.ts'
import { householdMember } from '#records/household-member/household-member.ts'
import type { UnitItem } from '../store-units.ts'
import { type AsOf, childResponsible, isChild } from '../wrong-value.ts'
import type { Link, ReadRow } from './read-row.ts'

/**
 * What is already stored of the rows that others refer to: their ids, which of them are children, and which items belong to another person than the
 * row says.
 */
type Known = { readonly stored: ReadonlySet<string>; readonly children: ReadonlySet<string>; readonly others: ReadonlySet<string> }

export async function knownOf(deps: GateDeps, rows: readonly ReadRow[], at: AsOf): Promise<Known> {
  const byType = Map.groupBy(
    rows.flatMap((row) => row.links),
    (link) => link.to,
  )
  const stored = new Set<string>()
  for (const [type, links] of byType) {
    const ids = [...new Set(links.map((link) => link.id))]
    for (const id of await knownIds(deps, type, ids)) stored.add(id)
  }
  const people = rows.flatMap(({ item }) => (isResponsible(item) && item.person !== null ? [item.person] : []))
  return { stored, children: await knownBornAfter(deps, people, at.bornAfter), others: await othersItems(deps, rows) }
}

/** Rows, by id, that refer to an item as the person's which belongs to somebody else. */
async function othersItems(deps: GateDeps, rows: readonly ReadRow[]): Promise<ReadonlySet<string>> {
  const others = new Set<string>()
  const said = rows.flatMap(({ item: { id: row, person }, links }) =>
    links.flatMap(({ column, to, id }) => (column.is === 'item' && person !== null ? [{ row, person, to, item: id }] : [])),
  )
  for (const [type, asked] of Map.groupBy(said, ({ to }) => to)) {
    const theirs = await coverable(deps, type, asked)
    for (const [index, { row }] of asked.entries()) if (theirs[index] !== true) others.add(row)
  }
  return others
}

/** The row with what it refers to. A needed reference to nothing refuses the row; an optional one is left out and noted. */
export function settle(
  { item, links, notes }: ReadRow,
  known: Known,
  at: AsOf,
): { readonly item: UnitItem; readonly notes: readonly string[] } | string {
  const lost = links.filter((link) => !known.stored.has(link.id))
  const needed = lost.find(({ column }) => column.is === 'item' || !column.optional)
  if (needed !== undefined) return `\`${needed.column.name}\` ${refersToNone(needed)}`
  if (known.others.has(item.id)) return '`itemId` refers to an item of another person'
  const minor = isResponsible(item) && (isChild(bornOf(item), at) || (item.person !== null && known.children.has(item.person)))
  const emptied = Object.fromEntries(lost.flatMap(({ column }) => (isField(column) ? [[column.name, null]] : [])))
  const values = { ...item.values, ...emptied, ...(minor ? { isResponsible: false } : {}) }
  const isPersonLost = lost.some(({ column }) => !isField(column) && column.name === 'person')
  const found = lost.map((link) => `\`${link.column.name}\` ${refersToNone(link)}: stored without it`)
  return {
    item: { ...item, values, person: isPersonLost ? null : item.person },
    notes: [...notes, ...found, ...(minor ? [childResponsible] : [])],
  }
}

function isField(column: Link['column']): boolean {
  return column.is === 'item' || column.field !== undefined
}

function refersToNone({ to }: Link): string {
  return `refers to no ${to.title.one.toLowerCase()} that is stored`
}

function isResponsible({ type, values }: UnitItem): boolean {
  return type === householdMember && 'isResponsible' in values && values.isResponsible === true
}

function bornOf({ values }: UnitItem): string | null {
  return 'dateOfBirth' in values && typeof values.dateOfBirth === 'string' ? values.dateOfBirth : null
}

import type { RecordType } from '#gate/record-type.ts'
import type { Edition } from '#notice/edition.ts'
import { type Activity, activities, type Source, sources } from '#notice/vocabulary.ts'
import { clockFrom } from '#records/clock-of.ts'
import { dateIn } from '#shared/clock.ts'
import { namedId } from '../named-id.ts'
import { whyNotPlain } from '../plain-text.ts'
import { possiblePostcode } from '../postcode.ts'
import type { UnitItem } from '../store-units.ts'
import { instantOf, readCell } from './cell.ts'
import { type FormColumn, usualActivity } from './form.ts'

export type Link = { readonly column: FormColumn & { readonly is: 'link' }; readonly id: string }
export type ReadRow = {
  readonly reference: string
  readonly activity: Activity
  readonly source: Source
  readonly item: UnitItem
  /** What the row refers to: it must be stored, or the row (or that link, where it is optional) is not. */
  readonly links: readonly Link[]
  readonly notes: readonly string[]
}

export type Reading = { readonly edition: Edition; readonly schema: string; readonly now: Temporal.Instant }

/** The id of a landlord's own reference: the same at every import. */
export function idOf(reading: Reading, type: RecordType, reference: string): string {
  return namedId('csv', reading.schema, type.name, reference)
}

/** One row of a form as an item, or why it is refused, naming the column. */
export function readRow(reading: Reading, type: RecordType, columns: readonly FormColumn[], cells: readonly string[]): ReadRow | string {
  if (cells.length !== columns.length) return `the row has ${cells.length} cells, the first line ${columns.length}`
  const values: Record<string, string | number | boolean | null> = {}
  const said = new Map<string, string>()
  const links: Link[] = []
  for (const [index, column] of columns.entries()) {
    const cell = (cells[index] ?? '').trim()
    if (column.is === 'field' || (column.is === 'link' && column.field !== undefined)) values[column.name] = null
    if (cell === '') continue
    if (column.is === 'field') {
      const field = type.fields[column.name]
      const read = field === undefined ? { problem: 'is not known' } : readCell(field, cell)
      if ('problem' in read) return `\`${column.name}\` ${read.problem}`
      values[column.name] = read.value
      continue
    }
    const why = whyNotPlain(cell, 200)
    if (why !== null) return `\`${column.name}\` ${why}`
    if (column.is === 'link') links.push({ column, id: idOf(reading, column.to, cell) })
    else said.set(column.is, cell)
  }
  for (const column of columns) {
    const isNeeded = column.is === 'field' && type.fields[column.name]?.optional === false
    if (isNeeded && values[column.name] === null) return `\`${column.name}\` is empty`
    if (column.is === 'link' && !column.optional && !links.some((link) => link.column === column)) return `\`${column.name}\` is empty`
  }
  return assembled(reading, type, { values, said, links })
}

type Taken = {
  readonly values: Record<string, string | number | boolean | null>
  readonly said: ReadonlyMap<string, string>
  readonly links: readonly Link[]
}

function assembled(reading: Reading, type: RecordType, { values, said, links }: Taken): ReadRow | string {
  const reference = said.get('reference')
  if (reference === undefined) return '`reference` is empty'
  const activity = activities.find((each) => each === (said.get('activity') ?? usualActivity[type.name] ?? 'tenancy-management'))
  if (activity === undefined) return '`activity` is none that is known'
  const source = sources.find((each) => each === (said.get('source') ?? 'own-systems'))
  if (source === undefined) return '`source` is none that is known'
  const listed = reading.edition.activities.find((each) => each.id === activity)?.sources ?? []
  if (!listed.includes(source)) return `the notice does not say that \`${activity}\` has data from the source \`${source}\``
  const sourceReason = said.get('sourceReason')
  if (source === 'other' && sourceReason === undefined) return '`sourceReason` is empty: the source `other` needs a reason'
  const collectedAt = momentOf(said.get('collectedAt'), reading.now)
  if (collectedAt === null) return '`collectedAt` is no time (2026-03-31T14:05)'
  if (Temporal.Instant.compare(collectedAt, reading.now) > 0) return '`collectedAt` is in the future'
  if (type.fields.reference !== undefined) values.reference = reference
  const notes = checkPostcode(type, values)
  const linked = (name: string): string | undefined =>
    links.find((link) => link.column.name === name && link.column.field === undefined)?.id
  for (const { column, id } of links) if (column.field !== undefined) values[column.field] = id
  const tenure = linked('tenure')
  const item: UnitItem = {
    type,
    id: idOf(reading, type, reference),
    person: linked('person') ?? null,
    values,
    collectedAt,
    clockFrom: clockFrom(reading.edition, type, activity, values, dateIn(collectedAt)),
    ...(sourceReason === undefined ? {} : { sourceReason }),
    ...(tenure === undefined ? {} : { tenure }),
  }
  return { reference, activity, source, item, links, notes }
}

/** An impossible postcode stays in the address, so that nothing is lost, and is no postcode. */
function checkPostcode(type: RecordType, values: Record<string, string | number | boolean | null>): readonly string[] {
  const { postcode, address } = values
  if (type.name !== 'asset' || typeof postcode !== 'string') return []
  const possible = possiblePostcode(postcode)
  values.postcode = possible
  if (possible !== null) return []
  values.address = `${String(address)}, ${postcode}`
  return ['`postcode` is no possible UK postcode: it stays in the address, the postcode is left empty']
}

function momentOf(said: string | undefined, now: Temporal.Instant): Temporal.Instant | null {
  if (said === undefined) return now
  try {
    return instantOf(said)
  } catch {
    return null
  }
}

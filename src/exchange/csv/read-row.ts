import { type Field, mustBeGiven } from '#gate/field.ts'
import type { RecordType } from '#gate/record-type.ts'
import type { Edition } from '#notice/edition.ts'
import { type Activity, activities, type Source, sources } from '#notice/vocabulary.ts'
import { clockFrom } from '#records/clock-of.ts'
import { contactDetail } from '#records/contact-detail/contact-detail.ts'
import { everyRecordType } from '#records/every-record-type.ts'
import { dateIn } from '#shared/clock.ts'
import { namedId } from '../named-id.ts'
import { saysNoDate } from '../no-date.ts'
import { oddDates } from '../odd-dates.ts'
import { whyNotPlain } from '../plain-text.ts'
import { possiblePostcode } from '../postcode.ts'
import type { UnitItem } from '../store-units.ts'
import { isTelephone, whyNoNumber } from '../telephone-number.ts'
import { type AsOf, wrongValue } from '../wrong-value.ts'
import { instantOf, readCell } from './cell.ts'
import { type FormColumn, usualSourceOf } from './form.ts'
import { wrongOfType } from './wrong-of-type.ts'

export type Link = {
  readonly column: FormColumn & { readonly is: 'link' | 'item' }
  readonly to: RecordType
  readonly id: string
}

export type ReadRow = {
  readonly reference: string
  readonly activity: Activity
  readonly source: Source
  readonly item: UnitItem
  /** What the row refers to. Each must be stored, else the row is refused (or an optional link is left out). */
  readonly links: readonly Link[]
  readonly notes: readonly string[]
}

export type Reading = { readonly edition: Edition; readonly schema: string; readonly at: AsOf }

/** The id of a landlord's own reference, the same at every import. */
function idOf(reading: Reading, type: RecordType, reference: string): string {
  return namedId('csv', reading.schema, type.name, reference)
}

type Taken = {
  readonly values: Record<string, string | number | boolean | null>
  /** The landlord's own references to other rows, by column. */
  readonly references: ReadonlyMap<FormColumn, string>
  readonly said: ReadonlyMap<string, string>
}

/** One row of a form as an item, or why it is refused, naming the column. */
export function readRow(reading: Reading, type: RecordType, columns: readonly FormColumn[], cells: readonly string[]): ReadRow | string {
  if (cells.length !== columns.length) return `the row has ${cells.length} cells, the first line ${columns.length}`
  const taken = takeCells(type, columns, cells, reading.at)
  if (typeof taken === 'string') return taken
  const { values, references } = taken
  for (const column of columns) {
    const field = column.is === 'field' ? type.fields[column.name] : undefined
    if (field !== undefined && mustBeGiven(field) && values[column.name] === null) return `\`${column.name}\` is empty`
    if (column.is === 'link' && !column.optional && !references.has(column)) return `\`${column.name}\` is empty`
  }
  return assembled(
    reading,
    type,
    taken,
    columns.map(({ name }, index) => [name, cells[index]]),
  )
}

/** Each cell by what its column is; null for a field whose cell is empty, or has a date that means "no date". */
function takeCells(type: RecordType, columns: readonly FormColumn[], cells: readonly string[], { isNone }: AsOf): Taken | string {
  const values: Record<string, string | number | boolean | null> = {}
  const references = new Map<FormColumn, string>()
  const said = new Map<string, string>()
  for (const [index, column] of columns.entries()) {
    const cell = (cells[index] ?? '').trim()
    const field = type.fields[column.name]
    if (field !== undefined && column.is !== 'reference') values[column.name] = null
    if (cell === '' || (isDated(column, field) && saysNoDate(cell, isNone))) continue
    if (column.is === 'field') {
      const read = field === undefined ? { problem: 'is not known' } : readCell(field, cell)
      if ('problem' in read) return `\`${column.name}\` ${read.problem}`
      values[column.name] = read.value
      continue
    }
    const why = whyNotPlain(cell, 200)
    if (why !== null) return `\`${column.name}\` ${why}`
    // Which type the item belongs to is known only once the whole row is read; until then the reference is kept without an id.
    if (column.is === 'item') values[column.name] = cell
    if (column.is === 'link' || column.is === 'item') references.set(column, cell)
    else said.set(column.is, cell)
  }
  return { values, references, said }
}

function isDated({ is }: FormColumn, field: Field | undefined): boolean {
  return is === 'collectedAt' || field?.kind === 'date' || field?.kind === 'instant'
}

function assembled(reading: Reading, type: RecordType, taken: Taken, written: unknown): ReadRow | string {
  const { values, said } = taken
  const reference = said.get('reference')
  if (reference === undefined) return '`reference` is empty'
  const origin = originOf(reading, type, said)
  if (typeof origin === 'string') return origin
  const { activity, source, collectedAt, sourceReason } = origin
  if (type.fields.reference !== undefined) values.reference = reference
  const postcodes = checkPostcode(type, values)
  const links = linksOf(reading, taken)
  for (const { column, id } of links) if (column.is === 'item' || column.field !== undefined) values[column.name] = id
  const wrong = wrongValue(type, values, reading.at) ?? wrongNumber(type, values) ?? wrongOfType(reading.edition, type, values)
  if (wrong !== null) return wrong
  const notes = [...postcodes, ...oddDates(type, values, reading.at)]
  const linked = (name: string): string | undefined =>
    links.find(({ column }) => column.is === 'link' && column.name === name && column.field === undefined)?.id
  const tenure = linked('tenure')
  const item: UnitItem = {
    type,
    id: idOf(reading, type, reference),
    person: linked('person') ?? linked('camera') ?? null,
    values,
    collectedAt,
    clockFrom: clockFrom(reading.edition, type, activity, values, dateIn(collectedAt)),
    ...(sourceReason === undefined ? {} : { sourceReason }),
    ...(tenure === undefined ? {} : { tenure }),
    line: JSON.stringify(written),
  }
  return { reference, activity, source, item, links, notes }
}

function linksOf(reading: Reading, { values, references }: Taken): readonly Link[] {
  return [...references].flatMap(([column, reference]) => {
    if (column.is !== 'link' && column.is !== 'item') return []
    // A name that is no record type has no rows to refer to; checking the values reports what is wrong with it.
    const to = column.is === 'link' ? column.to : everyRecordType.find((type) => type.name === values[column.typeIn])
    return to === undefined ? [] : [{ column, to, id: idOf(reading, to, reference) }]
  })
}

type Origin = {
  readonly activity: Activity
  readonly source: Source
  readonly sourceReason: string | undefined
  readonly collectedAt: Temporal.Instant
}

/** What the row was collected for, its source and its date, or why that cannot be right. */
function originOf({ edition, at }: Reading, type: RecordType, said: ReadonlyMap<string, string>): Origin | string {
  const activity = activities.find((each) => each === (said.get('activity') ?? type.usual))
  if (activity === undefined) return '`activity` is none that is known'
  const listed = edition.activities.find((each) => each.id === activity)?.sources ?? []
  const named = said.get('source')
  const source = named === undefined ? usualSourceOf(type, listed) : sources.find((each) => each === named)
  if (source === undefined) return named === undefined ? '`source` is empty' : '`source` is none that is known'
  if (!listed.includes(source)) return `the notice does not say that \`${activity}\` has data from the source \`${source}\``
  const sourceReason = said.get('sourceReason')
  if (source === 'other' && sourceReason === undefined) return '`sourceReason` is empty: the source `other` needs a reason'
  const collectedAt = momentOf(said.get('collectedAt'), at.now)
  if (collectedAt === null) return '`collectedAt` is no time (2026-03-31T14:05)'
  if (Temporal.Instant.compare(collectedAt, at.now) > 0) return '`collectedAt` is in the future'
  return { activity, source, sourceReason, collectedAt }
}

/** A way of contact that is called a telephone number must be one. */
function wrongNumber(type: RecordType, { contactType, value }: Readonly<Record<string, unknown>>): string | null {
  if (type !== contactDetail || typeof value !== 'string' || !isTelephone(String(contactType))) return null
  const why = whyNoNumber(value)
  return why === null ? null : `\`value\` ${why}`
}

/** An impossible postcode stays in the address, so that nothing is lost, and does not become the postcode. */
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

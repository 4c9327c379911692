import { stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { knownIds } from '#gate/known-ids.ts'
import type { GateParts } from '#gate/parts.ts'
import type { RecordType } from '#gate/record-type.ts'
import { everyRecordType } from '#records/every-record-type.ts'
import { Fault } from '#shared/fault.ts'
import { type ImportReport, importTally, type Tally } from '../import-tally.ts'
import { readLines } from '../lines.ts'
import { storeUnits, type Unit, unitsInBatch } from '../store-units.ts'
import { columnsOfForm, type FormColumn, fileOf, typeOfFile } from './form.ts'
import { type Reading, type ReadRow, readRow } from './read-row.ts'
import { type Row, readRows } from './rows.ts'

/**
 * Takes in files of the CSV form (docs/csv-form.md): the name of a file says what its rows are. Whatever order they are given in, a
 * kind comes after those that its rows refer to. Each row ends stored, unchanged or refused by file, line and reason; importing again
 * changes nothing, because a row's id comes from the landlord's own reference.
 */
export async function importCsv(
  parts: GateParts,
  files: readonly string[],
  onProgress: (done: number, total: number) => void = () => {},
): Promise<ImportReport> {
  const tally = importTally(files.map((path) => basename(path)))
  const total = (await Promise.all(files.map(sizeOf))).reduce((sum, size) => sum + size, 0)
  let done = 0
  const onBytes = (bytes: number): void => {
    done += bytes
    onProgress(done, total)
  }
  const reading = { edition: parts.inForce().released.edition, schema: parts.database.schema, now: parts.clock() }
  const typed = files.map((path) => ({ path, type: typeOf(path) }))
  for (const type of everyRecordType) {
    for (const { path } of typed.filter((each) => each.type === type)) await importFile({ parts, tally, reading, onBytes }, path, type)
  }
  return tally.report()
}

type Import = { readonly parts: GateParts; readonly tally: Tally; readonly reading: Reading; readonly onBytes: (bytes: number) => void }
type Numbered = ReadRow & { readonly line: number }

async function importFile(run: Import, path: string, type: RecordType): Promise<void> {
  const file = basename(path)
  const lineOf = new Map<string, number>()
  let columns: readonly FormColumn[] | undefined
  let batch: Numbered[] = []

  function take(row: Row): string | undefined {
    if (row.problem !== undefined) return row.problem
    const read = readRow(run.reading, type, columns ?? [], row.cells)
    if (typeof read === 'string') return read
    const earlier = lineOf.get(read.item.id)
    if (earlier !== undefined) return `the same \`reference\` stands on line ${earlier}`
    lineOf.set(read.item.id, row.line)
    batch.push({ ...read, line: row.line })
    return undefined
  }

  for await (const rows of readRows(readLines(path, run.onBytes))) {
    for (const row of rows) {
      if (columns === undefined) {
        columns = headerOf(file, type, row)
        continue
      }
      const refused = take(row)
      if (refused !== undefined) run.tally.refuse(file, row.line, refused)
      if (batch.length < unitsInBatch) continue
      await storeRows(run, file, batch)
      batch = []
    }
  }
  await storeRows(run, file, batch)
}

/** The first line names the columns. A file whose columns are not understood is not begun: half of it would be dropped without a word. */
function headerOf(file: string, type: RecordType, row: Row): readonly FormColumn[] {
  if (row.problem !== undefined) throw new Fault('csv-header', `the first line of \`${file}\`: ${row.problem}`)
  const possible = columnsOfForm(type)
  const named = row.cells.map((cell, index) => {
    const column = possible.find((each) => each.name === cell.trim())
    if (column === undefined) throw new Fault('csv-header', `column ${index + 1} of \`${file}\` is none of ${listed(possible)}`)
    return column
  })
  const twice = named.find((column, index) => named.indexOf(column) !== index)
  if (twice !== undefined) throw new Fault('csv-header', `\`${file}\` has the column \`${twice.name}\` twice`)
  const missing = possible.filter((column) => isNeeded(type, column) && !named.includes(column))
  if (missing.length > 0) throw new Fault('csv-header', `\`${file}\` lacks ${listed(missing)}`)
  return named
}

function isNeeded(type: RecordType, column: FormColumn): boolean {
  if (column.is === 'field') return type.fields[column.name]?.optional === false
  return column.is === 'link' ? !column.optional : column.is === 'reference'
}

function listed(columns: readonly FormColumn[]): string {
  return columns.map((column) => `\`${column.name}\``).join(', ')
}

async function storeRows({ parts, tally }: Import, file: string, rows: readonly Numbered[]): Promise<void> {
  const groups = Map.groupBy(rows, (row) => `${row.activity} ${row.source}`)
  for (const group of groups.values()) {
    const [first] = group
    if (first === undefined) continue
    const held = await heldLinks(parts, group)
    const units: (Unit & { readonly notes: readonly string[] })[] = []
    for (const row of group) {
      const unit = settled(file, row, held)
      if (typeof unit === 'string') tally.refuse(file, row.line, unit)
      else units.push(unit)
    }
    const outcomes = await storeUnits(parts, { activity: first.activity, source: first.source }, units)
    for (const [index, outcome] of outcomes.entries()) {
      if ('refused' in outcome) tally.refuse(file, outcome.unit.line, outcome.refused)
      else {
        tally.count(outcome.became)
        for (const note of units[index]?.notes ?? []) tally.note(file, outcome.unit.line, note)
      }
    }
  }
}

/** Which of the rows that these refer to are stored, by their type. */
async function heldLinks(parts: GateParts, rows: readonly Numbered[]): Promise<ReadonlySet<string>> {
  const byType = Map.groupBy(
    rows.flatMap((row) => row.links),
    (link) => link.column.to,
  )
  const held = new Set<string>()
  for (const [type, links] of byType) {
    const ids = [...new Set(links.map((link) => link.id))]
    for (const id of await knownIds(parts, type, ids)) held.add(id)
  }
  return held
}

/** The row with what it refers to; a needed reference to nothing refuses it, an optional one is left out and noted. */
function settled(file: string, row: Numbered, held: ReadonlySet<string>): (Unit & { readonly notes: readonly string[] }) | string {
  const lost = row.links.filter((link) => !held.has(link.id))
  const needed = lost.find((link) => !link.column.optional)
  if (needed !== undefined) return `\`${needed.column.name}\` refers to no ${needed.column.to.title.one.toLowerCase()} that is stored`
  const emptied = Object.fromEntries(lost.flatMap(({ column }) => (column.field === undefined ? [] : [[column.field, null]])))
  const isPersonLost = lost.some(({ column }) => column.field === undefined && column.name === 'person')
  const notes = lost.map(
    ({ column }) => `\`${column.name}\` refers to no ${column.to.title.one.toLowerCase()} that is stored: stored without it`,
  )
  const item = { ...row.item, values: { ...row.item.values, ...emptied }, person: isPersonLost ? null : row.item.person }
  return { file, line: row.line, items: [item], notes: [...row.notes, ...notes] }
}

function typeOf(path: string): RecordType {
  const type = typeOfFile(basename(path))
  if (type === undefined)
    throw new Fault('csv-name', `\`${basename(path)}\` is none of ${everyRecordType.map((each) => `\`${fileOf(each)}\``).join(', ')}`)
  return type
}

async function sizeOf(path: string): Promise<number> {
  const found = await stat(path).catch((cause: unknown) => {
    throw new Fault('file-unreadable', `the file \`${basename(path)}\` cannot be read`, { cause })
  })
  if (!found.isFile()) throw new Fault('file-unreadable', `\`${basename(path)}\` is no file`)
  return found.size
}

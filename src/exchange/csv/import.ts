import { basename } from 'node:path'
import type { GateDeps } from '#gate/deps.ts'
import { mustBeGiven } from '#gate/field.ts'
import type { RecordType } from '#gate/record-type.ts'
import { everyRecordType } from '#records/every-record-type.ts'
import { Fault } from '#shared/fault.ts'
import { deletedHere, goneWords } from '../deleted-here.ts'
import { fileNames, sizeOfAll } from '../file-names.ts'
import { guardedImport } from '../guarded-import.ts'
import type { ImportOptions, OnProgress, Report, Run } from '../import-options.ts'
import { type ImportReport, importTally, type Tally } from '../import-tally.ts'
import { readLines } from '../lines.ts'
import { storeUnits, type Unit, unitsInBatch } from '../store-units.ts'
import { asOf } from '../wrong-value.ts'
import { columnsOfForm, type FormColumn, fileOf, typeOfFile } from './form.ts'
import { type Reading, type ReadRow, readRow } from './read-row.ts'
import { type Row, readRows } from './rows.ts'
import { knownOf, settle } from './settle.ts'

/**
 * Imports files of the CSV form (docs/csv-form.md): the name of a file says what its rows are. Whatever order the files are given in, a kind is read
 * after those that its rows refer to. Each row is stored, unchanged, or refused by file, line and reason. Importing again changes nothing, because a
 * row's id comes from the landlord's own reference.
 */
export function importCsv(
  deps: GateDeps,
  files: readonly string[],
  onProgress: OnProgress = () => {},
  options: ImportOptions = {},
): Promise<Report> {
  return guardedImport(deps, (within, how) => takeIn(within, files, how), onProgress, options)
}

async function takeIn(deps: GateDeps, files: readonly string[], { onProgress, takeBack, brought }: Run): Promise<ImportReport> {
  const nameOf = fileNames(files)
  const tally = importTally(files.map(nameOf))
  const total = await sizeOfAll(files)
  let done = 0
  const onBytes = (bytes: number): void => {
    done += bytes
    onProgress(done, total)
  }
  const { edition } = deps.inForce().released
  const reading = { edition, schema: deps.database.schema, at: asOf(deps.clock(), edition) }
  const typed = files.map((path) => ({ path, type: typeOf(path) }))
  for (const type of everyRecordType) {
    const seen: Seen = new Map()
    for (const { path } of typed.filter((each) => each.type === type)) {
      await importFile({ deps, tally, reading, onBytes, takeBack, brought }, { path, file: nameOf(path), type, seen })
    }
  }
  return tally.report()
}

type Import = Pick<Run, 'takeBack' | 'brought'> & {
  readonly deps: GateDeps
  readonly tally: Tally
  readonly reading: Reading
  readonly onBytes: (bytes: number) => void
}
type Numbered = ReadRow & { readonly line: number }
/** Where each row of a type is, by its id, in any file of the run. Of two rows with one id neither is known to be right. */
type Seen = Map<string, { readonly file: string; readonly line: number }>
type Given = { readonly path: string; readonly file: string; readonly type: RecordType; readonly seen: Seen }

async function importFile(run: Import, { path, file, type, seen }: Given): Promise<void> {
  let columns: readonly FormColumn[] | undefined
  let batch: Numbered[] = []

  function take(row: Row): string | undefined {
    if (row.problem !== undefined) return row.problem
    const read = readRow(run.reading, type, columns ?? [], row.cells)
    if (typeof read === 'string') return read
    const earlier = seen.get(read.item.id)
    if (earlier !== undefined)
      return `the same \`reference\` stands on line ${earlier.line}${earlier.file === file ? '' : ` of \`${earlier.file}\``}`
    seen.set(read.item.id, { file, line: row.line })
    batch.push({ ...read, line: row.line })
    return undefined
  }

  for await (const rows of readRows(readLines(path, run.onBytes, { blank: true, alsoAfterCr: true }))) {
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

/** The first line names the columns. A file whose columns are not understood is not read at all: half of it would be dropped silently. */
function headerOf(file: string, type: RecordType, row: Row): readonly FormColumn[] {
  if (row.problem !== undefined) throw new Fault('csv-header', `the first line of \`${file}\`: ${row.problem}`)
  const possible = columnsOfForm(type)
  const named = row.cells.map((cell, index) => {
    const column = possible.find((each) => each.name === cell.trim())
    if (column === undefined)
      throw new Fault('csv-header', `column ${index + 1} of \`${file}\` is none of ${listed(possible)}${hintAt(row.cells)}`)
    return column
  })
  const twice = named.find((column, index) => named.indexOf(column) !== index)
  if (twice !== undefined) throw new Fault('csv-header', `\`${file}\` has the column \`${twice.name}\` twice`)
  const missing = possible.filter((column) => isNeeded(type, column) && !named.includes(column))
  if (missing.length > 0) throw new Fault('csv-header', `\`${file}\` lacks ${listed(missing)}`)
  return named
}

/** What a spreadsheet program may have written instead of commas. */
function hintAt([only = '', ...others]: readonly string[]): string {
  if (others.length > 0) return ''
  if (only.includes(';')) return '; its cells are parted by semicolons: save it with commas'
  return only.includes('\t') ? '; its cells are parted by tabs: save it with commas' : ''
}

function isNeeded(type: RecordType, column: FormColumn): boolean {
  if (column.is === 'field' || column.is === 'item') {
    const field = type.fields[column.name]
    return field !== undefined && mustBeGiven(field)
  }
  return column.is === 'link' ? !column.optional : column.is === 'reference'
}

function listed(columns: readonly FormColumn[]): string {
  return columns.map((column) => `\`${column.name}\``).join(', ')
}

async function storeRows(run: Import, file: string, rows: readonly Numbered[]): Promise<void> {
  const { deps, tally } = run
  const states = await deletedHere(
    deps,
    rows.map(({ item }) => item),
  )
  const comeBack = new Set<string>()
  const left = rows.filter(({ item, line }, index) => {
    const state = states[index]
    if (state === 'there') return true
    if (state === 'changed' && run.takeBack) return comeBack.add(item.id)
    if (state === 'changed') tally.refuse(file, line, goneWords)
    else tally.count('unchanged')
    return false
  })
  for (const group of Map.groupBy(left, (row) => `${row.activity} ${row.source}`).values()) await storeGroup(run, file, group, comeBack)
}

/** Rows of one activity and one source. */
async function storeGroup(
  { deps, tally, reading, brought }: Import,
  file: string,
  group: readonly Numbered[],
  comeBack: ReadonlySet<string>,
): Promise<void> {
  const [first] = group
  if (first === undefined) return
  const known = await knownOf(deps, group, reading.at)
  const units: (Unit & { readonly notes: readonly string[] })[] = []
  for (const row of group) {
    const settled = settle(row, known, reading.at)
    if (typeof settled === 'string') tally.refuse(file, row.line, settled)
    else units.push({ file, line: row.line, items: [settled.item], notes: settled.notes })
  }
  const outcomes = await storeUnits(deps, { activity: first.activity, source: first.source, brought }, units, comeBack)
  for (const [index, outcome] of outcomes.entries()) {
    if ('refused' in outcome) tally.refuse(file, outcome.unit.line, outcome.refused)
    else {
      tally.count(outcome.became)
      for (const note of [...(units[index]?.notes ?? []), ...outcome.notes]) tally.note(file, outcome.unit.line, note)
    }
  }
}

function typeOf(path: string): RecordType {
  const type = typeOfFile(basename(path))
  if (type === undefined)
    throw new Fault('csv-name', `\`${basename(path)}\` is none of ${everyRecordType.map((each) => `\`${fileOf(each)}\``).join(', ')}`)
  return type
}

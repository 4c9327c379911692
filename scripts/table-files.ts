import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { tableOf } from '../src/gate/columns.ts'
import type { RecordType } from '../src/gate/record-type.ts'
import { keysSql, linesSql, tableSql } from './table-of.ts'

const command = 'npm run record-tables'
/** The file that creates the tables of all types, until it is released. */
const baseline = '0050-record-tables.sql'
const heading = `-- Written by \`${command}\` from the declarations in src/records: change those, and run it.`
const about = '-- Each row has the columns of `item` beside its own. `sealed_*` is ciphertext.'

/**
 * The files that create the record types' tables: their names, and the text that each should have. A released file is never changed: a type
 * that is not in it gets a file of its own, with the next number (docs/decisions/0020).
 */
export async function tableFiles(records: string, folder: string, types: readonly RecordType[]): Promise<ReadonlyMap<string, string>> {
  const released = new Set((await releasedIn(folder)).keys())
  const names = (await readdir(folder)).filter((name) => name.endsWith('.sql')).sort()
  const texts = new Map(await Promise.all(names.map(async (name) => [name, await readFile(join(folder, name), 'utf8')] as const)))
  let last = Number(names.at(-1)?.slice(0, 4) ?? 0)
  const next = (type: RecordType) => {
    last = Math.floor(last / 10) * 10 + 10
    return `${String(last).padStart(4, '0')}-${type.name}.sql`
  }
  const written = (name: string) => released.has(name) || texts.get(name)?.startsWith(heading)
  const fileOf = new Map<RecordType, string>()
  for (const type of types) {
    const made = names.find((name) => written(name) && texts.get(name)?.includes(`create table ${tableOf(type)} (`))
    fileOf.set(type, made ?? (released.has(baseline) ? next(type) : baseline))
  }
  const files = new Map<string, string>()
  for (const file of new Set(fileOf.values())) {
    if (released.has(file)) continue
    const own = types.filter((type) => fileOf.get(type) === file)
    const soFar = types.filter((type) => (fileOf.get(type) ?? file) <= file)
    files.set(file, await textOf(records, own, soFar))
  }
  return files
}

/** The files whose text differs, which have to be written. */
export async function staleFiles(...[records, folder, types]: Parameters<typeof tableFiles>): Promise<ReadonlyMap<string, string>> {
  const files = [...(await tableFiles(records, folder, types))]
  const there = await Promise.all(files.map(([name]) => readFile(join(folder, name), 'utf8').catch(() => '')))
  return new Map(files.filter(([, text], at) => there[at] !== text))
}

/** Fails if a type's declaration differs from its table. */
export async function refuseStale(...asked: Parameters<typeof tableFiles>): Promise<void> {
  const names = [...(await staleFiles(...asked)).keys()]
  if (names.length > 0) throw new Error(`a record type is declared otherwise than in \`${names.join('`, `')}\`: run \`${command}\``)
}

/** The files in a released version with the SHA-256 of each, on lines as `sha256sum` writes them. */
export async function releasedIn(folder: string): Promise<ReadonlyMap<string, string>> {
  const text = await readFile(join(folder, 'released.txt'), 'utf8')
  return new Map([...text.matchAll(/^([0-9a-f]{64}) {2}(\S+)$/gm)].map(([, sha256 = '', name = '']) => [name, sha256]))
}

/** `soFar`: the types whose tables exist once the file has run. */
async function textOf(records: string, own: readonly RecordType[], soFar: readonly RecordType[]): Promise<string> {
  const tables = new Set(soFar.map(tableOf))
  const each = await Promise.all(own.map(async (type) => tableSql(type, await commentOf(records, type), tables)))
  const keys = own.some((type) => type.tie.key === 'id') ? [keysSql(soFar)] : []
  const lines = own.some(({ line }) => line !== undefined) ? [linesSql(soFar)] : []
  return `${[`${heading}\n${about}`, ...each, ...keys, ...lines].join('\n\n')}\n`
}

/** What a type holds: the comment above its declaration. */
async function commentOf(records: string, { name }: RecordType): Promise<string> {
  const source = await readFile(join(records, name, `${name}.ts`), 'utf8')
  const [, words] = /\/\*\*((?:(?!\*\/)[\s\S])*)\*\/\nexport const \w+ = recordType\(/.exec(source) ?? []
  if (words === undefined) throw new Error(`say what \`${name}\` holds, in a comment over its declaration`)
  const lines = words.split('\n').map((line) => line.replace(/^\s*\*?\s?/, '').trimEnd())
  return lines
    .filter((line) => line !== '')
    .map((line) => `-- ${line}`)
    .join('\n')
}

import type { ReleasedEdition } from '#notice/edition.ts'
import type { Database } from '#store/database.ts'
import { definitionsOf } from '#store/definitions.ts'
import { roleName } from '#store/role-names.ts'
import { tableOf } from '../columns.ts'
import type { RecordType } from '../record-type.ts'
import { privilegesOf } from './privileges.ts'
import { grantStatements } from './publish.ts'

/**
 * What in the landlord's schema differs from what the migrations made and the edition in force compiled: tables, triggers, functions,
 * privileges and roles. Such a change could keep evidence from being written, or let somebody read what the notice closes. `made`: the
 * lines of `definitions.txt`. Answers one sentence for each difference, without personal data.
 */
export async function alteredDefinitions(
  database: Database,
  made: string,
  released: ReleasedEdition,
  types: readonly RecordType[],
): Promise<readonly string[]> {
  const found = await database.transaction(roleName(database.schema, 'machinery'), definitionsOf)
  const grants = grantStatements(database.schema, privilegesOf(released.edition, types), types)
  const tables = new Set(types.map(tableOf))
  const fixed = made.split('\n').filter((line) => line !== '' && !isEditions(line, tables))
  const expected = new Set([...fixed, ...grants.flatMap((statement) => privilegeLines(database.schema, statement))])
  const there = new Set(found)
  return [
    ...[...expected].filter((line) => !there.has(line)).map((line) => `the database lacks what the migrations made: \`${named(line)}\``),
    ...found
      .filter((line) => !expected.has(line) && !isUsage(line))
      .map((line) => `the database has what no migration made: \`${named(line)}\``),
  ]
}

/** Whether an edition grants this anew to the roles that see no content, whatever a migration granted them before. */
function isEditions(line: string, tables: ReadonlySet<string>): boolean {
  const [, table = ''] = /^privilege \S+ ([a-z_]+)(?:\([a-z_]+\))? to (?:facts|sweeper|keys)$/.exec(line) ?? []
  return tables.has(table)
}

/**
 * Whether the line only lets a role enter the schema, which gives it access to nothing. A role whose activity an edition has dropped keeps
 * this.
 */
function isUsage(line: string): boolean {
  return /^privilege USAGE schema to _/.test(line)
}

/** The privileges that a `grant` on tables gives, as lines of definitions; nothing for any other statement. */
export function privilegeLines(schema: string, statement: string): readonly string[] {
  const [, given, on, to] = /^grant (.+) on (?!schema )(.+) to "(.+)"$/s.exec(statement) ?? []
  if (given === undefined || on === undefined || to === undefined) return []
  const role = to.slice(schema.length + 1)
  return on.split(', ').flatMap((table) =>
    [...given.matchAll(/(select|insert|update|delete)(?: \(([^)]*)\))?/g)].flatMap(([, privilege = '', columns]) => {
      const targets = columns === undefined ? [table] : columns.split(', ').map((column) => `${table}(${column})`)
      return targets.map((target) => `privilege ${privilege.toUpperCase()} ${target} to ${role}`)
    }),
  )
}

/** Enough of the line to say which definition it is; the body of a function or a view is left out. */
function named(line: string): string {
  return line.length <= 160 ? line : `${line.slice(0, 160)}…`
}

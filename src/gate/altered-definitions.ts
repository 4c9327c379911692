import type { ReleasedEdition } from '#notice/edition.ts'
import type { Database } from '#store/database.ts'
import { definitionsOf } from '#store/definitions.ts'
import { roleName } from '#store/role-names.ts'
import { tableOf } from './columns.ts'
import { privilegesOf } from './privileges.ts'
import { grantStatements } from './publish.ts'
import type { RecordType } from './record-type.ts'

/**
 * What in the landlord's schema is not as the migrations made it and the edition in force compiled it: tables, triggers, functions, privileges, roles.
 * Whoever changed it could keep evidence from being written, or read what the notice closes. `made`: the lines of `definitions.txt`.
 * Answers a sentence for each difference, without anybody's data.
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
  const standing = made.split('\n').filter((line) => line !== '' && !isEditions(line, tables))
  const expected = new Set([...standing, ...grants.flatMap((statement) => privilegeLines(database.schema, statement))])
  const there = new Set(found)
  return [
    ...[...expected].filter((line) => !there.has(line)).map((line) => `the database lacks what the migrations made: \`${named(line)}\``),
    ...found
      .filter((line) => !expected.has(line) && !isUsage(line))
      .map((line) => `the database has what no migration made: \`${named(line)}\``),
  ]
}

/** What an edition gives anew to the roles that see no content, whatever a migration gave them before. */
function isEditions(line: string, tables: ReadonlySet<string>): boolean {
  const [, table = ''] = /^privilege \S+ ([a-z_]+)(?:\([a-z_]+\))? to (?:facts|sweeper|keys)$/.exec(line) ?? []
  return tables.has(table)
}

/** That a role may look into the schema lets it reach nothing in it; an activity that an edition has dropped keeps that. */
function isUsage(line: string): boolean {
  return /^privilege USAGE schema to _/.test(line)
}

/** A `grant` on tables as lines of definitions; of other statements none. */
export function privilegeLines(schema: string, statement: string): readonly string[] {
  const [, given, on, to] = /^grant (.+) on (?!schema )(.+) to "(.+)"$/s.exec(statement) ?? []
  if (given === undefined || on === undefined || to === undefined) return []
  const role = to.slice(schema.length + 1)
  return on.split(', ').flatMap((table) =>
    [...given.matchAll(/(select|insert|update|delete)(?: \(([^)]*)\))?/g)].flatMap(([, privilege = '', columns]) => {
      const places = columns === undefined ? [table] : columns.split(', ').map((column) => `${table}(${column})`)
      return places.map((place) => `privilege ${privilege.toUpperCase()} ${place} to ${role}`)
    }),
  )
}

/** Long enough to say which; what a function or a view does is not repeated. */
function named(line: string): string {
  return line.length <= 160 ? line : `${line.slice(0, 160)}…`
}

import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Fault } from '#shared/fault.ts'
import { quoted } from './database.ts'
import { roleName, takenRoles } from './role-names.ts'

/** One migration file. `sha256`: of its text, in hexadecimal. */
export type Step = { readonly name: string; readonly text: string; readonly sha256: string }

/** A migration that the database says was run, and by which version; null if that was not recorded. */
export type Ran = { readonly name: string; readonly sha256: string; readonly software: string | null }

/** The software that runs the migrations. Its version is recorded with each. */
export type Software = { readonly version: string }

/** The files `NNNN-name.sql` of a folder, in order; the first creates a new schema's first tables. A folder without any is a fault. */
export async function stepsIn(folder: string): Promise<readonly [Step, ...Step[]]> {
  const names = (await readdir(folder)).filter((name) => /^\d{4}-[a-z0-9-]+\.sql$/.test(name)).sort()
  const [first, ...others] = await Promise.all(
    names.map(async (name) => {
      const text = await readFile(join(folder, name), 'utf8')
      return { name, text, sha256: createHash('sha256').update(text).digest('hex') }
    }),
  )
  if (first === undefined) throw new Fault('no-migrations', 'there are no migrations where they should be')
  return [first, ...others]
}

/** The statements for one schema, with `{machinery}` replaced by its role of that name. */
export function statementsOf({ text }: Step, schema: string): string {
  return takenRoles.reduce((said, role) => said.replaceAll(`{${role}}`, quoted(roleName(schema, role))), text)
}

/** The query whose rows are `Ran`, in order. A database from before versions were recorded lacks the column for them. */
export function ranSql(schema: string): string {
  return `select name, sha256, to_jsonb(m) ->> 'software' as software from ${quoted(schema)}.migration m order by ran_at, name`
}

/**
 * The words of the fault: which database it is, what version runs here, and what can be done with a database whose migrations no longer
 * exist.
 */
type Told = { readonly what: string; readonly own: Software | undefined; readonly older: string }

/**
 * Refuses a database that these migrations do not continue from: one that a newer version updated, one from before the baseline
 * (docs/decisions/0020), or one made by migrations other than the released ones. Nobody has tested what these migrations would do to it.
 */
export function refuseOtherSteps(steps: readonly [Step, ...Step[]], ran: readonly Ran[], told: Told): void {
  const known = new Map(steps.map(({ name, sha256 }) => [name, sha256]))
  const last = ran.at(-1)
  if (last !== undefined && ran.every(({ name }) => name !== steps[0].name)) throw olderFault(last, told)
  const newer = ran.findLast(({ name }) => !known.has(name))
  if (newer !== undefined) throw newerFault(newer, told)
  const changed = ran.find(({ name, sha256 }) => known.get(name) !== sha256)
  if (changed !== undefined) throw olderFault(changed, told)
}

function olderFault({ name, software }: Ran, { what, older }: Told): Fault {
  const made = software === null ? 'an older version of Assured' : `Assured ${software}`
  const why = `${what} was made by ${made} in a step that this version does not have (\`${name}\`), and cannot be brought up to date`
  return new Fault('schema-older', `${why}: ${older}`)
}

function newerFault({ name, software }: Ran, { what, own }: Told): Fault {
  const made = software === null ? 'a newer version of Assured' : `Assured ${software}`
  const here = own === undefined ? 'this version' : `this one, ${own.version},`
  const todo = software === null ? 'run that version or a later one' : `run ${software} or a later one`
  return new Fault('schema-newer', `${what} was brought up to date by ${made} (\`${name}\`), which ${here} does not know: ${todo}`)
}

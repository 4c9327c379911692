import { Fault } from '#shared/fault.ts'
import { quoted, type Session } from './database.ts'
import { isPrivilegeRefusal } from './database-fault.ts'
import { roleName, takenRoles } from './role-names.ts'
import { scramVerifier } from './scram-verifier.ts'
import { type Ran, ranSql, refuseOtherSteps, type Software, type Step, statementsOf, stepsIn } from './steps.ts'
import { asAdmin, asOwner, type DatabaseTarget } from './target.ts'

/**
 * Brings a landlord's schema up to date: creates it with its roles the first time, then runs each new migration in order, in a transaction
 * of its own. Forward only. Two processes may do it at once. Answers the names of the migrations that it ran. `folder` has files
 * `NNNN-name.sql`. A schema that these do not continue from is a fault before anything is changed: `schema-newer`, `schema-older`.
 */
export async function migrate(target: DatabaseTarget, folder: string, software?: Software): Promise<readonly string[]> {
  const steps = await stepsIn(folder)
  await asAdmin(target, async (admin) => {
    refuseOtherSteps(steps, await ranIn(admin, target.schema), { what: `the schema \`${target.schema}\``, own: software, older: beginAnew })
    await makeSchema(admin, target)
  }).catch((error: unknown) => {
    throw isPrivilegeRefusal(error) ? tooWeak(error) : error
  })
  const names: string[] = []
  // One query finds the migrations that were already run. A transaction for each took a quarter of a second of every start.
  const before = await asOwner(target, (owner) => hashesOfRun(owner, target.schema))
  for (const step of steps) {
    if (before.get(step.name) === step.sha256) continue
    if (await asOwner(target, (owner) => runOnce(owner, target.schema, step, software))) names.push(step.name)
  }
  return names
}

const beginAnew =
  'take out what you need with the version that made it, and begin anew with another data folder (`--data`) or an empty database'

async function ranIn(admin: Session, schema: string): Promise<readonly Ran[]> {
  const [there] = await admin.query<{ is: boolean }>('select to_regclass($1) is not null as is', [`${quoted(schema)}.migration`])
  return there?.is === true ? admin.query<Ran>(ranSql(schema)) : []
}

/**
 * The administrator need not be a superuser: an account that may create roles and owns the database is enough. It may then act as the
 * schema's owner, which gives it no more than it could give itself, having created that role.
 */
async function makeSchema(admin: Session, target: DatabaseTarget): Promise<void> {
  const { schema, app } = target
  const owner = quoted(roleName(schema, 'owner'))
  const login = quoted(roleName(schema, 'app'))
  await oneHandOnRoles(admin)
  for (const role of [roleName(schema, 'owner'), login.slice(1, -1), ...takenRoles.map((kind) => roleName(schema, kind))])
    await makeRole(admin, role)
  await admin.query(`grant ${owner} to current_user with inherit true, set true`)
  await admin.query(`alter role ${login} login noinherit password '${await scramVerifier(String(app.password))}'`)
  for (const kind of takenRoles) await admin.query(`grant ${quoted(roleName(schema, kind))} to ${login} with inherit false, set true`)
  await admin.query('create extension if not exists pg_trgm with schema public')
  await admin.query(`create schema if not exists ${quoted(schema)} authorization ${owner}`)
  await admin.query(`grant usage on schema ${quoted(schema)} to ${takenRoles.map((kind) => quoted(roleName(schema, kind))).join(', ')}`)
  // Once the extension has been used in the session anybody may change this setting; before that, only a superuser may.
  await admin.query(`select public.word_similarity('', '')`)
  await admin.query(`alter role ${login} set pg_trgm.word_similarity_threshold = 0.4`)
}

/**
 * Until the transaction ends, nobody else creates or grants roles. They belong to the whole cluster, and two changes to their catalogue at
 * once can fail. An administrator who may not lock it (no superuser) waits only for others in the same database. Two at once in two
 * databases of a cluster may then fail as a whole, and can be run again.
 */
export async function oneHandOnRoles(admin: Session): Promise<void> {
  await admin.query(`do $$ begin
    lock table pg_catalog.pg_authid in share row exclusive mode;
    exception when insufficient_privilege then perform pg_advisory_xact_lock(hashtext('assured roles'));
  end $$`)
}

function tooWeak(cause: unknown): Fault {
  const needs = 'it needs `CREATEROLE`, and to own the database and the roles made in it before'
  return new Fault('database-account-too-weak', `the account that \`ASSURED_DATABASE_URL\` names may not prepare the database: ${needs}`, {
    cause,
  })
}

async function makeRole(admin: Session, role: string): Promise<void> {
  const [known] = await admin.query('select from pg_roles where rolname = $1', [role])
  if (known === undefined) await admin.query(`create role ${quoted(role)} nologin`)
}

/** One process at a time brings a schema up to date, and the others wait. */
async function oneAtATime(owner: Session, schema: string): Promise<void> {
  await owner.query('select pg_advisory_xact_lock(hashtext($1))', [`migrate ${schema}`])
}

async function hashesOfRun(owner: Session, schema: string): Promise<ReadonlyMap<string, string>> {
  await oneAtATime(owner, schema)
  await owner.query(
    'create table if not exists migration (name text primary key, sha256 text not null, ran_at timestamptz not null default now(), software text)',
  )
  const rows = await owner.query<{ name: string; sha256: string }>('select name, sha256 from migration')
  return new Map(rows.map(({ name, sha256 }) => [name, sha256]))
}

async function runOnce(owner: Session, schema: string, step: Step, software: Software | undefined): Promise<boolean> {
  const { name, sha256 } = step
  await oneAtATime(owner, schema)
  const [before] = await owner.query<{ sha256: string }>('select sha256 from migration where name = $1', [name])
  if (before !== undefined) {
    // Another process ran it after these were compared with the database.
    if (before.sha256 !== sha256) throw new Fault('migration-changed', `the migration \`${name}\` has changed since it was run`)
    return false
  }
  await owner.query(statementsOf(step, schema))
  await owner.query('insert into migration (name, sha256, software) values ($1, $2, $3)', [name, sha256, software?.version ?? null])
  return true
}

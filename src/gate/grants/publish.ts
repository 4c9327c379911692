import { createHash } from 'node:crypto'
import { evidenceColumns } from '#evidence/append.ts'
import type { ReleasedEdition } from '#notice/edition.ts'
import { firstDayOf } from '#notice/in-force-from.ts'
import { canonicalText } from '#notice/release.ts'
import type { Database, Session } from '#store/database.ts'
import { oneHandOnRoles } from '#store/migrate.ts'
import { roleName } from '#store/role-names.ts'
import { columnOf, frameColumns, linkTo, tableOf } from '../columns.ts'
import { fixedColumnsOf } from '../read/statements.ts'
import type { MadeFrom, RecordType } from '../record-type.ts'
import { stopsBy } from '../stays-here.ts'
import { type Privilege, privilegesOf } from './privileges.ts'

/**
 * Puts an edition in force: stores it and compiles it into the database's own privileges, in the caller's transaction. So the notice still
 * protects against a mistake in the code above: a statement reaches what its activity may reach and no more. An attacker who could run any
 * statement could still take one activity's role after another, but never the owner's. `owner` must own the schema and be allowed to create
 * roles. Publishing the same edition again changes nothing.
 */
export async function publish(
  owner: Session,
  schema: string,
  released: ReleasedEdition,
  types: readonly RecordType[],
): Promise<{ fresh: boolean }> {
  await oneHandOnRoles(owner)
  const stored = await storeEdition(owner, released)
  const grants = grantStatements(schema, privilegesOf(released.edition, types), types)
  await owner.query([...grants, `comment on schema ${quoted(schema)} is '${markOf(grants)}'`].join(';\n'))
  return stored
}

/** Stores an edition that may take effect on a later day. The privileges stay those of the edition in force. */
export async function storeEdition(owner: Session, { hash, edition }: ReleasedEdition): Promise<{ fresh: boolean }> {
  const stored = await owner.query(
    'insert into edition (hash, id, in_force_from, body) values ($1, $2, $3, $4) on conflict (hash) do nothing returning hash',
    [hash, edition.id, firstDayOf(edition), canonicalText(edition)],
  )
  return { fresh: stored.length > 0 }
}

/**
 * Whether the database's privileges are those of the edition. A new record type or column in another version of the software changes what
 * an edition compiles to, and the edition then has to be published again.
 */
export async function isCompiled(database: Database, released: ReleasedEdition, types: readonly RecordType[]): Promise<boolean> {
  const { schema } = database
  const text = `select obj_description(current_schema()::regnamespace, 'pg_namespace') as mark`
  const [row] = await database.once<{ mark: string | null }>(roleName(schema, 'machinery'), text)
  return row?.mark === markOf(grantStatements(schema, privilegesOf(released.edition, types), types))
}

function markOf(grants: readonly string[]): string {
  return `privileges ${createHash('sha256').update(grants.join(';\n')).digest('hex')}`
}

/** Every statement that is needed to make the database's privileges those of the edition, whatever they were before. */
export function grantStatements(schema: string, privileges: readonly Privilege[], types: readonly RecordType[]): readonly string[] {
  const tables = types.map(tableOf).join(', ')
  const app = quoted(`${schema}_app`)
  const named = unique(privileges.map((privilege) => activityRole(schema, privilege.activity)))
  const typeOf = new Map(types.map((type) => [tableOf(type), type]))
  const writers = privileges.filter(({ table, write }) => write.length > 0 && typeOf.get(table)?.hasTask === true)
  return [
    ...named.map(makeRole),
    `do $$ declare held text; begin
      for held in select rolname from pg_roles where starts_with(rolname, '${schema}__') loop
        execute format('revoke all on all tables in schema %I from %I', '${schema}', held);
      end loop;
    end $$`,
    `revoke all on ${tables} from public, ${[roleName(schema, 'facts'), roleName(schema, 'sweeper'), roleName(schema, 'keys')].map(quoted).join(', ')}`,
    ...named.flatMap((role) => [
      `grant ${quoted(role)} to ${app} with inherit false, set true`,
      `grant usage on schema ${quoted(schema)} to ${quoted(role)}`,
      `grant insert (${evidenceColumns.join(', ')}) on evidence to ${quoted(role)}`,
    ]),
    // Tasks are raised and ended together with what is written. The words that were written when a task was done cannot be read here.
    ...unique(writers.map(({ activity }) => activityRole(schema, activity))).map(
      (role) =>
        `grant select (id, kind, about, due_on, done_at), insert (kind, role, about, person_id, due_on), update (done_at, done_by) on task to ${quoted(role)}`,
    ),
    ...privileges.flatMap((privilege) => grantsOf(schema, privilege, typeOf.get(privilege.table))),
    ...fixedGrants(schema, types),
  ]
}

function grantsOf(schema: string, privilege: Privilege, type: RecordType | undefined): readonly string[] {
  if (type === undefined) return []
  const role = quoted(activityRole(schema, privilege.activity))
  const select = [
    `grant select (${privilege.select.join(', ')}) on ${privilege.table} to ${role}`,
    `grant select on ${['standing_hold', 'standing_objection', ...type.tie.views].join(', ')} to ${role}`,
    ...(privilege.select.includes('media_id') ? [`grant select, insert on derived_media to ${role}`] : []),
    // Conflicts with other systems are looked up wherever a record is read; `conflicts.ts` decides about each category of them.
    `grant select on source_conflict to ${role}`,
  ]
  if (privilege.write.length === 0) return select
  const fixed = fixedColumnsOf(type)
  const changeable = privilege.write.filter((column) => !fixed.includes(column))
  return [
    ...select,
    `grant insert (${privilege.write.join(', ')}) on ${privilege.table} to ${role}`,
    `grant select, insert, update on source_line to ${role}`,
    `grant insert, update, delete on source_conflict to ${role}`,
    `grant update (${changeable.join(', ')}) on ${privilege.table} to ${role}`,
    ...(privilege.erase ? [`grant delete on ${privilege.table} to ${role}`] : []),
  ]
}

/**
 * The roles that serve no activity and see no content. `facts` reads the ids, dates and answers that decisions need. `sweeper` reads ids,
 * dates, sources and the lengths of media, and may delete.
 */
function fixedGrants(schema: string, types: readonly RecordType[]): readonly string[] {
  const facts = quoted(roleName(schema, 'facts'))
  const sweeper = quoted(roleName(schema, 'sweeper'))
  return [
    `grant insert (${evidenceColumns.join(', ')}) on evidence to ${quoted(roleName(schema, 'machinery'))}`,
    `grant select (id, date_of_birth) on person to ${facts}`,
    `grant select (person_id, for_activity, answer, answered_at, ended_on) on consent to ${facts}`,
    `grant select (person_id, kind, against_activity, decision, ended_on) on objection to ${facts}`,
    `grant select (person_id, colleague, passed, checked_at) on identity_check to ${facts}`,
    `grant select (person_id, tenure_id, is_responsible) on household_member to ${facts}`,
    `grant select (id, tenure_type) on tenure to ${facts}`,
    `grant select (claim, of_person) on training_extract to ${facts}`,
    `grant select (person_id, collected_at, kind, recording_id, adds_to) on contact_log to ${facts}`,
    ...types.flatMap((type) => [
      `grant select (${['id', 'ctid', 'activity', 'source', 'clock_from', 'collected_at', ...type.tie.links].join(', ')}) on ${tableOf(type)} to ${sweeper}`,
      `grant delete on ${tableOf(type)} to ${sweeper}`,
      ...(type.fields.mediaId === undefined ? [] : [`grant select (media_id, media_bytes) on ${tableOf(type)} to ${sweeper}`]),
      `grant select (id${type.fields.arrivedAs === undefined ? '' : ', arrived_as'}) on ${tableOf(type)} to ${facts}`,
    ]),
    ...types.flatMap((type) => (type.madeFrom === undefined ? [] : [originalGrant(type, type.madeFrom, sweeper)])),
    `grant select (ended_on, asset_id) on tenure to ${sweeper}`,
    ...types.flatMap((type) => referringGrants(type, types, sweeper)),
    `grant select on tenancy_ended, responsible_for, member_of, pictured_in, request_of, standing_hold to ${sweeper}`,
    `grant select (kind, name, call_back, email, checked_on, registration, registered_until, place, covered_until, ended_on) on organisation to ${facts}`,
    `grant select (organisation_id, kind, for_activity, in_force_from, until, review_on, ended_on) on agreement to ${facts}`,
    `grant select (reference) on camera to ${facts}`,
    `grant select (reference) on rights_request to ${facts}`,
    `grant select (place, rights_request_id) on rights_search to ${facts}`,
    `grant select on member_of, standing_alone, office, alarm to ${facts}`,
    `grant select (site, badge, code, arrived_at, ended_on, xmin) on visit to ${facts}`,
    `grant select (address_hash, xmin) on notice_reader to ${facts}`,
    ...types.flatMap((type) =>
      type.counted === undefined ? [] : [`grant select (${type.counted.map(columnOf).join(', ')}) on ${tableOf(type)} to ${facts}`],
    ),
    ...types.flatMap((type) =>
      stopsBy(type).length === 0 ? [] : [`grant select (${stopsBy(type).map(columnOf).join(', ')}) on ${tableOf(type)} to ${facts}`],
    ),
    `grant select on key_in_use to ${quoted(roleName(schema, 'keys'))}`,
    `grant insert (${evidenceColumns.join(', ')}), select (detail) on evidence to ${sweeper}`,
  ]
}

/** An item that others still refer to is not deleted, so the sweeper may see which items those are. */
function referringGrants(type: RecordType, types: readonly RecordType[], sweeper: string): readonly string[] {
  const column = linkTo(type)
  const tables = types
    .filter((other) => frameColumns(other).includes(column) && !other.tie.links.some((link) => link === column))
    .map(tableOf)
  return type.tie.stays === true || tables.length === 0 ? [] : [`grant select (${column}) on ${tables.join(', ')} to ${sweeper}`]
}

/** What is deleted with its original tells by its own fields when that is. */
function originalGrant(type: RecordType, { date, unless }: MadeFrom, sweeper: string): string {
  return `grant select (${[date, ...Object.keys(unless)].map(columnOf).join(', ')}) on ${tableOf(type)} to ${sweeper}`
}

function unique(names: readonly string[]): readonly string[] {
  return [...new Set(names)]
}

function activityRole(schema: string, activity: string): string {
  return roleName(schema, 'activity', activity)
}

/** Roles belong to the whole cluster and outlive a database, so one that already exists is used. */
function makeRole(role: string): string {
  return `do $$ begin
    if not exists (select from pg_roles where rolname = '${role}') then create role ${quoted(role)} nologin; end if;
  end $$`
}

function quoted(identifier: string): string {
  return `"${identifier.replaceAll('"', '""')}"`
}

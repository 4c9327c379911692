import { describe, expect, test } from 'vitest'
import { constraintsInWords } from '#exchange/refused-by-database.ts'
import { columnOf, columnsOf, declaredColumns, frameColumns, tableOf } from '#gate/columns.ts'
import { privilegesOf } from '#gate/grants/privileges.ts'
import { serves } from '#gate/purpose.ts'
import { categoriesOf } from '#gate/record-type.ts'
import { ties } from '#gate/ties/ties.ts'
import { activities, type Category } from '#notice/vocabulary.ts'
import { otherTables } from '#records/every-other-table.ts'
import { everyRecordType } from '#records/every-record-type.ts'
import { DatabaseFault, isPrivilegeRefusal } from '#store/database-fault.ts'
import { roleName } from '#store/role-names.ts'
import { testDatabase } from '../support/database.ts'
import { changed, livewest } from '../support/edition.ts'
import { testGate } from '../support/gate.ts'

const on = await testDatabase()
const released = await livewest()
const { publish } = await testGate(on, released)

/** Whether PostgreSQL lets the role run it. An activity that has nothing to do with any table has no role at all (22023). */
async function may(role: string, statement: string): Promise<boolean> {
  return on.database.once(role, statement).then(
    () => true,
    (error: unknown) => {
      if (isPrivilegeRefusal(error) || (error instanceof DatabaseFault && error.state === '22023')) return false
      throw error
    },
  )
}

function canRead(activity: string, table: string, column: string): Promise<boolean> {
  return may(roleName(on.schema, 'activity', activity), `select ${column} from ${table} limit 0`)
}

describe('the edition in the database’s own privileges', () => {
  test('for every activity and every column, PostgreSQL allows exactly what the edition does', async () => {
    const allowed = new Map(
      privilegesOf(released.edition, everyRecordType).map((each) => [`${each.activity} ${each.table}`, new Set(each.select)]),
    )
    const wrong: string[] = []
    let asked = 0
    for (const activity of activities) {
      const used = new Set(released.edition.activities.find((each) => each.id === activity)?.categories ?? [])
      for (const type of everyRecordType) {
        const table = tableOf(type)
        for (const category of categoriesOf(type)) {
          for (const column of columnsOf(type, category)) {
            asked += 1
            const byNotice = used.has(category) && serves(type, activity)
            // A link (who, which tenure) is readable wherever some of the row is.
            const isLink = allowed.get(`${activity} ${table}`)?.has(column) === true && !byNotice
            const can = await canRead(activity, table, column)
            if (can !== (byNotice || isLink)) wrong.push(`${activity} ${table}.${column}: ${can}`)
            if (isLink && !/_id$/.test(column)) wrong.push(`${activity} ${table}.${column} is no link`)
          }
        }
      }
    }
    expect(wrong).toEqual([])
    expect(asked).toBeGreaterThan(1500)
  })

  test('for every activity, table and column, writing is let exactly where the edition lets somebody collect, and of the ledger where it shares', async () => {
    const wrong: string[] = []
    let asked = 0
    for (const activity of activities) {
      const entry = released.edition.activities.find((each) => each.id === activity)
      const collected = new Set(
        (entry?.colleagues ?? []).filter((grant) => grant.acts.includes('collect')).flatMap((grant) => grant.categories),
      )
      const role = roleName(on.schema, 'activity', activity)
      for (const type of everyRecordType) {
        const table = tableOf(type)
        const shares = (entry?.sharing ?? []).length > 0
        const isWritten = (category: Category) =>
          type.writtenOnSharing === true ? shares && entry?.categories.includes(category) === true : collected.has(category)
        const writable = categoriesOf(type).filter((category) => isWritten(category) && serves(type, activity))
        const frame = frameColumns(type)
        const byNotice = new Set(writable.length === 0 ? [] : [...frame, ...writable.flatMap((category) => columnsOf(type, category))])
        const fixed = type.tie === ties.household ? ['id'] : ['id', 'person_id', 'place_id']
        for (const column of declaredColumns(type)) {
          asked += 2
          const inserts = await may(role, `insert into ${table} (${column}) select null where false`)
          const updates = await may(role, `update ${table} set ${column} = null where false`)
          if (inserts !== byNotice.has(column)) wrong.push(`${activity} inserts ${table}.${column}: ${inserts}`)
          if (updates !== (byNotice.has(column) && !fixed.includes(column)))
            wrong.push(`${activity} updates ${table}.${column}: ${updates}`)
        }
      }
    }
    expect(wrong).toEqual([])
    expect(asked).toBeGreaterThan(5000)
  }, 60_000)

  test('of a table that an activity has nothing to do with it sees not even whose rows there are, and why an odd source was only where it writes', async () => {
    const tables = new Map(privilegesOf(released.edition, everyRecordType).map((each) => [`${each.activity} ${each.table}`, each]))
    for (const activity of activities) {
      for (const type of everyRecordType) {
        const privilege = tables.get(`${activity} ${tableOf(type)}`)
        for (const column of frameColumns(type)) {
          const expected = privilege !== undefined && (column !== 'sealed_source_reason' || privilege.write.length > 0)
          expect(await canRead(activity, tableOf(type), column), `${activity} ${tableOf(type)}.${column}`).toBe(expected)
        }
      }
    }
    const tied = (activity: string) => [...tables.values()].filter((each) => each.activity === activity).map((each) => each.table)
    expect(tied('research')).not.toContain('rent_account')
  }, 60_000)

  test('signed in, and before it takes an activity, the software reads and writes nothing', async () => {
    const app = `${on.schema}_app`
    const rows = await on.asAdmin((admin) =>
      admin.query<{ name: string }>(
        `select c.relname as name from pg_class c where c.relnamespace = $1::regnamespace and c.relkind in ('r', 'v')
          and (has_any_column_privilege($2, c.oid, 'select, insert, update') or has_table_privilege($2, c.oid, 'delete, truncate'))`,
        [on.schema, app],
      ),
    )
    expect(rows).toEqual([])
  })

  test('only what may be taken away by hand can be, and only by an activity that could put all of it in', async () => {
    const mayErase = (activity: string, table: string) => may(roleName(on.schema, 'activity', activity), `delete from ${table} where false`)
    for (const { id, colleagues } of released.edition.activities) {
      const collected = new Set(colleagues.filter((grant) => grant.acts.includes('collect')).flatMap((grant) => grant.categories))
      for (const type of everyRecordType) {
        const isWhole = serves(type, id) && categoriesOf(type).every((category) => collected.has(category))
        const byNotice = type.erasable === true && isWhole
        expect(await mayErase(id, tableOf(type)), `${id} ${type.name}`).toBe(byNotice)
      }
    }
    expect(await mayErase('tenancy-management', 'contact_detail')).toBe(true)
    expect(await mayErase('rights-requests', 'contact_log')).toBe(false)
  })

  test('an activity cannot change, remove or read evidence, and cannot reach the keys', async () => {
    const role = roleName(on.schema, 'activity', 'tenancy-management')
    for (const statement of [
      'select * from evidence',
      'delete from evidence',
      `update evidence set outcome = 'done'`,
      'select * from person_key',
      'delete from person',
    ]) {
      const refusal = await on.database.once(role, statement).catch((error: unknown) => error)
      expect(isPrivilegeRefusal(refusal), statement).toBe(true)
    }
  })

  test('the sweeper sees ids, dates and how long media are, and no content', async () => {
    const role = roleName(on.schema, 'sweeper')
    await on.database.once(role, 'select id, activity, clock_from, person_id from contact_log')
    for (const type of everyRecordType) {
      // Whether a copy goes with its original.
      const { madeFrom } = type
      const ofOriginal = madeFrom === undefined ? [] : [madeFrom.date, ...Object.keys(madeFrom.unless)].map(columnOf)
      for (const category of categoriesOf(type)) {
        for (const column of columnsOf(type, category).filter(
          (name) => !/(_id|^ended_on|^lifted_on|^record_type|^media_bytes)$/.test(name) && !ofOriginal.includes(name),
        )) {
          const refusal = await on.database.once(role, `select ${column} from ${tableOf(type)}`).catch((error: unknown) => error)
          expect(isPrivilegeRefusal(refusal), `${tableOf(type)}.${column}`).toBe(true)
        }
      }
    }
  })

  test('an edition that no longer needs a category takes it away', async () => {
    expect(await canRead('tenancy-management', 'contact_log', 'channel')).toBe(true)
    const narrower = changed(released, (edition) => ({
      ...edition,
      activities: edition.activities.map((activity) =>
        activity.id === 'tenancy-management'
          ? { ...activity, categories: activity.categories.filter((category) => category !== 'contact-log') }
          : activity,
      ),
    }))
    await publish(narrower)
    expect(await canRead('tenancy-management', 'contact_log', 'channel')).toBe(false)
    await publish(released)
    expect(await canRead('tenancy-management', 'contact_log', 'channel')).toBe(true)
  })

  test('a released edition cannot be altered or removed, even by the owner', async () => {
    for (const statement of [`update edition set body = '{}'`, 'delete from edition']) {
      await expect(on.asOwner((owner) => owner.query(statement))).rejects.toMatchObject({ code: 'database-23001' })
    }
  })
})

describe('the catalogue of the database', () => {
  test('what media a row had is noted once, whoever deletes it: by the sweep’s batch, or by a trigger of the table', async () => {
    const text = `select tgrelid::regclass::text as table, pg_get_triggerdef(oid) as says from pg_trigger where tgname like '%_media_gone'`
    const triggers = await on.asAdmin((admin) => admin.query<{ table: string; says: string }>(text))
    const withMedia = everyRecordType.filter(({ fields }) => fields.mediaId !== undefined).map(tableOf)
    expect(triggers.map(({ table }) => table).toSorted()).toEqual(withMedia.toSorted())
    for (const { says } of triggers) expect(says).toMatch(/AFTER DELETE .*media_id IS NOT NULL.*batch_notes_media/)
  })

  test('what stands alone is known by its own id, and its key is in use while it is there', async () => {
    const [views] = await on.asAdmin((admin) =>
      admin.query<{ known: string; keyed: string }>(
        `select pg_get_viewdef('standing_alone'::regclass) as known, pg_get_viewdef('key_in_use'::regclass) as keyed`,
      ),
    )
    const alone = everyRecordType.filter((type) => type.tie.standsAlone && type.tie !== ties.person.itself)
    expect(alone.filter((type) => !new RegExp(`FROM ${tableOf(type)}\\b`).test(views?.known ?? ''))).toEqual([])
    expect(views?.keyed).toMatch(/FROM person\b.*FROM task\b.*FROM standing_alone\b/s)
  })

  test('what has to hold between the fields of a record, or between records, is refused in words', async () => {
    const text = `select conname as name, conrelid::regclass::text as of from pg_constraint
      where connamespace = $1::regnamespace and contype in ('c', 'u') and conname not like conrelid::regclass::text || '\\_%'`
    const found = await on.asAdmin((admin) => admin.query<{ name: string; of: string }>(text, [on.schema]))
    const records = new Set(everyRecordType.map(tableOf))
    const named = found.filter(({ of }) => records.has(of.replace(/^.*\./, ''))).map(({ name }) => name)
    expect(named).toContain('ends_after_start')
    expect(named.filter((name) => !constraintsInWords.has(name))).toEqual([])
  })

  test('every table and column is declared: by a record type, or by what each other table holds of whom and when that goes', async () => {
    const rows = await on.asAdmin((admin) =>
      admin.query<{ column: string; kind: string }>(
        `select c.relname || '.' || a.attname as column, format_type(a.atttypid, a.atttypmod) as kind from pg_class c join pg_attribute a on a.attrelid = c.oid
          where c.relnamespace = $1::regnamespace and c.relkind in ('r', 'p', 'm', 'f') and a.attnum > 0 and not a.attisdropped`,
        [on.schema],
      ),
    )
    const ofTypes = everyRecordType.flatMap((type) => declaredColumns(type).map((column) => `${tableOf(type)}.${column}`))
    const beside = otherTables.flatMap(({ table, columns }) => Object.keys(columns).map((column) => `${table}.${column}`))
    const declared = new Set([...ofTypes, ...beside])
    expect(rows.filter(({ column }) => !declared.has(column)).map(({ column }) => column)).toEqual([])
    const there = new Map(rows.map(({ column, kind }) => [column, kind]))
    expect([...declared].filter((column) => !there.has(column))).toEqual([])
    // What is said to be an id, a time or a count can be nothing else, and what is said to be sealed is bytes.
    const kinds = {
      ...{
        id: /^uuid(\[\])?$/,
        time: /^(date|timestamp with time zone)$/,
        count: /^(integer|bigint)(\[\])?$/,
        sealed: /^bytea$/,
        secret: /^(bytea|text|jsonb)$/,
      },
      ...{ word: /^(text|boolean|text\[\]|jsonb)$/, colleague: /^text$/, code: /^text$/, published: /^text$/ },
    }
    const wrong = otherTables.flatMap(({ table, columns }) =>
      Object.entries(columns).filter(([column, holding]) => !kinds[holding].test(there.get(`${table}.${column}`) ?? '')),
    )
    expect(wrong).toEqual([])
  })

  test('a view shows ids, dates and days of what is tied to whom, and nobody’s words', async () => {
    const text = `select c.relname || '.' || a.attname as column, format_type(a.atttypid, a.atttypmod) as kind from pg_class c join pg_attribute a on a.attrelid = c.oid
      where c.relnamespace = $1::regnamespace and c.relkind = 'v' and a.attnum > 0`
    const columns = await on.asAdmin((admin) => admin.query<{ column: string; kind: string }>(text, [on.schema]))
    const words = columns.filter(({ kind }) => kind !== 'uuid' && kind !== 'date').map(({ column }) => column)
    expect(words.toSorted()).toEqual([
      // Whether we wait on the line, for an answer to a question of ours.
      'awaited_line.ours',
      // The role in which a line was prepared: whose task it is to answer.
      'awaited_line.prepared_in',
      // Which edition of the notice a reader knew when they asked to be told of changes.
      'known_notice_reader.edition',
      'open_request.record_type',
      // How much went to whom, for what: tied to nobody, and without an id.
      'shared_line.activity',
      'shared_line.recipient',
      'shared_line.under_agreement',
      'standing_alone.activity',
      'standing_alone.kind',
      'standing_hold.record_type',
      'standing_objection.against_activity',
    ])
  })

  test('of every table that is about people it is declared what goes with them, until when it is kept, and whether they get it', async () => {
    const deletable = await on.asAdmin((admin) =>
      admin.query<{ table: string }>(
        `select table_name as table from information_schema.role_table_grants where table_schema = $1 and grantee = $2 and privilege_type = 'DELETE'`,
        [on.schema, roleName(on.schema, 'machinery')],
      ),
    )
    const mayGo = new Set(deletable.map(({ table }) => table))
    for (const { table, ...declared } of otherTables) {
      // What has an end is taken away by the machinery's own role.
      if (declared.keptFor !== null && typeof declared.keptFor !== 'string') expect(mayGo, table).toContain(table)
      if (declared.person === null) continue
      expect(Object.keys(declared.columns), table).toContain(declared.person)
      const isSealed = Object.values(declared.columns).includes('sealed')
      expect(declared.sealedUnder !== null, `${table} says under whose key`).toBe(isSealed)
    }
    const text = `select tgrelid::regclass::text as of, pg_get_functiondef(tgfoid) as says from pg_trigger where tgrelid = 'person'::regclass and not tgisinternal`
    const triggers = (await on.asAdmin((admin) => admin.query<{ says: string }>(text))).map(({ says }) => says).join('\n')
    for (const { table, ...declared } of otherTables)
      if (declared.person !== null && declared.goesWithPerson === 'at-once')
        expect(triggers, table).toMatch(new RegExp(`delete from ${table}\\b`))
    const cascades = `select conrelid::regclass::text as table from pg_constraint where confrelid = 'person'::regclass and confdeltype = 'c'`
    const falling = (await on.asAdmin((admin) => admin.query<{ table: string }>(cascades))).map(({ table }) => table)
    for (const { table, ...declared } of otherTables)
      if (declared.person !== null && declared.goesWithPerson === 'by-reference') expect(falling).toContain(table)
  })

  test('every free text of every record type is sealed: what is in plain is a closed list, a name, a colleague or a short code', () => {
    const plain = everyRecordType.flatMap((type) =>
      Object.entries(type.fields).flatMap(([name, { kind, sealed, limits }]) =>
        kind === 'text' && !sealed && limits.oneOf === undefined && limits.plain === undefined ? [`${type.name}.${name}`] : [],
      ),
    )
    expect(plain).toEqual([])
  })

  test('whatever key seals a record’s words is in use while the record is there', async () => {
    const [view] = await on.asAdmin((admin) => admin.query<{ says: string }>(`select pg_get_viewdef('key_in_use'::regclass) as says`))
    const owners = new Map([
      ['personId', 'person'],
      ['tenureId', 'tenure'],
    ])
    for (const type of everyRecordType) {
      const { key } = type.tie
      const ids =
        key !== 'id'
          ? (owners.get(key) ?? 'standing_alone')
          : type.tie.standsAlone && type.tie !== ties.person.itself
            ? 'standing_alone'
            : tableOf(type)
      expect(view?.says, type.name).toMatch(new RegExp(`FROM ${ids}\\b`))
    }
  })
})

import { describe, expect, test } from 'vitest'
import { columnsOf, declaredColumns, tableOf } from '#gate/columns.ts'
import { privilegesOf } from '#gate/privileges.ts'
import { categoriesOf } from '#gate/record-type.ts'
import { activities } from '#notice/vocabulary.ts'
import { everyRecordType } from '#records/every-record-type.ts'
import { DatabaseFault, isPrivilegeRefusal } from '#store/database-fault.ts'
import { roleName } from '#store/role-names.ts'
import { testDatabase } from '../support/database.ts'
import { changed, livewest } from '../support/edition.ts'
import { testGate } from '../support/gate.ts'

const on = await testDatabase()
const released = await livewest()
const { publish } = await testGate(on, released)

async function canRead(activity: string, table: string, column: string): Promise<boolean> {
  const asked = on.database.once(roleName(on.schema, 'activity', activity), `select ${column} from ${table} limit 0`)
  return asked.then(
    () => true,
    (error: unknown) => {
      // An activity that has nothing to do with any table has no role at all (22023).
      if (isPrivilegeRefusal(error) || (error instanceof DatabaseFault && error.state === '22023')) return false
      throw error
    },
  )
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
            const byNotice = used.has(category)
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

  test('only what may be taken away by hand can be, and only by an activity that could put all of it in', async () => {
    const may = async (activity: string, table: string): Promise<boolean> => {
      const role = roleName(on.schema, 'activity', activity)
      return on.database.once(role, `delete from ${table} where false`).then(
        () => true,
        // The activity may not do it, or can do so little that it has no role at all.
        (error: unknown) => !(isPrivilegeRefusal(error) || (error instanceof DatabaseFault && error.state === '22023')),
      )
    }
    for (const { id, colleagues } of released.edition.activities) {
      const collected = new Set(colleagues.filter((grant) => grant.acts.includes('collect')).flatMap((grant) => grant.categories))
      for (const type of everyRecordType) {
        const byNotice = type.erasable === true && categoriesOf(type).every((category) => collected.has(category))
        expect(await may(id, tableOf(type)), `${id} ${type.name}`).toBe(byNotice)
      }
    }
    expect(await may('tenancy-management', 'contact_detail')).toBe(true)
    expect(await may('rights-requests', 'contact_log')).toBe(false)
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

  test('the sweeper sees ids and dates, and no content', async () => {
    const role = roleName(on.schema, 'sweeper')
    await on.database.once(role, 'select id, activity, clock_from, person_id from contact_log')
    for (const type of everyRecordType) {
      for (const category of categoriesOf(type)) {
        for (const column of columnsOf(type, category).filter((name) => !/(_id|^ended_on|^lifted_on|^record_type)$/.test(name))) {
          const refusal = await on.database.once(role, `select ${column} from ${tableOf(type)}`).catch((error: unknown) => error)
          expect(isPrivilegeRefusal(refusal), `${tableOf(type)}.${column}`).toBe(true)
        }
      }
    }
  })

  test('an edition that no longer needs a category takes it away', async () => {
    expect(await canRead('tenancy-management', 'contact_log', 'topic')).toBe(true)
    const narrower = changed(released, (edition) => ({
      ...edition,
      activities: edition.activities.map((activity) =>
        activity.id === 'tenancy-management'
          ? { ...activity, categories: activity.categories.filter((category) => category !== 'contact-log') }
          : activity,
      ),
    }))
    await publish(narrower)
    expect(await canRead('tenancy-management', 'contact_log', 'topic')).toBe(false)
    await publish(released)
    expect(await canRead('tenancy-management', 'contact_log', 'topic')).toBe(true)
  })

  test('a released edition cannot be altered or removed, even by the owner', async () => {
    for (const statement of [`update edition set body = '{}'`, 'delete from edition']) {
      await expect(on.asOwner((owner) => owner.query(statement))).rejects.toMatchObject({ code: 'database-23001' })
    }
  })
})

describe('the catalogue of the database', () => {
  const machinery = new Set([
    ...['migration', 'item', 'edition', 'opening', 'identity_check', 'person_key', 'session', 'leaver', 'without_tenancy'],
    ...['evidence', 'evidence_seal', 'responsible_for', 'member_of', 'home_of', 'tenancy_ended', 'standing_hold'],
  ])

  test('every table and column is declared by a record type, or is known machinery', async () => {
    const rows = await on.asAdmin((admin) =>
      admin.query<{ table_name: string; column_name: string }>(
        'select table_name, column_name from information_schema.columns where table_schema = $1',
        [on.schema],
      ),
    )
    const declared = new Set(everyRecordType.flatMap((type) => declaredColumns(type).map((column) => `${tableOf(type)}.${column}`)))
    const stray = rows.filter((row) => !machinery.has(row.table_name) && !declared.has(`${row.table_name}.${row.column_name}`))
    expect(stray).toEqual([])
    const there = new Set(rows.map((row) => `${row.table_name}.${row.column_name}`))
    expect([...declared].filter((column) => !there.has(column))).toEqual([])
  })
})

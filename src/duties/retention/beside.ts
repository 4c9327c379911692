import type { GateDeps } from '#gate/deps.ts'
import { otherTables } from '#records/every-other-table.ts'
import { roleName } from '#store/role-names.ts'
import type { Tries } from './tries.ts'
import { clockBelievedSql } from './wait.ts'

type Going = { readonly table: string; readonly where: string; readonly timed: boolean }

/**
 * Deletes rows of the tables that are no record types: those past their own date, and those whose person is gone but could not take them
 * along (the openings of a camera or a picture). A hold on everything about somebody keeps theirs. As the role `machinery`. A table that
 * the database refuses does not stop the others.
 */
export async function forgetBeside({ database, clock }: Pick<GateDeps, 'database' | 'clock'>, tries: Tries): Promise<void> {
  const role = roleName(database.schema, 'machinery')
  for (const { table, where, timed } of going) {
    const values = timed ? [clock().toString()] : []
    await tries.of({ type: table, rule: null }, undefined, async () => {
      // While the clock is not believed, nothing counts as too old.
      await database.once(role, `delete from ${table} t where ${where}${timed ? ` and ${clockBelievedSql}` : ''}`, values)
    })
  }
}

/** What the next sweep deletes because its person's record is gone is deleted here. */
const going: readonly Going[] = otherTables.flatMap(({ table, ...declared }) => {
  const { keptFor } = declared
  const past =
    keptFor === null || typeof keptFor === 'string' ? [] : [`t.${keptFor.since} <= $1::timestamptz - interval '${keptFor.period}'`]
  const orphaned = declared.person === null || declared.goesWithPerson !== 'at-once' ? [] : [ofNobody(declared.person)]
  if (past.length + orphaned.length === 0) return []
  const free = declared.person === null ? '' : ` and not ${heldBeside(declared.person)}`
  return [{ table, where: `(${[...past, ...orphaned].join(' or ')})${free}`, timed: past.length > 0 }]
})

/** A hold on one record type keeps only that type. Somebody who has asked for a copy of what is held is owed these rows too. */
function heldBeside(person: string): string {
  const keeps = (holds: string) => `exists (select from ${holds} h where h.person_id = t.${person} and h.record_type is null)`
  return `(${keeps('standing_hold')} or ${keeps('open_request')})`
}

function ofNobody(person: string): string {
  return `(t.${person} is not null and not exists (select from key_in_use u where u.id = t.${person}))`
}

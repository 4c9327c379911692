import type { GateParts } from '#gate/parts.ts'
import { otherTables } from '#records/every-other-table.ts'
import { roleName } from '#store/role-names.ts'
import type { Tries } from './tries.ts'
import { clockBelievedSql } from './wait.ts'

type Going = { readonly table: string; readonly where: string; readonly timed: boolean }

/**
 * What stands beside the record types goes as well: past its own time, and, where its person's own row could not take it along (a camera's or a
 * picture's openings), once it is of nobody. A hold on everything about somebody keeps it. As the machinery's own role; a table that the database refuses stops no other.
 */
export async function forgetBeside({ database, clock }: Pick<GateParts, 'database' | 'clock'>, tries: Tries): Promise<void> {
  const role = roleName(database.schema, 'machinery')
  for (const { table, where, timed } of going) {
    const values = timed ? [clock().toString()] : []
    await tries.of({ type: table, rule: null }, undefined, async () => {
      // Nothing is too old by a clock that is not believed.
      await database.once(role, `delete from ${table} t where ${where}${timed ? ` and ${clockBelievedSql}` : ''}`, values)
    })
  }
}

/** What goes with the next sweep's look at people, or with the last of their records, is taken away there. */
const going: readonly Going[] = otherTables.flatMap(({ table, ...declared }) => {
  const { keptFor } = declared
  const past =
    keptFor === null || typeof keptFor === 'string' ? [] : [`t.${keptFor.since} <= $1::timestamptz - interval '${keptFor.period}'`]
  const orphaned = declared.person === null || declared.goesWithPerson !== 'at-once' ? [] : [ofNobody(declared.person)]
  if (past.length + orphaned.length === 0) return []
  const free = declared.person === null ? '' : ` and not ${heldBeside(declared.person)}`
  return [{ table, where: `(${[...past, ...orphaned].join(' or ')})${free}`, timed: past.length > 0 }]
})

/** A hold on one kind of record keeps that kind alone. */
function heldBeside(person: string): string {
  return `exists (select from standing_hold h where h.person_id = t.${person} and h.record_type is null)`
}

function ofNobody(person: string): string {
  return `(t.${person} is not null and not exists (select from key_in_use u where u.id = t.${person}))`
}

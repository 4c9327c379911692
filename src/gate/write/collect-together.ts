import type { Answer } from '#decisions/done-or-refused.ts'
import { insertEvidence } from '#evidence/append.ts'
import type { EvidenceEntry } from '#evidence/entry.ts'
import type { Session } from '#store/database.ts'
import { roleName } from '#store/role-names.ts'
import { tableOf } from '../columns.ts'
import type { GateDeps } from '../deps.ts'
import type { AccessContext } from '../judge.ts'
import { columnTypes } from '../read/statements.ts'
import type { RecordType } from '../record-type.ts'
import { mayCollect } from './collect.ts'
import { type NewItem, rowOf } from './store-row.ts'

/** One of several new items that belong together, such as a visit and what the visitor said with it. `person`: whose it is; absent: of nobody on file. */
export type NewOfType = { readonly type: RecordType; readonly item: NewItem; readonly person?: string }
/** `isNew`: false where the first of them was there already, so that none was stored. */
export type TogetherAnswer = Answer<{ readonly isNew: boolean }>

/**
 * Stores new items that belong together, all or none, with the evidence of each in the same transaction. Permitted where the
 * colleague, or the part of the system that acts, may collect every category of each. Sent twice, they are stored once.
 */
export async function collectTogether(deps: GateDeps, access: AccessContext, items: readonly NewOfType[]): Promise<TogetherAnswer> {
  const evidence: EvidenceEntry[] = []
  for (const { type, item, person } of items) {
    const may = await mayCollect(deps, { ...access, asked: { ...access.asked, person: person ?? item.id } }, type, item)
    if (!may.ok) return may
    evidence.push(may.evidence)
  }
  const { activity } = access.asked
  const from = { activity, edition: access.released.hash }
  // Sealed beforehand: a key is made on a connection of its own, and many transactions that each waited for one would wait for each other.
  const rows = await Promise.all(
    items.map(async ({ type, item, person = null }) => ({ type, row: await rowOf(deps, { ...from, person }, type, item) })),
  )
  return deps.database.transaction(roleName(deps.database.schema, 'activity', activity), async (session) => {
    for (const [at, { type, row }] of rows.entries())
      if (!(await isInserted(session, type, row)) && at === 0) return { ok: true, isNew: false }
    await insertEvidence(session, evidence)
    return { ok: true, isNew: true }
  })
}

async function isInserted(session: Session, type: RecordType, row: Readonly<Record<string, unknown>>): Promise<boolean> {
  const columns = [...columnTypes(type).keys()].filter((column) => row[column] !== null && row[column] !== undefined)
  const text = `insert into ${tableOf(type)} (${columns.join(', ')}) values (${columns.map((_, at) => `$${at + 1}`).join(', ')})
    on conflict (id) do nothing returning id`
  return (
    (
      await session.query(
        text,
        columns.map((column) => row[column]),
      )
    ).length > 0
  )
}

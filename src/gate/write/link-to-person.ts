import { type Answer, refusedBy } from '#decisions/done-or-refused.ts'
import { insertEvidence } from '#evidence/append.ts'
import type { Category } from '#notice/vocabulary.ts'
import { isRecord } from '#shared/record.ts'
import { roleName } from '#store/role-names.ts'
import { sealedColumnOf, sourceReasonColumn, tableOf } from '../columns.ts'
import type { GateDeps } from '../deps.ts'
import { type AccessContext, entryOf, judge } from '../judge.ts'
import { columnTypes } from '../read/statements.ts'
import { categoriesOf, type RecordType } from '../record-type.ts'
import { sealContextOf } from './sealing.ts'

/** An item linked to nobody (`from`, by its id) becomes the person's item (`to`), of a type with at least the same fields. */
export type Linking = { readonly from: RecordType; readonly to: RecordType; readonly id: string; readonly person: string }

/** `gone`: somebody else linked it first, or it was deleted. `unknown`: no such person is on file. */
export type LinkAnswer = Answer<unknown, 'gone' | 'unknown'>

/**
 * Moves a row to the person and seals it anew under their key, with the same id, dates and vault objects. INVARIANT: in one transaction
 * with its evidence, so that there is always exactly one of the two items. Its objects in the vault stay as they are, since their keys are
 * among the sealed values.
 */
export async function linkToPerson(
  deps: Pick<GateDeps, 'database' | 'keys' | 'record'>,
  { alone, theirs }: { readonly alone: AccessContext; readonly theirs: AccessContext },
  { from, to, id, person }: Linking,
): Promise<LinkAnswer> {
  const { activity } = theirs.asked
  const categories = categoriesOf(from)
  for (const category of categories) {
    const judgement = judge(theirs, 'collect', category)
    if (judgement.decision.outcome === 'permitted') continue
    await deps.record([entryOf(theirs, 'change', 'collect', judgement, to.name, [category])])
    return refusedBy(judgement.decision)
  }
  const kept = entryOf(theirs, 'change', 'collect', judge(theirs, 'collect', to.category), to.name, categories)
  const left = entryOf(alone, 'change', 'collect', judge(alone, 'collect', from.category), from.name, categories)
  const role = roleName(deps.database.schema, 'activity', activity)
  const text = `select ${[...columnTypes(from).keys()].join(', ')}, xmin::text as version from ${tableOf(from)} where id = $1 and activity = $2`
  const [found] = await deps.database.once(role, text, [id, activity])
  if (found === undefined) return { ok: false, why: 'gone' }
  const { version, ...row } = found
  const values = { ...row, ...(await resealed(deps, { from, to, id, person }, row, categories)), person_id: person }
  return deps.database.transaction(role, async (session): Promise<LinkAnswer> => {
    const taken = await session.query(`select from ${tableOf(from)} where id = $1 and xmin::text = $2 for update`, [id, version])
    if (taken.length === 0) return { ok: false, why: 'gone' }
    const names = Object.keys(values)
    const parameters = names.map((_, index) => `$${index + 1}`)
    await session.query(`insert into ${tableOf(to)} (${names.join(', ')}) values (${parameters.join(', ')})`, Object.values(values))
    await session.query(`delete from ${tableOf(from)} where id = $1`, [id])
    await insertEvidence(session, [
      { ...kept, detail: { ...kept.detail, item: id } },
      { ...left, act: 'delete', detail: { ...left.detail, item: id } },
    ])
    return { ok: true }
  })
}

async function resealed(
  { keys }: Pick<GateDeps, 'keys'>,
  { from, to, id, person }: Linking,
  row: Readonly<Record<string, unknown>>,
  categories: readonly Category[],
): Promise<Readonly<Record<string, Buffer>>> {
  const sealed: Record<string, Buffer> = {}
  for (const category of [...categories, 'source-reason' as const]) {
    const column = category === 'source-reason' ? sourceReasonColumn : sealedColumnOf(category)
    const blob = row[column]
    if (!Buffer.isBuffer(blob)) continue
    const words = await keys.unseal(id, sealContextOf(from, id, category), blob)
    if (isRecord(words)) sealed[column] = await keys.seal(person, sealContextOf(to, id, category), words)
  }
  return sealed
}

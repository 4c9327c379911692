import type { Brought } from '#duties/retention/made-due.ts'
import type { GateDeps } from '#gate/deps.ts'
import type { RecordType } from '#gate/record-type.ts'
import type { BatchItem } from '#gate/write/batch.ts'
import { collectMany, type ManyAnswer } from '#gate/write/collect-many.ts'
import { itemOfAnother } from '#gate/write/source-lines.ts'
import type { Activity, Source } from '#notice/vocabulary.ts'
import { Fault } from '#shared/fault.ts'
import { DatabaseFault } from '#store/database-fault.ts'
import { goneWords } from './deleted-here.ts'
import { mandated } from './mandated.ts'
import { refusedByDatabase } from './refused-by-database.ts'
import { withTasks } from './with-tasks.ts'

export type UnitItem = { readonly type: RecordType } & BatchItem

/** Items that are stored together or not at all: the rows of one document. */
export type Unit = { readonly file: string; readonly line: number; readonly items: readonly UnitItem[] }

export type UnitOutcome =
  | { readonly unit: Unit; readonly became: 'stored' | 'unchanged'; readonly notes: readonly string[] }
  | { readonly unit: Unit; readonly refused: string }

/** The most units in one batch. */
export const unitsInBatch = 2000
export const itemsInBatch = 5000

function noteBrought({ people, changed }: Brought, units: readonly Unit[], ids: ReadonlySet<string>): void {
  for (const { type, id, person } of units.flatMap((unit) => unit.items)) {
    const { person: about, mayBeUnknown } = type.tie
    if (about === 'id') people.add(id)
    else if (about === 'personId' && (person !== null || mayBeUnknown === true)) people.add(person ?? id)
    if (!ids.has(id)) continue
    const ofType = changed.get(type) ?? new Set<string>()
    changed.set(type, ofType.add(id))
  }
}

/** Notes on the items of a unit that was stored, but not with everything it said. */
function notesOf({ items }: Unit, { differing, gone }: Extract<ManyAnswer, { ok: true }>): readonly string[] {
  const ids = new Set(items.map(({ id }) => id))
  const stayed = items.filter(({ id }) => gone.has(id)).map(({ type }) => `a ${type.title.one.toLowerCase()} of it: ${goneWords}`)
  const kept = differing
    .filter(({ id }) => ids.has(id))
    .map(({ field, kept }) =>
      kept
        ? `\`${field}\` was changed here and in the source since the last import: what is here stays until somebody decides (a task waits)`
        : `\`${field}\` was changed here and in the source since the last import: what is here stays`,
    )
  return [...stayed, ...kept]
}

/**
 * Stores units through the gate, in one transaction where all goes well. Where the database refuses the values of some row, the batch is halved until
 * that unit is alone and is refused by name; the others are stored.
 */
export async function storeUnits(
  deps: GateDeps,
  from: {
    readonly activity: Activity
    readonly source: Source
    readonly account?: 'import' | 'example'
    readonly brought?: Brought | undefined
  },
  units: readonly Unit[],
  comeBack: ReadonlySet<string> = new Set(),
): Promise<readonly UnitOutcome[]> {
  if (units.length === 0) return []
  const colleague = mandated(deps.inForce().released.edition, from.activity, from.account ?? 'import')
  const byType = new Map<RecordType, UnitItem[]>()
  for (const item of units.flatMap((unit) => unit.items)) {
    const ofType = byType.get(item.type)
    if (ofType === undefined) byType.set(item.type, [item])
    else ofType.push(item)
  }
  try {
    const batches = [...byType].map(([type, items]) => withTasks({ type, source: from.source, items }, deps.clock()))
    const answer = await collectMany(deps, colleague, from.activity, batches, { comeBack })
    if (!answer.ok) {
      const codes = [...new Set(answer.refusal.reasons.map((reason) => reason.code))].join(', ')
      const refused = `the notice does not let \`${answer.type}\` be collected for \`${from.activity}\` (${codes}; ${answer.refusal.clauses.join(', ')})`
      return units.map((unit) => ({ unit, refused }))
    }
    if (from.brought !== undefined) noteBrought(from.brought, units, answer.ids)
    return units.map((unit) => {
      const became = unit.items.some((item) => answer.ids.has(item.id)) ? 'stored' : 'unchanged'
      return { unit, became, notes: notesOf(unit, answer) }
    })
  } catch (error) {
    const why = whyRefused(error)
    if (why === undefined) throw error
    const [only] = units
    if (only !== undefined && units.length === 1) return [{ unit: only, refused: why }]
    const half = Math.ceil(units.length / 2)
    const first = await storeUnits(deps, from, units.slice(0, half), comeBack)
    return [...first, ...(await storeUnits(deps, from, units.slice(half), comeBack))]
  }
}

/** What is wrong with the values of some unit, in words; undefined where the fault is not theirs. */
function whyRefused(error: unknown): string | undefined {
  if (error instanceof DatabaseFault) return /^(22|23|54)/.test(error.state) ? refusedByDatabase(error) : undefined
  return error instanceof Fault && error.code === itemOfAnother ? error.message : undefined
}

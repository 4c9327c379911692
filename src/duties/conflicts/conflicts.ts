import type { Answer } from '#decisions/done-or-refused.ts'
import type { GateDeps } from '#gate/deps.ts'
import type { Opened } from '#gate/opened.ts'
import { part, type RecordPart } from '#gate/record-part.ts'
import type { Conflict } from '#gate/write/conflicts.ts'
import type { Ceiling } from '#notice/ceiling.ts'
import type { Activity } from '#notice/vocabulary.ts'
import { clockFrom } from '#records/clock-of.ts'
import { everyRecordType } from '#records/every-record-type.ts'
import { dateIn } from '#shared/clock.ts'
import { isRecord } from '#shared/record.ts'
import { caseWithTask } from '../cases/every-case-kind.ts'
import { raiseConflictTasks } from './raise.ts'

/** Both values of one field, with the source of each. `version`: of the item as it was read. */
export type BothValues = {
  readonly conflict: Conflict
  readonly label: string
  readonly here: { readonly value: string | number | boolean | null; readonly source: string; readonly since: Temporal.Instant }
  readonly version: string
  /** The item as it was read, as far as it is of the conflict's category. */
  readonly row: Readonly<Record<string, unknown>>
}

export type ConflictAnswer = Answer<unknown, 'gone' | 'stale'>

/** The conflicts to decide on an open record, except those whose item is closed to the colleague or deleted. */
export async function bothValues<A extends Activity>(opened: Opened<A>): Promise<readonly BothValues[]> {
  const found = await opened.conflicts(everyRecordType)
  const both = await Promise.all(found.filter(({ closed }) => !closed).map((conflict) => withHere(opened, conflict)))
  return both.flatMap((each) => each ?? [])
}

async function withHere<A extends Activity>(opened: Opened<A>, conflict: Conflict): Promise<BothValues | undefined> {
  const wanted = part(conflict.type, conflict.category)
  const field = conflict.type.fields[conflict.field]
  if (field === undefined || !isOf(wanted)) return undefined
  const answer = await opened.read(wanted, conflict.item)
  const [row] = answer.ok ? answer.rows : []
  if (!isRecord(row)) return undefined
  const value = row[conflict.field]
  const here = {
    value: typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null,
    source: String(row.source),
    since: Temporal.Instant.from(String(row.collectedAt)),
  }
  return { conflict, label: field.label.colleague, here, version: String(row.version), row }
}

/** The ceiling of the open activity has this category, since `Opened.conflicts` answers only such categories. */
function isOf<A extends Activity>(wanted: RecordPart): wanted is RecordPart<Ceiling<A>> {
  return wanted.fields.length > 0
}

// If the import had it from a source that no list foresees, the words about that source stay with the import.
const saidInAnImport = 'An import said so, and a colleague found it right.'

/**
 * Decides which value is right: ours stays, or the other system's replaces it. Either way the decision is recorded, and the same line of a
 * file does not raise it again. A value that is taken keeps its source. If the notice does not list that source for the activity, taking it
 * is refused.
 */
export async function decideConflict<A extends Activity>(
  deps: Pick<GateDeps, 'database' | 'keys' | 'clock' | 'inForce' | 'record'>,
  opened: Opened<A>,
  asked: { readonly id: string; readonly version: string; readonly chosen: 'here' | 'there' },
): Promise<ConflictAnswer> {
  const both = (await bothValues(opened)).find(({ conflict }) => conflict.id === asked.id)
  if (both === undefined) return { ok: false, why: 'gone' }
  const { conflict } = both
  if (asked.chosen === 'there') {
    const values = { [conflict.field]: conflict.value }
    const clock = clockFrom(deps.inForce().released.edition, conflict.type, opened.activity, values, dateIn(deps.clock()))
    const isPast = clock !== null && Temporal.PlainDate.compare(clock, dateIn(deps.clock())) <= 0
    const started = isPast && conflict.type.fields[conflict.field]?.kind === 'date' ? { clockFrom: clock } : {}
    const told = conflict.source === 'other' ? { sourceReason: saidInAnImport } : {}
    const task = caseWithTask(conflict.type)?.after({ ...both.row, ...values }, { person: opened.person, at: deps.clock() })
    const change = {
      id: conflict.item,
      version: asked.version,
      values,
      source: conflict.source,
      ...told,
      ...started,
      decides: conflict,
      task,
    }
    const answer = await opened.correct(conflict.type, change)
    if (!answer.ok) return answer.why === 'refused' ? answer : { ok: false, why: 'stale' }
  } else if (!(await opened.forgetConflict(conflict))) return { ok: false, why: 'gone' }
  await raiseConflictTasks(deps)
  return { ok: true }
}

import type { Answer } from '#decisions/done-or-refused.ts'
import type { Conflict } from '#gate/conflicts.ts'
import type { Opened } from '#gate/opened.ts'
import type { GateParts } from '#gate/parts.ts'
import { part, type RecordPart } from '#gate/record-part.ts'
import type { Ceiling } from '#notice/ceiling.ts'
import type { Activity } from '#notice/vocabulary.ts'
import { clockFrom } from '#records/clock-of.ts'
import { everyRecordType } from '#records/every-record-type.ts'
import { dateIn } from '#shared/clock.ts'
import { isRecord } from '#shared/record.ts'
import { raiseConflictTasks } from './raise.ts'

/** Both values of one field, with where each comes from. `version`: of the item as it was looked at. */
export type BothValues = {
  readonly conflict: Conflict
  readonly label: string
  readonly here: { readonly value: string | number | boolean | null; readonly source: string; readonly since: Temporal.Instant }
  readonly version: string
}

export type DecideAnswer = Answer<unknown, 'gone' | 'stale'>

/** What is left to decide on an open record. A conflict whose item is closed to the colleague, or gone, is not among it. */
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
  return { conflict, label: field.label.colleague, here, version: String(row.version) }
}

/** `Opened.conflicts` answers categories of the activity alone: its ceiling has this one. */
function isOf<A extends Activity>(wanted: RecordPart): wanted is RecordPart<Ceiling<A>> {
  return wanted.fields.length > 0
}

// Why an import had it from a source that no list foresees stays with the import.
const saidInAnImport = 'An import said so, and a colleague found it right.'

/**
 * One of the two is right: what is here stays, or what the other system says takes its place. On record either way, and the same line of a file raises
 * it no more. What is taken keeps its giver; one that the activity has nothing from by the notice is refused.
 */
export async function decideConflict<A extends Activity>(
  parts: Pick<GateParts, 'database' | 'keys' | 'clock' | 'inForce' | 'record'>,
  opened: Opened<A>,
  asked: { readonly id: string; readonly version: string; readonly chosen: 'here' | 'there' },
): Promise<DecideAnswer> {
  const both = (await bothValues(opened)).find(({ conflict }) => conflict.id === asked.id)
  if (both === undefined) return { ok: false, why: 'gone' }
  const { conflict } = both
  if (asked.chosen === 'there') {
    const values = { [conflict.field]: conflict.value }
    const clock = clockFrom(parts.inForce().released.edition, conflict.type, opened.activity, values, dateIn(parts.clock()))
    const isPast = clock !== null && Temporal.PlainDate.compare(clock, dateIn(parts.clock())) <= 0
    const started = isPast && conflict.type.fields[conflict.field]?.kind === 'date' ? { clockFrom: clock } : {}
    const told = conflict.source === 'other' ? { sourceReason: saidInAnImport } : {}
    const change = { id: conflict.item, version: asked.version, values, source: conflict.source, ...told, ...started, decides: conflict }
    const answer = await opened.correct(conflict.type, change)
    if (!answer.ok) return answer.why === 'refused' ? answer : { ok: false, why: 'stale' }
  } else if (!(await opened.forgetConflict(conflict))) return { ok: false, why: 'gone' }
  await raiseConflictTasks(parts)
  return { ok: true }
}

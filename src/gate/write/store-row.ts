import type { EvidenceEntry } from '#evidence/entry.ts'
import type { Source } from '#notice/vocabulary.ts'
import { type Clock, dateIn } from '#shared/clock.ts'
import { Fault } from '#shared/fault.ts'
import { roleName } from '#store/role-names.ts'
import { columnOf, tableOf } from '../columns.ts'
import type { GateDeps } from '../deps.ts'
import type { Fields } from '../field.ts'
import { columnTypes } from '../read/statements.ts'
import type { Values } from '../record-part.ts'
import type { RecordType } from '../record-type.ts'
import { sealedColumns } from './sealing.ts'
import type { TaskAfter } from './task-after.ts'
import { type Kind, writeTogether } from './write-together.ts'

/** A new item, as it is given to the gate. */
export type NewItem<F extends Fields = Fields> = {
  readonly id: string
  readonly values: Values<F>
  readonly source: Source
  /** Needed when `source` is `other` (S6). */
  readonly sourceReason?: string
  readonly collectedAt: Temporal.Instant
  /** The date of the item's own event, if its period runs from one. */
  readonly clockFrom: Temporal.PlainDate | null
  /** The tenure that it belongs to, for types that are tied to one. */
  readonly tenure?: string
  /** The task that waits for somebody about the item from now on. */
  readonly task?: TaskAfter | undefined
}

/** Where a row comes from and whose it is (a person's or a place's), which the gate adds to the values. */
export type RowOrigin = { readonly activity: string; readonly edition: string; readonly person: string | null }

type Writing = Pick<GateDeps, 'database' | 'keys'>

/** Stores the row and its evidence in one transaction, as the activity's own role. */
export async function storeRow(deps: Writing, from: RowOrigin, type: RecordType, item: NewItem, evidence: EvidenceEntry): Promise<void> {
  const columns = columnTypes(type)
  const row = await rowOf(deps, from, type, item)
  // Only filled columns: an activity may not write a column without a grant, not even with null.
  const isFilled = (column: string) => row[column] !== null && row[column] !== undefined
  const filled = [...columns].filter(([column]) => isFilled(column))
  const names = filled.map(([column]) => column).join(', ')
  const kind: Kind = {
    name: `store-${type.name}-${maskOf(columns, isFilled)}`,
    columns: new Map(filled),
    changed: () => `stored as (insert into ${tableOf(type)} (${names}) select ${names} from asked), changed as (select n, id from asked)`,
    counted: false,
  }
  const values = Object.fromEntries(filled.map(([column]) => [column, row[column]]))
  await writeTogether(deps.database, roleName(deps.database.schema, 'activity', from.activity), kind, {
    values,
    evidence: [evidence],
    task: item.task,
  })
}

/** A short name for each set of columns. PostgreSQL's names are short, and no two statements may share one. */
export function maskOf(columns: ReadonlyMap<string, string>, isGiven: (column: string) => boolean): string {
  const bits = [...columns.keys()].map((column) => (isGiven(column) ? '1' : '0')).join('')
  return BigInt(`0b1${bits}`).toString(36)
}

/** The row by its columns, with sealed fields as ciphertext. */
export async function rowOf(deps: Writing, from: RowOrigin, type: RecordType, item: NewItem): Promise<Readonly<Record<string, unknown>>> {
  const values: Readonly<Record<string, unknown>> = item.values
  const row: Record<string, unknown> = {
    id: item.id,
    activity: from.activity,
    source: item.source,
    collected_at: item.collectedAt.toString(),
    edition: from.edition,
    clock_from: item.clockFrom?.toString() ?? null,
    person_id: from.person,
    tenure_id: item.tenure ?? null,
    place_id: from.person,
  }
  for (const [name, field] of Object.entries(type.fields)) {
    const value = values[name]
    if (value !== undefined && value !== null && !field.sealed) row[columnOf(name)] = value
  }
  const { id, tenure, sourceReason } = item
  return { ...row, ...(await sealedColumns(deps.keys, type, { id, person: from.person, tenure, values, sourceReason })) }
}

/** A clock can only start from an event that has happened. */
export function needPast(clock: Clock, date: Temporal.PlainDate): void {
  if (Temporal.PlainDate.compare(date, dateIn(clock())) > 0) throw new Fault('clock-from-future', 'a period runs from what has happened')
}

import { recordedAs, wholeWhere } from '#evidence/append.ts'
import { digestSql } from '#evidence/digest.ts'
import { tableOf } from '#gate/columns.ts'
import type { GateDeps } from '#gate/deps.ts'
import { heldSql } from '#gate/held.ts'
import type { RecordType } from '#gate/record-type.ts'
import { roleName } from '#store/role-names.ts'
import { tasksGone } from '../cases/every-case-kind.ts'
import { type Falling, unreferredSql } from './clock-of-type.ts'
import { keepForRequests } from './kept-for-requests.ts'
import { dueSql, givenFor } from './per-rule.ts'
import { anyAwaited, awaitedSql } from './wait.ts'

/** A transaction deletes at most this many rows: enough to be fast, and few enough that placing a hold waits no noticeable time. */
export const batchSize = 50_000

/**
 * `rehearsal`: everything is rolled back, so no hold has to wait for it. It shows what would be deleted if nothing waited for a
 * confirmation; `heedsWaits`: and leaves out what an import's wait keeps. `named`: `gone` is told the ids.
 */
export type Deleting = Pick<GateDeps, 'database'> & {
  readonly types: readonly RecordType[]
  readonly rehearsal: boolean
  readonly heedsWaits?: boolean
  readonly named?: boolean
}

/** `ids`: empty unless they are asked for. */
export type Batch = { readonly items: number; readonly ids: readonly string[] }

/**
 * `gone` is called after each committed batch, since a later one may fail. More than one batch is deleted in two lanes, so that one deletes
 * while the other computes its digest.
 */
export async function sweepOne(
  deps: Deleting,
  edition: string,
  each: Falling,
  today: Temporal.PlainDate,
  gone: (batch: Batch) => unknown,
): Promise<void> {
  const sweepLane = async (lane: string): Promise<void> => {
    let items = batchSize
    while (items === batchSize) {
      const batch = await sweepBatch(deps, edition, each, today, lane)
      items = batch.items
      if (items > 0) gone(batch)
    }
  }
  // A rehearsal is one transaction, so it has one lane.
  const middle = deps.rehearsal ? null : await middleOfDue(deps, each, today)
  if (middle === null) return sweepLane('')
  const ended = await Promise.allSettled([sweepLane(`and t.ctid < '${middle}'::tid`), sweepLane(`and t.ctid >= '${middle}'::tid`)])
  for (const lane of ended) if (lane.status === 'rejected') throw lane.reason
}

/**
 * The position in the table before which half of the due items lie, estimated from a sample of a sixty-fourth (ids are random). Two lanes
 * that deleted rows of the same pages would wait for each other. Null if everything is about one batch. `case`: the index of ids would give
 * as many as are stored, rather than as many as are due.
 */
async function middleOfDue(deps: Deleting, each: Falling, today: Temporal.PlainDate): Promise<string | null> {
  const { from, where } = dueSql(each, givenFor(each, today, '$1::text[]'))
  const text = `select count(*)::int * 64 as items, percentile_disc(0.5) within group (order by t.ctid)::text as middle from ${from}
    where ${where} and case when t.id < '04000000-0000-0000-0000-000000000000' then true end`
  const role = roleName(deps.database.schema, 'sweeper')
  const [row] = await deps.database.once<{ items: number; middle: string | null }>(role, text, [each.activities])
  return row === undefined || row.items <= batchSize ? null : row.middle
}

function sweepBatch(deps: Deleting, edition: string, each: Falling, today: Temporal.PlainDate, lane: string): Promise<Batch> {
  const { type, rule } = each
  const { heedsWaits = !deps.rehearsal } = deps
  const values = [each.activities, type.name, type.category, rule.clauses, edition, rule.id]
  return deps.database.transaction(roleName(deps.database.schema, 'sweeper'), async (session) => {
    // INVARIANT: no hold, no request and no import's wait can be placed between looking for them and deleting. Placing one waits for this batch.
    if (!deps.rehearsal) await session.query('lock table hold, rights_request, deletion_wait_item in share mode')
    await keepForRequests(session, each, today)
    if (type.fields.mediaId !== undefined) await session.query("select set_config('assured.batch_notes_media', 'on', true)")
    const ofKind = 'select from standing_hold where record_type is null or record_type = $1 limit 1'
    const [anyHold] = await session.query(ofKind, [type.name])
    const keepers = { onHold: anyHold !== undefined, awaited: heedsWaits && (await anyAwaited(session, type)) }
    const [row] = await session.query<Batch>(batchSql(each, today, deps, keepers, lane), values)
    return { items: row?.items ?? 0, ids: row?.ids ?? [] }
  })
}

/**
 * Due items are looked up one by one by their position. With a join PostgreSQL expected few and read whole tables. An item that is changed
 * meanwhile moves, and the next sweep looks at it again.
 */
function batchSql(each: Falling, today: Temporal.PlainDate, { types, named = false }: Deleting, keepers: Keepers, lane: string): string {
  const { type } = each
  const { from, where } = dueSql(each, givenFor(each, today, '$1::text[]'))
  const free = freeSql(type, types, keepers)
  const hasMedia = type.fields.mediaId !== undefined
  const media = `, media as (insert into media_gone (media_id) select media_id from gone where media_id is not null)`
  return `with gone as (
      delete from ${tableOf(type)} d where d.ctid = any(array(
        select t.ctid from ${from} where ${where} ${lane} ${free === '' ? '' : `and case when ${where} then ${free} end`} limit ${batchSize}
      )) returning d.id${hasMedia ? ', d.media_id' : ''}
    )${hasMedia ? media : ''}${tasksGone(type)}, ${recordedAs(`insert into evidence (kind, actor, act, record_type, categories, outcome, reasons, clauses, edition, detail)
    select 'sweep', 'system:sweep', 'delete', $2, array[$3::text], 'done', array['due']::text[], $4::text[], $5,
      jsonb_build_object('rule', $6::text, 'items', count(*), 'digest', ${digestSql})
    from gone having count(*) > 0`)}
    select count(*)::int as items${named ? ', array_agg(id) as ids' : ''} from gone having ${wholeWhere('select least(count(*), 1) from gone')}`
}

/**
 * Whether a hold is in force that could cover items of a type, and whether an import's wait could. On most days neither is, and no item
 * needs to be checked.
 */
export type Keepers = { readonly onHold: boolean; readonly awaited: boolean }

/** What must be true of a due item for it to be deleted, as SQL; empty if nothing can keep items of the type. */
export function freeSql(type: RecordType, types: readonly RecordType[], { onHold, awaited }: Keepers): string {
  const conditions = [
    ...(onHold ? [`not ${heldSql(type)}`] : []),
    ...(awaited ? [`not ${awaitedSql(type)}`] : []),
    ...[unreferredSql(type, types)].filter((condition) => condition !== 'true'),
  ]
  return conditions.join(' and ')
}

import { zone } from '#shared/clock.ts'
import type { Database, Row } from '#store/database.ts'
import { roleName } from '#store/role-names.ts'
import type { EvidenceEntry, EvidenceKind, EvidenceOutcome } from './entry.ts'

/** A row as stored. `at` is an ISO instant. */
export type EvidenceRow = EvidenceEntry & {
  readonly seq: number
  readonly at: string
  /** The people the row names together; null where it is about one person, or nobody. */
  readonly subjects: readonly string[] | null
}

const columns = `seq, at, kind, actor, role, activity, act, subject, subjects, record_type as "recordType", categories, outcome, reasons, basis,
  clauses, edition, opening, detail`

/** Rows on a page at most. */
const mostRows = 500

export type EvidenceFilter = {
  readonly kind?: EvidenceKind
  readonly actor?: string
  /** Rows about this person, alone or among others. */
  readonly subject?: string
  readonly recordType?: string
  readonly outcome?: EvidenceOutcome
  readonly opening?: string
  readonly since?: Temporal.Instant
  readonly until?: Temporal.Instant
  /** Only rows with a smaller `seq`: the last of the page before. */
  readonly before?: number
  readonly limit?: number
}

/** A page of evidence, newest first. */
export async function pageOfEvidence(database: Database, filter: EvidenceFilter): Promise<EvidenceRow[]> {
  const asked: readonly (readonly [string, unknown])[] = [
    ['kind = ?', filter.kind],
    ['actor = ?', filter.actor],
    ['(subject = ? or subjects @> array[?::uuid])', filter.subject],
    ['record_type = ?', filter.recordType],
    ['outcome = ?', filter.outcome],
    ['opening = ?', filter.opening],
    ['at >= ?', filter.since?.toString()],
    ['at < ?', filter.until?.toString()],
    ['seq < ?', filter.before],
  ]
  const given = asked.filter(([, value]) => value !== undefined)
  // The index by kind leaves reads out; the condition is repeated so that the planner may use that index.
  const indexed = filter.kind !== undefined && filter.kind !== 'read' ? ["kind <> 'read'"] : []
  const conditions = [...given.map(([test], index) => test.replaceAll('?', () => `$${index + 1}`)), ...indexed]
  const where = conditions.length === 0 ? '' : `where ${conditions.join(' and ')}`
  const limit = Math.max(1, Math.min(Math.trunc(filter.limit ?? 50), mostRows))
  return database.once<EvidenceRow & Row>(
    roleName(database.schema, 'evidence'),
    `select ${columns} from evidence ${where} order by seq desc limit ${limit}`,
    given.map(([, value]) => value),
  )
}

/**
 * When work of a kind last ran to its end, and when it last failed, by the clock of that time; null where it never did. Single batches count for
 * neither. The last run is the one recorded last: after a clock that ran ahead and was set back, another may have the latest date.
 */
export type LastRun = { readonly ended: Temporal.Instant | null; readonly failed: Temporal.Instant | null }

export async function lastRun(database: Database, kind: 'sweep'): Promise<LastRun> {
  const last = (outcome: EvidenceOutcome) =>
    `(select coalesce((detail->>'clock')::timestamptz, at) from evidence where kind = '${kind}' and record_type is null
      and outcome = '${outcome}' order by seq desc limit 1) as ${outcome}`
  const [row] = await database.once<{ done: string | null; failed: string | null }>(roleName(database.schema, 'evidence'), {
    name: 'evidence-last-run',
    text: `select ${last('done')}, ${last('failed')}`,
  })
  const at = (instant: string | null | undefined) => (instant == null ? null : Temporal.Instant.from(instant))
  return { ended: at(row?.done), failed: at(row?.failed) }
}

/** The hash of the edition under which work of a kind last ran to its end; null where it never did. */
export async function editionOfLastRun(database: Database, kind: 'sweep'): Promise<string | null> {
  const text = `select edition from evidence where kind = '${kind}' and record_type is null and outcome = 'done' order by seq desc limit 1`
  const [row] = await database.once<{ edition: string | null }>(roleName(database.schema, 'evidence'), text)
  return row?.edition ?? null
}

/** How many items the last sweep left for a review; 0 where none has run. */
export async function leftForReview(database: Database): Promise<number> {
  // Chosen by its instant, which an index serves: every look at the desk's first page asks for it.
  const text = `select (detail->>'review')::int as review from evidence
    where kind = 'sweep' and kind <> 'read' and record_type is null and outcome = 'done' order by at desc limit 1`
  const [row] = await database.once<{ review: number | null }>(roleName(database.schema, 'evidence'), {
    name: 'evidence-left-for-review',
    text,
  })
  return row?.review ?? 0
}

/** What a sweep deleted of one record type; `failed`: what the database refused to delete. */
export type Swept = { readonly type: string; readonly items: number; readonly failed: number }

/** What the sweeps deleted on the London day of the last one, and how many recordings, films and pictures left the vault with it. */
export async function sweptOnLastDay(database: Database): Promise<{ readonly types: readonly Swept[]; readonly media: number }> {
  const role = roleName(database.schema, 'evidence')
  const items = `coalesce(sum((detail->>'items')::int) filter (where outcome = 'done'), 0)::int as items`
  const types = await database.once<Swept & Row>(
    role,
    `select record_type as type, ${items}, (count(*) filter (where outcome = 'failed'))::int as failed from evidence
      where kind = 'sweep' and kind <> 'read' and ${onLastDay} and record_type is not null group by record_type order by record_type`,
  )
  const [row] = await database.once<{ items: number }>(
    role,
    `select ${items} from evidence where kind = 'erasure' and kind <> 'read' and ${onLastDay} and reasons = '{media-gone}'`,
  )
  return { types, media: row?.items ?? 0 }
}

/** What the sweeps deleted on the London day of the last one, by the retention rule that took it away. */
export async function sweptByRule(database: Database): Promise<ReadonlyMap<string, number>> {
  const rows = await database.once<{ rule: string; items: number }>(
    roleName(database.schema, 'evidence'),
    `select detail->>'rule' as rule, coalesce(sum((detail->>'items')::int), 0)::int as items from evidence
      where kind = 'sweep' and kind <> 'read' and ${onLastDay} and record_type is not null and outcome = 'done'
        and detail ? 'rule' group by 1`,
  )
  return new Map(rows.map(({ rule, items }) => [rule, items]))
}

const midnightOf = (instant: string) => `date_trunc('day', ${instant} at time zone '${zone}')`
const lastSweepAt = `(select at from evidence where kind = 'sweep' and record_type is null and outcome = 'done' order by seq desc limit 1)`
/** Both ends are needed: a row dated ahead by a wrong clock is not of that day. */
const onLastDay = `at >= ${midnightOf(lastSweepAt)} at time zone '${zone}'
  and at < (${midnightOf(lastSweepAt)} + interval '1 day') at time zone '${zone}'`

/** One visit to a person's record: who, in what role, for which activity, and what they saw or were refused. */
export type Visit = {
  /** Null where nothing was opened: the opening itself was refused, or a machine did it. */
  readonly opening: string | null
  readonly at: string
  readonly actor: string
  readonly role: string | null
  readonly activity: string | null
  readonly kinds: readonly EvidenceKind[]
  readonly seen: readonly string[]
  /** Compared with what somebody said, and shown to nobody. */
  readonly compared: readonly string[]
  readonly refused: readonly string[]
  /** What was decided to go to somebody outside. */
  readonly shared: readonly Shared[]
}

/**
 * `conditions`: those that special category or criminal information goes out on (B3); empty where none is needed. `item`: the line of the ledger that it is
 * about; null where it is about none.
 */
export type Shared = {
  readonly recipient: string
  readonly category: string
  readonly conditions: readonly string[]
  readonly item: string | null
}

/** Of a person ($1), since an instant ($2). */
export const visits = {
  name: 'evidence-visits',
  text: `with rows as (select * from evidence where subject = $1 and at >= $2
      union all select * from evidence where subjects @> array[$1::uuid] and at >= $2)
    select opening, min(at) as at, (array_agg(actor order by seq))[1] as actor, (array_agg(rows.role order by seq))[1] as role,
      (array_agg(activity order by seq))[1] as activity, array_agg(distinct kind) as kinds,
      coalesce(array_agg(distinct category) filter (where category is not null and outcome in ('permitted', 'done')
        and act is distinct from 'share' and (kind, act) is distinct from ('read', 'use')), '{}') as seen,
      coalesce(array_agg(distinct category) filter (where category is not null and outcome = 'permitted'
        and kind = 'read' and act = 'use'), '{}') as compared,
      coalesce(array_agg(distinct category) filter (where category is not null and outcome in ('refused', 'needs-consent')), '{}') as refused,
      coalesce(jsonb_agg(distinct jsonb_build_object('recipient', detail->>'recipient', 'category', category, 'conditions',
        coalesce(detail->'conditions', '[]'), 'item', detail->>'item')) filter (where act = 'share' and outcome = 'permitted' and category is not null), '[]') as shared
    from rows left join lateral unnest(categories) as category on true
    group by opening, case when opening is null then seq end
    order by min(at) desc, min(seq) desc limit ${mostRows}`,
}

/** Who looked at a person's record, newest first: for the desk, and for the person who asks (UK GDPR Article 15(1)(c)). */
export async function openingsOf(database: Database, subject: string, since: Temporal.Instant): Promise<Visit[]> {
  return database.once<Visit & Row>(roleName(database.schema, 'evidence'), visits, [subject, since.toString()])
}

import { randomUUID } from 'node:crypto'
import type { Answer } from '#decisions/done-or-refused.ts'
import { insertEvidence } from '#evidence/append.ts'
import type { EvidenceDetail, EvidenceEntry } from '#evidence/entry.ts'
import type { Colleague } from '#gate/judge.ts'
import type { Activity } from '#notice/vocabulary.ts'
import type { Session } from '#store/database.ts'
import { fallAwayIn } from '../tasks/tasks.ts'
import { type HandedKind, subjectOf } from './handed-kind.ts'
import { endFor, type Handover, type HandoverDeps, lastDayOf, lockHandover, readHandovers, roleOf, stateOf } from './handover.ts'
import { hashOfCode, hashOfToken, newCode, newToken } from './secrets.ts'

/** Exactly what is handed over, for which activity and in which role. `whose`: whose record is opened to reach the item. */
export type ToHandOver = Pick<Handover, 'item' | 'whose' | 'activity' | 'role' | 'bytes' | 'digest'>
/** An item, for the activity that it was handed over for. */
export type HandedItem = Pick<Handover, 'item' | 'activity'>
/** Shown once: only hashes of them are kept. */
export type Told = { readonly token: string; readonly code: string; readonly lastDay: Temporal.PlainDate }

/** The handovers of an item, newest first. INVARIANT: only for whoever has opened the item. */
export function handoversOf(deps: HandoverDeps, item: string): Promise<readonly Handover[]> {
  return readHandovers(deps, 'item_id = $1', [item])
}

/**
 * Lets something be fetched at a page. Whoever calls this has had the notice decide that it may go, which is on record. One that stood for the
 * same item is stopped. `told`: how the code is told, for the record.
 */
export async function handOver(
  deps: HandoverDeps,
  colleague: Colleague,
  kind: HandedKind,
  handing: ToHandOver,
  told: EvidenceDetail,
): Promise<Answer<Told>> {
  const { item, whose, activity, role, bytes, digest } = handing
  const allowed = await mayHandOver(deps, colleague, kind, activity)
  if (!allowed.ok) return allowed
  const [id, token, code, now] = [randomUUID(), newToken(), newCode(), deps.clock()]
  const endsAt = endFor(now)
  const text = `insert into handover (id, record_type, item_id, whose, token_hash, code_hash, bytes, digest, made_at, made_by, ends_at,
    activity, role) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`
  const hashes = [hashOfToken(token), await hashOfCode(deps, id, code)]
  const values = [
    id,
    kind.type.name,
    item,
    whose,
    ...hashes,
    bytes,
    digest,
    now.toString(),
    colleague.name,
    endsAt.toString(),
    activity,
    role,
  ]
  await deps.database.transaction(roleOf(deps), async (session) => {
    await stopIn(session, item, colleague.name, now)
    await session.query(text, values)
    const detail = { handover: id, item, what: 'handed-over', bytes, digest, until: lastDayOf({ endsAt }).toString(), ...told }
    await insertEvidence(session, [entryFor(allowed.entry, subjectOf(kind, handing), detail)])
  })
  return { ok: true, token, code, lastDay: lastDayOf({ endsAt }) }
}

/** A new code for the same link, after somebody has spoken to the person again: the code before it opens nothing more. `gone`: nothing waits. */
export async function newCodeFor(
  deps: HandoverDeps,
  colleague: Colleague,
  kind: HandedKind,
  { item, activity }: HandedItem,
  told: EvidenceDetail,
): Promise<Answer<Omit<Told, 'token'>, 'gone'>> {
  const allowed = await mayHandOver(deps, colleague, kind, activity)
  if (!allowed.ok) return allowed
  const now = deps.clock()
  const code = newCode()
  return deps.database.transaction(roleOf(deps), async (session) => {
    const found = await lockHandover(session, 'item_id = $1 and activity = $2 and stopped_at is null', [item, activity])
    if (found === undefined || stateOf(found.handover, now) === 'over') return { ok: false, why: 'gone' } as const
    const { id, codes } = found.handover
    const values = [id, await hashOfCode(deps, id, code)]
    await session.query('update handover set code_hash = $2, codes = codes + 1, tries = 0 where id = $1', values)
    await fallAwayIn(session, 'handover-locked', id, now)
    await insertEvidence(session, [
      entryFor(allowed.entry, subjectOf(kind, found.handover), { handover: id, item, what: 'new-code', codes: codes + 1, ...told }),
    ])
    return { ok: true, code, lastDay: lastDayOf(found.handover) } as const
  })
}

/** Stops it: from this moment nobody fetches it. */
export async function stopHandover(
  deps: HandoverDeps,
  colleague: Colleague,
  kind: HandedKind,
  { item, activity }: HandedItem,
): Promise<Answer<unknown, 'gone'>> {
  const allowed = await mayHandOver(deps, colleague, kind, activity)
  if (!allowed.ok) return allowed
  return deps.database.transaction(roleOf(deps), async (session) => {
    const stopped = await stopIn(session, item, colleague.name, deps.clock(), activity)
    if (stopped === undefined) return { ok: false, why: 'gone' } as const
    const detail = { handover: stopped.id, item, what: 'stopped' }
    await insertEvidence(session, [entryFor(allowed.entry, subjectOf(kind, { item, whose: stopped.whose }), detail)])
    return { ok: true } as const
  })
}

/** `activity`: only one that was handed over for it. */
async function stopIn(session: Session, item: string, by: string, now: Temporal.Instant, activity: Activity | null = null) {
  const text = `update handover set stopped_at = $2, stopped_by = $3 where item_id = $1 and stopped_at is null
    and ($4::text is null or activity = $4) returning id, whose`
  const [row] = await session.query<{ id: string; whose: string }>(text, [item, now.toString(), by, activity])
  if (row !== undefined) await fallAwayIn(session, 'handover-locked', row.id, now)
  return row
}

/**
 * Whoever may see such items and change them: the notice may let others take one in. Of a line of the ledger, whoever may see it may note what becomes
 * of it.
 */
async function mayHandOver({ gate }: HandoverDeps, colleague: Colleague, { type }: HandedKind, activity: Activity) {
  const sees = await gate.may(colleague, { activity, act: 'view', type })
  return sees.ok && type.writtenOnSharing !== true ? gate.may(colleague, { activity, act: 'collect', type }) : sees
}

function entryFor(entry: EvidenceEntry, subject: string, detail: EvidenceDetail): EvidenceEntry {
  return { ...entry, subject, detail: { ...entry.detail, ...detail } }
}

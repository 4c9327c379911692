import { canBeHeld } from '#gate/held.ts'
import type { Session } from '#store/database.ts'
import type { Falling } from './clock-of-type.ts'
import { dueSql, givenFor } from './per-rule.ts'

/**
 * Notes what is due and stays, because somebody has asked for a copy of it and has not had their answer (Data Protection Act 2018 s.173). From then on
 * it counts as on hold, and only those open it who may open what is on hold (TC4). Of footage, that is what the request names by camera and time. Until an item is due, a request changes nothing about it.
 */
export async function keepForRequests(session: Session, each: Falling, today: Temporal.PlainDate): Promise<void> {
  const { type, activities } = each
  if (!mayStay(each)) return
  const [any] = await session.query('select from open_request limit 1')
  if (any === undefined) return
  const { from, where } = dueSql(each, givenFor(each, today, '$1::text[]'))
  const text = `insert into kept_for_request (request_id, person_id, record_type, item_id)
    select distinct o.request_id, o.person_id, $2, t.id from ${from}
    cross join lateral (select h.request_id, h.person_id from open_request h ${type.tie.keptBy}
      and coalesce(h.record_type, $2) = $2 and coalesce(h.item_id, t.id) = t.id) o where ${where} on conflict do nothing`
  await session.query(text, [activities, type.name])
}

/** A recorded call stays past its day only on a ground that the notice publishes (TC4). */
function mayStay({ type, rule }: Falling): boolean {
  return (
    canBeHeld(type) && (type.category !== 'call-recordings' || rule.exceptions?.some(({ ground }) => ground === 'access-request') === true)
  )
}

/** Forgets what was kept for requests that are closed, or were found to be about somebody else. */
export async function forgetKept(session: Pick<Session, 'query'>): Promise<void> {
  await session.query(`delete from kept_for_request k
    where not exists (select from open_request r where r.request_id = k.request_id and r.person_id = k.person_id
      and coalesce(r.item_id, k.item_id) = k.item_id)`)
}

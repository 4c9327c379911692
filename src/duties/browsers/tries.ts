import { createHmac } from 'node:crypto'
import type { Clock } from '#shared/clock.ts'
import type { Database } from '#store/database.ts'
import { roleName } from '#store/role-names.ts'

/** Counts what may be done a few times only. All processes of one landlord count together where the database does it. */
export interface Tries {
  /** Counts one more by `who` at `door`. `left`: seconds until its count begins anew. */
  count(door: string, who: string, seconds: number): Promise<Counted>
}

export type Counted = { readonly tries: number; readonly left: number }

/** A count is of no use to anybody once this many seconds have passed since it began. */
const mostSeconds = 3_600

/** Counts in the database, so that whoever is sent away by one process is not let in by the next. Who it was is kept as a keyed hash, for an hour. */
export function databaseTries(database: Database, clock: Clock, secret: string): Tries {
  const role = roleName(database.schema, 'machinery')
  return {
    async count(door, who, seconds) {
      const now = clock().toString()
      const key = createHmac('sha256', secret).update(`${door} ${who}`).digest('base64url')
      const [row] = await database.once<{ tries: number; left: number }>(role, { name: 'count-try', text: countSql }, [key, now, seconds])
      // Whoever begins a count takes away the old ones: as often as there is something to take away, and no more.
      if (row?.tries === 1) await database.once(role, { name: 'forget-tries', text: forgetSql }, [now, mostSeconds])
      return { tries: row?.tries ?? Number.POSITIVE_INFINITY, left: row?.left ?? seconds }
    },
  }
}

/** A count that began later than this was begun by a clock that stood ahead: nobody is sent away until that time comes. Clocks a little apart are no news. */
const latestBegin = "$2::timestamptz + interval '5 minutes'"
const stands = `(kept.began_at > $2::timestamptz - make_interval(secs => $3) and kept.began_at <= ${latestBegin})`

const countSql = `
  insert into few_tries as kept (who, began_at, tries) values ($1, $2, 1)
  on conflict (who) do update set
    tries = case when ${stands} then kept.tries + 1 else 1 end,
    began_at = case when ${stands} then kept.began_at else excluded.began_at end
  returning tries, ceil(least($3, extract(epoch from kept.began_at + make_interval(secs => $3) - $2::timestamptz)))::int as left`

const forgetSql = `delete from few_tries
  where began_at < $1::timestamptz - make_interval(secs => $2) or began_at > $1::timestamptz + interval '5 minutes'`

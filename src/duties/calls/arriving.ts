import type { Answer } from '#decisions/done-or-refused.ts'
import type { GateDeps } from '#gate/deps.ts'
import { type FindAnswer, type Found, offerByNumber } from '#gate/find/find.ts'
import type { Colleague } from '#gate/judge.ts'
import { roleName } from '#store/role-names.ts'
import { clockBelievedSql } from '../retention/wait.ts'
import { callsOpenTo } from './calls.ts'

/** How long a call is shown after it began to ring. */
export const shownFor = Temporal.Duration.from({ minutes: 15 })
/** A call dated in the future, by a clock that has since been corrected, is no longer shown. */
const shownSql = (now: string) =>
  `arrived_at > ${now}::timestamptz - interval '${shownFor}' and arrived_at <= ${now}::timestamptz + interval '5 minutes'`
const isShown = shownSql('$2')
/** At most this many calls of one line are shown at once, since only the newest can be ringing. */
const mostShown = 3

/**
 * `people`: the ids of those on file with its number; empty if there are too many to offer (`andOthers`). The number itself is not stored.
 */
export type Arriving = {
  readonly id: string
  readonly reference: string
  readonly line: string
  readonly hasNumber: boolean
  readonly people: readonly string[]
  readonly andOthers: boolean
  readonly arrivedAt: Temporal.Instant
}

/** A call that rings, with who the caller may be. */
export type Offered = { readonly call: Arriving; readonly people: readonly Found[] }

type Deps = Pick<GateDeps, 'database' | 'clock'>

/**
 * Calls that ring now, each at one colleague's line, with who the caller may be (TC1). This is an offer, and does not replace the identity
 * check.
 */
export function arriving(deps: GateDeps) {
  const { database, clock } = deps
  const role = roleName(database.schema, 'machinery')
  const columns = 'id, reference, line, has_number, people, and_others, arrived_at'

  /** What rings or has just rung at a line, newest first. */
  async function at(line: string): Promise<readonly Arriving[]> {
    const text = `select ${columns} from arriving_call where line = $1 and ${isShown} order by arrived_at desc limit ${mostShown}`
    return (await database.once<Row>(role, text, [line, clock().toString()])).map(asArriving)
  }

  /** The names of those who may be calling. Recorded, like every search. */
  const offer = (colleague: Colleague, people: readonly string[]): Promise<FindAnswer> => offerByNumber(deps, colleague, people)

  return {
    at,
    offer,

    /** What rings at a line, if one is given. A colleague who may be offered nobody hears why, whether anything rings or not. */
    async offered(colleague: Colleague, line: string | undefined): Promise<Answer<{ readonly offered: readonly Offered[] }>> {
      const may = callsOpenTo(deps.inForce().released.edition, colleague).answers ? undefined : await offer(colleague, [])
      if (may?.ok === false) return may
      const offered: Offered[] = []
      for (const call of line === undefined ? [] : await at(line)) {
        const answer = await offer(colleague, call.people)
        if (!answer.ok) return answer
        offered.push({ call, people: answer.people })
      }
      return { ok: true, offered }
    },

    /**
     * A call reported twice rings once (`again`). A call with the same line and reference but another number is `other`, and is not stored.
     */
    async note(call: Omit<Arriving, 'arrivedAt'>): Promise<'new' | 'again' | 'other'> {
      await forgetArriving(deps)
      const text = `insert into arriving_call (${columns}) values ($1, $2, $3, $4, $5, $6, $7) on conflict do nothing returning id`
      const { id, reference, line, hasNumber, people, andOthers } = call
      const noted = await database.once(role, text, [id, reference, line, hasNumber, people, andOthers, clock().toString()])
      if (noted.length > 0) return 'new'
      const same = `select from arriving_call where id = $1 and has_number = $2 and people = $3 and and_others = $4`
      return (await database.once(role, same, [id, hasNumber, people, andOthers])).length > 0 ? 'again' : 'other'
    },

    /** The telephone system's own reference for a call, to be the reason of a colleague who opens a record because of it. */
    async reference(id: string): Promise<string | undefined> {
      const text = `select reference from arriving_call where id = $1 and ${isShown}`
      const [row] = await database.once<{ reference: string }>(role, text, [id, clock().toString()])
      return row?.reference
    },
  }
}

/** Deletes calls that are too old to be shown. */
async function forgetArriving({ database, clock }: Deps): Promise<void> {
  const text = `delete from arriving_call where not (${shownSql('$1')}) and ${clockBelievedSql}`
  await database.once(roleName(database.schema, 'machinery'), text, [clock().toString()])
}

type Row = {
  readonly id: string
  readonly reference: string
  readonly line: string
  readonly has_number: boolean
  readonly people: readonly string[]
  readonly and_others: boolean
  readonly arrived_at: string
}

function asArriving(row: Row): Arriving {
  const { id, reference, line, people } = row
  const arrivedAt = Temporal.Instant.from(row.arrived_at)
  return { id, reference, line, people, hasNumber: row.has_number, andOthers: row.and_others, arrivedAt }
}

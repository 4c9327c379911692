import { type FindAnswer, offerByNumber } from '#gate/find.ts'
import type { Colleague } from '#gate/judge.ts'
import type { GateParts } from '#gate/parts.ts'
import { roleName } from '#store/role-names.ts'
import { clockBelievedSql } from '../retention/wait.ts'

/** How long a call is shown after it began to ring. */
export const shownFor = Temporal.Duration.from({ minutes: 15 })
/** Dated still to come, by a clock that has been set right since, it rings no longer. */
const shownSql = (now: string) =>
  `arrived_at > ${now}::timestamptz - interval '${shownFor}' and arrived_at <= ${now}::timestamptz + interval '5 minutes'`
const isShown = shownSql('$2')
/** Calls of one line shown at once: the newest is the one that rings. */
const mostShown = 3

/** `people`: the ids of those who are held with its number; none where there are more than are worth offering (`andOthers`). The number is kept nowhere. */
export type Arriving = {
  readonly id: string
  readonly reference: string
  readonly line: string
  readonly hasNumber: boolean
  readonly people: readonly string[]
  readonly andOthers: boolean
  readonly arrivedAt: Temporal.Instant
}

type Parts = Pick<GateParts, 'database' | 'clock'>

/** Calls that ring now, each at the line of one colleague, with who it may be (TC1): an offer, and never a check of who it is. */
export function arriving(parts: GateParts) {
  const { database, clock } = parts
  const role = roleName(database.schema, 'machinery')
  const columns = 'id, reference, line, has_number, people, and_others, arrived_at'

  return {
    /** Sent twice, it rings once (`again`); what rings at the same line under the same reference with another number is `other`, and not noted. */
    async note(call: Omit<Arriving, 'arrivedAt'>): Promise<'new' | 'again' | 'other'> {
      await forgetArriving(parts)
      const text = `insert into arriving_call (${columns}) values ($1, $2, $3, $4, $5, $6, $7) on conflict do nothing returning id`
      const { id, reference, line, hasNumber, people, andOthers } = call
      const noted = await database.once(role, text, [id, reference, line, hasNumber, people, andOthers, clock().toString()])
      if (noted.length > 0) return 'new'
      const same = `select from arriving_call where id = $1 and has_number = $2 and people = $3 and and_others = $4`
      return (await database.once(role, same, [id, hasNumber, people, andOthers])).length > 0 ? 'again' : 'other'
    },

    /** What rings, or rang just now, at a line; newest first. */
    async at(line: string): Promise<readonly Arriving[]> {
      const text = `select ${columns} from arriving_call where line = $1 and ${isShown} order by arrived_at desc limit ${mostShown}`
      return (await database.once<Row>(role, text, [line, clock().toString()])).map(asArriving)
    },

    /** The telephone system's own word for a call, for the reason of whoever opens a record because of it. */
    async reference(id: string): Promise<string | undefined> {
      const text = `select reference from arriving_call where id = $1 and ${isShown}`
      const [row] = await database.once<{ reference: string }>(role, text, [id, clock().toString()])
      return row?.reference
    },

    /** The names of those who may be calling; on record, like every search. */
    offer: (colleague: Colleague, people: readonly string[]): Promise<FindAnswer> => offerByNumber(parts, colleague, people),
  }
}

/** Nobody is told any more who rang. */
async function forgetArriving({ database, clock }: Parts): Promise<void> {
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

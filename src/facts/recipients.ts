import type { Circumstance, RecipientKind } from '#notice/vocabulary.ts'
import type { Database, Row } from '#store/database.ts'
import { roleName } from '#store/role-names.ts'

/** An organisation of the register, as colleagues choose one. `callBack`: the number that whoever asks is rung back at; null where none stands. */
export type Recipient = {
  readonly id: string
  readonly kind: RecipientKind
  readonly name: string
  readonly callBack: string | null
  readonly email: string | null
  /** The day on which its contacts were last checked; null if they never were. */
  readonly checkedOn: string | null
}

/** What the register shows of one for an activity on a day. */
export type RecipientFacts = Recipient & {
  /** Never claimed by anybody: an agreement, an instruction and a registration count as long as they are in force. */
  readonly circumstances: readonly Circumstance[]
  /** The agreements, protocols and instructions in force, by id. */
  readonly under: readonly string[]
  /** It keeps what it gets abroad, and nothing in force covers that (T1). */
  readonly isUncovered: boolean
}

/** An organisation as it stands unsealed. */
export type OrganisationHead = Omit<Recipient, 'kind' | 'email'> & {
  readonly kind: string
  readonly registration: string | null
  readonly registeredUntil: string | null
  readonly place: string
  readonly coveredUntil: string | null
  readonly endedOn: string | null
}
/** What was signed, as it stands unsealed: enough to tell whether it is in force. */
export type AgreementHead = {
  readonly id: string
  readonly organisationId: string
  readonly kind: string
  readonly forActivity: string
  readonly inForceFrom: string
  readonly until: string
  readonly reviewOn: string
  readonly endedOn: string | null
}
export type Heads = { readonly organisations: readonly OrganisationHead[]; readonly agreements: readonly AgreementHead[] }

export type Register = {
  /** Organisations in use and everything that was signed with them, for what warns of lapses. */
  heads(): Promise<Heads>
  /** Those of these kinds that are in use, by name. */
  listed(kinds: readonly RecipientKind[]): Promise<readonly Recipient[]>
  /** Null where it is not in the register, or no longer used. */
  about(id: string, asked: { readonly activity: string; readonly today: Temporal.PlainDate }): Promise<RecipientFacts | null>
}

const told = `o.id, o.kind, o.name, o.call_back as "callBack", o.email, o.checked_on::text as "checkedOn"`

type Found = Recipient &
  Row & { readonly registered: boolean; readonly uncovered: boolean; readonly kinds: readonly string[]; readonly under: readonly string[] }

/**
 * The register of organisations and agreements, read as the role that sees what decisions need and nobody's data. A day counts to its end: what is in
 * force until a day stops on the next.
 */
export function recipientsIn(database: Database): Register {
  const role = roleName(database.schema, 'facts')
  return {
    async heads() {
      const [organisations, agreements] = await Promise.all([
        database.once<OrganisationHead & Row>(role, organisationHeads, []),
        database.once<AgreementHead & Row>(role, agreementHeads, []),
      ])
      return { organisations, agreements }
    },
    listed: (kinds) =>
      database.once<Recipient & Row>(
        role,
        {
          name: 'recipients-listed',
          text: `select ${told} from organisation o where o.ended_on is null and o.kind = any($1) order by lower(o.name), o.id limit 2000`,
        },
        [kinds],
      ),
    async about(id, { activity, today }) {
      const [found] = await database.once<Found>(role, aboutOne, [id, activity, today.toString()])
      if (found === undefined) return null
      const { registered, uncovered, kinds, under, ...recipient } = found
      return { ...recipient, under, isUncovered: uncovered, circumstances: circumstancesOf(registered, new Set(kinds)) }
    },
  }
}

const organisationHeads = {
  name: 'organisation-heads',
  text: `select ${told}, o.registration, o.registered_until::text as "registeredUntil", o.place, o.covered_until::text as "coveredUntil",
    o.ended_on::text as "endedOn" from organisation o where o.ended_on is null order by o.id limit 2000`,
}

const agreementHeads = {
  name: 'agreement-heads',
  text: `select g.id, g.organisation_id as "organisationId", g.kind, g.for_activity as "forActivity", g.in_force_from::text as "inForceFrom",
    g.until::text as until, g.review_on::text as "reviewOn", g.ended_on::text as "endedOn"
    from agreement g join organisation o on o.id = g.organisation_id where o.ended_on is null order by g.id limit 10000`,
}

const aboutOne = {
  name: 'recipient-about',
  text: `select ${told},
    coalesce(o.registration is not null and o.registered_until >= $3::date, false) as registered,
    o.place <> 'uk' and coalesce(o.covered_until < $3::date, true) as uncovered,
    coalesce(array_agg(distinct g.kind) filter (where g.id is not null), '{}') as kinds,
    coalesce(array_agg(g.id::text order by g.id) filter (where g.id is not null), '{}') as under
    from organisation o left join agreement g on g.organisation_id = o.id and g.for_activity = $2
      and g.in_force_from <= $3::date and g.until >= $3::date and coalesce(g.ended_on > $3::date, true)
    where o.id = $1 and o.ended_on is null group by o.id`,
}

/** Regular sharing rests on an agreement and a protocol, both in force (R11); whoever acts for us, on an instruction (R12). */
function circumstancesOf(isRegistered: boolean, kinds: ReadonlySet<string>): readonly Circumstance[] {
  return [
    ...(isRegistered ? (['registered-with-ico'] as const) : []),
    ...(kinds.has('agreement') && kinds.has('protocol') ? (['agreement-in-force'] as const) : []),
    ...(kinds.has('instruction') ? (['instruction-in-force'] as const) : []),
  ]
}

import { randomBytes, randomUUID } from 'node:crypto'
import type { Answer } from '#decisions/done-or-refused.ts'
import { insertEvidence } from '#evidence/append.ts'
import { systemEntry } from '#evidence/system-entry.ts'
import type { Colleague } from '#gate/judge.ts'
import { visit } from '#records/visit/visit.ts'
import { asReadOut, readOut } from '#shared/read-out.ts'
import type { Row } from '#store/database.ts'
import { roleName } from '#store/role-names.ts'
import { hashOf, hashOfCode } from './badge.ts'
import { isOffice, noOffice, type VisitDeps } from './office.ts'
import { officesOf } from './sees.ts'

/** A tablet at a reception. It takes entries in and reads nothing. */
export type Kiosk = { readonly id: string; readonly site: string; readonly label: string }

/** `claimedAt`: when its code was typed in; null while that is waited for. */
export type KnownKiosk = Kiosk & {
  readonly registeredAt: Temporal.Instant
  readonly registeredBy: string
  readonly claimedAt: Temporal.Instant | null
  readonly revokedAt: Temporal.Instant | null
}

/** `site`: the landlord has no such office. `label`: none, or one that is too long. */
export type RegisterAnswer = Answer<{ readonly id: string; readonly code: string }, 'site' | 'label'>

/** Minutes for which the code of a new kiosk can be typed in. */
export const codeMinutes = 15
const longestLabel = 60

/** The kiosks of the landlord's offices. Whoever may sign visitors in may register and revoke them. */
export function kiosks(deps: VisitDeps) {
  const { database, clock } = deps
  const role = roleName(database.schema, 'machinery')
  const may = (colleague: Colleague) => deps.gate.may(colleague, { activity: 'visitor-safety', act: 'collect', type: visit })

  return {
    /** The code is shown once, and can be typed in once. */
    async register(colleague: Colleague, { site, label }: Pick<Kiosk, 'site' | 'label'>): Promise<RegisterAnswer> {
      if (!isOffice(deps, site)) return noOffice
      const named = label.trim()
      if (named === '' || named.length > longestLabel) return { ok: false, why: 'label' }
      const allowed = await may(colleague)
      if (!allowed.ok) return allowed
      const [id, code, now] = [randomUUID(), readOut(randomBytes(8)), clock()]
      const until = now.add({ minutes: codeMinutes })
      const text = `insert into kiosk (id, site, label, code_hash, code_until, registered_at, registered_by) values ($1, $2, $3, $4, $5, $6, $7)`
      const values = [id, site, named, await hashOfCode(deps, code, 'kiosk code'), until.toString(), now.toString(), colleague.name]
      await database.transaction(role, async (session) => {
        // Whose code was never typed in never was a kiosk.
        await session.query('delete from kiosk where claimed_at is null and code_until <= $1', [now.toString()])
        await session.query(text, values)
        await insertEvidence(session, [{ ...allowed.entry, recordType: null, detail: { ...allowed.entry.detail, registered: id, site } }])
      })
      return { ok: true, id, code }
    },

    /** The tablet's own token in exchange for the code; null where no code that was typed like this is waited for. */
    async claim(code: string): Promise<{ readonly kiosk: Kiosk; readonly token: string } | null> {
      const token = randomBytes(32).toString('base64url')
      const text = `update kiosk set token_hash = $1, claimed_at = $2, code_hash = null
        where code_hash = $3 and code_until > $2 and registered_at <= $2 and revoked_at is null and site = any($4) returning id, site, label`
      const values = [
        hashOf(token),
        clock().toString(),
        await hashOfCode(deps, asReadOut(code.slice(0, 100)), 'kiosk code'),
        officesOf(deps.inForce().released.edition).map((office) => office.id),
      ]
      return database.transaction(role, async (session) => {
        const [kiosk] = await session.query<Kiosk>(text, values)
        if (kiosk === undefined) return null
        await insertEvidence(session, [
          systemEntry({ kind: 'sign-in', actor: 'system:kiosk', act: null, edition: null, detail: { kiosk: kiosk.id, site: kiosk.site } }),
        ])
        return { kiosk, token }
      })
    },

    /** The kiosk that has this token; undefined where it was revoked, or its office is no longer the landlord's. */
    async current(token: string): Promise<Kiosk | undefined> {
      const text = 'select id, site, label from kiosk where token_hash = $1 and revoked_at is null'
      const [kiosk] = await database.once<Kiosk>(role, { name: 'kiosk-of-token', text }, [hashOf(token)])
      return kiosk !== undefined && isOffice(deps, kiosk.site) ? kiosk : undefined
    },

    /** Newest first; those revoked more than a day ago, and those whose code was never typed in, are left out. */
    async all(colleague: Colleague): Promise<Answer<{ readonly kiosks: readonly KnownKiosk[] }>> {
      const allowed = await may(colleague)
      if (!allowed.ok) return allowed
      const text = `select id, site, label, registered_at, registered_by, claimed_at, revoked_at from kiosk
        where (revoked_at is null or revoked_at > $1::timestamptz - interval '1 day') and (claimed_at is not null or code_until > $1)
        order by registered_at desc, id`
      return { ok: true, kiosks: (await database.once<KioskRow>(role, text, [clock().toString()])).map(asKnown) }
    },

    async revoke(colleague: Colleague, id: string): Promise<Answer<unknown, 'gone'>> {
      const allowed = await may(colleague)
      if (!allowed.ok) return allowed
      const text = `update kiosk set revoked_at = $2, code_hash = null where id::text = $1 and revoked_at is null returning id`
      return database.transaction(role, async (session) => {
        if ((await session.query(text, [id, clock().toString()])).length === 0) return { ok: false, why: 'gone' }
        await insertEvidence(session, [{ ...allowed.entry, recordType: null, detail: { ...allowed.entry.detail, revoked: id } }])
        return { ok: true }
      })
    },
  }
}

type KioskRow = Row &
  Kiosk & {
    readonly registered_at: string
    readonly registered_by: string
    readonly claimed_at: string | null
    readonly revoked_at: string | null
  }

function asKnown({ id, site, label, registered_at, registered_by, claimed_at, revoked_at }: KioskRow): KnownKiosk {
  const at = (moment: string | null) => (moment === null ? null : Temporal.Instant.from(moment))
  const registered = { registeredAt: Temporal.Instant.from(registered_at), registeredBy: registered_by }
  return { id, site, label, ...registered, claimedAt: at(claimed_at), revokedAt: at(revoked_at) }
}

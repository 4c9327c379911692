import { z } from 'zod'
import type { Colleague } from '#gate/judge.ts'
import { type Role, roles } from '#notice/vocabulary.ts'
import { isRecord } from '#shared/record.ts'
import { colleagueShape } from './session.ts'

/** How the landlord's provider says what we must know of a colleague. */
export type ClaimsReading = {
  /** The claim that lists roles. With dots it may lead inwards: `realm_access.roles`. */
  readonly rolesClaim: string
  /** Who it is, for evidence: the same id at each sign-in, from which nobody learns the provider's own. */
  readonly pseudonym: (issuer: string, subject: string) => string
}

const claimsShape = z.looseObject({
  iss: z.string(),
  sub: z.string(),
  name: z.string().optional(),
  preferred_username: z.string().optional(),
  team: z.string().optional(),
})

/** The colleague that a provider vouches for; null where it names no role of ours. Roles we do not know say nothing and are passed over. */
export function colleagueFrom(claims: unknown, reading: ClaimsReading): Colleague | null {
  const said = claimsShape.parse(claims)
  const held = rolesIn(claimNamed(said, reading.rolesClaim))
  if (held.length === 0) return null
  return colleagueShape.parse({
    id: reading.pseudonym(said.iss, said.sub),
    name: shown(said.name) ?? shown(said.preferred_username) ?? 'A colleague',
    team: shown(said.team) ?? 'no team given',
    roles: held,
  })
}

/** By its whole name first: names that are addresses have dots of their own. */
export function claimNamed(claims: Readonly<Record<string, unknown>>, name: string): unknown {
  if (Object.hasOwn(claims, name)) return claims[name]
  return name.split('.').reduce<unknown>((value, step) => (isRecord(value) && Object.hasOwn(value, step) ? value[step] : undefined), claims)
}

function rolesIn(value: unknown): readonly Role[] {
  const words = new Set<unknown>(Array.isArray(value) ? value : [value])
  return roles.filter((role) => words.has(role))
}

function shown(words: string | undefined): string | undefined {
  const trimmed = words?.trim().slice(0, 200) ?? ''
  return trimmed === '' ? undefined : trimmed
}

import { createHash } from 'node:crypto'
import type { GateDeps } from '#gate/deps.ts'
import { type KnownVisit, knownVisit } from '#gate/find/known-ids.ts'
import { asReadOut, readOut } from '#shared/read-out.ts'

/** What a visitor carries, and the hashes by which their visit is known. */
export type Badge = { readonly token: string; readonly code: string; readonly hashes: { readonly badge: string; readonly code: string } }

type Keys = Pick<GateDeps, 'keys'>

/**
 * The badge for one entry in the book: always the same for the same entry, so that one that is sent twice has one badge. Nobody can compute
 * it without the landlord's own secret. It has 144 bits and the code 39.
 */
export async function badgeOf({ keys }: Keys, entry: string): Promise<Badge> {
  const secret = await keys.fingerprints()
  const token = [1, 2, 3].map((part) => secret(JSON.stringify(['badge', part, entry]))).join('')
  const code = readOut(sha256(token).subarray(0, 8))
  return { token, code, hashes: { badge: hashOf(token), code: await hashOfCode({ keys }, code) } }
}

/** The visit of a badge, by its token or by its code however that was typed. */
export async function visitOfBadge(deps: GateDeps, tokenOrCode: string): Promise<KnownVisit | undefined> {
  if (/^[\w-]{24}$/.test(tokenOrCode)) return knownVisit(deps, { badge: hashOf(tokenOrCode) })
  const code = asReadOut(tokenOrCode.slice(0, 100))
  return code.length === 9 ? knownVisit(deps, { code: await hashOfCode(deps, code) }) : undefined
}

/** A code that people type is short enough to be found by trying all, so its hash needs a secret. */
export async function hashOfCode({ keys }: Keys, code: string, of: 'badge code' | 'kiosk code' = 'badge code'): Promise<string> {
  return (await keys.fingerprints())(JSON.stringify([of, code]))
}

export function hashOf(token: string): string {
  return sha256(token).toString('hex')
}

function sha256(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}

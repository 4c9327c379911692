import { createHash } from 'node:crypto'
import canonicalize from 'canonicalize'
import { Fault } from '#shared/fault.ts'
import type { Edition, ReleasedEdition } from './edition.ts'

/** The canonical JSON (RFC 8785) of an edition: equal content gives equal text, in whatever order it was written. */
export function canonicalText(edition: Edition): string {
  const text = canonicalize(edition)
  if (text === undefined) throw new Fault('edition-not-canonical', 'the edition has no canonical text')
  return text
}

/**
 * A checked edition with its hash, the SHA-256 of its canonical text. Decisions record the hash, so nothing may change under it: the edition is a
 * frozen copy.
 */
export function release(edition: Edition): ReleasedEdition {
  const hash = createHash('sha256').update(canonicalText(edition), 'utf8').digest('hex')
  return Object.freeze({ hash, edition: frozen(structuredClone(edition)) })
}

/** The same edition while the invented example runs. The hash is the edition's, which stays as it is. */
export function asExample(released: ReleasedEdition): ReleasedEdition {
  return Object.freeze({ ...released, example: true })
}

function frozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null) {
    for (const part of Object.values(value)) frozen(part)
    Object.freeze(value)
  }
  return value
}

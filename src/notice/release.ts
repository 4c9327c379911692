import { createHash } from 'node:crypto'
import canonicalize from 'canonicalize'
import { Fault } from '#shared/fault.ts'
import type { Edition, ReleasedEdition } from './edition.ts'

/** The canonical JSON (RFC 8785) of an edition: the same text for the same content, whatever the order it was written in. */
export function canonicalText(edition: Edition): string {
  const text = canonicalize(edition)
  if (text === undefined) throw new Fault('edition-not-canonical', 'the edition has no canonical text')
  return text
}

/**
 * A checked edition under its name: the SHA-256 of its canonical text. Decisions record the name, so nothing may change under it:
 * what is released is a frozen copy.
 */
export function release(edition: Edition): ReleasedEdition {
  const hash = createHash('sha256').update(canonicalText(edition), 'utf8').digest('hex')
  return Object.freeze({ hash, edition: frozen(structuredClone(edition)) })
}

function frozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null) {
    for (const part of Object.values(value)) frozen(part)
    Object.freeze(value)
  }
  return value
}

import { createHash } from 'node:crypto'

/** A namespace of this software's own, so that its ids collide with nobody else's. */
const namespace = Buffer.from('7d9c1a52-6f0e-5b5a-9c1e-0a5b3c2d4e6f'.replaceAll('-', ''), 'hex')

/**
 * The UUID (RFC 9562, version 5) of a name in parts: the same parts give the same id, on every machine and at every import. The parts are joined as
 * JSON, so that `a, bc` and `ab, c` differ.
 */
export function namedId(...parts: readonly string[]): string {
  const hash = createHash('sha1').update(namespace).update(JSON.stringify(parts)).digest()
  hash.writeUInt8((hash.readUInt8(6) & 0x0f) | 0x50, 6)
  hash.writeUInt8((hash.readUInt8(8) & 0x3f) | 0x80, 8)
  const hex = hash.toString('hex', 0, 16)
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}

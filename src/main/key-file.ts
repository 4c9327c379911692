import { join } from 'node:path'

/** Where a data folder keeps the key-encryption key. */
export function keyFileOf(data: string): string {
  return join(data, 'keys', 'key-encryption-key')
}

import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto'
import { stat } from 'node:fs/promises'
import { Fault } from '#shared/fault.ts'
import type { KeyProvider } from './keys.ts'
import { secretFile } from './secret-file.ts'

/**
 * The key-encryption key in a file of the data folder. What it wraps begins with the key's own id (8 bytes), so that a key that has
 * been replaced is told apart from damage. Refuses a file that others can read.
 */
export async function fileKeyProvider(path: string): Promise<KeyProvider> {
  const key = createHash('sha256')
    .update(await secretFile(path))
    .digest()
  const { mode } = await stat(path)
  if ((mode & 0o077) !== 0) throw new Fault('key-file-open', 'the key file can be read by others: set its mode to 600')
  const id = createHash('sha256').update('id').update(key).digest().subarray(0, 8)
  return {
    async wrap(plain) {
      const nonce = randomBytes(12)
      const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(id)
      const wrapped = Buffer.concat([cipher.update(plain), cipher.final()])
      return Buffer.concat([id, nonce, cipher.getAuthTag(), wrapped])
    },
    async unwrap(wrapped) {
      if (!wrapped.subarray(0, 8).equals(id)) throw new Fault('key-of-another', 'a person’s key was wrapped by another key-encryption key')
      try {
        const decipher = createDecipheriv('aes-256-gcm', key, wrapped.subarray(8, 20)).setAAD(id).setAuthTag(wrapped.subarray(20, 36))
        return Buffer.concat([decipher.update(wrapped.subarray(36)), decipher.final()])
      } catch (cause) {
        throw new Fault('key-damaged', 'a person’s wrapped key is damaged', { cause })
      }
    },
  }
}

import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto'
import { Fault } from '#shared/fault.ts'
import { type KeyProvider, keyIdBytes, keyIdOf } from './keys.ts'
import { nameOf, secretFile, secretThere } from './secret-file.ts'

/** The key-encryption key in a file, with the former ones and the next one beside it. */
export type FileKeys = KeyProvider & {
  /** The id of the key in the file itself. */
  readonly id: Buffer
  /** Whether the key of that id is in the file, or beside it. */
  readonly holds: (id: Buffer) => Promise<boolean>
}

/** The file of the key that a rotation brings in, until nothing is wrapped by the former one. */
export function nextKeyFile(path: string): string {
  return `${path}.next`
}

/** The file of a key that wraps nothing any more: a backup of its time still needs it. */
export function retiredKeyFile(path: string, id: Buffer): string {
  return `${path}.retired-${id.toString('hex')}`
}

type Key = { readonly id: Buffer; readonly secret: Buffer }

/**
 * The key-encryption key in a file of the data folder, made when first needed. What it wraps begins with the key's own id (8 bytes), so that a
 * replaced key is told apart from damage. An unknown id is looked for in the files again: another process may have put a new key in force.
 */
export async function fileKeyProvider(path: string): Promise<FileKeys> {
  const own = keyFrom(await secretFile(path))
  const known = new Map([[own.id.toString('hex'), own]])

  async function keyOf(id: Buffer): Promise<Key | undefined> {
    const name = id.toString('hex')
    if (!known.has(name)) {
      // In this order, because a key is stored in its next file before it leaves the former one.
      for (const file of [nextKeyFile(path), path, retiredKeyFile(path, id)]) {
        const secret = await secretThere(file)
        const key = secret === null ? null : keyFrom(secret)
        if (key !== null) known.set(key.id.toString('hex'), key)
        if (known.has(name)) break
      }
    }
    return known.get(name)
  }

  async function neededKey(id: Buffer): Promise<Key> {
    const key = await keyOf(id)
    if (key === undefined)
      throw new Fault(
        'key-of-another',
        `what is to be opened was wrapped by another key than the file ${nameOf(path)} holds: put that key back from your copy of \`keys\``,
      )
    return key
  }

  return {
    id: own.id,
    holds: async (id) => (await keyOf(id)) !== undefined,
    async wrap(plain, under = own.id) {
      const { id, secret } = await neededKey(under)
      const nonce = randomBytes(12)
      const cipher = createCipheriv('aes-256-gcm', secret, nonce).setAAD(id)
      const wrapped = Buffer.concat([cipher.update(plain), cipher.final()])
      return Buffer.concat([id, nonce, cipher.getAuthTag(), wrapped])
    },
    async unwrap(wrapped) {
      const { id, secret } = await neededKey(keyIdOf(wrapped))
      const [nonce, tag, sealed] = [wrapped.subarray(keyIdBytes, 20), wrapped.subarray(20, 36), wrapped.subarray(36)]
      try {
        const decipher = createDecipheriv('aes-256-gcm', secret, nonce, { authTagLength: 16 }).setAAD(id).setAuthTag(tag)
        return Buffer.concat([decipher.update(sealed), decipher.final()])
      } catch (cause) {
        throw new Fault('key-damaged', 'a wrapped key is damaged: put the database back from a backup', { cause })
      }
    },
  }
}

function keyFrom(words: string): Key {
  const secret = createHash('sha256').update(words).digest()
  return { secret, id: createHash('sha256').update('id').update(secret).digest().subarray(0, keyIdBytes) }
}

/** The id of the key in a file; null where there is no file. */
export async function keyIdIn(path: string): Promise<Buffer | null> {
  const words = await secretThere(path)
  return words === null ? null : keyFrom(words).id
}

import { hkdfSync, randomBytes } from 'node:crypto'
import { z } from 'zod'
import { newestCipher, rowCipher } from '#store/row-ciphers.ts'

/**
 * What a link in a letter opens. `address`: that this address is to be told, until a moment, since nothing of it is stored here before it is
 * confirmed. `reader`: a reader, who can stop at any time; with the address, so that a letter from before they stopped and asked anew stops it too.
 */
const linked = z.union([
  z.strictObject({ address: z.string(), until: z.iso.datetime() }),
  z.strictObject({ reader: z.uuid(), address: z.string() }),
])
export type Linked = z.infer<typeof linked>

/** How long somebody has to confirm their address. */
export const confirmWithin = Temporal.Duration.from({ hours: 72 })

const cipher = rowCipher(newestCipher)
const place = Buffer.from('assured readers of the notice')
/** An address may have 254 characters. */
const longest = 700

export type Links = { readonly make: (content: Linked) => string; readonly read: (link: string) => Linked | undefined }

/** Links that only this landlord can make and read, sealed under a key of their own that is drawn from `secret`. Nothing of what they hold can be read from them. */
export function sealedLinks(secret: string): Links {
  const key = Buffer.from(hkdfSync('sha256', secret, '', 'assured readers of the notice', 32))
  return {
    make: (content) => cipher.seal(key, randomBytes(cipher.nonceBytes), place, Buffer.from(JSON.stringify(content))).toString('base64url'),
    read(link) {
      if (link.length > longest || !/^[\w-]{60,}$/.test(link)) return undefined
      try {
        return linked.safeParse(JSON.parse(cipher.open(key, place, Buffer.from(link, 'base64url')).toString('utf8'))).data
      } catch {
        return undefined
      }
    },
  }
}

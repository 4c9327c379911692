import { constants, createCipheriv, createPublicKey, type KeyObject, publicEncrypt, randomBytes } from 'node:crypto'

/** A device's public key: RSA-OAEP with SHA-256, of 2048 to 4096 bits, with the usual exponent 65537. */
export type DeviceKey = { readonly kty: 'RSA'; readonly n: string; readonly e: string }

/**
 * Words that only the device can open, all in base64url. `key`: the AES-256-GCM key under the device's. `data`: the words in UTF-8, with the
 * GCM tag at their end, as WebCrypto expects it.
 */
export type Sealed = { readonly key: string; readonly iv: string; readonly data: string }

/** The key as this process uses it; undefined if it is not such a key. */
export function deviceKey({ kty, n, e }: DeviceKey): KeyObject | undefined {
  try {
    const key = createPublicKey({ key: { kty, n, e }, format: 'jwk' })
    const { modulusLength: bits = 0, publicExponent } = key.asymmetricKeyDetails ?? {}
    // With an exponent such as 0 or 1 nothing would be sealed at all.
    return bits >= 2048 && bits <= 4096 && publicExponent === 65_537n ? key : undefined
  } catch {
    return undefined
  }
}

/** Sealed under a key of its own each time, which the device's key alone unwraps. */
export function sealFor(device: KeyObject, words: string): Sealed {
  const [key, iv] = [randomBytes(32), randomBytes(12)]
  const cipher = createCipheriv('aes-256-gcm', key, iv)
  const data = Buffer.concat([cipher.update(words, 'utf8'), cipher.final(), cipher.getAuthTag()])
  const wrapped = publicEncrypt({ key: device, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: 'sha256' }, key)
  return { key: wrapped.toString('base64url'), iv: iv.toString('base64url'), data: data.toString('base64url') }
}

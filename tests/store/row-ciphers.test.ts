import { randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { rowCipher } from '#store/row-ciphers.ts'

const place = Buffer.from('["contact_log","9d7f0d2e-6a0c-4a30-8a3f-0d5b6f1f2c11","contact-log"]')

describe('xchacha20-poly1305', () => {
  const cipher = rowCipher('xchacha20-poly1305')
  const sealed = (text: Buffer, key = randomBytes(32)) => ({
    key,
    blob: cipher.seal(key, randomBytes(cipher.nonceBytes), place, text),
  })

  test('opens what it sealed, of any length, and nothing of it is to be read in the blob', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 100_000, size: 'max' }), (bytes) => {
        const text = Buffer.from(bytes)
        const { key, blob } = sealed(text)
        expect(blob.length).toBe(cipher.nonceBytes + 16 + text.length)
        if (text.length > 8) expect(blob.includes(text)).toBe(false)
        expect(cipher.open(key, place, blob).equals(text)).toBe(true)
      }),
      { numRuns: 50 },
    )
  })

  test('opens nothing that was changed in one byte, cut short, made longer, or belongs elsewhere', () => {
    const { key, blob } = sealed(Buffer.from('{"summary":"she rang about the boiler"}'))
    for (const at of blob.keys()) {
      const changed = Buffer.from(blob)
      changed[at] = (changed[at] ?? 0) ^ 1
      expect(() => cipher.open(key, place, changed), `byte ${at}`).toThrow()
      expect(() => cipher.open(key, place, blob.subarray(0, at)), `cut at ${at}`).toThrow()
    }
    expect(() => cipher.open(key, place, Buffer.concat([blob, Buffer.from('x')]))).toThrow()
    expect(() => cipher.open(key, Buffer.from('["contact_log","another","contact-log"]'), blob)).toThrow()
    expect(() => cipher.open(randomBytes(32), place, blob)).toThrow()
  })
})

test('the cipher is the one of draft-irtf-cfrg-xchacha-03, by the example of its appendix A.3', () => {
  const hex = (text: string) => Buffer.from(text, 'hex')
  const text = "Ladies and Gentlemen of the class of '99: If I could offer you only one tip for the future, sunscreen would be it."
  const nonce = hex('404142434445464748494a4b4c4d4e4f5051525354555657')
  const key = hex('808182838485868788898a8b8c8d8e8f909192939495969798999a9b9c9d9e9f')
  const blob = rowCipher('xchacha20-poly1305').seal(key, nonce, hex('50515253c0c1c2c3c4c5c6c7'), Buffer.from(text))
  expect(blob.subarray(0, 24)).toEqual(nonce)
  expect(blob.subarray(24, 40).toString('hex')).toBe('bd6d179d3e83d43b9576579493c0e939')
  expect(blob.subarray(-16).toString('hex')).toBe('c0875924c1c7987947deafd8780acf49')
})

test('a cipher that is not known opens nothing', () => {
  expect(() => rowCipher('rot13')).toThrow('cipher')
})

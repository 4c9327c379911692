import { isUtf8 } from 'node:buffer'

const utf8 = new TextDecoder()
const wideBig = new TextDecoder('utf-16be')
const wideLittle = new TextDecoder('utf-16le')

/** The bytes as a text, in UTF-8 or UTF-16; undefined where they are none. */
export function textIn(bytes: Uint8Array): string | undefined {
  const wide = wideText(bytes)
  if (wide !== undefined) return wide
  if (isControlled(bytes) || !isUtf8(bytes)) return undefined
  return utf8.decode(bytes)
}

/** UTF-16, where the bytes say so or a quarter of them are zeros in every second place. */
function wideText(bytes: Uint8Array): string | undefined {
  const [first, second] = bytes
  if (first === 0xfe && second === 0xff) return wideBig.decode(bytes)
  if (first === 0xff && second === 0xfe) return wideLittle.decode(bytes)
  if (bytes.length < 4 || bytes.length % 2 === 1) return undefined
  const zeros = [0, 0]
  for (let index = 0; index < bytes.length; index += 1) if (bytes[index] === 0) zeros[index % 2] = (zeros[index % 2] ?? 0) + 1
  const [high = 0, low = 0] = zeros
  if (high * 4 > bytes.length && low === 0) return wideBig.decode(bytes)
  if (low * 4 > bytes.length && high === 0) return wideLittle.decode(bytes)
  return undefined
}

/** Control characters other than blanks: no text that people wrote has any. */
function isControlled(bytes: Uint8Array): boolean {
  return bytes.some((byte) => byte < 0x20 && byte !== 0x0a && byte !== 0x0d && byte !== 0x09 && byte !== 0x0c)
}

/**
 * Bytes as text in each way in which names are written in them: Latin letters, which also shows UTF-16 with a zero between the letters, and UTF-8
 * where there are accents.
 */
export function textsOf(bytes: Uint8Array): readonly string[] {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  return buffer.some((byte) => byte > 0x7f) ? [buffer.toString('latin1'), buffer.toString('utf8')] : [buffer.toString('latin1')]
}

export function latin(bytes: Uint8Array, from = 0, to = bytes.length): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1', from, to)
}

import { textIn } from './bytes-text.ts'
import { kindOf } from './kinds.ts'

/** How often something encoded may be encoded again. */
const deepest = 4
/** Base64 and hexadecimal runs of fewer signs are no names. */
const run = /[A-Za-z0-9+/_-]{6,}/g
const hexRun = /(?:[0-9A-Fa-f]{2}){4,}/g

/**
 * A text in each way in which it can be read: as it is, and with what is encoded in it decoded (escapes of JSON, of addresses, of HTML and of mail,
 * base64, hexadecimal). `file` gets what turns out to be bytes and no text, such as a picture in an address.
 */
export function* readingsOf(text: string, file: (bytes: Uint8Array) => void = () => {}, depth = 0): Generator<string> {
  yield text
  if (depth >= deepest) return
  const unwrapped = text.replaceAll(/(?<=[A-Za-z0-9+/=]{40})=?\r?\n(?=[A-Za-z0-9+/])/g, '')
  for (const decode of [unescaped, fromPercent, fromEntities, fromMail]) {
    const decoded = decode(text)
    if (decoded !== text) yield* readingsOf(decoded, file, depth + 1)
  }
  const inside = [...insideRuns(unwrapped, file)]
  if (inside.length > 0) yield* readingsOf(inside.join('\n|\n'), file, depth + 1)
}

function unescaped(text: string): string {
  if (!text.includes('\\')) return text
  return text.replaceAll(/\\(?:u\{([0-9A-Fa-f]{1,6})\}|u([0-9A-Fa-f]{4})|x([0-9A-Fa-f]{2})|(n|r|t)|(.))/gs, (_, ...groups: unknown[]) => {
    const [braced, unit, byte, blank, other] = groups.map((group) => (typeof group === 'string' ? group : ''))
    const code = braced || unit || byte
    if (code !== undefined && code !== '') return characterOf(Number.parseInt(code, 16))
    return blank === '' ? (other ?? '') : ' '
  })
}

function characterOf(code: number): string {
  return code <= 0x10ffff ? (code <= 0xffff ? String.fromCharCode(code) : String.fromCodePoint(code)) : ''
}

function fromPercent(text: string): string {
  if (!text.includes('%')) return text
  return text
    .replaceAll(/(?:%[0-9A-Fa-f]{2})+/g, (found) => bytesText(Buffer.from(found.replaceAll('%', ''), 'hex')))
    .replaceAll(/(?<=[A-Za-z])\+(?=[A-Za-z])/g, ' ')
}

const named: ReadonlyMap<string, string> = new Map(
  Object.entries({
    amp: '&',
    lt: '<',
    gt: '>',
    quot: '"',
    apos: "'",
    nbsp: ' ',
    shy: '',
    zwj: '',
    zwnj: '',
    rsquo: '’',
    lsquo: '‘',
    ndash: '–',
    mdash: '—',
    hyphen: '-',
  }),
)

/** Marks of HTML and XML fall away, so that a name is found that is half in bold. */
function fromEntities(text: string): string {
  if (!text.includes('&') && !text.includes('<')) return text
  return text
    .replaceAll(/<[^<>]*>/g, '')
    .replaceAll(/&(?:#[xX]([0-9A-Fa-f]{1,6})|#(\d{1,7})|([A-Za-z]{2,20}));/g, (whole, ...groups: unknown[]) => {
      const [hex, decimal, name] = groups.map((group) => (typeof group === 'string' ? group : ''))
      if (hex) return characterOf(Number.parseInt(hex, 16))
      if (decimal) return characterOf(Number(decimal))
      // Names of accented letters begin with the letter: "eacute".
      return (
        named.get(name ?? '') ??
        (/^[A-Za-z](?:acute|grave|circ|uml|tilde|ring|cedil|slash|caron)$/.test(name ?? '') ? (name?.[0] ?? '') : whole)
      )
    })
}

/** Quoted-printable, as mail has it. */
function fromMail(text: string): string {
  if (!text.includes('=')) return text
  return text
    .replaceAll(/=\r?\n/g, '')
    .replaceAll(/(?:=[0-9A-F]{2})+/g, (found) => bytesText(Buffer.from(found.replaceAll('=', ''), 'hex')))
}

function bytesText(bytes: Buffer): string {
  return textIn(bytes) ?? bytes.toString('latin1')
}

function* insideRuns(text: string, file: (bytes: Uint8Array) => void): Generator<string> {
  for (const [found] of text.matchAll(hexRun)) {
    const decoded = textIn(Buffer.from(found, 'hex'))
    if (decoded !== undefined) yield decoded
  }
  for (const [found] of text.matchAll(run)) {
    // A text in base64 has small and capital letters; most words have not.
    if (!/[A-Z]/.test(found) || !/[a-z]/.test(found)) continue
    const bytes = Buffer.from(found, 'base64')
    const decoded = textIn(bytes)
    if (decoded !== undefined) yield decoded
    else if (kindOf(bytes) !== undefined) file(bytes)
  }
}

/** Signs that nobody sees: soft hyphens, joiners, marks of direction, tags. */
const unseen = /[\p{Cf}\u115f\u1160]/gu
/** Letters that Unicode does not take apart into a letter and an accent. */
const apart: ReadonlyMap<string, string> = new Map(
  Object.entries({
    ø: 'o',
    Ø: 'O',
    ł: 'l',
    Ł: 'L',
    đ: 'd',
    Đ: 'D',
    ð: 'd',
    Ð: 'D',
    þ: 'th',
    Þ: 'Th',
    ß: 'ss',
    ẞ: 'SS',
    æ: 'ae',
    Æ: 'AE',
    œ: 'oe',
    Œ: 'OE',
    ı: 'i',
    ħ: 'h',
    Ħ: 'H',
  }),
)
const apartLetters = new RegExp(`[${[...apart.keys()].join('')}]`, 'gu')
const letter = /\p{L}/u
const digit = /\p{N}/u

/**
 * A text as it is searched. `plain`: without accents and unseen signs, ligatures taken apart. `tight`: only its letters and digits, all small, with
 * the place of each in `plain`.
 */
export type Folded = { readonly plain: string; readonly tight: string; readonly at: Uint32Array }

export function folded(text: string): Folded {
  const plain = withoutAccents(text)
  const at = new Uint32Array(plain.length)
  const units = new Uint16Array(plain.length)
  let kept = 0
  for (let index = 0; index < plain.length; ) {
    const size = widthAt(plain, index)
    if (isLetter(plain, index) || isDigit(plain, index))
      for (let unit = index; unit < index + size; unit += 1) {
        units[kept] = smallAt(plain, unit, size)
        at[kept] = unit
        kept += 1
      }
    index += size
  }
  const tight = Buffer.from(units.buffer, 0, kept * 2).toString('utf16le')
  return { plain, tight, at: at.subarray(0, kept) }
}

/** The small form of a letter where it has as many units, or the place of each would be lost. */
function smallAt(plain: string, index: number, size: number): number {
  const code = plain.charCodeAt(index)
  if (code < 0x80) return code >= 0x41 && code <= 0x5a ? code + 0x20 : code
  const small = size === 1 ? String.fromCharCode(code).toLowerCase() : ''
  return small.length === 1 ? small.charCodeAt(0) : code
}

export function withoutAccents(text: string): string {
  if (!beyondAscii.test(text)) return text
  return text
    .normalize('NFKD')
    .replaceAll(unseen, '')
    .replaceAll(/\p{M}+/gu, '')
    .replaceAll(apartLetters, (found) => apart.get(found) ?? found)
}
const beyondAscii = /[^\p{ASCII}]/u

export function tightOf(text: string): string {
  return folded(text).tight
}

export function isLetter(text: string, index: number): boolean {
  const code = text.charCodeAt(index)
  if (code < 0x80) return (code >= 0x61 && code <= 0x7a) || (code >= 0x41 && code <= 0x5a)
  return letter.test(characterAt(text, index))
}

export function isDigit(text: string, index: number): boolean {
  const code = text.charCodeAt(index)
  if (code < 0x80) return code >= 0x30 && code <= 0x39
  return digit.test(characterAt(text, index))
}

export function isCapital(text: string, index: number): boolean {
  const code = text.charCodeAt(index)
  if (code < 0x80) return code >= 0x41 && code <= 0x5a
  return /\p{Lu}/u.test(characterAt(text, index))
}

/** A small letter: scripts without capitals have none. */
export function isSmall(text: string, index: number): boolean {
  return /\p{Ll}/u.test(characterAt(text, index))
}

/** The whole character, also where the index is at its second half. */
function characterAt(text: string, index: number): string {
  const isSecondHalf = (text.charCodeAt(index) & 0xfc00) === 0xdc00
  const code = text.codePointAt(isSecondHalf && index > 0 ? index - 1 : index)
  return code === undefined ? '' : String.fromCodePoint(code)
}

function widthAt(text: string, index: number): number {
  return (text.charCodeAt(index) & 0xfc00) === 0xd800 && index + 1 < text.length ? 2 : 1
}

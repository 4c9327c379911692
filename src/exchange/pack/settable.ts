/** A text with only what the fonts can show; `marks` are the code points that were replaced by a mark. */
export type Settable = { readonly text: string; readonly marks: readonly number[] }

/** Whether one font has a glyph for a character. */
export type Covers = (codePoint: number) => boolean

/** What every font of Latin letters has: most texts need no further check. */
const plain = /^[\n\x20-\x7e\xa0-\xac\xae-\xff]*$/
/** Line breaks as other systems write them, and tabs, which a page shows as a space. */
const breaks = /\r\n?|[\u2028\u2029\v\f]/g
/**
 * Never shown as itself, whatever a font has: control characters, halves of a character, unassigned code points, marks that reverse the order of what
 * follows, and those that each font may draw differently.
 */
const never = /[\p{Cc}\p{Cs}\p{Co}\p{Cn}\u00ad\u202a-\u202e\u2066-\u206f\ufeff\ufff9-\ufffd\u{e0001}\u{1f1e6}-\u{1f1ff}]/u
/** Invisible by itself: it only says how the characters beside it are drawn. */
const unseen = /^\p{Default_Ignorable_Code_Point}$/u
const isMark = /^\p{M}$/u
const beginsWithMark = /^\p{M}/u
const flag = /^[\u{1f1e6}-\u{1f1ff}]{2}$/u

/**
 * Makes every character of a text drawable. One that no font has, or that is better not drawn, becomes a mark with its number, such as “[U+1F9FF]”.
 * `fonts`: in the order in which they are tried.
 */
export function settableIn(fonts: readonly Covers[]): (text: string) => Settable {
  const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' })
  const known = new Map<number, ReadonlySet<number>>()
  const fontsWith = (codePoint: number): ReadonlySet<number> => {
    const found = known.get(codePoint) ?? new Set(fonts.flatMap((covers, font) => (covers(codePoint) ? [font] : [])))
    known.set(codePoint, found)
    return found
  }
  return (given) => {
    const text = given.replaceAll(breaks, '\n').replaceAll('\t', ' ')
    if (plain.test(text)) return { text, marks: [] }
    const marks: number[] = []
    let shown = ''
    for (const segment of drawnTogether(graphemes.segment(text))) {
      const { characters, font } = drawing(segment, fontsWith)
      for (const character of characters) {
        const codePoint = character.codePointAt(0) ?? 0
        const isDrawn = character === '\n' || isSettable(character, segment, font, fontsWith(codePoint))
        if (!isDrawn) marks.push(codePoint)
        shown += isDrawn ? character : markOf(codePoint)
      }
    }
    return { text: shown, marks }
  }
}

export function markOf(codePoint: number): string {
  return `[${nameOf(codePoint)}]`
}

export function nameOf(codePoint: number): string {
  return `U+${codePoint.toString(16).toUpperCase().padStart(4, '0')}`
}

/** What a reader sees as one sign, together with the vowels that some scripts write after it and Unicode counts separately. */
function* drawnTogether(graphemes: Iterable<{ readonly segment: string }>): Generator<string> {
  let pending = ''
  for (const { segment } of graphemes) {
    if (pending !== '' && beginsWithMark.test(segment) && !/\s$/u.test(pending)) pending += segment
    else {
      if (pending !== '') yield pending
      pending = segment
    }
  }
  if (pending !== '') yield pending
}

/** As it was written, or composed where only the composed form has a glyph, such as a Korean syllable of three letters. */
function drawing(segment: string, fontsWith: (codePoint: number) => ReadonlySet<number>) {
  const written = { characters: [...segment], font: fontFor([...segment], fontsWith) }
  const isWhole = ({ characters, font }: typeof written) =>
    font !== undefined && characters.every((each) => unseen.test(each) || fontsWith(each.codePointAt(0) ?? 0).has(font))
  if (isWhole(written)) return written
  const together = [...segment.normalize('NFC')]
  const composed = { characters: together, font: fontFor(together, fontsWith) }
  return isWhole(composed) ? composed : written
}

/** One sign is drawn in one font: the first that has all of it, or the first that has its first character. */
function fontFor(characters: readonly string[], fontsWith: (codePoint: number) => ReadonlySet<number>): number | undefined {
  const [first, ...rest] = characters.filter((character) => !unseen.test(character)).map((character) => character.codePointAt(0) ?? 0)
  // A combining mark without a letter has nothing that it could be drawn on.
  if (first === undefined || isMark.test(String.fromCodePoint(first))) return undefined
  const having = [...fontsWith(first)]
  return having.find((font) => rest.every((codePoint) => fontsWith(codePoint).has(font))) ?? having[0]
}

function isSettable(character: string, segment: string, font: number | undefined, having: ReadonlySet<number>): boolean {
  if (never.test(character) && !flag.test(segment)) return false
  if (unseen.test(character)) return font !== undefined || !/\p{Cf}/u.test(character) || /[\u200b-\u200f\u2060\u061c]/.test(character)
  return font !== undefined && having.has(font)
}

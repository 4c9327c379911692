/** Words that the format of PDF itself uses, in any file, and that are also names of people: Page, Lang, Art. */
const ownWords =
  'Action Art Artifact Author Block Bold Caption Circle Code Color Document End Figure First Font Form Gray Highlight Image Index Info Ink Kids Lang Last Layout Line Link Mark Mask Matte Names Next Note Page Pages Parent Part Pattern Prev Quote Rect Root Ruby Sect Sound Span Square Stamp Start Stem Table Text Title Trap Type Width'

const own = new RegExp(`/(?:${ownWords.split(' ').join('|')})(?![^\\s()<>\\[\\]{}/%])|\\bxml:lang\\b`, 'g')
const ownSet: ReadonlySet<string> = new Set(ownWords.split(' '))

/** PDF syntax or XML without those words where they stand as names of the format. As texts, in brackets, they stay. */
export function withoutOwnWords(syntax: string): string {
  return syntax.replaceAll(own, '/')
}

export function isOwnWord(word: string): boolean {
  return ownSet.has(word)
}

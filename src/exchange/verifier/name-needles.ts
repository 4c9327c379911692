import { tightOf, withoutAccents } from './fold.ts'
import { formsOfAddress, ordinaryWords, particles, titles } from './ordinary-words.ts'
import type { Extent, Needle, Withheld } from './withheld.ts'

/** The forms in which a name is written: in either order, with initials, and each of its words alone. */
export function nameNeedles({ id, text, also = [] }: Withheld): readonly Needle[] {
  const words = wordsOf(text)
  const forms = also.flatMap((other) => {
    const others = wordsOf(other)
    // A short form stands for the first name: "Bill" of "William Hart" is also "Bill Hart".
    return others.length === 1 && words.length > 1 ? formsOf([...others, ...words.slice(1)]) : formsOf(others)
  })
  return [...formsOf(words), ...forms].map(({ words: form, extent }) => needleOf(id, 'name', form, extent))
}

type Form = { readonly words: readonly string[]; readonly extent: Extent }

function wordsOf(text: string): readonly string[] {
  const words = withoutAccents(text)
    .split(/[\s,]+/)
    .filter((word) => tightOf(word) !== '' && !titles.has(tightOf(word)))
  return text.includes(',') && words.length > 1 ? [...words.slice(1), ...words.slice(0, 1)] : words
}

function formsOf(words: readonly string[]): readonly Form[] {
  const [first, ...rest] = words
  if (first === undefined) return []
  if (rest.length === 0) return [{ words, extent: 'whole' }, ...partsOf(words)]
  const last = lastNameOf(rest)
  const middle = rest.slice(0, rest.length - last.length)
  const whole: Form[] = [
    { words, extent: 'whole' },
    { words: [first, ...last], extent: 'whole' },
    { words: [...last, first], extent: 'whole' },
    { words: [...last, first, ...middle], extent: 'whole' },
    { words: [first, ...middle.map(initial), ...last], extent: 'whole' },
  ]
  const initials: Form[] = [
    { words: [initial(first), ...last], extent: 'initials' },
    { words: [...last, initial(first)], extent: 'initials' },
    { words: [initial(first), ...middle.map(initial), ...last], extent: 'initials' },
    { words: [...last, initial(first), ...middle.map(initial)], extent: 'initials' },
    ...(middle.length > 0 ? [{ words: [first, ...middle.map(initial)], extent: 'initials' as const }] : []),
  ]
  return [...whole, ...initials, ...partsOf(words)]
}

/** The last word, with the particles before it. */
function lastNameOf(rest: readonly string[]): readonly string[] {
  let from = rest.length - 1
  while (from > 0 && particles.has(tightOf(rest[from - 1] ?? ''))) from -= 1
  return rest.slice(from)
}

function partsOf(words: readonly string[]): readonly Form[] {
  const halves = words.flatMap((word) => (word.includes('-') ? word.split('-').filter((half) => tightOf(half).length > 2) : []))
  return [...words, ...halves]
    .filter((word) => tightOf(word).length > 1 && !particles.has(tightOf(word)))
    .flatMap((word): readonly Form[] => {
      const addressed = ordinaryWords.has(tightOf(word)) ? formsOfAddress.map((title) => [title, word]) : []
      return [[word], ...addressed].map((form) => ({ words: form, extent: 'part' }))
    })
}

function initial(word: string): string {
  return [...word.replace(/^[^\p{L}]+/u, '')][0] ?? ''
}

export function needleOf(of: string, kind: Needle['kind'], words: readonly string[], extent: Extent): Needle {
  const tights = words.map(tightOf).filter((word) => word !== '')
  const tight = tights.join('')
  const begins: number[] = []
  let at = 0
  for (const word of tights) {
    begins.push(at)
    at += word.length
  }
  const needsCapital = kind === 'name' && tights.length === 1 && (tight.length < 3 || ordinaryWords.has(tight))
  return { of, kind, extent, tight, words: begins, needsCapital, isNational: false }
}

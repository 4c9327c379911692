import { dateIn } from '#shared/clock.ts'

/** What somebody says who asks for a copy of their visits: their name, with the day of a visit or the registration of their car. */
export type Visitor = {
  readonly name: string
  readonly day: Temporal.PlainDate | null
  readonly registration: string | null
}

/** Letters that are written with a stroke or joined, and so have no accent to take away. */
const plain: Readonly<Record<string, string>> = { ł: 'l', ø: 'o', đ: 'd', ð: 'd', þ: 'th', æ: 'ae', œ: 'oe', ı: 'i', ß: 'ss' }

/**
 * Whether a visit is the visitor's, by what was said at reception. Capitals, accents, apostrophes and the order of names do not matter. Of
 * somebody's names some may be missing on one side, but nobody who gave several is found by one.
 */
export function isVisitOf({ name, day, registration }: Visitor, item: Readonly<Record<string, unknown>>): boolean {
  if (typeof item.name !== 'string' || !isSameName(name, item.name)) return false
  if (day !== null && !(typeof item.arrivedAt === 'string' && dateIn(Temporal.Instant.from(item.arrivedAt)).equals(day))) return false
  return registration === null || (typeof item.registration === 'string' && squeezed(registration) === squeezed(item.registration))
}

/** Whether two names are the same in full, however they were written. */
export function isFullName(one: string, other: string): boolean {
  const [names, others] = [namesIn(one), namesIn(other)]
  return names.join('') === others.join('') || names.toSorted().join(' ') === others.toSorted().join(' ')
}

/** Whether two names can be one person’s. */
export function isSameName(asked: string, given: string): boolean {
  const [one, other] = [namesIn(asked), namesIn(given)]
  if (one.length === 0) return false
  if (one.join('') === other.join('')) return true
  const [few, many] = one.length <= other.length ? [one, other] : [other, one]
  const isWithin = few.every((word) => many.includes(word))
  return isWithin && (few.length > 1 || few.length === many.length)
}

function namesIn(name: string): readonly string[] {
  const words = lettersOf(name).replaceAll(/['’‘ʼ`-]/g, '')
  return words.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '')
}

/** A registration without its spaces, in one case. */
export function squeezed(registration: string): string {
  return lettersOf(registration).replaceAll(/[^\p{L}\p{N}]/gu, '')
}

function lettersOf(text: string): string {
  const bare = text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase()
  return [...bare].map((letter) => plain[letter] ?? letter).join('')
}

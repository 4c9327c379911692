import type { Certainty, Found, Kind } from '../passage.ts'
import type { Rule } from '../rules.ts'

/**
 * How one kind of number is found. `pattern` matches at most some forty characters, so that no text makes it slow. `near` are the words that
 * must stand around it, unless `certain` says that its form is enough.
 */
export type Recogniser = {
  readonly rule: Rule
  readonly kind: Kind
  readonly pattern: RegExp
  readonly passes?: (found: string) => boolean
  readonly near?: RegExp
  readonly certain?: (found: string) => boolean
}

const before = 60
const after = 25

/** Every place where a recogniser finds its number in a text of plain signs. */
export function recognise(plain: string, { rule, kind, pattern, passes, near, certain }: Recogniser): readonly Found[] {
  return [...plain.matchAll(pattern)].flatMap((match): Found[] => {
    const [all] = match
    const number = match[1] ?? all
    const start = match.index + all.lastIndexOf(number)
    const end = start + number.length
    if (passes !== undefined && !passes(number)) return []
    const around = near?.test(`${plain.slice(Math.max(0, start - before), start)} # ${plain.slice(end, end + after)}`) ?? true
    const certainty: Certainty = around ? 'likely' : 'possible'
    return around || certain?.(number) === true ? [{ start, end, kind, rule, certainty }] : []
  })
}

export function digitsOf(text: string): string {
  return text.replaceAll(/\D/g, '')
}

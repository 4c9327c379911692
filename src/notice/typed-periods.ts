import { periodsInLaw } from '#law/periods.ts'

/** A length of time in a text, with the line it is on, counted from 0. */
export type TypedPeriod = { readonly words: string; readonly period: string; readonly line: number }

const numbers = 'zero one two three four five six seven eight nine ten eleven twelve'.split(' ')
const tens = new Map(Object.entries({ thirty: 30, sixty: 60, ninety: 90 }))
const number = `\\d+|${[...numbers, ...tens.keys()].join('|')}`
// An age ("3 years old"), a frequency ("every 6 months") and "one day" meaning "some day" are not periods.
const length = new RegExp(`(?<!\\bevery\\s)\\b(${number})[\\s-](?:calendar )?(day|month|year)s?\\b(?! old| of age)`, 'gi')
const sentences = /[^.!?\n]+/g
const ofTheLaw = /\b(?:[Ll]aw|[Ll]egal|Act)\b/

/** Every length of time that a text states as the landlord's own. One of the law's is left out, in a sentence that says it is the law's. */
export function typedPeriods(text: string): readonly TypedPeriod[] {
  return [...text.matchAll(sentences)].flatMap(({ 0: sentence, index }) =>
    [...sentence.matchAll(length)]
      .map((found) => ({ words: found[0], period: periodOf(found[1] ?? '', found[2] ?? ''), at: index + found.index }))
      .filter(({ words, period }) => words.toLowerCase() !== 'one day' && !(ofTheLaw.test(sentence) && isInLaw(period)))
      .map(({ words, period, at }) => ({ words, period, line: text.slice(0, at).split('\n').length - 1 })),
  )
}

/** Whether two periods are equally long: a year is twelve months, and a month is no number of days. */
export function sameLength(one: string, other: string): boolean {
  const [a, b] = [Temporal.Duration.from(one), Temporal.Duration.from(other)]
  return a.years * 12 + a.months === b.years * 12 + b.months && a.days === b.days
}

function periodOf(count: string, unit: string): string {
  const word = count.toLowerCase()
  const many = tens.get(word) ?? (numbers.includes(word) ? numbers.indexOf(word) : Number(count))
  return `P${many}${unit.charAt(0).toUpperCase()}`
}

function isInLaw(period: string): boolean {
  return periodsInLaw.some((law) => sameLength(law.period, period))
}

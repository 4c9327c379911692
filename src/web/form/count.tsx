import { type Question, wrong } from './question.ts'
import { optionalText, type TextSettings } from './text.tsx'

/** How many there are of something: a whole number of at most `digits`; null where it is left out. */
export function optionalCount({
  digits,
  ...words
}: Pick<TextSettings, 'label' | 'hint'> & { readonly digits: number }): Question<number | null> {
  const box = optionalText({ ...words, most: digits, width: '5', inputmode: 'numeric' })
  return {
    ...box,
    read(name, filled) {
      const typed = (filled[name] ?? '').trim()
      if (typed === '') return { ok: true, value: null }
      if (!/^\d+$/.test(typed)) return wrong(name, 'Enter a whole number, such as 3')
      return typed.length > digits ? wrong(name, `Enter a whole number of ${digits} digits or fewer`) : { ok: true, value: Number(typed) }
    },
    shown: (name, value) => ({ [name]: value === null ? '' : String(value) }),
  }
}

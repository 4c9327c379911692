import { titles } from './strangers/cues.ts'
import { isOrdinary } from './words/lists.ts'
import { otherForms } from './words/nicknames.ts'
import { foldWord } from './words/plain.ts'

/** Other forms of the first name in a name: “Liz” of “Elizabeth Hart”. Those that are words of their own, such as Bill, are left out. */
export function shortFormsOf(name: string): readonly string[] {
  const [first] = name
    .split(/[\s,]+/)
    .map(foldWord)
    .filter((word) => word !== '' && !titles.has(word))
  return first === undefined ? [] : [...otherForms(first)].filter((form) => form !== first && !isOrdinary(form))
}

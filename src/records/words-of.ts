import type { Field, Limits } from '#gate/field.ts'
import { canBeHeld } from '#gate/held.ts'
import { activities } from '#notice/vocabulary.ts'
import { everyRecordType } from './every-record-type.ts'

/** The words that a closed list lets be stored, in its order. */
export function storedWords(oneOf: NonNullable<Limits['oneOf']>): readonly string[] {
  if (oneOf === 'held-types') return everyRecordType.filter(canBeHeld).map(({ name }) => name)
  return oneOf === 'activities' ? activities : Object.keys(oneOf)
}

/** What is said for a stored word of a field that is one of a list, closed or not; one that the list does not have is said as it is stored. */
export function wordOf({ limits: { oneOf }, words }: Pick<Field, 'limits' | 'words'>, stored: string): string {
  const said = typeof oneOf === 'object' ? oneOf : words
  const known = typeof said === 'object' && Object.hasOwn(said, stored) ? said[stored] : undefined
  return known ?? asStored(stored)
}

/** Whether it is a word of a list, with something to say for it. */
export function isWord({ limits: { oneOf }, words }: Pick<Field, 'limits' | 'words'>): boolean {
  return typeof oneOf === 'object' || words !== undefined
}

/** “web-form” is “Web form”; what somebody typed has its own hyphens. */
function asStored(stored: string): string {
  const words = /^[a-z]+(-[a-z]+)*$/.test(stored) && stored !== 'e-mail' ? stored.replaceAll('-', ' ') : stored
  return words.charAt(0).toUpperCase() + words.slice(1)
}

import type { Field, Limits } from '#gate/field.ts'
import { canBeHeld } from '#gate/held.ts'
import { activities } from '#notice/vocabulary.ts'
import { everyRecordType } from './every-record-type.ts'

/** The words that a closed list allows to be stored, in order. */
export function storedWords(oneOf: NonNullable<Limits['oneOf']>): readonly string[] {
  if (oneOf === 'held-types') return everyRecordType.filter(canBeHeld).map(({ name }) => name)
  return oneOf === 'activities' ? activities : Object.keys(oneOf)
}

/** The words shown for a stored word of a list, closed or not. A word that has none is shown as it is stored. */
export function wordOf({ limits: { oneOf }, words }: Pick<Field, 'limits' | 'words'>, stored: string): string {
  const said = typeof oneOf === 'object' ? oneOf : words
  const known = typeof said === 'object' && Object.hasOwn(said, stored) ? said[stored] : undefined
  return known ?? asStored(stored)
}

/** Whether its values are words of a list, and have words to show. */
export function isWord({ limits: { oneOf }, words }: Pick<Field, 'limits' | 'words'>): boolean {
  return typeof oneOf === 'object' || words !== undefined
}

/** “web-form” becomes “Web form”. What a person typed keeps its hyphens. */
function asStored(stored: string): string {
  const words = /^[a-z]+(-[a-z]+)*$/.test(stored) && stored !== 'e-mail' ? stored.replaceAll('-', ' ') : stored
  return words.charAt(0).toUpperCase() + words.slice(1)
}

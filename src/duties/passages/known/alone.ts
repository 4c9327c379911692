import { cueBefore, deedAfter, hasCapital, isDate, isInThing, isModal, isToDo } from '../strangers/around.ts'
import { isPlace } from '../strangers/runs.ts'
import { isEverydayName, isFrequent, isMostlyName, isOrdinary } from '../words/lists.ts'
import type { Word } from '../words/words.ts'
import { bestOf, type Reading } from './claims.ts'

/** Whether one word is enough to be a known person's name: “Trevithick” is, and “wood” only where the words around it speak of a person. */
export function standsAlone(words: readonly Word[], text: string, { from, to, roles, forms }: Reading): boolean {
  const word = words[from]
  if (word === undefined) return false
  if (bestOf(forms).every(({ requester }) => requester)) return true
  if (isDate(words, from, text) || isPlace(words, to)) return false
  if (roles.has('middle') && roles.size === 1) return !isOrdinary(word.key) && word.shape !== 'lower'
  const plain = !isOrdinary(word.key) && !isEverydayName(word.key)
  if (plain && word.key.length > 2) return true
  if (isMostlyName(word.key) && bestOf(forms).some(({ role }) => role === 'first') && !isThing(words, from)) return true
  if (!hasCapital(word) && /^ \d/.test(words[to + 1]?.gap ?? '') && isFrequent(word.key)) return false
  if (cueBefore(words, from) !== null) return word.shape !== 'lower' || !isModal(word.key) || cueBefore(words, from) === 'verb'
  if (plain || (word.telling && hasCapital(word) && !isModal(word.key))) return hasCapital(word) && (plain || !isThing(words, from))
  const exact = forms.some((form) => form.exact)
  return (
    isNameByNeighbours(words, from) ||
    (exact &&
      (!isFrequent(word.key) || isEverydayName(word.key) || isToDo(words, from)) &&
      !isThing(words, from) &&
      isFollowedAsName(words, from))
  )
}

/** “The King”, “River Dart”, “a Ford Transit”. */
function isThing(words: readonly Word[], index: number): boolean {
  return isInThing(words, index) || /^(?:a|an|the|this|some|any|no|every|each)$/.test(words[index - 1]?.key ?? '')
}

/** Whether a word without a telling capital stands where a name does: “rose says”, “grace from flat 3”. */
function isNameByNeighbours(words: readonly Word[], index: number): boolean {
  const word = words[index]
  const next = words[index + 1]
  if (word === undefined || isThing(words, index)) return false
  if (isModal(word.key))
    return deedAfter(words, index, true) || (hasCapital(word) && (!/^ /.test(next?.gap ?? '') || /^(?:at|from|who)$/.test(next?.key ?? '')))
  if (deedAfter(words, index, !hasCapital(word) && isFrequent(word.key) && !afterJoint(words, index))) return true
  if (word.possessive) return hasCapital(word) || !isFrequent(word.key)
  if (next !== undefined && hasCapital(word) && /^,? ?\(?$/.test(next.gap) && /^(?:who|whose|dob|aged)$/.test(next.key)) return true
  return (
    next !== undefined && /^(?:from|at|who|in|next)$/.test(next.key) && next.gap === ' ' && (hasCapital(word) || isHome(words, index + 2))
  )
}

/** “Burgess.”, “Woody quoted”, “Lee to test”, but not “Olive oil”. */
function isFollowedAsName(words: readonly Word[], index: number): boolean {
  const word = words[index]
  const next = words[index + 1]
  if (!hasCapital(word)) return false
  if (next === undefined || /^[.,;:)\n]| \(| @| \d+\//.test(next.gap)) return true
  if (next.gap !== ' ' || next.shape === 'capital') return false
  const away = next.key === 'on' && /^(?:a|al|leave|holiday|sick)$/.test(words[index + 2]?.key ?? '')
  return next.key.endsWith('ed') || isToDo(words, index) || away || /^(?:off|away)$/.test(next.key)
}

function afterJoint(words: readonly Word[], index: number): boolean {
  return (
    words[index]?.startsSentence === true ||
    /^(?:but|that|and|because|if|when|as|then|so|say|says|think|since)$/.test(words[index - 1]?.key ?? '')
  )
}

function isHome(words: readonly Word[], index: number): boolean {
  return /^(?:flat|number|no|door|house|upstairs|downstairs|above|below)$/.test(words[index]?.key ?? '')
}

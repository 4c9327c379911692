import { cueBefore, deedAfter, isDate, isModal } from '../strangers/around.ts'
import { femaleTitles, maleTitles, sureTitles } from '../strangers/cues.ts'
import { isPlace } from '../strangers/runs.ts'
import { isEverydayName, isOrdinary, mostlyGivenTo } from '../words/lists.ts'
import { foldWord } from '../words/plain.ts'
import type { Word } from '../words/words.ts'
import type { Claim, Reading } from './claims.ts'
import type { Form } from './forms.ts'

/** Whose name was read, or null where the words may be no name at all: “will”, “wood”. */
export function whose(words: readonly Word[], text: string, reading: Reading): Claim | null {
  const title = titleBefore(words, reading.from)
  const alone = reading.to === reading.from
  if (alone && title === null && !standsAlone(words, text, reading)) return null
  const base = { from: title === null ? reading.from : reading.from - 1, to: reading.to, roles: reading.roles }
  const other: Omit<Claim, 'person'> = { ...base, requester: false, rule: ruleOf(reading, title), certainty: certaintyOf(words, reading) }
  if (reading.another) return { ...other, rule: 'surname-of-another', certainty: 'likely' }
  const meant = bestOf(reading.forms)
  const theirs = meant.find(({ requester }) => !requester)
  const namesAnother = titleOfAnother(meant, title) || (alone && kinNamed(words, reading))
  if (meant.some(({ requester }) => requester) && !namesAnother) return { ...base, requester: true, rule: 'requester', certainty: 'known' }
  if (theirs === undefined) return { ...other, rule: 'surname-of-another', certainty: 'possible' }
  return { ...other, person: theirs.person }
}

/** A name itself before a short form of another: with a neighbour Bill, “Bill” is not the requester William. */
function bestOf(forms: readonly Form[]): readonly Form[] {
  const exact = forms.filter((form) => form.exact)
  return exact.length > 0 ? exact : forms
}

function ruleOf({ roles, slip, forms }: Reading, title: string | null): string {
  if (slip) return 'known-misspelt'
  if (roles.has('first') && roles.has('last')) return 'known-full-name'
  if (title !== null) return 'known-title'
  if (roles.has('last')) return 'known-last-name'
  return forms.some(({ exact }) => exact) ? 'known-first-name' : 'known-short-name'
}

function certaintyOf(words: readonly Word[], { roles, slip, forms, from }: Reading): Claim['certainty'] {
  if (slip) return 'likely'
  if (roles.has('first') && roles.has('last')) return 'known'
  const everyday = isOrdinary(words[from]?.key ?? '')
  return forms.some(({ exact }) => exact) && !everyday ? 'known' : 'likely'
}

function titleBefore(words: readonly Word[], index: number): string | null {
  const before = words[index - 1]
  const first = words[index]
  if (before === undefined || first === undefined || cueBefore(words, index) !== 'title') return null
  return sureTitles.has(before.key) || (before.shape === 'capital' && first.shape !== 'lower') ? before.key : null
}

/** “Mr Smith” beside a requester Anne Smith. */
function titleOfAnother(forms: readonly Form[], title: string | null): boolean {
  const given = forms.find(({ requester }) => requester)?.person.names.first
  if (given === undefined || title === null) return false
  const mostly = mostlyGivenTo(foldWord(given.split(' ')[0] ?? ''))
  return (mostly === 'female' && maleTitles.has(title)) || (mostly === 'male' && femaleTitles.has(title))
}

/** “Her daughter Sarah”, “neighbour Sarah”: somebody else with the requester's first name. */
function kinNamed(words: readonly Word[], { from, roles }: Reading): boolean {
  if (!roles.has('first')) return false
  const before = words[from - 1]
  return cueBefore(words, from) === 'relative' || before?.key === 'neighbour'
}

/** Whether one word is enough. A word that is ordinary as well needs a capital that means something, or words around it that do. */
function standsAlone(words: readonly Word[], text: string, { from, to, roles, forms }: Reading): boolean {
  const word = words[from]
  if (word === undefined || isDate(words, from, text) || isPlace(words, to)) return false
  if (roles.has('middle') && roles.size === 1 && !forms.some(({ requester }) => requester))
    return !isOrdinary(word.key) && word.shape !== 'lower'
  if (isModal(word.key) && word.shape !== 'lower' && !/^ /.test(words[to + 1]?.gap ?? '')) return true
  const cue = cueBefore(words, from)
  const plain = !isOrdinary(word.key) && !isEverydayName(word.key)
  if (plain && word.key.length > 2) return true
  if (plain || word.telling) return word.shape === 'capital' || (!word.telling && word.shape !== 'lower') || cue !== null
  if (word.shape === 'lower') return cue === 'verb' || cue === 'relative' || deedAfter(words, from, true)
  return cue !== null || deedAfter(words, from) || word.possessive
}

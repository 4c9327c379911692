import type { Rule } from '../rules.ts'
import { cueBefore } from '../strangers/around.ts'
import { femaleTitles, maleTitles } from '../strangers/cues.ts'
import { titleBefore, withTitles } from '../strangers/titles.ts'
import { isOrdinary, mostlyGivenTo } from '../words/lists.ts'
import { foldWord } from '../words/plain.ts'
import type { Word } from '../words/words.ts'
import { standsAlone } from './alone.ts'
import { bestOf, type Claim, type Reading } from './claims.ts'

/** Whose name was read, or null where the words may be no name at all: “will”, “wood”. */
export function whose(words: readonly Word[], text: string, reading: Reading): Claim | null {
  const title = titleBefore(words, reading.from)
  const alone = reading.to === reading.from
  if (alone && title === null && !standsAlone(words, text, reading)) return null
  const base = { from: withTitles(words, reading.from), to: reading.to, roles: reading.roles }
  const other: Omit<Claim, 'person'> = { ...base, requester: false, rule: ruleOf(reading, title), certainty: certaintyOf(words, reading) }
  if (reading.another) return { ...other, rule: 'surname-of-another', certainty: 'likely' }
  const fitting = bestOf(reading.forms).filter(({ person }) => fits(person.names.first, title))
  const theirs = fitting.find(({ requester }) => !requester) ?? bestOf(reading.forms).find(({ requester }) => !requester)
  const kin = alone && kinNamed(words, reading)
  const shared = title !== null && !reading.roles.has('first') && fitting.some(({ requester }) => !requester)
  if (!kin && !shared && fitting.some(({ requester }) => requester))
    return { ...base, requester: true, rule: 'requester', certainty: 'known' }
  if (theirs === undefined) return { ...other, rule: 'surname-of-another', certainty: 'possible' }
  const unsure = shared && fitting.some(({ requester }) => requester)
  return { ...other, person: theirs.person, ...(unsure ? { certainty: 'possible' } : {}) }
}

function ruleOf({ roles, slip, forms }: Reading, title: string | null): Rule {
  if (slip) return 'known-misspelt'
  if (roles.has('first') && roles.has('last')) return 'known-full-name'
  if (title !== null) return 'known-title'
  if (roles.has('last')) return 'known-last-name'
  return forms.some(({ exact }) => exact) ? 'known-first-name' : 'known-short-name'
}

function certaintyOf(words: readonly Word[], { roles, slip, forms, from }: Reading): Claim['certainty'] {
  if (slip) return 'likely'
  if (roles.has('first') && roles.has('last')) return 'known'
  return forms.some(({ exact }) => exact) && !isOrdinary(words[from]?.key ?? '') ? 'known' : 'likely'
}

/** Whether a title can be somebody's: “Mr Smith” is not Anne Smith. */
export function fits(given: string, title: string | null): boolean {
  const mostly = mostlyGivenTo(foldWord(given.split(' ')[0] ?? ''))
  return title === null || !((mostly === 'female' && maleTitles.has(title)) || (mostly === 'male' && femaleTitles.has(title)))
}

/** “Her daughter Sarah”, “neighbour Sarah”: somebody else with the requester's first name. */
function kinNamed(words: readonly Word[], { from, roles }: Reading): boolean {
  if (!roles.has('first')) return false
  const before = words[from - 1]
  return cueBefore(words, from) === 'relative' || before?.key === 'neighbour'
}

import { houseNumbers } from '../numbers/addresses.ts'
import type { Around, Found } from '../passage.ts'

const near =
  '(?:next[ -]?door(?: at (?:no\\.? ?)?\\d{1,4}[a-h]?)?|upstairs|downstairs|opposite|above|below|over the (?:road|fence|way)|across the (?:road|landing|hall|way)|(?:on )?the other side|in the flat (?:above|below))'
const number = `\\d{1,4}[a-h]?(?![\\p{L}\\p{N}]|[:./-]\\d| \\d|%|['"]| ?(?:am|pm|hours?|hrs?|days?|weeks?|wks?|months?|years?|yrs?|mins?|minutes?|times|x|bed|miles?|bags?|degrees)\\b)`
const after = new RegExp(
  `^(?:'s)?,? \\(?((?:at|from|@) ${number}|(?:(?:at|from|@|in|of) )?(?:numbers?|no\\.?|plot|flat|house) ?(?:${number}|[a-h](?![\\p{L}\\p{N}]))|(?:from |on |of |who lives |who is )?${near})(?![\\p{L}\\p{N}])`,
  'iu',
)

/** What a text says right after somebody's name about where they live: “Courtney at 75”, “Mrs Li downstairs”. */
export function besideNames(plain: string, names: readonly Found[], { requester }: Around): readonly Found[] {
  const own = new Set(requester.flatMap(({ home }) => (home === undefined ? [] : [...houseNumbers(home.number)])))
  return names.flatMap(({ end, person }): Found[] => {
    const match = after.exec(plain.slice(end, end + 60))
    const [all, home] = match ?? []
    if (all === undefined || home === undefined || [...houseNumbers(home)].some((house) => own.has(house))) return []
    const start = end + all.length - home.length
    const whom = person === undefined ? {} : { person }
    return [{ start, end: end + all.length, kind: 'relation', rule: 'home-beside-name', certainty: 'likely', ...whom }]
  })
}

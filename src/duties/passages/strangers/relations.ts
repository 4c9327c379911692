import { houseNumbers } from '../numbers/addresses.ts'
import type { Around, Found } from '../passage.ts'
import type { Rule } from '../rules.ts'
import { foldWord } from '../words/plain.ts'

const whom = `lady|ladies|man|men|woman|women|gentleman|gent|chap|bloke|guy|lad|lads|girl|girls|boy|boys|couple|family|people|person|neighbours?|tenants?|residents?|occupiers?|occupants?|kids|children|lot|ones?|someone|somebody|pensioner|owner|students?|youths?|teenagers?|mother|mum|father|dad|daughter|son|household|leaseholder|old boy|old dear|lodger|dog|partner|husband|wife|brother|sister|boyfriend|girlfriend|ex|visitors?|friend|mate|baby|grandson|granddaughter|nan`
const number = String.raw`\d{1,4}[a-h]?(?![\p{L}\p{N}]|[:.]\d|-\d| \d| ?%| ?(?:am|pm|o'clock|hours?|hrs?|days?|weeks?|months?|years?|yrs?|mins?|minutes?|times|x|bed)\b)`
const word = String.raw`(?:plot|numbers?|num|nos?\.?|no\.|house|flats?|apartment|apt|bungalow|#|@)`
const side =
  'next[ -]?door|upstairs|downstairs|opposite|across the (?:road|landing|hall|street|way)|over the (?:road|fence|way)|above|below|underneath|in the flat (?:above|below|opposite|next door)|on the (?:top|ground|first|second|third) floor'

const pointing = '(?:(?:the|that|this|an?|her|his|my|our|their|some) )?(?:(?:old|young|elderly|other|new|same|nice|little) )?'
const start = String.raw`(?<![\p{L}\p{N}])`
const end = String.raw`(?![\p{L}\p{N}])`
const list = `(?: ?(?:,|and|&|to|-|or) ?${number}){0,6}`

type Pointing = { readonly rule: Rule; readonly certainty: 'likely' | 'possible'; readonly pattern: RegExp; readonly numbered: boolean }

const rules: readonly Pointing[] = [
  {
    rule: 'somebody-at-number',
    certainty: 'likely',
    numbered: true,
    pattern: new RegExp(`${start}${pointing}(?:${whom}) (?:who lives )?(?:at|from|in|@|over at) (?:${word} ?)?${number}`, 'giu'),
  },
  {
    rule: 'house-number',
    certainty: 'likely',
    numbered: true,
    pattern: new RegExp(`${start}${word} ?${number}${list}`, 'giu'),
  },
  {
    rule: 'deed-at-number',
    certainty: 'possible',
    numbered: true,
    pattern: new RegExp(
      `${start}(?:noise|music|shouting|banging|arguing|dog|barking|water|smell|party|parties|complaints?|smoke|lives|living|opposite|outside|rubbish|bins?|knocked) (?:from|at|of|for) ${number}`,
      'giu',
    ),
  },
  {
    rule: 'somebody-near',
    certainty: 'likely',
    numbered: false,
    pattern: new RegExp(`${start}${pointing}(?:${whom}) (?:who lives |living |from |in |on )?(?:${side})${end}`, 'giu'),
  },
  {
    rule: 'near-somebody',
    certainty: 'likely',
    numbered: false,
    pattern: new RegExp(`${start}(?:next[ -]?door|upstairs|downstairs|opposite)(?:'s)?(?: neighbours?(?:'s)?)? (?:${whom})${end}`, 'giu'),
  },
]

/** What stands before numbers that are no houses: “job no 14”. */
const otherNumbers =
  /(?:ref(?:erence)?|job|case|log|phone|telephone|mobile|tel|contact|account|acc|invoice|order|crime|incident|serial|meter|model|part|id|batch|tenancy|payment|card|works?|ticket|policy|version|fleet|bus|stage|phase|room|claim|reg(?:istration)?|plot|extension|ext|box|visit|attempt|letter|warning|sheet|form|page|item|note|question|point|para(?:graph)?|option|photo|exhibit|the|a|total|large|small|high|any)[ .:]*$/i

/** Words that point at somebody by their house or by where they live, unless it is the requester's own house. */
export function relations(plain: string, { requester, known }: Around): readonly Found[] {
  const own = new Set(requester.flatMap(({ home }) => (home === undefined ? [] : [...houseNumbers(home.number)])))
  return rules.flatMap(({ rule, certainty, pattern, numbered }) =>
    [...plain.matchAll(pattern)].flatMap((match): Found[] => {
      const { 0: found, index } = match
      const house = numbered ? foldWord(/\d+[a-h]?$/i.exec(found)?.[0] ?? '') : ''
      if (numbered && own.has(house)) return []
      if (rule === 'house-number' && otherNumbers.test(plain.slice(Math.max(0, index - 20), index))) return []
      const neighbours = numbered ? known.filter(({ home }) => home !== undefined && houseNumbers(home.number).has(house)) : []
      const [only] = neighbours
      const person = neighbours.length === 1 && only !== undefined ? { person: only.id } : {}
      return [{ start: index, end: index + found.length, kind: 'relation', rule, certainty, ...person }]
    }),
  )
}

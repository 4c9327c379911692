import type { Around, Found, KnownPerson } from '../passage.ts'
import { isFirstName } from '../words/lists.ts'
import { foldWord } from '../words/plain.ts'

const kinds =
  'road|rd|street|st|avenue|ave|close|court|ct|crescent|cres|drive|lane|way|place|terrace|terr|gardens|gdns|grove|hill|mews|parade|square|walk|rise|view|green|row|park|meadows?|villas|cottages|fields?|quay'
const flat = String.raw`(?:(?:flat|apartment|apt|unit|room) \d{1,4}[a-h]?,? ?)?`
const pattern = new RegExp(
  String.raw`(?<![\p{L}\p{N}£.:/-])(${flat})(\d{1,4} ?[a-h]?),? ((?:[\p{L}'.-]{1,20} ){1,3}?)((?:${kinds})(?: (?:${kinds}))?)(?![\p{L}\p{N}])`,
  'giu',
)
/** Words that are in no street's name: “14 days after the close”. */
const notStreets =
  /^(?:days?|hours?|hrs?|mins?|minutes?|weeks?|wks?|months?|years?|yrs?|times?|am|pm|x|of|in|at|on|to|and|or|is|was|for|per|has|have|had|with|from|by|that|this|a|an|my|her|his|their|our|people|kids|children|men|women|cars?|flats?|houses?|bags?|keys?|visits?|calls?|miles?|metres?)$/i
const postcode = /(?<![\p{L}\p{N}])(?:[A-PR-UWYZ][A-HK-Y]?\d[A-Z\d]? ?\d(?![ap]m)[A-Z]{2}|GIR ?0AA)(?![\p{L}\p{N}])/giu

/** Addresses with a house number, and postcodes, except the requester's own. */
export function addresses(plain: string, around: Around): readonly Found[] {
  return [...houses(plain, around), ...postcodes(plain, around)]
}

function houses(plain: string, { requester, known }: Around): readonly Found[] {
  return [...plain.matchAll(pattern)].flatMap((match): Found[] => {
    const [all, , number = '', words = '', kind = ''] = match
    if (
      words
        .trim()
        .split(' ')
        .some((word) => notStreets.test(word))
    )
      return []
    const street = streetKey(`${words}${kind}`)
    if (requester.some((person) => livesAt(person, number, street))) return []
    const person = known.find((someone) => livesAt(someone, number, street))
    const end = withTown(plain, match.index + all.length)
    const base = { start: match.index, end, kind: 'address', rule: 'address' } as const
    return [person === undefined ? { ...base, certainty: 'likely' } : { ...base, certainty: 'known', person: person.id }]
  })
}

/** “3 Chapel Lane, Horrabridge” to the end of the town. */
function withTown(plain: string, end: number): number {
  const [all, town = ''] = /^, (\p{Lu}[\p{L}'-]{2,30})(?= \d|[,.;)]|$)/u.exec(plain.slice(end, end + 40)) ?? []
  return all !== undefined && !isFirstName(foldWord(town)) ? end + all.length : end
}

function livesAt({ home }: KnownPerson, number: string, street: string): boolean {
  return home !== undefined && streetKey(home.street) === street && houseNumbers(home.number).has(foldWord(number))
}

const inFull: Readonly<Record<string, string>> = {
  rd: 'road',
  st: 'street',
  ave: 'avenue',
  cl: 'close',
  ct: 'court',
  cres: 'crescent',
  terr: 'terrace',
  gdns: 'gardens',
  dr: 'drive',
  ln: 'lane',
  pl: 'place',
  sq: 'square',
}

/** “Fore St” is “Fore Street”. */
function streetKey(street: string): string {
  const words = street
    .trim()
    .split(/[\s.]+/)
    .filter((word) => word !== '')
    .map(foldWord)
  return words.map((word, index) => (index === words.length - 1 ? (inFull[word] ?? word) : word)).join('')
}

/** “Flat 3, 22” is 3 and 22. */
export function houseNumbers(number: string): ReadonlySet<string> {
  return new Set(
    number
      .toLowerCase()
      .match(/\d+ ?[a-h]?(?![a-z])/g)
      ?.map((part) => foldWord(part)),
  )
}

function postcodes(plain: string, { requester, known }: Around): readonly Found[] {
  const own = new Set(requester.flatMap(({ home }) => (home === undefined ? [] : [foldWord(home.postcode)])))
  const others = new Set(known.flatMap(({ home }) => (home === undefined ? [] : [foldWord(home.postcode)])))
  return [...plain.matchAll(postcode)].flatMap(({ 0: found, index }): Found[] => {
    if (own.has(foldWord(found))) return []
    const certainty = others.has(foldWord(found)) ? 'known' : 'likely'
    return [{ start: index, end: index + found.length, kind: 'postcode', rule: 'postcode', certainty }]
  })
}

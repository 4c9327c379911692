import { parsePhoneNumberFromString } from 'libphonenumber-js/min'
import type { Around, Found, KnownPerson } from '../passage.ts'
import { plainSigns } from '../words/plain.ts'

const candidate = /(?<![\p{L}\p{N}£.,/:-])(?:\+|00)?\(?\d(?:[ ().-]{0,2}\d){8,14}(?!\d|[/:-]\d)/gu
const context = /\b(?:tel(?:ephone)?|phone|mob(?:ile)?|call|ring|rang|text|number|cell|contact|whatsapp|sms)\b/i
/** Numbers that belong to bodies and cost the same everywhere: 0300, 0345, 0800 and the like. */
const ofBodies = /^\+44[389]/

/** Telephone numbers, except the requester's own and those of bodies. */
export function telephones(plain: string, { requester, known }: Around): readonly Found[] {
  const own = new Set(requester.flatMap(numbersOf))
  const owners = new Map(known.flatMap((person) => numbersOf(person).map((number) => [number, person.id] as const)))
  return [...plain.matchAll(candidate)].flatMap((match): Found[] => {
    const start = match.index
    const end = start + match[0].length
    const number = normal(match[0], context.test(plain.slice(Math.max(0, start - 40), start)))
    if (number === null || own.has(number)) return []
    const person = owners.get(number)
    if (person === undefined && ofBodies.test(number)) return []
    const base = { start, end, kind: 'telephone', rule: 'telephone' } as const
    return [person === undefined ? { ...base, certainty: 'likely' } : { ...base, certainty: 'known', person }]
  })
}

function numbersOf({ numbers = [] }: KnownPerson): readonly string[] {
  return numbers.flatMap((number) => normal(plainSigns(number), true) ?? [])
}

/** The number with its country, or null where the digits are no telephone number. A spreadsheet may have dropped the first 0 of one. */
function normal(written: string, spoken: boolean): string | null {
  const cleaned = written.replace(/^00/, '+').replace('(0)', '')
  if (!/^[+(]?[0+]/.test(cleaned) && !(spoken && /^[1-37]/.test(cleaned))) return null
  const parsed = parsePhoneNumberFromString(cleaned, 'GB')
  return parsed?.isPossible() === true && /^\+44[1-9]|^\+(?!44)/.test(parsed.number) ? parsed.number : null
}

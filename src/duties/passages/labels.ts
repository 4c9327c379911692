import type { Found, Kind } from './passage.ts'
import { titles } from './strangers/cues.ts'
import { foldWord, plainSigns } from './words/plain.ts'

const nameOf: Readonly<Record<Kind, string>> = {
  name: 'Person',
  relation: 'Person',
  telephone: 'Telephone number',
  'e-mail': 'E-mail address',
  'national-insurance': 'National Insurance number',
  'nhs-number': 'NHS number',
  'bank-account': 'Bank details',
  card: 'Card number',
  vehicle: 'Vehicle',
  postcode: 'Postcode',
  address: 'Address',
  'birth-date': 'Date of birth',
}

/** Gives everybody and everything in a pack its label, in the order in which the texts name them. The same words have the same label. */
export function labeller(): (found: Found, words: string) => string {
  const labels = new Map<string, string>()
  const counts = new Map<string, number>()
  return (found, words) => {
    const kind = found.person === undefined ? nameOf[found.kind] : 'Person'
    const key = found.person === undefined ? `${kind}:${plainKey(words)}` : `#${found.person}`
    const there = labels.get(key)
    if (there !== undefined) return there
    const count = (counts.get(kind) ?? 0) + 1
    counts.set(kind, count)
    labels.set(key, `${kind} ${count}`)
    return `${kind} ${count}`
  }
}

/** The words without a title: “Mr Jago” and “Jago” are one person. */
function plainKey(words: string): string {
  const parts = plainSigns(words).split(/\s+/).map(foldWord)
  const bare = parts.filter((part) => part !== '' && !titles.has(part))
  return (bare.length > 0 ? bare : parts).join(' ')
}

/** Every rule that proposes passages, with what it looks for. Decisions about proposals are counted by its name, which stays. */
const rules = {
  requester: 'Part of the person’s own name, beside somebody else’s',
  'known-full-name': 'Whole name of somebody in the records',
  'known-first-name': 'First name of somebody in the records',
  'known-last-name': 'Last name of somebody in the records',
  'known-short-name': 'Short form of a name in the records',
  'known-initials': 'Initials of somebody in the records',
  'known-title': 'Title and last name of somebody in the records',
  'known-misspelt': 'Name in the records, spelt otherwise',
  'surname-of-another': 'Last name that somebody else has too',
  'stranger-beside-known': 'Unknown name beside one in the records',
  'stranger-full-name': 'First and last name of somebody unknown',
  'stranger-first-name': 'First name of somebody unknown',
  'stranger-surname': 'Last name of somebody unknown',
  'stranger-title': 'Title and name of somebody unknown',
  'stranger-initial': 'Initial and name of somebody unknown',
  'stranger-capital': 'Word with a capital where a name would stand',
  'stranger-everyday-name': 'Name that is also a word',
  'near-somebody': '“Next door’s son”, and the like',
  'somebody-near': '“The lady upstairs”, and the like',
  'somebody-at-number': '“The lady at 14”, and the like',
  'deed-at-number': '“Noise from 14”, and the like',
  'house-number': 'House number of somebody else',
  'home-beside-name': 'Home beside a name',
  address: 'Address',
  postcode: 'Postcode',
  telephone: 'Telephone number',
  'e-mail': 'E-mail address',
  'national-insurance': 'National Insurance number',
  'nhs-number': 'NHS number',
  'sort-code': 'Sort code',
  'account-number': 'Account number',
  iban: 'International account number',
  card: 'Card number',
  vehicle: 'Number plate',
  'birth-date': 'Date of birth',
} as const

export type Rule = keyof typeof rules

/** A rule in words for a colleague; one that has gone since by its own name. */
export function ruleWords(rule: string): string {
  return isRule(rule) ? rules[rule] : rule.replaceAll('-', ' ')
}

function isRule(name: string): name is Rule {
  return Object.hasOwn(rules, name)
}

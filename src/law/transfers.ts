/**
 * The ways in which personal data may leave the United Kingdom (UK GDPR Chapter V as it stands since 5 February 2026: Article 44A sets the rule, 45A
 * to 45C the regulations on countries). `tested`: the controller has to consider, and to record, that protection there is not materially lower.
 */
export const transferMechanisms = {
  adequacy: { article: 'UK GDPR Article 45A', words: 'the country is recognised as protecting data to a like standard', tested: false },
  idta: { article: 'UK GDPR Article 46(1A)', words: 'the International Data Transfer Agreement has been signed', tested: true },
  addendum: { article: 'UK GDPR Article 46(1A)', words: 'the UK Addendum to the European clauses has been signed', tested: true },
  exception: { article: 'UK GDPR Article 49', words: 'one of the law’s narrow exceptions applies', tested: false },
} as const satisfies Record<string, { readonly article: string; readonly words: string; readonly tested: boolean }>

/** Safeguards agreed from this day need the recorded test of Article 46(1A). Those agreed before go on. */
export const transferTestSince = '2026-02-05'

/**
 * A country recognised by adequacy regulations: from which day, and for which recipients where not for all. `certified`: each recipient has to hold a
 * certificate of its own, which it renews every year.
 */
export type Adequacy = { readonly from: string; readonly onlyFor?: string; readonly certified?: true }

const since2021: Adequacy = { from: '2021-01-01' }
const economicArea = 'AT BE BG HR CY CZ DE DK EE ES FI FR GR HU IE IS IT LI LT LU LV MT NL NO PL PT RO SE SI SK'.split(' ')
const others = 'GI AD AR CH FO GG IL IM JE NZ UY'.split(' ')

/**
 * Countries under UK adequacy regulations, by ISO 3166-1 code. The regulations were made up to October 2023 and count as made under Article 45A; none
 * newer was found up to October 2026, so a landlord confirms a country before relying on it. Korea is kept narrow: whether its regulations reach
 * beyond PIPA was not read.
 */
export const adequateCountries: ReadonlyMap<string, Adequacy> = new Map<string, Adequacy>([
  ...[...economicArea, ...others].map((country): [string, Adequacy] => [country, since2021]),
  ['CA', { ...since2021, onlyFor: 'recipients under Canada’s PIPEDA' }],
  ['JP', { ...since2021, onlyFor: 'recipients under Japan’s APPI' }],
  ['KR', { from: '2022-12-19', onlyFor: 'recipients under Korea’s PIPA' }],
  ['US', { from: '2023-10-12', onlyFor: 'companies certified to the UK extension of the Data Privacy Framework', certified: true }],
])

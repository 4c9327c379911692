/** The ways in which personal data may leave the United Kingdom (UK GDPR Chapter V). */
export const transferMechanisms = {
  adequacy: { article: 'UK GDPR Article 45', words: 'the country is recognised as protecting data to a like standard' },
  idta: { article: 'UK GDPR Article 46(2)(d)', words: 'the International Data Transfer Agreement has been signed' },
  addendum: { article: 'UK GDPR Article 46(2)(d)', words: 'the UK Addendum to the European clauses has been signed' },
  exception: { article: 'UK GDPR Article 49', words: 'one of the law’s narrow exceptions applies' },
} as const satisfies Record<string, { readonly article: string; readonly words: string }>

/** A country recognised by adequacy regulations: from which day, and for which recipients where not for all. */
export type Adequacy = { readonly from: string; readonly onlyFor?: string }

const since2021: Adequacy = { from: '2021-01-01' }
const economicArea = 'AT BE BG HR CY CZ DE DK EE ES FI FR GR HU IE IS IT LI LT LU LV MT NL NO PL PT RO SE SI SK'.split(' ')
const others = 'GI AD AR CH GG IL IM JE NZ UY'.split(' ')

/**
 * Countries under UK adequacy regulations, by ISO 3166-1 code, as listed in October 2023 (Handley Gill's list of the regulations). No later
 * regulations were found, so a landlord confirms a country before relying on it. The Faroe Islands were not found in a source and are left out:
 * unknown means not adequate.
 */
export const adequateCountries: ReadonlyMap<string, Adequacy> = new Map<string, Adequacy>([
  ...[...economicArea, ...others].map((country): [string, Adequacy] => [country, since2021]),
  ['CA', { ...since2021, onlyFor: 'recipients under Canada’s PIPEDA' }],
  ['JP', { ...since2021, onlyFor: 'recipients under Japan’s APPI' }],
  ['KR', { from: '2022-12-19', onlyFor: 'recipients under Korea’s PIPA' }],
  ['US', { from: '2023-10-12', onlyFor: 'companies certified to the UK extension of the Data Privacy Framework' }],
])

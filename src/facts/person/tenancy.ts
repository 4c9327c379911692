import type { Relationship } from '#notice/vocabulary.ts'
import { type Contributor, textsIn } from '../contributor.ts'

/**
 * The person's relationships by their tenancies and leases (N2): the type of each tenure after a `+` (responsible for it) or a `-` (member of its
 * household).
 */
export const tenancy: Contributor = {
  name: 'tenures',
  sql: `array(select case when m.is_responsible then '+' else '-' end || t.tenure_type
      from household_member m join tenure t on t.id = m.tenure_id where m.person_id = a.person)`,
  tells: (found) => ({
    relationships: textsIn(found).map((each) => (each.startsWith('+') ? relationshipOf(each.slice(1)) : 'household-member')),
  }),
}

/**
 * The sector's tenure types are free text; the first word that fits decides. A type that contains none of these makes nobody a tenant: the person
 * then counts as somebody in contact, and what is for tenants is refused.
 */
const relationshipByWord: readonly (readonly [RegExp, Relationship])[] = [
  [/shared/i, 'shared-owner'],
  [/lease|freehold/i, 'leaseholder'],
  [/garage|parking/i, 'garage-renter'],
  [/support|shelter|extra care/i, 'supported-resident'],
  [/secure|assured|introductory|starter|flexible|demoted|shorthold|tenan|licen[cs]e|rent|hostel|temp/i, 'tenant'],
]

function relationshipOf(tenureType: string): Relationship {
  return relationshipByWord.find(([word]) => word.test(tenureType))?.[1] ?? 'caller'
}

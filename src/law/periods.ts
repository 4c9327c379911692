/**
 * Lengths of time that the law itself fixes and that a notice may mention, whatever the landlord's own periods are. Each says what it is for and
 * where it was read. Any other period in a notice is the landlord's own.
 */
export const periodsInLaw: readonly { readonly period: string; readonly of: string }[] = [
  { period: 'P1M', of: 'an answer to a request about one’s own data: UK GDPR Article 12A' },
  { period: 'P2M', of: 'what may be added to that month: UK GDPR Article 12A' },
  { period: 'P30D', of: 'saying that a data protection complaint has come in: Data Protection Act 2018 s.164A' },
  { period: 'P12M', of: 'going to the Housing Ombudsman: its scheme' },
  { period: 'P3Y', of: 'a claim for an injury: Limitation Act 1980 ss.11 and 14' },
  { period: 'P6Y', of: 'a claim on a contract or for harm, and rent that fell due: Limitation Act 1980 ss.2, 5 and 19' },
  { period: 'P12Y', of: 'a claim under a deed, or for money secured on a home: Limitation Act 1980 ss.8 and 20' },
]

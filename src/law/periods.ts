/**
 * Lengths of time that law itself fixes and a notice may tell, whatever the landlord keeps for how long: each with what it is for and
 * where it was read. Anything else that a notice calls a period is the landlord's own.
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

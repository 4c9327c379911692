import type { RecipientKind, Source } from '#notice/vocabulary.ts'

/** Sources gathered into the groups that one picture can hold (S6). */
const groupOfSource: Readonly<Record<Source, string>> = {
  'the-person': 'You and your household',
  household: 'You and your household',
  representative: 'People who act for you',
  neighbour: 'Neighbours',
  colleague: 'Our colleagues and systems',
  'own-systems': 'Our colleagues and systems',
  visit: 'Our colleagues and systems',
  camera: 'Our colleagues and systems',
  'telephone-system': 'Our colleagues and systems',
  website: 'Our colleagues and systems',
  'research-feedback': 'You and your household',
  'local-authority': 'Other organisations',
  'choice-based-lettings': 'Other organisations',
  'government-scheme': 'Other organisations',
  'other-agency': 'Other organisations',
  other: 'Other organisations',
}

const groupOfRecipient: Readonly<Record<RecipientKind, string>> = {
  'group-company': 'Our group and other landlords',
  'social-landlord': 'Our group and other landlords',
  'private-landlord': 'Our group and other landlords',
  contractor: 'Contractors and agents',
  'legal-agent': 'Contractors and agents',
  'service-agent': 'Contractors and agents',
  'council-tax': 'Councils and utilities',
  'housing-benefit-office': 'Councils and utilities',
  'local-authority': 'Councils and utilities',
  'utility-company': 'Councils and utilities',
  'housing-ombudsman': 'Government and regulators',
  regulator: 'Government and regulators',
  'health-and-safety-executive': 'Government and regulators',
  'information-commissioner': 'Government and regulators',
  'government-department': 'Government and regulators',
  police: 'Police, courts and emergency services',
  court: 'Police, courts and emergency services',
  'emergency-services': 'Police, courts and emergency services',
  'health-care': 'Health and support services',
  'support-agency': 'Health and support services',
  representative: 'You, and people who act for you',
  'the-person': 'You, and people who act for you',
}

export const sourceGroups: ReadonlyMap<string, string> = new Map(Object.entries(groupOfSource))
export const recipientGroups: ReadonlyMap<string, string> = new Map(Object.entries(groupOfRecipient))

/** `2023-02-28` as "28 February 2023", and the month `2023-02` as "February 2023". */
export function dateWords(date: string): string {
  if (/^\d{4}-\d{2}$/.test(date)) return Temporal.PlainDate.from(`${date}-01`).toLocaleString('en-GB', { month: 'long', year: 'numeric' })
  return Temporal.PlainDate.from(date).toLocaleString('en-GB', { day: 'numeric', month: 'long', year: 'numeric' })
}

/**
 * The ids that the software, its data and its checks share. One word means one thing in addresses, tables, types, commands and tests. No id is ever
 * renamed: an edition released under it must stay readable for ever.
 */

export const bases = [
  'contract',
  'legal-obligation',
  'legitimate-interests',
  'vital-interests',
  'consent',
  'public-interest',
  'recognised-legitimate-interests',
  'public-task',
] as const
export type Basis = (typeof bases)[number]

export const relationships = [
  'tenant',
  'shared-owner',
  'leaseholder',
  'buyer',
  'garage-renter',
  'supported-resident',
  'applicant',
  'household-member',
  'child',
  'sustainment-client',
  'event-participant',
  'research-participant',
  'neighbour',
  'visitor',
  'caller',
  'website-visitor',
] as const
export type Relationship = (typeof relationships)[number]

export const ordinaryCategories = [
  'personal-details',
  'contact-details',
  'household',
  'tenure',
  'rent-account',
  'payment-arrangements',
  'repairs',
  'anti-social-behaviour',
  'support-contacts',
  'contact-log',
  'calling-line-identity',
  'call-recordings',
  'cctv-footage',
  'photographs',
  'research-feedback',
  'marketing-interests',
  'complaints',
  'cautionary-alerts',
  'visits',
  'vehicle-registrations',
  'meter-readings',
  'forwarding-address',
  'identity-secrets',
  'consents',
  'documents',
  'web-usage',
  'applications',
  'event-participation',
  'authority-to-act',
] as const

/** UK GDPR Article 9(1), with the categories that reveal such data. */
export const specialCategories = [
  'ethnic-origin',
  'religion-or-belief',
  'political-opinion',
  'trade-union-membership',
  'sexual-orientation',
  'health',
  'disability',
  'support-needs',
] as const

/**
 * UK GDPR Article 10. Allegations and proceedings are criminal offence data too (Data Protection Act 2018 s.11(2)). So what a case says of somebody
 * who is accused of a crime belongs in this category, although the case itself is in `anti-social-behaviour`.
 */
export const criminalCategories = ['criminal-convictions'] as const

export const categories = [...ordinaryCategories, ...specialCategories, ...criminalCategories] as const
export type OrdinaryCategory = (typeof ordinaryCategories)[number]
export type SpecialCategory = (typeof specialCategories)[number]
export type CriminalCategory = (typeof criminalCategories)[number]
export type Category = (typeof categories)[number]

export const activities = [
  'contact-handling',
  'identity-verification',
  'letting',
  'selling',
  'tenancy-management',
  'garage-letting',
  'supported-housing',
  'anti-social-behaviour',
  'rent-collection',
  'housing-benefit',
  'service-charges',
  'debt-recovery',
  'move-notifications',
  'repairs',
  'support-and-wellbeing',
  'support-signposting',
  'tenancy-sustainment',
  'safeguarding',
  'health-and-safety',
  'regulatory-requirements',
  'complaints-handling',
  'ombudsman-scheme',
  'research',
  'crime-prevention',
  'fraud-checks',
  'legal-claims',
  'equality-monitoring',
  'call-recording',
  'call-quality',
  'call-training',
  'cctv',
  'visitor-safety',
  'publicity',
  'community-events',
  'community-connectors',
  'marketing',
  'emergency',
  'rights-requests',
  'housing-officer-lookup',
  'website-analytics',
  'notice-changes',
] as const
export type Activity = (typeof activities)[number]

export const roles = [
  'customer-service-adviser',
  'team-leader',
  'senior-manager',
  'housing-officer',
  'income-officer',
  'repairs-planner',
  'support-worker',
  'sustainment-officer',
  'lettings-officer',
  'sales-adviser',
  'marketing-officer',
  'anti-social-behaviour-officer',
  'safeguarding-lead',
  'research-analyst',
  'equality-analyst',
  'receptionist',
  'fire-warden',
  'cctv-operator',
  'communications-officer',
  'community-connector',
  'complaints-officer',
  'fraud-investigator',
  'solicitor',
  'data-protection-officer',
  'system-administrator',
] as const
export type Role = (typeof roles)[number]

export const recipientKinds = [
  'group-company',
  'contractor',
  'legal-agent',
  'service-agent',
  'social-landlord',
  'private-landlord',
  'council-tax',
  'housing-benefit-office',
  'local-authority',
  'utility-company',
  'housing-ombudsman',
  'regulator',
  'health-and-safety-executive',
  'information-commissioner',
  'police',
  'court',
  'emergency-services',
  'health-care',
  'support-agency',
  'government-department',
  'representative',
  'the-person',
] as const
export type RecipientKind = (typeof recipientKinds)[number]

/** The layered notices that stand beside the main one where a landlord promises them (N3). */
export const layeredNotices = [
  'renting-a-home',
  'shared-ownership',
  'buying-a-home',
  'leasehold',
  'renting-a-garage',
  'supported-sheltered-extra-care',
  'tenancy-sustainment',
  'community-events-and-connectors',
  'research-and-engagement',
  'under-18s-and-children',
  'your-rights',
] as const

export const acts = ['collect', 'view', 'use', 'share'] as const
export type Act = (typeof acts)[number]

export const sources = [
  'the-person',
  'household',
  'neighbour',
  'colleague',
  'own-systems',
  'local-authority',
  'choice-based-lettings',
  'government-scheme',
  'representative',
  'other-agency',
  'research-feedback',
  'visit',
  'camera',
  'telephone-system',
  'website',
  'other',
] as const
export type Source = (typeof sources)[number]

/** Facts that a decision may need. A missing one counts as absent. */
export const circumstances = [
  'identity-verified',
  'consent',
  'consent-refused',
  'objection',
  'restriction',
  'agreement-in-force',
  'instruction-in-force',
  'assessment-in-date',
  'registered-with-ico',
  'legal-reference',
  'written-request',
  'own-report',
  'emergency-declared',
  'incapable-of-consent',
  'special-category-reason',
  'reason-without-consent',
  'person-at-risk',
  'on-hold',
  'private-setting',
  'own-voice',
  'nobody-identifiable',
  'transfer-mechanism',
  'interest-in-property',
  'under-18',
  'parental-authority',
] as const
export type Circumstance = (typeof circumstances)[number]

/** Grounds to keep a recorded call longer that TC4 does not name: each is an exception, and needs a line of the edition that publishes it. */
export const exceptionGrounds = ['legal-claim', 'police-request', 'access-request'] as const
export type ExceptionGround = (typeof exceptionGrounds)[number]

/** Conditions for special categories (Article 9(2)) and criminal offence data (Article 10), and DPA 2018 Schedule 1 paragraphs. */
export const conditions = [
  'art-9-2-a',
  'art-9-2-b',
  'art-9-2-c',
  'art-9-2-d',
  'art-9-2-e',
  'art-9-2-f',
  'art-9-2-g',
  'art-9-2-h',
  'art-9-2-i',
  'art-9-2-j',
  'art-10',
  'sch-1-para-1',
  'sch-1-para-2',
  'sch-1-para-3',
  'sch-1-para-4',
  'sch-1-para-6',
  'sch-1-para-8',
  'sch-1-para-10',
  'sch-1-para-14',
  'sch-1-para-17',
  'sch-1-para-18',
  'sch-1-para-19',
  'sch-1-para-20',
  'sch-1-para-24',
  'sch-1-para-29',
  'sch-1-para-30',
  'sch-1-para-32',
  'sch-1-para-33',
  'sch-1-para-36',
] as const
export type Condition = (typeof conditions)[number]

const special: ReadonlySet<string> = new Set(specialCategories)
const criminal: ReadonlySet<string> = new Set(criminalCategories)

export type Sensitivity = 'ordinary' | 'special' | 'criminal'

/** How the law protects a category: Article 9, Article 10, or neither. */
export function sensitivityOf(category: Category): Sensitivity {
  if (special.has(category)) return 'special'
  return criminal.has(category) ? 'criminal' : 'ordinary'
}

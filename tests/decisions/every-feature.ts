import { editionShape, type ReleasedEdition } from '#notice/edition.ts'
import { release } from '#notice/release.ts'
import { relationships } from '#notice/vocabulary.ts'
import { atRisk, because, usual } from './at-risk.ts'
import { released } from './editions.ts'

/** An invented notice that uses everything an entry can say, so that no rule of a decision stays untried. */
export async function everyFeature(): Promise<ReleasedEdition> {
  const { edition } = await released('tests/landlords/city-trust')
  return release(editionShape.parse({ ...edition, id: 'every-feature', activities }))
}

const activities: readonly unknown[] = [
  {
    ...usual,
    id: 'repairs',
    relationships: ['tenant', 'leaseholder', 'visitor', 'neighbour', 'caller'],
    basis: 'contract',
    // A neighbour is in two lists, of which the first counts.
    otherBases: [
      { for: ['visitor', 'neighbour'], basis: 'vital-interests' },
      { for: ['neighbour', 'caller'], basis: 'legitimate-interests' },
    ],
    categories: ['personal-details', 'contact-details', 'repairs', 'photographs', 'support-needs', 'criminal-convictions'],
    conditions: { 'support-needs': ['art-9-2-b', 'sch-1-para-1'], 'criminal-convictions': ['art-10', 'sch-1-para-29'] },
    systems: ['office-server'],
    colleagues: [
      { roles: ['repairs-planner'], acts: ['collect', 'view', 'use'], categories: ['personal-details', 'repairs', 'support-needs'] },
      {
        roles: ['housing-officer', 'team-leader'],
        acts: ['view'],
        categories: ['personal-details', 'contact-details', 'criminal-convictions'],
        needs: [{ anyOf: ['identity-verified'] }, { anyOf: ['consent', 'nobody-identifiable'], when: 'under-18' }],
        stops: ['on-hold'],
        clauses: ['SE2', 'TC4'],
      },
    ],
    sharing: [
      { with: ['contractor', 'group-company'], basis: 'contract', categories: ['contact-details', 'repairs'], clauses: ['R12'], because },
      { with: ['legal-agent', 'service-agent'], basis: 'contract', categories: ['repairs'], regular: true, clauses: ['R4'], because },
      { with: ['representative'], basis: 'contract', categories: ['contact-details', 'repairs'], clauses: ['S4'], because },
      {
        with: ['police'],
        basis: 'public-interest',
        categories: ['personal-details', 'criminal-convictions'],
        conditions: { 'criminal-convictions': ['art-10', 'sch-1-para-30'] },
        clauses: ['R9'],
        because,
      },
    ],
    otherSharing: 'ask-consent',
  },
  {
    ...usual,
    id: 'rights-requests',
    relationships: [...relationships],
    basis: 'legal-obligation',
    categories: ['personal-details', 'contact-log', 'health', 'religion-or-belief', 'consents', 'cctv-footage'],
    conditions: { health: ['art-9-2-f'] },
    colleagues: [
      {
        roles: ['data-protection-officer'],
        acts: ['view', 'use'],
        categories: ['personal-details', 'contact-log', 'health', 'religion-or-belief'],
      },
    ],
    sharing: [
      {
        with: ['the-person'],
        basis: 'legal-obligation',
        categories: ['personal-details', 'health', 'religion-or-belief'],
        needs: [{ anyOf: ['identity-verified'] }],
        clauses: ['A1'],
        because,
      },
      {
        with: ['representative'],
        basis: 'legal-obligation',
        categories: ['personal-details', 'health'],
        conditions: { health: ['art-9-2-f'] },
        needs: [{ anyOf: ['consent', 'parental-authority'] }],
        clauses: ['S4'],
        because,
      },
      { with: ['information-commissioner', 'court'], basis: 'legal-obligation', categories: ['contact-log'], clauses: ['L7'], because },
    ],
  },
  {
    ...usual,
    id: 'marketing',
    relationships: ['buyer'],
    basis: 'consent',
    categories: ['contact-details', 'marketing-interests', 'consents'],
    systems: ['office-server', 'nowhere-on-the-register'],
    colleagues: [
      {
        roles: ['sales-adviser', 'marketing-officer'],
        acts: ['use'],
        categories: ['contact-details', 'consents'],
        needs: [{ anyOf: ['interest-in-property'] }],
        clauses: ['MK3'],
      },
      { roles: ['sales-adviser'], acts: ['collect', 'view'], categories: ['contact-details', 'marketing-interests', 'consents'] },
    ],
  },
  {
    ...usual,
    id: 'emergency',
    relationships: [...relationships],
    basis: 'vital-interests',
    categories: ['personal-details', 'health', 'support-needs', 'disability'],
    conditions: { health: ['art-9-2-c'], 'support-needs': ['art-9-2-c', 'art-9-2-g', 'sch-1-para-18'] },
    colleagues: [{ roles: ['team-leader', 'support-worker'], acts: ['view'], categories: ['personal-details', 'health', 'disability'] }],
    sharing: [
      {
        with: ['emergency-services', 'health-care'],
        basis: 'vital-interests',
        categories: ['personal-details', 'health', 'support-needs'],
        conditions: { health: ['art-9-2-c'], 'support-needs': ['art-9-2-c', 'art-9-2-g', 'sch-1-para-18'] },
        clauses: ['L6'],
        because,
      },
    ],
  },
  {
    ...usual,
    id: 'equality-monitoring',
    relationships: ['tenant', 'applicant'],
    basis: 'legal-obligation',
    categories: ['ethnic-origin', 'sexual-orientation', 'consents'],
    conditions: { 'ethnic-origin': ['art-9-2-g', 'sch-1-para-8'], 'sexual-orientation': ['art-9-2-a'] },
    colleagues: [
      { roles: ['lettings-officer'], acts: ['collect'], categories: ['ethnic-origin', 'sexual-orientation', 'consents'] },
      {
        roles: ['equality-analyst'],
        acts: ['view', 'use'],
        categories: ['ethnic-origin', 'sexual-orientation'],
        needs: [{ anyOf: ['nobody-identifiable'] }],
      },
    ],
    sharing: [
      {
        with: ['regulator'],
        basis: 'legal-obligation',
        categories: ['ethnic-origin', 'sexual-orientation'],
        conditions: { 'ethnic-origin': ['art-9-2-g', 'sch-1-para-8'] },
        regular: true,
        clauses: ['SC4'],
        because,
      },
    ],
    otherSharing: 'ask-consent',
  },
  {
    ...usual,
    id: 'research',
    relationships: ['tenant', 'child', 'website-visitor'],
    basis: 'legitimate-interests',
    categories: ['personal-details', 'research-feedback', 'consents', 'political-opinion', 'criminal-convictions'],
    conditions: { 'political-opinion': ['art-9-2-j', 'sch-1-para-4'], 'criminal-convictions': ['art-10', 'sch-1-para-33'] },
    colleagues: [
      { roles: ['research-analyst'], acts: ['collect', 'view', 'use'], categories: ['research-feedback', 'consents', 'political-opinion'] },
      { roles: ['system-administrator'], acts: ['use'], categories: ['criminal-convictions'], stops: ['under-18', 'on-hold'] },
    ],
    sharing: [
      {
        with: ['service-agent', 'representative'],
        basis: 'consent',
        categories: ['personal-details', 'consents'],
        regular: true,
        clauses: ['R5'],
        because,
      },
      { with: ['local-authority'], basis: 'legitimate-interests', categories: ['personal-details', 'consents'], clauses: ['R7'], because },
    ],
    otherSharing: 'ask-consent',
  },
  {
    ...usual,
    id: 'housing-officer-lookup',
    relationships: ['website-visitor'],
    basis: 'legitimate-interests',
    categories: ['tenure'],
    sharing: [{ with: ['the-person'], basis: 'legitimate-interests', categories: ['tenure'], clauses: ['WB2'], because }],
  },
  {
    ...usual,
    id: 'roof-garden',
    relationships: ['tenant'],
    basis: 'recognised-legitimate-interests',
    categories: ['personal-details', 'event-participation'],
    colleagues: [{ roles: ['community-connector'], acts: ['view'], categories: ['personal-details'] }],
    sharing: [
      {
        with: ['local-authority'],
        basis: 'recognised-legitimate-interests',
        categories: ['personal-details'],
        clauses: ['R7'],
        because,
      },
    ],
    otherSharing: 'ask-consent',
  },
  atRisk,
]

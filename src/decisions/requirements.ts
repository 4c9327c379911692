import { askingWouldPrejudice, atRisk, notAsked } from './not-asked.ts'
import type { Requirement } from './requirement.ts'

/**
 * To honour what somebody agreed to or refused, it has to be on record and read here (UK GDPR Article 7(1)). That is no reason to share it: sharing
 * it is decided like anything else of theirs.
 */
const theChoiceItself = { exceptKept: ['consents'] } as const

/**
 * What the law and the notice ask of every landlord's entries, in addition to what the landlord wrote. Order: the basis, the condition, the
 * recipient, the act, the person's own choice. Where two need the same circumstance, a refusal names the first.
 */
export const requirements: readonly Requirement[] = [
  {
    id: 'interest-weighed',
    applies: { bases: ['legitimate-interests'] },
    needs: { anyOf: ['assessment-in-date'] },
    clause: 'L5',
    source: 'UK GDPR Article 6(1)(f)',
  },
  {
    id: 'public-body-asked',
    // What a public body needs may be given when it asks, never ahead of that. The other cases of this basis need no request.
    applies: {
      acts: ['share'],
      bases: ['recognised-legitimate-interests'],
      exceptActivities: ['safeguarding', 'emergency', 'crime-prevention', 'fraud-checks', 'anti-social-behaviour'],
    },
    needs: { anyOf: ['written-request'] },
    clause: 'L5',
    source: 'UK GDPR Article 6(1)(ea) and Annex 1',
  },
  {
    id: 'consent-given',
    applies: { bases: ['consent'], ...theChoiceItself },
    needs: { anyOf: ['consent'] },
    clause: 'L8',
    source: 'UK GDPR Articles 6(1)(a) and 7',
  },
  {
    id: 'consent-not-refused',
    applies: { bases: ['consent'], ...theChoiceItself },
    stops: 'consent-refused',
    clause: 'L8',
    source: 'UK GDPR Article 7(3)',
  },
  {
    id: 'consent-for-a-child',
    applies: { bases: ['consent'], ...theChoiceItself },
    needs: { anyOf: ['parental-authority'], when: 'under-18' },
    clause: 'L8',
    source: 'UK GDPR Article 8, and the notice for under 18s',
  },
  {
    id: 'emergency-declared',
    applies: { bases: ['vital-interests'] },
    needs: { anyOf: ['emergency-declared'] },
    clause: 'L6',
    source: 'UK GDPR Article 6(1)(d)',
  },
  {
    id: 'obligation-named',
    // The right itself is the reference where somebody, or a person acting for them, is given their own data.
    applies: { acts: ['share'], bases: ['legal-obligation'], exceptRecipients: ['the-person', 'representative'] },
    needs: { anyOf: ['legal-reference'] },
    clause: 'L7',
    source: 'UK GDPR Article 6(1)(c) and 6(3)',
  },
  {
    id: 'explicit-consent-given',
    applies: { loneCondition: 'art-9-2-a' },
    needs: { anyOf: ['consent'] },
    clause: 'L8',
    source: 'UK GDPR Article 9(2)(a)',
  },
  {
    id: 'explicit-consent-not-refused',
    applies: { loneCondition: 'art-9-2-a' },
    stops: 'consent-refused',
    clause: 'L8',
    source: 'UK GDPR Article 7(3)',
  },
  {
    id: 'explicit-consent-for-a-child',
    applies: { loneCondition: 'art-9-2-a' },
    needs: { anyOf: ['parental-authority'], when: 'under-18' },
    clause: 'L8',
    source: 'UK GDPR Article 8, and the notice for under 18s',
  },
  {
    id: 'criminal-consent-given',
    applies: { loneCondition: 'sch-1-para-29' },
    needs: { anyOf: ['consent'] },
    clause: 'CC1',
    source: 'Data Protection Act 2018, Schedule 1, paragraph 29',
  },
  {
    id: 'criminal-consent-not-refused',
    applies: { loneCondition: 'sch-1-para-29' },
    stops: 'consent-refused',
    clause: 'CC1',
    source: 'UK GDPR Article 7(3)',
  },
  {
    id: 'criminal-consent-for-a-child',
    applies: { loneCondition: 'sch-1-para-29' },
    needs: { anyOf: ['parental-authority'], when: 'under-18' },
    clause: 'CC1',
    source: 'the notice for under 18s',
  },
  {
    id: 'cannot-consent',
    applies: { condition: 'art-9-2-c' },
    needs: { anyOf: ['incapable-of-consent', 'emergency-declared'] },
    clause: 'SC7',
    source: 'UK GDPR Article 9(2)(c)',
  },
  {
    id: 'criminal-cannot-consent',
    applies: { condition: 'sch-1-para-30' },
    needs: { anyOf: ['incapable-of-consent', 'emergency-declared'] },
    clause: 'CC1',
    source: 'Data Protection Act 2018, Schedule 1, paragraph 30',
  },
  ...atRisk,
  ...notAsked,
  ...askingWouldPrejudice,
  {
    id: 'equality-stop-notice',
    applies: { condition: 'sch-1-para-8' },
    stops: 'objection',
    clause: 'SC6',
    source: 'Data Protection Act 2018, Schedule 1, paragraph 8 (a written notice to stop)',
  },
  {
    id: 'equality-question-declined',
    applies: { activities: ['equality-monitoring'], acts: ['collect'], sensitivities: ['special'] },
    stops: 'consent-refused',
    clause: 'L8',
    source: 'the notice: anyone may refuse or prefer not to say',
  },
  {
    id: 'regular-sharing-agreed',
    applies: { regular: true },
    needs: { anyOf: ['agreement-in-force'] },
    clause: 'R11',
    source: 'the notice; the Data sharing code of practice',
  },
  {
    id: 'contractor-instructed',
    applies: { recipients: ['contractor'] },
    needs: { anyOf: ['instruction-in-force'] },
    clause: 'R12',
    source: 'the notice; UK GDPR Article 28(3)(a)',
  },
  {
    id: 'legal-agent-instructed',
    applies: { recipients: ['legal-agent'] },
    needs: { anyOf: ['instruction-in-force'] },
    clause: 'R4',
    source: 'the notice; UK GDPR Article 28(3)(a)',
  },
  {
    id: 'service-agent-instructed',
    applies: { recipients: ['service-agent'] },
    needs: { anyOf: ['instruction-in-force'] },
    clause: 'R5',
    source: 'the notice; UK GDPR Article 28(3)(a)',
  },
  {
    id: 'group-company-registered',
    applies: { recipients: ['group-company'] },
    needs: { anyOf: ['registered-with-ico'] },
    clause: 'R2',
    source: 'the notice; Data Protection (Charges and Information) Regulations 2018',
  },
  {
    // The police ask in writing, or the landlord reports a crime or harm of its own accord and writes down why.
    id: 'police-request',
    applies: { recipients: ['police'] },
    needs: { anyOf: ['written-request', 'own-report'] },
    clause: 'R9',
    source: 'the notice; Data Protection Act 2018, Schedule 2, paragraph 2',
  },
  {
    id: 'own-data-to-the-right-person',
    // Anybody may learn which officer looks after a postcode: nothing about a person is shared (WB2).
    applies: { recipients: ['the-person'], exceptActivities: ['housing-officer-lookup'] },
    needs: { anyOf: ['identity-verified'] },
    clause: 'SE2',
    source: 'the notice; UK GDPR Article 12(6)',
  },
  {
    id: 'authority-to-act',
    // The person's word, the position of a parent, or a document such as a power of attorney.
    applies: { recipients: ['representative'] },
    needs: { anyOf: ['consent', 'parental-authority', 'written-request'] },
    clause: 'S4',
    source: 'the notice: someone acting for another shows their authority',
  },
  {
    id: 'special-reason-each-time',
    applies: { acts: ['view', 'use'], sensitivities: ['special', 'criminal'] },
    needs: { anyOf: ['special-category-reason'] },
    clause: 'SC5',
    source: 'the notice: need to know, each time',
  },
  {
    id: 'transfer-covered',
    applies: { abroad: true },
    needs: { anyOf: ['transfer-mechanism'] },
    clause: 'T1',
    source: 'UK GDPR Articles 44A, 45A to 45C, 46(1A) and 49',
  },
  {
    id: 'objection-upheld',
    applies: { bases: ['legitimate-interests', 'recognised-legitimate-interests'], ...theChoiceItself },
    stops: 'objection',
    clause: 'L5',
    source: 'UK GDPR Article 21(1)',
  },
  {
    id: 'objection-to-marketing',
    applies: { activities: ['marketing'], ...theChoiceItself },
    stops: 'objection',
    clause: 'MK4',
    source: 'UK GDPR Article 21(2) and (3)',
  },
  {
    id: 'restriction',
    // With consent, for claims, to protect somebody else, for important public interests: Article 18(2).
    applies: {
      exceptActivities: ['rights-requests', 'legal-claims', 'safeguarding', 'emergency', 'regulatory-requirements'],
      exceptBases: ['consent'],
    },
    stops: 'restriction',
    clause: 'P1',
    source: 'UK GDPR Article 18(2)',
  },
]

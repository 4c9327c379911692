import type { Clause } from '#notice/ledger.ts'
import { both, decisionsFor, done, type Keeping, none, onlyTo, part, share, whole } from '../keeping.ts'
import { agreements, groupCompanies, instructions, looks, sharedOnBases } from '../tallies.ts'

const governmentBodies = [
  'housing-ombudsman',
  'regulator',
  'health-and-safety-executive',
  'information-commissioner',
  'government-department',
] as const
const agent = ['agreement-in-force', 'instruction-in-force'] as const

/** Who sees it, who gets it, and on which basis it is shared. */
export const sharing = {
  R1: whole({ count: looks }),
  R2: part('A company that is not registered gets nothing. Group companies have no sign-in of their own yet.', {
    count: both(groupCompanies, decisionsFor('group-company', 'a group company')),
  }),
  R3: part('One person’s information can be handed to a contractor under an instruction. No job pack for a repair can go to one yet.', {
    count: decisionsFor('contractor', 'a contractor'),
  }),
  R4: whole({
    probes: [
      ...onlyTo(
        share('legal-claims', 'rent-account', 'legal-agent', 'legitimate-interests', ['assessment-in-date', 'instruction-in-force']),
        'utility-company',
      ),
      ...onlyTo(share('selling', 'applications', 'legal-agent', 'contract', ['instruction-in-force']), 'police'),
    ],
    count: decisionsFor('legal-agent', 'a legal adviser'),
  }),
  R5: part('One person’s information can be handed to a firm. A list of people, such as a survey or a regular file needs, cannot yet.', {
    probes: [
      ...onlyTo(
        share('research', 'contact-details', 'service-agent', 'legitimate-interests', [
          'assessment-in-date',
          'transfer-mechanism',
          ...agent,
        ]),
        'council-tax',
      ),
      ...onlyTo(share('rent-collection', 'contact-details', 'service-agent', 'contract', agent), 'private-landlord'),
    ],
    count: decisionsFor('service-agent', 'a firm that works for us'),
  }),
  R6: whole({
    probes: [
      ...onlyTo(share('letting', 'tenure', 'social-landlord', 'contract'), 'council-tax'),
      ...onlyTo(share('letting', 'tenure', 'private-landlord', 'contract'), 'utility-company'),
    ],
    count: decisionsFor(['social-landlord', 'private-landlord'], 'another landlord'),
  }),
  R7: part('A council’s question about somebody is answered on record. No regular return is made yet.', {
    probes: [
      ...onlyTo(share('housing-benefit', 'rent-account', 'housing-benefit-office', 'contract', ['agreement-in-force']), 'utility-company'),
      ...onlyTo(
        share('move-notifications', 'tenure', 'council-tax', 'legitimate-interests', ['assessment-in-date', 'agreement-in-force']),
        'police',
      ),
    ],
    count: decisionsFor(['local-authority', 'council-tax', 'housing-benefit-office'], 'a council'),
  }),
  R8: whole({
    probes: [
      ...onlyTo(share('regulatory-requirements', 'rent-account', 'regulator', 'legal-obligation', ['legal-reference']), 'private-landlord'),
      ...onlyTo(
        share('health-and-safety', 'repairs', 'health-and-safety-executive', 'legal-obligation', ['legal-reference']),
        'utility-company',
      ),
      ...onlyTo(
        share('regulatory-requirements', 'complaints', 'information-commissioner', 'legal-obligation', ['legal-reference']),
        'police',
      ),
    ],
    count: decisionsFor(governmentBodies, 'a government body'),
  }),
  R9: whole({
    probes: [
      ...onlyTo(
        share('anti-social-behaviour', 'tenure', 'police', 'legitimate-interests', ['assessment-in-date', 'written-request']),
        'utility-company',
      ),
      ...onlyTo(share('crime-prevention', 'tenure', 'police', 'legitimate-interests', ['assessment-in-date', 'own-report']), 'contractor'),
    ],
    count: decisionsFor('police', 'the police'),
  }),
  R10: none('Councils and utility companies are not told of moves yet.', {
    count: decisionsFor(['council-tax', 'utility-company'], 'a council tax office or a utility company'),
  }),
  R11: part('An agreement and a protocol in force are asked for. Nothing that is shared regularly leaves by itself yet.', {
    count: both(
      agreements,
      done(
        { act: 'share', wants: 'agreement-in-force' },
        'sharing stopped for want of an agreement',
        'sharings stopped for want of an agreement',
      ),
    ),
  }),
  R12: part(
    'A contractor gets nothing without an instruction in force. They cannot accept it here, and what they keep is not certified as given back yet.',
    {
      count: both(
        instructions,
        done(
          { act: 'share', wants: 'instruction-in-force' },
          'sharing stopped for want of an instruction',
          'sharings stopped for want of an instruction',
        ),
      ),
    },
  ),
  B1: whole({
    count: sharedOnBases,
  }),
  B2: part('A share waits until a colleague has asked the person and noted their answer. Nobody can answer by a page of their own yet.', {
    count: done({ act: 'share', outcome: 'needs-consent' }, 'sharing stopped for want of consent', 'sharings stopped for want of consent'),
  }),
  B3: whole({
    count: done(
      { act: 'share', sensitivity: 'special' },
      'decision whether special category information may be shared',
      'decisions whether special category information may be shared',
    ),
  }),
  A1: whole(),
} as const satisfies Partial<Record<Clause, Keeping>>

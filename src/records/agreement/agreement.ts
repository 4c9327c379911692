import { field, optional, sealed } from '#gate/field.ts'
import { part, plainPart } from '#gate/record-part.ts'
import { recordType } from '#gate/record-type.ts'
import { ties } from '#gate/ties/ties.ts'

export const documentKinds = { agreement: 'Data sharing agreement', protocol: 'Protocol', instruction: 'Instruction' } as const

/** Who decides what is done with what is shared. */
export const parties = {
  'each-for-itself': 'Each of us decides for itself what it does with the information',
  together: 'We decide together',
  'we-alone': 'We decide, and they act for us',
} as const

/**
 * What has been signed with an organisation for one use of people's information: a data sharing agreement, a protocol that says how it is done, or an
 * instruction to somebody who acts for us. Regular sharing needs an agreement and a protocol, both in force (R11); whoever acts for us needs an
 * instruction (R12). Whoever signed stands here as they were on that day.
 */
export const agreement = recordType({
  name: 'agreement',
  title: { one: 'Agreement', many: 'Agreements' },
  tie: ties.alone,
  category: 'documents',
  usual: 'rights-requests',
  only: ['rights-requests'],
  notSearched: 'Agreements with organisations are about how information is shared, not about any one person.',
  keeps: true,
  matters: [],
  table: {
    indexes: { of_organisation: '(organisation_id, for_activity)' },
    constraints: { agreement_ends_after_it_begins: 'check (until >= in_force_from)' },
  },
  counted: ['kind', 'inForceFrom', 'until', 'endedOn'],
  fields: {
    organisationId: field('uuid', 'documents', 'Organisation'),
    kind: field('text', 'documents', 'Kind', {
      oneOf: documentKinds,
      asked: {
        hints: {
          agreement: 'Who shares what, why, on which basis.',
          protocol: 'How it is done: the way it goes, how it is kept safe, when it is deleted.',
          instruction: 'To somebody who acts for us, for this job alone.',
        },
      },
    }),
    forActivity: field('text', 'documents', 'For', { oneOf: 'activities', asked: { question: 'For which use of people’s information?' } }),
    title: sealed('documents', 'Title', { needed: true, longest: 200 }),
    parties: field('text', 'documents', 'Who decides', {
      oneOf: parties,
      asked: {
        question: 'Who decides what is done with the information?',
        missing: 'Choose who decides what is done with the information',
      },
    }),
    purpose: sealed('documents', 'Purpose', {
      needed: true,
      longest: 1000,
      asked: { hint: 'What it is shared for, and on which basis and condition, as the document says it.', rows: 3 },
    }),
    items: sealed('documents', 'What is shared', { needed: true, longest: 1000, asked: { rows: 3 } }),
    stages: sealed('documents', 'What happens at each stage', {
      longest: 1000,
      asked: { hint: 'Who sends what to whom and when, in which format, and when it is deleted.', rows: 3 },
    }),
    standards: sealed('documents', 'How good it must be', {
      longest: 1000,
      asked: { hint: 'What the information has to be for it to be used, such as how recent.', rows: 3 },
    }),
    rights: sealed('documents', 'People’s rights', {
      longest: 1000,
      asked: { hint: 'Who answers when somebody asks for a copy, a correction or a deletion.', rows: 3 },
    }),
    security: sealed('documents', 'How it is kept safe', {
      longest: 1000,
      asked: { hint: 'On its way and with them, and whom we tell of a loss.', rows: 3 },
    }),
    signedForUs: sealed('documents', 'Signed for us by', {
      owner: 'third-party',
      needed: true,
      longest: 300,
      asked: { hint: 'Name, position, address and telephone number, as they were on the day.' },
    }),
    signedForThem: sealed('documents', 'Signed for them by', {
      owner: 'third-party',
      needed: true,
      longest: 300,
      asked: { hint: 'Name, position, organisation, address and telephone number, as they were on the day.' },
    }),
    signedOn: field('date', 'documents', 'Signed', {
      happened: true,
      asked: { question: 'When was it signed?', missing: 'Enter the day on which it was signed' },
    }),
    inForceFrom: field('date', 'documents', 'In force from', {
      asked: { question: 'From which day is it in force?', missing: 'Enter the first day on which it is in force' },
    }),
    until: field('date', 'documents', 'In force until', {
      notBefore: 'inForceFrom',
      asked: {
        question: 'Until which day is it in force?',
        hint: 'The last day. Sharing that rests on it stops on the next.',
        missing: 'Enter the last day on which it is in force',
      },
    }),
    reviewOn: field('date', 'documents', 'Review', {
      asked: { question: 'When is it due for review?', missing: 'Enter the day on which it is due for review' },
    }),
    endedOn: optional('date', 'documents', 'Ended early', {
      happened: true,
      empty: 'No',
      dates: ['case-closed'],
      asked: { question: 'If it has ended early: on which day?' },
    }),
  },
})

export const agreements = part(agreement, 'documents')
export const agreementHeads = plainPart(agreement, 'documents')

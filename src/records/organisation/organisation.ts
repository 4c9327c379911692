import { field, optional, sealed } from '#gate/field.ts'
import { part, plainPart } from '#gate/record-part.ts'
import { recordType } from '#gate/record-type.ts'
import { ties } from '#gate/ties/ties.ts'

/** The kinds of organisation that information can go to, in the words of the register. Persons are in no register. */
export const organisationKinds = {
  police: 'Police',
  court: 'Court or tribunal',
  'emergency-services': 'Emergency service',
  'health-care': 'Health service, such as a GP',
  'support-agency': 'Support service',
  'local-authority': 'Council: any other department',
  'council-tax': 'Council: council tax office',
  'housing-benefit-office': 'Council: housing benefit office',
  'government-department': 'Government department',
  regulator: 'Regulator',
  'housing-ombudsman': 'Housing Ombudsman',
  'health-and-safety-executive': 'Health and Safety Executive',
  'information-commissioner': 'Information Commissioner',
  'social-landlord': 'Social landlord',
  'private-landlord': 'Private landlord or letting agent',
  'utility-company': 'Utility company',
  'group-company': 'Company of our group',
  contractor: 'Contractor',
  'legal-agent': 'Legal adviser or other agent who acts for us',
  'service-agent': 'Firm that provides a service for us',
} as const

/** Where an organisation keeps what it gets, as far as the law on transfers asks. */
export const places = {
  uk: 'In the United Kingdom',
  adequate: 'In a country that UK regulations call adequate',
  'data-bridge': 'In the United States, certified under the UK Extension',
  other: 'Anywhere else',
} as const

/**
 * An organisation that information about people can go to. Whoever asks for something is rung back at the number that stands here, and never at
 * one that they gave. It is about nobody; what stands unsealed is what colleagues have to see before they share.
 */
export const organisation = recordType({
  name: 'organisation',
  title: { one: 'Organisation', many: 'Organisations' },
  tie: ties.alone,
  category: 'documents',
  usual: 'rights-requests',
  only: ['rights-requests'],
  notSearched: 'The register of organisations that we may share information with is about organisations, not about people.',
  keeps: true,
  matters: [],
  table: {
    indexes: { kind: '(kind) where ended_on is null' },
    constraints: { organisation_certified_where_it_is_abroad: "check (place <> 'uk' or covered_until is null)" },
  },
  counted: ['kind', 'registeredUntil', 'endedOn'],
  fields: {
    kind: field('text', 'documents', 'Kind', { oneOf: organisationKinds }),
    name: field('text', 'documents', 'Name', { plain: 'name', longest: 200, asked: { hint: 'The name that it is registered under.' } }),
    callBack: optional('text', 'documents', 'Number to ring back', {
      plain: 'name',
      longest: 40,
      empty: 'Nobody can be rung back',
      asked: {
        question: 'On which number do we ring them back?',
        hint: 'A switchboard or control room, from a source of our own: never from a message that asks for information.',
      },
    }),
    email: optional('text', 'documents', 'Safe e-mail address', { plain: 'name', longest: 200, empty: 'None' }),
    checkedOn: optional('date', 'documents', 'Contacts checked', {
      happened: true,
      empty: 'Never',
      asked: { question: 'When were these contacts last checked?' },
    }),
    contacts: sealed('documents', 'Whom to speak to', {
      owner: 'third-party',
      longest: 1000,
      asked: { hint: 'Names, positions and direct numbers, as far as we know them.', rows: 3 },
    }),
    registration: optional('text', 'documents', 'ICO registration number', { plain: 'code', empty: 'Not entered' }),
    registeredUntil: optional('date', 'documents', 'Registered until', {
      empty: 'Not entered',
      asked: { question: 'Until when is it registered?' },
    }),
    place: field('text', 'documents', 'Where it is', {
      oneOf: places,
      asked: { question: 'Where will it keep what it gets?', missing: 'Choose where it will keep what it gets' },
    }),
    /** The certificate, the transfer agreement, or the day on which the regulations were last looked at anew. */
    mechanism: sealed('documents', 'What covers the transfer', {
      asked: { hint: 'Only where it is abroad: the regulations, the certificate and what it covers, or the transfer agreement.' },
    }),
    coveredUntil: optional('date', 'documents', 'Transfer covered until', {
      empty: 'Not entered',
      asked: { hint: 'Only where it is abroad. For a certified company, the day of its next certificate.' },
    }),
    endedOn: optional('date', 'documents', 'No longer used since', {
      happened: true,
      empty: 'In use',
      dates: ['case-closed'],
      asked: { question: 'Since when do we no longer deal with it?' },
    }),
  },
})

export const organisations = part(organisation, 'documents')
export const organisationHeads = plainPart(organisation, 'documents')

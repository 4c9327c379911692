import { field, optional, sealed } from '#gate/field.ts'
import { media } from '#gate/media-fields.ts'
import { part } from '#gate/record-part.ts'
import { openItems, recordType } from '#gate/record-type.ts'
import { ties } from '#gate/ties/ties.ts'
import { ofMatters } from '../matters.ts'
import { organisationKinds } from '../organisation/organisation.ts'
import { waysToReach } from '../usual-words.ts'
import { officerView } from './officer-view.ts'
import { telling } from './telling.ts'

/** Everybody outside that something about a person can go to: organisations, and whoever acts for the person. */
export const recipientWords = { ...organisationKinds, representative: 'Somebody who acts for the person' } as const

/** Why something goes, as colleagues say it. Each makes other things true: that there is a request in writing, a law, a report of our own. */
export const occasions = {
  request: 'They asked in writing',
  order: 'A law or an order requires it',
  'own-report': 'We report a crime or harm ourselves',
  referral: 'We refer the person to them',
  task: 'They act or work for us',
  'our-question': 'We ask them for a reference',
} as const

/** Whether the person is told of a line of the ledger. */
export const isShown = { yes: 'Shown to the person', no: 'Hidden until somebody decides' } as const

/** How something goes. */
export const ways = {
  file: 'Encrypted file',
  paper: 'On paper',
  spoken: 'By telephone, to the number in our register',
  page: 'Fetched from a page',
} as const

/**
 * A line of the ledger: what about a person went to whom, why, on which basis, and how (R11, B1). It is written by the gate as the notice's decision
 * is made, and says what came of it. Its media is the encrypted file that leaves. Whoever asked is named as they were. A line that would defeat its own purpose stays hidden from the person until
 * somebody decides to show it.
 */
export const share = recordType({
  name: 'share',
  title: { one: 'Information shared', many: 'Information shared' },
  tie: ties.person.about,
  category: 'documents',
  usual: 'tenancy-management',
  writtenOnSharing: true,
  line: {
    says: [
      ...['told', 'recipient', 'why', 'question', 'occasion'],
      ...['asker', 'authoriser', 'reference', 'isVictim', 'bases', 'clauses', 'interest'],
      ...['preparedBy', 'view', 'viewWhy', 'viewBy', 'againstViewWhy'],
      ...['confirmedHow', 'way', 'leftAt', 'leftBy', 'receivedOn', 'cameBack', 'cameBackOn'],
      ...['outcomeWhy', 'showWhy', 'toldOn'],
    ],
  },
  toldWhen: { shown: 'yes' },
  keeps: true,
  hasTask: true,
  matters: [...ofMatters, 'financial-year-ended'],
  onRecord: { heading: 'Shared with others', position: 13 },
  table: {
    indexes: { person: '(person_id)', open: openItems, organisation: '(organisation_id)' },
    constraints: {
      share_is_decided_once: 'check ((outcome is null) = (closed_on is null))',
      share_that_left_says_when: "check (outcome <> 'left' or left_at is not null)",
    },
  },
  fields: {
    recipient: field('text', 'documents', 'Shared with', { oneOf: recipientWords }),
    organisationId: optional('uuid', 'documents', 'Organisation (id)', { owner: 'machine' }),
    /** Its name, and the number that it is rung back at, as the register had them. */
    organisation: sealed('documents', 'Organisation', { needed: true }),
    callBack: sealed('documents', 'Number to ring back', { owner: 'third-party' }),
    occasion: field('text', 'documents', 'Occasion', { oneOf: occasions }),
    asker: sealed('documents', 'Who asked', { owner: 'third-party', longest: 200 }),
    authoriser: sealed('documents', 'Who authorised it there', { owner: 'third-party', longest: 200 }),
    reference: sealed('documents', 'Law, order or case', { longest: 300 }),
    why: sealed('documents', 'Why it is needed', { owner: 'may-name-others', needed: true, longest: 2000 }),
    /** What we ask whoever gets it, where nobody asked us. */
    question: sealed('documents', 'What we ask', { owner: 'may-name-others', longest: 2000 }),
    isVictim: optional('text', 'documents', 'Victim', {
      oneOf: { yes: 'The person is the victim', no: 'The person is not the victim', 'not-known': 'Not known' },
    }),
    /** When their question came in: where the law has it answered within a time. */
    requestedOn: optional('date', 'documents', 'Their question came in', { happened: true, empty: 'Not asked' }),
    neededBy: optional('date', 'documents', 'Needed by', { empty: 'No day given' }),
    /** What leaves: kinds of information, and the items of each, as JSON. */
    what: sealed('documents', 'What is shared (ids)', { owner: 'machine', needed: true }),
    told: sealed('documents', 'What is shared', { needed: true }),
    /** Who or what is named in it and stays here, in words, and which whole texts: as JSON. */
    kept: sealed('documents', 'What stays here', { owner: 'machine' }),
    interest: optional('text', 'documents', 'Whose legitimate interest', {
      oneOf: { ours: 'Ours', customers: 'Our customers’', colleagues: 'Our colleagues’' },
      empty: 'It rests on none',
    }),
    bases: sealed('documents', 'Basis', { needed: true }),
    clauses: sealed('documents', 'Clauses of the notice'),
    agreementIds: sealed('documents', 'Under (ids)', { owner: 'machine' }),
    preparedBy: field('text', 'documents', 'Prepared by', { owner: 'third-party', plain: 'colleague' }),
    preparedById: field('text', 'documents', 'Prepared by (id)', { owner: 'machine', plain: 'code' }),
    /** The role in which it was prepared: whose task it is to answer. */
    preparedIn: optional('text', 'documents', 'Prepared in the role of', { owner: 'machine', plain: 'code' }),
    needsConsent: field('boolean', 'documents', 'Waits for the person’s agreement'),
    /** For a share that only the person can allow: their answer, and how they were asked. */
    consentAnswer: optional('text', 'documents', 'The person’s answer', {
      oneOf: { agreed: 'They agreed', 'agreed-for-them': 'They are under 18, and a parent or guardian agreed', refused: 'They said no' },
      empty: 'Not asked',
    }),
    consentOn: optional('date', 'documents', 'Answered', { happened: true, empty: 'Not answered' }),
    consentHow: sealed('documents', 'How they were asked', { words: waysToReach }),
    /** Of an adult at risk: what they want, and why it is shared all the same or without asking. */
    wishes: optional('text', 'documents', 'What the person wants', {
      oneOf: { agrees: 'They want it shared', against: 'They do not want it shared', 'not-asked': 'They could not be asked' },
    }),
    wishesWhy: sealed('documents', 'Why it is shared all the same', { owner: 'may-name-others', longest: 1000 }),
    ...officerView,
    victimTold: optional('text', 'documents', 'The victim’s written notice', {
      oneOf: { given: 'Given to them, or sent in a way that is safe', exempt: 'Not given' },
    }),
    victimToldWhy: sealed('documents', 'Why the victim was not told', { owner: 'may-name-others', longest: 1000 }),
    confirmedHow: sealed('documents', 'How we know who asked', { owner: 'third-party', longest: 300 }),
    way: optional('text', 'documents', 'How it went', { oneOf: ways }),
    leftAt: optional('instant', 'documents', 'Left', { happened: true }),
    leftBy: optional('text', 'documents', 'Released by', { owner: 'third-party', plain: 'colleague' }),
    digest: optional('text', 'documents', 'SHA-256 of what left', { owner: 'machine', plain: 'code' }),
    passphrase: sealed('documents', 'Passphrase', { owner: 'machine' }),
    availableUntil: optional('instant', 'documents', 'Can be fetched until', { owner: 'machine' }),
    receivedOn: optional('date', 'documents', 'Receipt', { happened: true, empty: 'Not confirmed' }),
    /** What whoever we asked answered, and when. */
    cameBack: sealed('documents', 'What came back', { owner: 'may-name-others', longest: 2000 }),
    cameBackOn: optional('date', 'documents', 'When it came back', { happened: true, empty: 'Nothing noted' }),
    outcome: optional('text', 'documents', 'Outcome', { oneOf: { left: 'Shared', stopped: 'Not shared', replaced: 'Prepared anew' } }),
    outcomeWhy: sealed('documents', 'Why it was not shared', { owner: 'may-name-others', longest: 1000 }),
    closedOn: optional('date', 'documents', 'Decided', { empty: 'Still open', happened: true, dates: ['case-closed'] }),
    shown: field('text', 'documents', 'Shown to the person', {
      owner: 'machine',
      oneOf: isShown,
    }),
    ...telling('documents'),
    ...media('documents'),
  },
})

export const shares = part(share, 'documents')

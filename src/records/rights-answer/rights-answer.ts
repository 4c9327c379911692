import { field, optional, sealed } from '#gate/field.ts'
import { media } from '#gate/media-fields.ts'
import { part } from '#gate/record-part.ts'
import { recordType } from '#gate/record-type.ts'
import { belongsToRequest } from '../rights-request/belongs-to-request.ts'
import { workingPaper } from '../rights-request/working-paper.ts'

/**
 * The answer to a request for a copy as it was made: exactly the bytes that leave, who checked them, by which way they went, and when they were fetched.
 * Its media is the encrypted archive.
 */
export const rightsAnswer = recordType({
  name: 'rights-answer',
  title: { one: 'Answer to a request', many: 'Answers to requests' },
  ...belongsToRequest,
  notSearched: workingPaper,
  table: { indexes: { of_request: '(rights_request_id)' } },
  fields: {
    rightsRequestId: field('uuid', 'documents', 'Request'),
    madeAt: field('instant', 'documents', 'Made', { happened: true }),
    madeBy: field('text', 'documents', 'Made by', { owner: 'third-party', plain: 'colleague' }),
    madeById: field('text', 'documents', 'Made by (id)', { owner: 'machine', plain: 'code' }),
    items: field('integer', 'documents', 'Items given', { least: 0 }),
    withheld: field('integer', 'documents', 'Items and passages left out', { least: 0 }),
    /** SHA-256 of the archive that leaves. */
    digest: field('text', 'documents', 'SHA-256 of what leaves', { owner: 'machine', plain: 'code' }),
    /** How much of each kind is in it, and how many files and pages (src/duties/rights/answer/contents.ts). No words of anybody. */
    contents: sealed('documents', 'What is in it', { owner: 'machine' }),
    /** Tells whether anything was decided otherwise since (src/duties/rights/answer/decisions.ts). */
    decisions: sealed('documents', 'Version of the decisions in it', { owner: 'machine' }),
    /** What each text that was read shows and hides (src/duties/rights/answer/manifest.ts): places in it, and no words. */
    manifest: sealed('documents', 'What its texts show and hide', { owner: 'machine' }),
    passphrase: sealed('documents', 'Passphrase', { owner: 'machine' }),
    checked: optional('text', 'documents', 'Check of every byte', { oneOf: { clean: 'Nothing withheld is in it', stopped: 'Stopped' } }),
    /** Where a withheld string stands, or what could not be read: by file and page, never the string. */
    stoppedAt: sealed('documents', 'Where the check stopped it', { owner: 'machine' }),
    releasedBy: optional('text', 'documents', 'Released by', { owner: 'third-party', plain: 'colleague' }),
    releasedAt: optional('instant', 'documents', 'Released', { happened: true }),
    /** Where a copy of somebody else of the same home or matter shows or hides otherwise. Only whoever answers requests reads this. */
    besideWhy: sealed('documents', 'Why it goes beside the copy of somebody else', {
      owner: 'may-name-others',
      asked: {
        question: 'If it may go as it is, say why',
        hint: 'For example: the other person agreed that this one may know.',
        most: 1000,
        rows: 3,
      },
    }),
    wentBy: optional('text', 'documents', 'How it went', {
      oneOf: {
        'e-mail': 'Encrypted, by e-mail',
        page: 'Encrypted, fetched from a page on our site',
        post: 'On paper, by post',
        'in-person': 'Handed over in person',
      },
    }),
    wentAt: optional('instant', 'documents', 'Went', { happened: true }),
    sentBy: optional('text', 'documents', 'Sent by', { owner: 'third-party', plain: 'colleague' }),
    /** The contact detail that it went to; empty where it was handed over, or went to where they asked from. */
    wentTo: optional('uuid', 'documents', 'Went to', { owner: 'machine' }),
    availableUntil: optional('instant', 'documents', 'Can be fetched until', { owner: 'machine' }),
    fetchedAt: optional('instant', 'documents', 'Fetched', { happened: true }),
    fetchedBy: optional('text', 'documents', 'Fetched by', { owner: 'third-party', plain: 'colleague' }),
    closedOn: optional('date', 'documents', 'Request closed', { empty: 'Still open', happened: true, dates: ['case-closed'] }),
    ...media('documents'),
  },
})

export const rightsAnswers = part(rightsAnswer, 'documents')

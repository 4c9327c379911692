import { field, optional, sealed } from '#gate/field.ts'
import { media } from '#gate/media-fields.ts'
import { part } from '#gate/record-part.ts'
import { recordType } from '#gate/record-type.ts'
import { ties } from '#gate/ties/ties.ts'
import { ofMatters } from '../matters.ts'

/**
 * A document that the people who run a system outside sent for a request: its words, which are read like any other text of the copy, and the file as
 * its media. Searching by person finds it, so that it is in the copy.
 */
export const rightsFind = recordType({
  name: 'rights-find',
  title: { one: 'Document from another system', many: 'Documents from other systems' },
  tie: ties.request.about,
  category: 'documents',
  usual: 'rights-requests',
  only: ['rights-requests'],
  // What was sent for the wrong person is removed at once.
  erasable: true,
  keeps: true,
  matters: ofMatters,
  table: { indexes: { of_request: '(rights_request_id)' } },
  fields: {
    rightsRequestId: field('uuid', 'documents', 'Request'),
    /** The system that it came from, as in the places searched. */
    place: field('text', 'documents', 'System', { owner: 'machine', plain: 'code' }),
    called: sealed('documents', 'What it is', {
      owner: 'may-name-others',
      needed: true,
      asked: {
        question: 'What is it?',
        hint: 'So that it is found again, such as: e-mail of 3 May 2026 about the kitchen.',
        missing: 'Enter what it is',
        most: 200,
      },
    }),
    words: sealed('documents', 'What it says', { owner: 'may-name-others', needed: true }),
    addedOn: field('date', 'documents', 'Added', { happened: true }),
    addedBy: field('text', 'documents', 'Added by', { owner: 'third-party', plain: 'colleague' }),
    closedOn: optional('date', 'documents', 'Request closed', { empty: 'Still open', happened: true, dates: ['case-closed'] }),
    ...media('documents'),
  },
})

export const rightsFinds = part(rightsFind, 'documents')

import { field, optional, sealed } from '#gate/field.ts'
import { media } from '#gate/media-fields.ts'
import { part } from '#gate/record-part.ts'
import { recordType } from '#gate/record-type.ts'
import { belongsToRequest } from '../rights-request/belongs-to-request.ts'

/**
 * A text that was found for a request outside the person's own record: a document that the people who run a system outside sent, with the file as its
 * media, or a text that names them in the record of somebody around them. Searching by person finds it, so that it is read like any other text of the
 * copy, and in it.
 */
export const rightsFind = recordType({
  name: 'rights-find',
  title: { one: 'Text from another system or record', many: 'Texts from other systems and records' },
  ...belongsToRequest,
  // What was sent for the wrong person is removed at once.
  erasable: true,
  table: { indexes: { of_request: '(rights_request_id)' } },
  fields: {
    rightsRequestId: field('uuid', 'documents', 'Request'),
    /** The place searched that it came from. */
    place: field('text', 'documents', 'Came from', { owner: 'machine', plain: 'code' }),
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
    /** In whose record it stands, as what they are to the person, without their name; empty for what another system sent. */
    standsIn: sealed('documents', 'Where it stands', { owner: 'machine' }),
    addedOn: field('date', 'documents', 'Added', { happened: true }),
    addedBy: field('text', 'documents', 'Added by', { owner: 'third-party', plain: 'colleague' }),
    closedOn: optional('date', 'documents', 'Request closed', { empty: 'Still open', happened: true, dates: ['case-closed'] }),
    ...media('documents'),
  },
})

export const rightsFinds = part(rightsFind, 'documents')

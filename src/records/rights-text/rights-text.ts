import { field, optional, sealed } from '#gate/field.ts'
import { part } from '#gate/record-part.ts'
import { recordType } from '#gate/record-type.ts'
import { belongsToRequest } from '../rights-request/belongs-to-request.ts'
import { workingPaper } from '../rights-request/working-paper.ts'

/**
 * One text that a colleague reads before it goes into somebody’s copy: which item and field it stands in, the passages in it that were proposed and
 * what was decided about each, and who has read it. The text itself stays where it is, and is never altered.
 */
export const rightsText = recordType({
  name: 'rights-text',
  title: { one: 'Text read for a copy', many: 'Texts read for a copy' },
  ...belongsToRequest,
  notSearched: workingPaper,
  table: {
    indexes: { of_request: '(rights_request_id)' },
    constraints: { rights_text_once: 'unique (rights_request_id, item_id, field_name)' },
  },
  fields: {
    rightsRequestId: field('uuid', 'documents', 'Request'),
    /** The name of the record type, or of the table where the text is in none. */
    place: field('text', 'documents', 'Kind of record', { plain: 'code' }),
    itemId: field('uuid', 'documents', 'Item', { owner: 'machine' }),
    fieldName: field('text', 'documents', 'Field', { owner: 'machine', plain: 'code' }),
    /** A digest of the text as it was read, under the request’s key: a text that has changed since has to be read again. */
    digest: sealed('documents', 'Digest', { owner: 'machine' }),
    /** What was proposed and decided (src/duties/rights/review/reading.ts): places in the text, rules, grounds and reasons. */
    passages: sealed('documents', 'Passages', { owner: 'machine' }),
    proposed: field('integer', 'documents', 'Passages proposed', { least: 0 }),
    withheld: field('integer', 'documents', 'Passages left out', { least: 0 }),
    readBy: optional('text', 'documents', 'Read by', { owner: 'third-party', plain: 'colleague' }),
    readById: optional('text', 'documents', 'Read by (id)', { owner: 'machine', plain: 'code' }),
    readOn: optional('date', 'documents', 'Read', { empty: 'Not read yet', happened: true }),
    /** Where the landlord wants a second reader for what was decided: another colleague, who has read it as it was decided. */
    secondBy: optional('text', 'documents', 'Second reader', { owner: 'third-party', plain: 'colleague' }),
    secondOn: optional('date', 'documents', 'Read a second time', { happened: true }),
    closedOn: optional('date', 'documents', 'Request closed', { empty: 'Still open', happened: true, dates: ['case-closed'] }),
  },
})

export const rightsTexts = part(rightsText, 'documents')

import { field, optional, sealed } from '#gate/field.ts'
import { part } from '#gate/record-part.ts'
import { recordType } from '#gate/record-type.ts'
import { belongsToRequest } from '../rights-request/belongs-to-request.ts'
import { workingPaper } from '../rights-request/working-paper.ts'

/**
 * What one place answered that was searched for a request: a kind of record, the recordings, the evidence, or a system outside this one. Each is asked
 * one question, and gives one of a closed set of answers. Without an answer the request is not complete.
 *
 * No pack shows any of it: an item for each place would give away those whose very mention does harm. The person gets the certificate of the search
 * instead (src/duties/rights/search/certificate.ts).
 */
export const rightsSearch = recordType({
  name: 'rights-search',
  title: { one: 'Place searched', many: 'Places searched' },
  ...belongsToRequest,
  notSearched: workingPaper,
  hasTask: true,
  table: {
    indexes: { of_request: '(rights_request_id)' },
    constraints: { rights_search_once: 'unique (rights_request_id, place)' },
  },
  fields: {
    rightsRequestId: field('uuid', 'documents', 'Request'),
    /**
     * The name of a record type or of a table beside them, `recordings`, `footage` or `evidence`; the id of a system of the edition after `system:`; or
     * that of a look at the record, for which it is decided by itself whether the person is told, after `look:`.
     */
    place: field('text', 'documents', 'Place', { owner: 'machine', plain: 'code' }),
    askedOn: field('date', 'documents', 'Asked', { owner: 'machine', happened: true }),
    dueOn: optional('date', 'documents', 'Answer by', { owner: 'machine' }),
    answer: optional('text', 'documents', 'Answer', {
      owner: 'machine',
      empty: 'No answer yet',
      oneOf: {
        found: 'Found',
        'nothing-held': 'Looked, and nothing is held',
        'not-known': 'Knows nobody by what we gave',
        'could-not-look': 'Could not look',
        retained: 'Held, and not given, on a ground',
      },
    }),
    found: optional('integer', 'documents', 'Items found', { owner: 'machine', least: 0 }),
    answeredOn: optional('date', 'documents', 'Answered', { owner: 'machine', happened: true, notBefore: 'askedOn' }),
    answeredBy: optional('text', 'documents', 'Answered by', { owner: 'machine', plain: 'colleague' }),
    words: sealed('documents', 'What was looked through, or why not', { owner: 'machine', asked: { most: 2000, rows: 3 } }),
    /** Telling the person that it was searched would itself do the harm that it is withheld for. Their copy of the certificate leaves it out. */
    isSilent: optional('boolean', 'documents', 'Not told to the person', { owner: 'machine' }),
    /** The days on which somebody asked again, and who did (src/duties/rights/search/chases.ts). */
    chases: sealed('documents', 'Asked again', { owner: 'machine' }),
    withoutWhy: sealed('documents', 'Why the request goes on without it', {
      owner: 'machine',
      asked: {
        question: 'Why does the request go on without it?',
        hint: 'What was not searched, and why it would be out of proportion to wait or to search. The person reads this.',
        missing: 'Enter why the request goes on without it',
        most: 1000,
        rows: 3,
      },
    }),
    withoutBy: optional('text', 'documents', 'Decided by', { owner: 'machine', plain: 'colleague' }),
    withoutOn: optional('date', 'documents', 'Decided', { owner: 'machine', happened: true }),
    closedOn: optional('date', 'documents', 'Request closed', {
      owner: 'machine',
      empty: 'Still open',
      happened: true,
      dates: ['case-closed'],
    }),
  },
})

export const rightsSearches = part(rightsSearch, 'documents')

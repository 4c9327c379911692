import { field, optional, sealed } from '#gate/field.ts'
import { part } from '#gate/record-part.ts'
import { recordType } from '#gate/record-type.ts'
import { ties } from '#gate/ties/ties.ts'
import { ofMatters } from '../matters.ts'
import { workingPaper } from '../rights-request/working-paper.ts'

/**
 * What one place answered that was searched for a request: a kind of record, the recordings, the evidence, or a system outside this one. Each is asked
 * one question, and gives one of a closed set of answers. Without an answer the request is not complete.
 */
export const rightsSearch = recordType({
  name: 'rights-search',
  title: { one: 'Place searched', many: 'Places searched' },
  tie: ties.request.about,
  category: 'documents',
  usual: 'rights-requests',
  only: ['rights-requests'],
  keeps: true,
  notSearched: workingPaper,
  matters: ofMatters,
  hasTask: true,
  table: {
    indexes: { of_request: '(rights_request_id)' },
    constraints: { rights_search_once: 'unique (rights_request_id, place)' },
  },
  fields: {
    rightsRequestId: field('uuid', 'documents', 'Request'),
    /** A record type’s name, `recordings`, `evidence`, or the id of a system of the edition after `system:`. */
    place: field('text', 'documents', 'Place', { plain: 'code' }),
    askedOn: field('date', 'documents', 'Asked', { happened: true }),
    dueOn: optional('date', 'documents', 'Answer by'),
    answer: optional('text', 'documents', 'Answer', {
      empty: 'No answer yet',
      oneOf: {
        found: 'Found',
        'nothing-held': 'Looked, and nothing is held',
        'not-known': 'Knows nobody by what we gave',
        'could-not-look': 'Could not look',
        retained: 'Held, and not given, on a ground',
      },
    }),
    found: optional('integer', 'documents', 'Items found', { least: 0 }),
    answeredOn: optional('date', 'documents', 'Answered', { happened: true, notBefore: 'askedOn' }),
    answeredBy: optional('text', 'documents', 'Answered by', { owner: 'third-party', plain: 'colleague' }),
    words: sealed('documents', 'What was looked through, or why not', { owner: 'may-name-others', asked: { most: 2000, rows: 3 } }),
    closedOn: optional('date', 'documents', 'Request closed', { empty: 'Still open', happened: true, dates: ['case-closed'] }),
  },
})

export const rightsSearches = part(rightsSearch, 'documents')

import { field, optional } from '#gate/field.ts'
import { part } from '#gate/record-part.ts'
import { recordType } from '#gate/record-type.ts'
import { belongsToRequest } from '../rights-request/belongs-to-request.ts'
import { workingPaper } from '../rights-request/working-paper.ts'

/** Footage that a request names: one camera, and a time. What that camera filmed then is kept while the request is open (CV5). */
export const rightsFootage = recordType({
  name: 'rights-footage',
  title: { one: 'Footage that a request names', many: 'Footage that requests name' },
  ...belongsToRequest,
  erasable: true,
  notSearched: workingPaper,
  table: { indexes: { of_request: '(rights_request_id)' } },
  fields: {
    rightsRequestId: field('uuid', 'documents', 'Request'),
    cameraId: field('uuid', 'documents', 'Camera'),
    startsAt: field('instant', 'documents', 'From', { happened: true }),
    endsAt: field('instant', 'documents', 'To', { happened: true, notBefore: 'startsAt' }),
    closedOn: optional('date', 'documents', 'Request closed', { empty: 'Still open', happened: true, dates: ['case-closed'] }),
  },
})

export const rightsFootages = part(rightsFootage, 'documents')

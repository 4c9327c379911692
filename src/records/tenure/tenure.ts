import { field, optional } from '#gate/field.ts'
import { part } from '#gate/record-part.ts'
import { fewDated, recordType } from '#gate/record-type.ts'
import { ties } from '#gate/ties/ties.ts'
import { ofMatters } from '../matters.ts'

/** A tenancy, lease, licence or shared ownership of a home, held by those responsible for it. */
export const tenure = recordType({
  name: 'tenure',
  title: { one: 'Tenure', many: 'Tenures' },
  tie: ties.tenure.itself,
  category: 'tenure',
  usual: 'tenancy-management',
  matters: ofMatters,
  onRecord: { heading: 'Tenancy or lease', position: 3 },
  table: {
    indexes: {
      due: fewDated,
      ended: '(ended_on)',
      payment_reference: '(lower(payment_reference))',
    },
    constraints: { ends_after_start: 'check (ended_on >= started_on)' },
  },
  counted: ['endedOn'],
  fields: {
    assetId: optional('uuid', 'tenure', 'Home'),
    tenureType: field('text', 'tenure', 'Kind', { plain: 'code', words: 'as-stored' }),
    paymentReference: optional('text', 'tenure', 'Payment reference', { plain: 'code' }),
    startedOn: optional('date', 'tenure', 'Started'),
    endedOn: optional('date', 'tenure', 'Ended', { empty: 'Not ended', notBefore: 'startedOn' }),
  },
})

export const tenures = part(tenure, 'tenure')

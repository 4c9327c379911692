import { field, optional } from '#gate/field.ts'
import { part } from '#gate/record-part.ts'
import { fewDated, recordType } from '#gate/record-type.ts'
import { ties } from '#gate/ties/ties.ts'

/**
 * The rent account of a tenure. Its entries are a type of their own, since each has its own retention period (Limitation Act 1980 s.19).
 */
export const rentAccount = recordType({
  name: 'rent-account',
  title: { one: 'Rent account', many: 'Rent accounts' },
  tie: ties.tenure.about,
  category: 'rent-account',
  usual: 'rent-collection',
  matters: ['case-closed', 'arrangement-ended'],
  onRecord: { heading: 'Rent account', position: 11 },
  table: {
    indexes: { due: fewDated },
  },
  fields: {
    reference: field('text', 'rent-account', 'Reference', { plain: 'code' }),
    openedOn: optional('date', 'rent-account', 'Opened'),
    closedOn: optional('date', 'rent-account', 'Closed', {
      empty: 'Still open',
      happened: true,
      notBefore: 'openedOn',
      dates: ['financial-year-ended'],
    }),
  },
})

export const rentAccounts = part(rentAccount, 'rent-account')

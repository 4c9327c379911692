import { field, sealed } from '#gate/field.ts'
import { part } from '#gate/record-part.ts'
import { openItems, recordType } from '#gate/record-type.ts'
import { ties } from '#gate/ties/ties.ts'

/** A charge or a payment, in pence. A payment is negative, so that the balance is the sum. */
export const rentEntry = recordType({
  name: 'rent-entry',
  title: { one: 'Rent account entry', many: 'Rent account entries' },
  tie: ties.tenure.about,
  category: 'rent-account',
  usual: 'rent-collection',
  matters: ['case-closed', 'arrangement-ended'],
  onRecord: { heading: 'Rent charges and payments', position: 12, newestFirst: 'postedOn' },
  table: {
    indexes: { tenure: '(tenure_id, posted_on)', open: openItems },
  },
  fields: {
    rentAccountId: field('uuid', 'rent-account', 'Account'),
    postedOn: field('date', 'rent-account', 'Date', { happened: true, dates: ['financial-year-ended'] }),
    kind: field('text', 'rent-account', 'Kind', { owner: 'may-name-others', plain: 'code', words: 'as-stored' }),
    pence: field('pence', 'rent-account', 'Amount'),
    words: sealed('rent-account', 'Description', { owner: 'may-name-others' }),
  },
})

export const rentEntries = part(rentEntry, 'rent-account')

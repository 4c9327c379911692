import { field, sealed } from '#gate/field.ts'
import { part, plainPart } from '#gate/record-part.ts'
import { recordType } from '#gate/record-type.ts'
import { ties } from '#gate/ties/ties.ts'

/**
 * Somebody who is told when the notice changes (N4): the e-mail address that they gave for that alone, and confirmed. It is tied to nobody,
 * and deleted as soon as they stop. What is hashed finds an address that is given again.
 */
export const noticeReader = recordType({
  name: 'notice-reader',
  title: { one: 'Reader told of changes', many: 'Readers told of changes' },
  tie: ties.alone,
  category: 'contact-details',
  notSearched:
    'An address that was given to be told of changes to our notice is linked to no record. It is found by the address itself: ask the data protection team.',
  usual: 'notice-changes',
  usualSource: 'website',
  only: ['notice-changes', 'rights-requests'],
  ownChoice: true,
  erasable: true,
  matters: [],
  table: { constraints: { notice_reader_address_hash_key: 'unique (address_hash)' } },
  fields: {
    address: sealed('contact-details', { colleague: 'E-mail address', customer: 'Your e-mail address' }, { needed: true, longest: 254 }),
    confirmedAt: field('instant', 'contact-details', 'Confirmed', { happened: true }),
    addressHash: field('text', 'contact-details', 'Hash of the address', { plain: 'code', owner: 'machine' }),
  },
})

export const noticeReaders = part(noticeReader, 'contact-details')
/** Nothing is unsealed for this. */
export const noticeReaderHeads = plainPart(noticeReader, 'contact-details')

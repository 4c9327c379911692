import { field, optional } from '#gate/field.ts'
import { part } from '#gate/record-part.ts'
import { recordType } from '#gate/record-type.ts'
import { ties } from '#gate/ties/ties.ts'
import { ofPeople } from '../matters.ts'
import { waysToReach } from '../usual-words.ts'

/** One way to reach a person: a telephone number, an e-mail address or a postal address. */
export const contactDetail = recordType({
  name: 'contact-detail',
  title: { one: 'Contact detail', many: 'Contact details' },
  tie: ties.person.about,
  category: 'contact-details',
  erasable: true,
  usual: 'tenancy-management',
  matters: ofPeople,
  onRecord: { position: 2 },
  table: {
    indexes: {
      numbers: 'using gin (telephone_numbers(value))',
      value: "(regexp_replace(lower(value), '[^a-z0-9@.]', '', 'g'))",
    },
  },
  fields: {
    contactType: field('text', 'contact-details', 'Kind', { owner: 'may-name-others', plain: 'code', words: waysToReach }),
    subType: optional('text', 'contact-details', 'Use', { owner: 'may-name-others', plain: 'code', words: 'as-stored' }),
    value: field('text', 'contact-details', 'Value', { plain: 'name', saidToBe: ['contactType', 'subType'] }),
    validUntil: optional('date', 'contact-details', 'Valid until', { empty: 'No end date', dates: ['replaced'] }),
  },
})

export const contactDetails = part(contactDetail, 'contact-details')

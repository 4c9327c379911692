import { field, optional, sealed } from '#gate/field.ts'
import { part } from '#gate/record-part.ts'
import { openItems, recordType } from '#gate/record-type.ts'
import { ties } from '#gate/ties/ties.ts'
import { ofMatters } from '../matters.ts'
import { directions, waysToReach } from '../usual-words.ts'

/** One contact between a person and the landlord (D10): a call, an e-mail, a visit. What was said is sealed. */
export const contactLog = recordType({
  name: 'contact-log',
  title: { one: 'Contact', many: 'Contacts' },
  tie: ties.person.about,
  category: 'contact-log',
  erasable: true,
  usual: 'contact-handling',
  matters: ofMatters,
  onRecord: {
    heading: 'Contacts with us',
    position: 6,
    timeline: { title: 'topic', meta: ['channel', 'takenBy'], body: 'summary' },
  },
  table: {
    indexes: { person: '(person_id, happened_at)', open: openItems },
  },
  fields: {
    happenedAt: field('instant', 'contact-log', 'When', { happened: true, dates: ['contact', 'last-contact'] }),
    channel: field('text', 'contact-log', 'How', { owner: 'may-name-others', plain: 'code', words: waysToReach }),
    direction: field('text', 'contact-log', 'Direction', { owner: 'may-name-others', plain: 'code', words: directions }),
    topic: sealed('contact-log', 'About', { owner: 'may-name-others', needed: true }),
    summary: sealed('contact-log', 'What was said', { owner: 'own-words' }),
    takenBy: optional('text', 'contact-log', 'Taken by', { owner: 'third-party', plain: 'colleague' }),
  },
})

export const contacts = part(contactLog, 'contact-log')

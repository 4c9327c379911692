import { field, optional, part, recordType, sealed } from '#gate/record-type.ts'

/** One contact between a person and the landlord (D10): a call, an e-mail, a visit. What was said is sealed. */
export const contactLog = recordType({
  name: 'contact-log',
  title: { one: 'Contact', many: 'Contacts' },
  subject: 'own',
  category: 'contact-log',
  erasable: true,
  fields: {
    happenedAt: field('instant', 'contact-log', 'When', { happened: true }),
    channel: field('text', 'contact-log', 'How', { plain: 'code' }),
    direction: field('text', 'contact-log', 'Direction', { plain: 'code' }),
    topic: sealed('contact-log', 'About', { needed: true }),
    summary: sealed('contact-log', 'What was said'),
    takenBy: optional('text', 'contact-log', 'Taken by', { owner: 'third-party', plain: 'colleague' }),
  },
})

export const contacts = part(contactLog, 'contact-log')

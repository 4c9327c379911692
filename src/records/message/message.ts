import { field, optional, sealed } from '#gate/field.ts'
import { part, plainPart } from '#gate/record-part.ts'
import { recordType } from '#gate/record-type.ts'
import { ties } from '#gate/ties/ties.ts'
import { ofMatters } from '../matters.ts'

/** What somebody wrote to us on the public site: a concern or a request (N6), or which words of the notice are unclear (N5). */
export const message = recordType({
  name: 'message',
  title: { one: 'Message', many: 'Messages' },
  tie: ties.alone,
  category: 'documents',
  notSearched:
    'What was sent in on the public site came without a person: it is tied to no record, so it cannot be searched by person; its reference finds it.',
  usual: 'rights-requests',
  matters: [...ofMatters, 'financial-year-ended'],
  table: {
    // In the order of the work list.
    indexes: { open: '(activity, collected_at, id) where clock_from is null' },
    constraints: { message_reference_key: 'unique (reference)' },
  },
  counted: ['closedOn'],
  fields: {
    kind: field('text', 'documents', 'Kind', { oneOf: { concern: 'Concern or request', feedback: 'Unclear wording' } }),
    reference: field('text', 'documents', 'Reference', { plain: 'code' }),
    sentAt: field('instant', 'documents', 'Sent', { happened: true }),
    /** An article, layer or page of the notice. */
    about: optional('text', 'documents', 'About', { plain: 'code' }),
    noticeEdition: optional('text', 'documents', 'Edition of the notice', { plain: 'code' }),
    answerBy: optional('date', 'documents', 'Acknowledge by'),
    words: sealed('documents', 'What they wrote', { owner: 'own-words' }),
    outcome: sealed('documents', 'Outcome', {
      owner: 'may-name-others',
      asked: {
        question: 'What was the outcome?',
        hint: 'If they are waiting to hear from you, reply first, using the contact details they gave. Only colleagues see what you write here.',
        most: 2000,
        rows: 4,
      },
    }),
    closedOn: optional('date', 'documents', 'Closed', { empty: 'Still open', happened: true, dates: ['case-closed'] }),
    name: sealed('personal-details', 'Name'),
    contact: sealed('contact-details', 'How to reach them'),
  },
})

export const messages = part(message, 'documents')
/** What lists show: when it was sent, its kind and what it is about. Nothing is unsealed for this. */
export const messageHeads = plainPart(message, 'documents')
export const messageNames = part(message, 'personal-details')
export const messageContacts = part(message, 'contact-details')

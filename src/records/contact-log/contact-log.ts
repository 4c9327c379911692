import { field, optional, sealed } from '#gate/field.ts'
import { part } from '#gate/record-part.ts'
import { openItems, recordType } from '#gate/record-type.ts'
import { ties } from '#gate/ties/ties.ts'
import { ofMatters } from '../matters.ts'
import { directions, waysToReach } from '../usual-words.ts'

/**
 * One contact between a person and the landlord (D10): a call, an e-mail, a visit. A colleague's note, and what is added to either later,
 * are items too. What was said is sealed.
 */
export const contactLog = recordType({
  name: 'contact-log',
  title: { one: 'Contact', many: 'Contacts' },
  tie: ties.person.about,
  category: 'contact-log',
  erasable: true,
  hasTask: true,
  usual: 'contact-handling',
  matters: ofMatters,
  onRecord: { heading: 'Contacts with us', position: 6 },
  table: {
    indexes: { person: '(person_id, happened_at)', open: openItems, recording: '(recording_id) where recording_id is not null' },
  },
  fields: {
    kind: optional('text', 'contact-log', 'Kind', { oneOf: { contact: 'Contact', note: 'Colleague’s note' }, empty: 'Contact' }),
    happenedAt: field('instant', 'contact-log', 'When', { happened: true, dates: ['contact', 'last-contact'] }),
    /** A colleague's note has neither. */
    channel: optional('text', 'contact-log', 'How', { owner: 'may-name-others', plain: 'code', words: waysToReach }),
    direction: optional('text', 'contact-log', 'Direction', { owner: 'may-name-others', plain: 'code', words: directions }),
    /** Whether whoever was in contact had shown who they were (SE2); empty where nobody had to. */
    identity: optional('text', 'contact-log', 'Identity check', { oneOf: { checked: 'Passed', 'not-checked': 'Not done' } }),
    topic: sealed('contact-log', 'About', { owner: 'may-name-others', needed: true }),
    summary: sealed('contact-log', 'What was said', { owner: 'own-words' }),
    promised: sealed('contact-log', 'What we promised', { owner: 'may-name-others' }),
    promisedBy: optional('date', 'contact-log', 'Promised for'),
    takenBy: optional('text', 'contact-log', 'Taken by', { owner: 'third-party', plain: 'colleague' }),
    authorId: optional('text', 'contact-log', 'Author', { owner: 'machine', plain: 'colleague' }),
    callReference: optional('text', 'contact-log', 'Call reference', { plain: 'code' }),
    /** The recording of the same call. It may come later or be deleted earlier. */
    recordingId: optional('uuid', 'contact-log', 'Recording', { owner: 'machine' }),
    /** The item that this one adds to. */
    addsTo: optional('uuid', 'contact-log', 'Adds to', { owner: 'machine' }),
  },
})

export const contacts = part(contactLog, 'contact-log')

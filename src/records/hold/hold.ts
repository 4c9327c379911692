import { field, optional, sealed } from '#gate/field.ts'
import { part, plainPart } from '#gate/record-part.ts'
import { openItems, recordType } from '#gate/record-type.ts'
import { ties } from '#gate/ties/ties.ts'
import { ofMatters } from '../matters.ts'

/** Reasons to keep something past its date, as they are stored and shown. An import may bring others, but none for recorded calls (TC4). */
export const holdReasons = {
  incident: 'An incident that it may show',
  'police-request': 'The police asked for it, or are about to',
  'abusive-call': 'An abusive call',
  complaint: 'A complaint was raised, or is likely',
  'legal-claim': 'A legal claim was made, or is likely',
  'access-request': 'Somebody asked for a copy of it',
} as const

/**
 * A reason to keep something past its date: a complaint, a legal claim, an abusive call (TC4). It covers one item, one record type of the
 * person's, or everything about the person. While it is in force, the sweep leaves these alone.
 */
export const hold = recordType({
  name: 'hold',
  title: { one: 'Hold', many: 'Holds' },
  tie: ties.person.about,
  category: 'documents',
  keeps: true,
  usual: 'tenancy-management',
  matters: [...ofMatters, 'financial-year-ended'],
  onRecord: { position: 10 },
  table: {
    indexes: {
      person: '(person_id) where lifted_on is null',
      // Lifted holds too: for the person's own copy, and for the check that nothing refers to a person who is deleted.
      of_person: '(person_id)',
      open: openItems,
    },
    constraints: {
      // Footage may have to be kept though nobody on it is known. Then the hold is on the camera.
      hold_person_id_fkey: null,
      one_item_is_of_one_kind: 'check (item_id is null or record_type is not null)',
    },
  },
  hasTask: true,
  counted: ['reviewOn', 'liftedOn'],
  fields: {
    recordType: optional(
      'text',
      'documents',
      { colleague: 'Covers', customer: 'Covers the kind of record' },
      { empty: 'Everything held about them', oneOf: 'held-types' },
    ),
    itemId: optional('uuid', 'documents', 'Covers one item', { itemOf: 'recordType' }),
    reason: sealed('documents', 'Why', { owner: 'may-name-others', needed: true, words: holdReasons }),
    details: sealed('documents', 'Details', { owner: 'may-name-others' }),
    placedBy: field('text', 'documents', 'Placed by', { owner: 'third-party', plain: 'colleague' }),
    placedOn: field('date', 'documents', 'Placed', { happened: true }),
    reviewOn: field('date', 'documents', 'Next review'),
    /** The role in which somebody placed it; a senior manager's if that is not known. */
    reviewBy: optional('text', 'documents', 'Reviewed by', { owner: 'machine', plain: 'code' }),
    decidedBy: optional('text', 'documents', 'Last decided by', { owner: 'third-party', plain: 'colleague' }),
    liftedOn: optional('date', 'documents', 'Lifted', {
      empty: 'No, still in force',
      happened: true,
      notBefore: 'placedOn',
      dates: ['hold-lifted', 'case-closed'],
    }),
  },
})

export const holds = part(hold, 'documents')
/** What the retention board lists: what is covered, since when and until which review. The reason is read where the hold is opened. */
export const holdHeads = plainPart(hold, 'documents')

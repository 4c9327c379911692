import { field, optional, sealed } from '#gate/field.ts'
import { media } from '#gate/media-fields.ts'
import { part } from '#gate/record-part.ts'
import { recordType } from '#gate/record-type.ts'
import { ties } from '#gate/ties/ties.ts'
import { ofMatters } from '../matters.ts'

/** Each kind of picture has its own rule about who must agree before it is shown (PH1, PH3). */
const kinds = { home: 'A home, with nobody in the picture', group: 'A group at an event', people: 'One or a few people' } as const
export type PictureKind = keyof typeof kinds

/**
 * A picture of homes or people (D8, PH1) in the form in which it may be shown: the place and device in its file were removed before it was
 * stored. It has a key of its own. Who is on it is stored as a type of its own.
 */
export const picture = recordType({
  name: 'picture',
  title: { one: 'Picture', many: 'Pictures' },
  tie: ties.picture.itself,
  category: 'photographs',
  usual: 'community-events',
  matters: ofMatters,
  table: {
    // In the order of the work list.
    indexes: { open: '(activity, collected_at, id) where clock_from is null' },
  },
  hasTask: true,
  fields: {
    kind: field('text', 'photographs', 'Kind', { oneOf: kinds }),
    /** In words that name nobody. */
    shows: sealed('photographs', 'What it shows', { owner: 'may-name-others', needed: true }),
    takenOn: field('date', 'photographs', 'Taken', { happened: true }),
    event: sealed('photographs', 'Event', { owner: 'may-name-others' }),
    /** What was removed from its file: `place`, `device`, `time`. */
    removed: optional('text', 'photographs', 'Metadata removed', { empty: 'None', plain: 'code' }),
    stoppedOn: optional('date', 'photographs', 'Somebody objected', { happened: true }),
    /** `unknown`: on our own page, where people need not say who they are; a colleague looks at it again. */
    stoppedBy: optional('text', 'photographs', 'Who objected', {
      oneOf: { known: 'Somebody we know', unknown: 'An unknown visitor to our website' },
    }),
    /** In words that name nobody. */
    shownAgainBecause: sealed('photographs', 'Why it is shown again', { owner: 'may-name-others' }),
    ...media('photographs'),
  },
})

export const pictures = part(picture, 'photographs')

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
    kind: field('text', 'photographs', 'Kind', {
      oneOf: kinds,
      // Each kind with its rule, as a colleague has to know it before choosing.
      asked: {
        question: 'What kind of picture is it?',
        missing: 'Choose what kind of picture it is',
        hints: {
          group: 'Nobody is named without their permission. Anybody in it can have it taken down.',
          people: 'It is shown only once somebody in it has given permission.',
          home: 'No people can be linked to it.',
        },
      },
    }),
    /** In words that name nobody. */
    shows: sealed('photographs', 'What it shows', {
      owner: 'may-name-others',
      needed: true,
      asked: {
        question: 'What does it show?',
        hint: 'Shown as the caption and read aloud by screen readers. Do not name anybody.',
        missing: 'Enter what it shows',
        most: 200,
      },
    }),
    takenOn: field('date', 'photographs', 'Taken', {
      happened: true,
      asked: { question: 'When was it taken?', hint: 'For example, 31 3 2026', missing: 'Enter the date it was taken, such as 31 3 2026' },
    }),
    event: sealed('photographs', 'Event', { owner: 'may-name-others', asked: { most: 200 } }),
    /** What was removed from its file: `place`, `device`, `time`. */
    removed: optional('text', 'photographs', 'Metadata removed', { empty: 'None', plain: 'code' }),
    stoppedOn: optional('date', 'photographs', 'Somebody objected', { happened: true }),
    /** `unknown`: on our own page, where people need not say who they are; a colleague looks at it again. */
    stoppedBy: optional('text', 'photographs', 'Who objected', {
      oneOf: { known: 'Somebody we know', unknown: 'An unknown visitor to our website' },
    }),
    /** In words that name nobody. */
    shownAgainBecause: sealed('photographs', 'Why it is shown again', {
      owner: 'may-name-others',
      asked: {
        question: 'If it should be shown again, say why',
        hint: 'For example: someone pressed the button for every picture within a minute, and the people in this one were asked. Do not name anybody.',
        most: 200,
        rows: 3,
      },
    }),
    ...media('photographs'),
  },
})

export const pictures = part(picture, 'photographs')

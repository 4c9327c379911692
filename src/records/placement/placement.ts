import { field, optional, sealed } from '#gate/field.ts'
import { part } from '#gate/record-part.ts'
import { recordType } from '#gate/record-type.ts'
import { ties } from '#gate/ties/ties.ts'
import { ofMatters } from '../matters.ts'

const media = { newsletter: 'Newsletter', website: 'Website', 'social-media': 'Social media', print: 'Print' } as const
export type Medium = keyof typeof media

/** Where and from when until when a picture is shown (PH1), and how that ended: taken down, over, or in print and past. */
export const placement = recordType({
  name: 'placement',
  title: { one: 'Place where a picture is shown', many: 'Places where pictures are shown' },
  tie: ties.picture.about,
  category: 'photographs',
  usual: 'community-events',
  matters: ofMatters,
  table: {
    constraints: { ended_in_some_way: 'check (ended_how is null or ended_on is not null)' },
  },
  hasTask: true,
  counted: ['endedOn', 'endedHow'],
  fields: {
    pictureId: field('uuid', 'photographs', 'Picture'),
    medium: field('text', 'photographs', 'Shown in', {
      oneOf: media,
      asked: { question: 'Where is it shown?', missing: 'Choose where it is shown' },
    }),
    /** Whether it is shown on our own pages, or somewhere that others have to be asked to change. */
    ours: field('boolean', 'photographs', 'Our own'),
    place: sealed('photographs', 'Where', {
      owner: 'may-name-others',
      needed: true,
      asked: { question: 'Which page, issue or account?', missing: 'Enter the page, issue or account', most: 200 },
    }),
    shownFrom: field('date', 'photographs', 'From', {
      asked: { question: 'From when?', missing: 'Enter the date it is shown from, such as 31 3 2026' },
    }),
    shownUntil: optional('date', 'photographs', 'Until', {
      notBefore: 'shownFrom',
      asked: { question: 'End date', early: 'Enter a date that is not before the first, or leave it empty' },
    }),
    endedOn: optional('date', 'photographs', 'Ended', { empty: 'Not ended' }),
    endedHow: optional('text', 'photographs', 'How it ended', {
      oneOf: { 'taken-down': 'Taken down', over: 'Its end date passed', past: 'Already in print: cannot be recalled' },
    }),
    /** The day from which the time to take it down counts. */
    askedOn: optional('date', 'photographs', 'Take-down requested'),
  },
})

export const placements = part(placement, 'photographs')

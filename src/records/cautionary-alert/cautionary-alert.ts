import { field, optional, sealed, staysHere } from '#gate/field.ts'
import { part } from '#gate/record-part.ts'
import { openItems, recordType } from '#gate/record-type.ts'
import { ties } from '#gate/ties/ties.ts'
import { ofMatters } from '../matters.ts'

/** What keeps people safe on a visit. A code says what to do, and nothing of what somebody did. */
export const alertCodes = {
  'visit-in-pairs': 'Visit in pairs',
  'by-appointment': 'Visit by appointment only',
  'meet-at-an-office': 'Meet at an office',
  'dog-shut-away': 'Ask first for a dog to be shut away',
  'ask-before-visiting': 'Ask whoever set this before you visit',
} as const

/**
 * A safety alert about a person: a code, since when, and until which review (U9). Its words stay here: what happened, what the person answered and why
 * they were not told. Somebody outside, and a colleague to whom the notice opens the code alone, learns the code and the two days.
 */
export const cautionaryAlert = recordType({
  name: 'cautionary-alert',
  title: { one: 'Safety alert', many: 'Safety alerts' },
  tie: ties.person.about,
  category: 'cautionary-alerts',
  erasable: true,
  hasTask: true,
  leavesUntil: 'endedOn',
  reviewedBy: 'reviewBy',
  usual: 'tenancy-management',
  nobodyElses: 'a word of one would tell that there is a warning about somebody else',
  matters: ofMatters,
  onRecord: { position: 2 },
  table: { indexes: { open: openItems } },
  fields: {
    code: field('text', 'cautionary-alerts', 'Alert', { oneOf: alertCodes }),
    since: field('date', 'cautionary-alerts', 'Since', { happened: true }),
    reviewBy: field('date', 'cautionary-alerts', 'Next review', {
      asked: { question: 'By when is it looked at again?', missing: 'Enter the day by which it is looked at again' },
    }),
    why: staysHere(sealed('cautionary-alerts', 'Why', { owner: 'may-name-others', needed: true, longest: 2000 })),
    decidedBy: field('text', 'cautionary-alerts', 'Last decided by', { owner: 'third-party', plain: 'colleague' }),
    decidedOn: staysHere(field('date', 'cautionary-alerts', 'Last decided', { happened: true, dates: ['decision-taken'] })),
    /** The role in which it was set, which looks at it again. */
    decidedIn: optional('text', 'cautionary-alerts', 'Looked at by (role)', { owner: 'machine', plain: 'code' }),
    told: staysHere(
      field('text', 'cautionary-alerts', 'Written notice to the person', {
        oneOf: { letter: 'Told in writing', 'not-told': 'Not told' },
      }),
    ),
    /** In words for the person, which name nobody else. */
    toldWhy: staysHere(sealed('cautionary-alerts', 'Reason as the letter gives it', { longest: 1000 })),
    notToldWhy: staysHere(sealed('cautionary-alerts', 'Why they are not told', { owner: 'may-name-others', longest: 1000 })),
    answer: staysHere(sealed('cautionary-alerts', 'What they answered', { owner: 'own-words', longest: 2000 })),
    endedOn: staysHere(
      optional('date', 'cautionary-alerts', 'Ended', {
        empty: 'Not ended',
        happened: true,
        notBefore: 'since',
        dates: ['case-closed'],
      }),
    ),
  },
})

export const cautionaryAlerts = part(cautionaryAlert, 'cautionary-alerts')

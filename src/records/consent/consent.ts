import { field, optional, sealed } from '#gate/field.ts'
import { part } from '#gate/record-part.ts'
import { openItems, recordType } from '#gate/record-type.ts'
import { ties } from '#gate/ties/ties.ts'
import { waysToReach } from '../usual-words.ts'

/** A person's answer to a question of consent (L8): the words shown, when, how, and who took it. */
export const consent = recordType({
  name: 'consent',
  title: { one: 'Consent', many: 'Consents' },
  tie: ties.person.about,
  category: 'consents',
  usual: 'tenancy-management',
  matters: [],
  onRecord: { position: 8 },
  table: {
    indexes: { person: '(person_id, for_activity)', open: openItems },
  },
  counted: ['answer', 'forActivity', 'endedOn'],
  fields: {
    forActivity: field('text', 'consents', 'For', { oneOf: 'activities' }),
    answer: field('text', 'consents', 'Answer', { oneOf: { given: 'They agreed', refused: 'They said no' } }),
    wording: sealed('consents', 'Words shown', { needed: true }),
    answeredAt: field('instant', 'consents', 'When', { happened: true }),
    how: sealed('consents', 'How', { owner: 'may-name-others', needed: true, words: waysToReach }),
    takenBy: optional('text', 'consents', 'Taken by', { owner: 'third-party', plain: 'colleague' }),
    endedOn: optional('date', 'consents', 'Ended', { empty: 'Not ended', happened: true, dates: ['consent-ended', 'replaced'] }),
  },
})

export const consents = part(consent, 'consents')

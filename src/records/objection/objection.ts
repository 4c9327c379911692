import { field, optional, sealed } from '#gate/field.ts'
import { part } from '#gate/record-part.ts'
import { openItems, recordType } from '#gate/record-type.ts'
import { ties } from '#gate/ties/ties.ts'

/**
 * A person's objection to a use of their data (UK GDPR Article 21), or their wish that it be kept but not used (Article 18), and the
 * decision about it. While it is undecided or upheld, the gate refuses the use.
 */
export const objection = recordType({
  name: 'objection',
  title: { one: 'Objection', many: 'Objections' },
  tie: ties.person.about,
  category: 'consents',
  usual: 'rights-requests',
  matters: [],
  onRecord: { position: 9 },
  table: {
    indexes: { open: openItems },
  },
  counted: ['kind', 'againstActivity', 'decision', 'endedOn'],
  fields: {
    kind: field('text', 'consents', 'Right used', {
      oneOf: { objection: 'To object to a use', restriction: 'To have it kept but not used' },
    }),
    /** Empty if it is against all activities. */
    againstActivity: optional('text', 'consents', 'Against', { empty: 'Every use', oneOf: 'activities' }),
    madeOn: field('date', 'consents', 'Made', { happened: true }),
    decision: field('text', 'consents', 'Decision', { oneOf: { waiting: 'Not decided yet', upheld: 'Upheld', refused: 'Not upheld' } }),
    decidedOn: optional('date', 'consents', 'Decided', { empty: 'Not yet', happened: true, notBefore: 'madeOn' }),
    reason: sealed('consents', 'What was said', { owner: 'own-words' }),
    endedOn: optional('date', 'consents', 'Ended', { empty: 'Not ended', notBefore: 'madeOn', dates: ['consent-ended', 'replaced'] }),
  },
})

export const objections = part(objection, 'consents')

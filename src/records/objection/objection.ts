import { field, optional, recordType, sealed } from '#gate/record-type.ts'

/**
 * That a person objects to a use of their data (UK GDPR Article 21), or wants it kept and not used (Article 18), and what was decided.
 * While it is waiting or stands, the gate refuses what it stops.
 */
export const objection = recordType({
  name: 'objection',
  title: { one: 'Objection', many: 'Objections' },
  subject: 'own',
  category: 'consents',
  fields: {
    /** `objection` or `restriction`. */
    kind: field('text', 'consents', 'Right used'),
    /** Empty: all of them. */
    againstActivity: optional('text', 'consents', 'Against'),
    madeOn: field('date', 'consents', 'Made'),
    /** `waiting`, `upheld` or `refused`. */
    decision: field('text', 'consents', 'Decision'),
    decidedOn: optional('date', 'consents', 'Decided'),
    reason: sealed('consents', 'What was said'),
    endedOn: optional('date', 'consents', 'Ended'),
  },
})

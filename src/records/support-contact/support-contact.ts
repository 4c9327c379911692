import { field, optional, sealed } from '#gate/field.ts'
import { part } from '#gate/record-part.ts'
import { recordType } from '#gate/record-type.ts'
import { ties } from '#gate/ties/ties.ts'
import { ofMatters } from '../matters.ts'

/**
 * A support service that works with the person, and how to reach it (D5): by a referral of ours, or as the person told us. Which service it is tells of
 * the person's needs, so it is sealed. Whoever works there is somebody else. What came back from them is noted here.
 */
export const supportContact = recordType({
  name: 'support-contact',
  title: { one: 'Support contact', many: 'Support contacts' },
  tie: ties.person.about,
  category: 'support-contacts',
  erasable: true,
  usual: 'support-signposting',
  matters: ofMatters,
  onRecord: { position: 14 },
  table: { indexes: { referral: '(referral_id) where referral_id is not null' } },
  counted: ['endedOn'],
  fields: {
    organisation: sealed('support-contacts', 'Service', {
      needed: true,
      longest: 200,
      asked: { question: 'Which service works with them?', missing: 'Enter the name of the service' },
    }),
    who: sealed('support-contacts', 'Whom to speak to there', { owner: 'third-party', longest: 200 }),
    reach: sealed('support-contacts', 'How to reach them', {
      owner: 'third-party',
      longest: 300,
      asked: { hint: 'A telephone number or an e-mail address at the service.' },
    }),
    since: field('date', 'support-contacts', 'Since', {
      happened: true,
      asked: { question: 'Since when do they work with the person?', missing: 'Enter the day since when they work with the person' },
    }),
    endedOn: optional('date', 'support-contacts', 'Ended', {
      happened: true,
      notBefore: 'since',
      empty: 'Still works with them',
      dates: ['support-ended', 'replaced'],
      asked: { question: 'When did that end?', early: 'Enter a date that is not before the day since when they work with the person' },
    }),
    cameBack: sealed('support-contacts', 'What came back', {
      owner: 'may-name-others',
      longest: 2000,
      asked: { hint: 'What the service told us of the referral. Only what we need.', rows: 4 },
    }),
    cameBackOn: optional('date', 'support-contacts', 'When it came back', { happened: true, empty: 'Nothing came back yet' }),
    /** The line of the ledger on which the person was referred to them. */
    referralId: optional('uuid', 'support-contacts', 'Referral (id)', { owner: 'machine' }),
  },
})

export const supportContacts = part(supportContact, 'support-contacts')

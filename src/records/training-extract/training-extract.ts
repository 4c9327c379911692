import { field, optional, sealed } from '#gate/field.ts'
import { media } from '#gate/media-fields.ts'
import { part } from '#gate/record-part.ts'
import { recordType } from '#gate/record-type.ts'
import { ties } from '#gate/ties/ties.ts'

/**
 * A cut of a recorded call for training (TC7): nobody on it can be recognised, or everybody on it agrees. A second colleague releases it.
 * It is deleted with the call's recording, unless it was released because nobody on it can be recognised (TC3).
 */
export const trainingExtract = recordType({
  name: 'training-extract',
  title: { one: 'Training extract', many: 'Training extracts' },
  tie: ties.call,
  category: 'call-recordings',
  usual: 'call-training',
  usualSource: 'telephone-system',
  matters: [],
  madeFrom: { activity: 'call-recording', date: 'calledOn', unless: { claim: 'nobody-identifiable', releasedOn: true } },
  table: {
    indexes: { of_person: '(of_person) where of_person is not null' },
  },
  counted: ['claim'],
  fields: {
    title: sealed('call-recordings', 'What it teaches', {
      owner: 'may-name-others',
      needed: true,
      asked: { question: 'What does it teach?', hint: 'Do not use names.', missing: 'Enter what it teaches', most: 100 },
    }),
    claim: field('text', 'call-recordings', 'Why it may be played', {
      oneOf: { 'nobody-identifiable': 'Nobody on it can be recognised', consent: 'Everybody on it has agreed' },
      asked: {
        question: 'Why may it be played to others?',
        missing: 'Choose why it may be played',
        hints: { consent: 'The caller’s consent must be on their record. Each colleague is asked.' },
      },
    }),
    seconds: field('integer', 'call-recordings', { colleague: 'Length', customer: 'Length in seconds' }, { least: 1, counts: 'seconds' }),
    calledOn: field('date', 'call-recordings', 'Day of the call', { happened: true, dates: ['call'] }),
    madeOn: field('date', 'call-recordings', 'Made', { happened: true }),
    madeBy: field('text', 'call-recordings', 'Made by', { owner: 'third-party', plain: 'colleague' }),
    /** Only if it was made here. An extract from elsewhere has none, and no sound. */
    madeById: optional('text', 'call-recordings', 'Made by (id)', { owner: 'machine', plain: 'code' }),
    cutFrom: optional('uuid', 'call-recordings', 'Cut from', { owner: 'machine' }),
    ofPerson: optional('uuid', 'call-recordings', 'Of the call with', { owner: 'machine' }),
    transcript: sealed('call-recordings', 'What is said', {
      owner: 'may-name-others',
      asked: { hint: 'Leave out names: it is checked against the names of the people on the call.', most: 10_000, rows: 4 },
    }),
    releasedOn: optional('date', 'call-recordings', 'Released', { happened: true }),
    releasedBy: optional('text', 'call-recordings', 'Released by', { owner: 'third-party', plain: 'colleague' }),
    ...media('call-recordings'),
  },
})

export const trainingExtracts = part(trainingExtract, 'call-recordings')

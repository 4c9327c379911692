import { field, optional, sealed } from '#gate/field.ts'
import { media } from '#gate/media-fields.ts'
import { part } from '#gate/record-part.ts'
import { recordType } from '#gate/record-type.ts'
import { ties } from '#gate/ties/ties.ts'
import { directions } from '../usual-words.ts'

/** The fields of a recorded call, whether or not it is linked to a person. */
export const callFields = {
  startedAt: field('instant', 'call-recordings', 'When', { happened: true, dates: ['call', 'recorded'] }),
  seconds: field('integer', 'call-recordings', { colleague: 'Length', customer: 'Length in seconds' }, { least: 0, counts: 'seconds' }),
  direction: field('text', 'call-recordings', 'Direction', { owner: 'may-name-others', plain: 'code', words: directions }),
  takenBy: optional('text', 'call-recordings', 'Colleague', { owner: 'third-party', plain: 'colleague' }),
  /** A line in words for each stretch of the call (TC5). */
  route: sealed('call-recordings', 'Where the call went, and what was recorded', { owner: 'may-name-others' }),
  /** The length of the sound, which is shorter than the call if some of it was not recorded. */
  soundSeconds: optional('integer', 'call-recordings', 'Length recorded in seconds', { least: 0 }),
  /** Tells the same call sent again from another call with its reference. */
  arrivedAs: optional('text', 'call-recordings', 'Digest of what came', { owner: 'machine', plain: 'code' }),
  ...media('call-recordings'),
  callingNumber: optional('text', 'calling-line-identity', 'Number that called', { plain: 'name' }),
} as const

/** A recorded call (D7, TC2): its facts, and the sound of it in the vault. */
export const callRecording = recordType({
  name: 'call-recording',
  title: { one: 'Call recording', many: 'Call recordings' },
  tie: ties.person.about,
  category: 'call-recordings',
  usual: 'call-recording',
  usualSource: 'telephone-system',
  matters: ['case-closed'],
  onRecord: { position: 7, headings: { 'calling-line-identity': 'Numbers they called from' } },
  table: {
    indexes: { person: '(person_id, started_at)' },
  },
  fields: {
    ...callFields,
    /** The note of the same call. It has a retention period of its own, so it may already be deleted. */
    contactId: optional('uuid', 'call-recordings', 'Contact', { owner: 'machine' }),
  },
})

export const callRecordings = part(callRecording, 'call-recordings')

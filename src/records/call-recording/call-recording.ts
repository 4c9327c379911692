import { media } from '#gate/media-fields.ts'
import { field, optional, part, recordType } from '#gate/record-type.ts'

/** A recorded call (D7, TC2): its facts, and the sound of it in the vault. */
export const callRecording = recordType({
  name: 'call-recording',
  title: { one: 'Call recording', many: 'Call recordings' },
  subject: 'own',
  category: 'call-recordings',
  fields: {
    startedAt: field('instant', 'call-recordings', 'When', { happened: true }),
    seconds: field('integer', 'call-recordings', 'Length in seconds', { least: 0 }),
    direction: field('text', 'call-recordings', 'Direction'),
    takenBy: optional('text', 'call-recordings', 'Colleague', { owner: 'third-party' }),
    ...media('call-recordings'),
    callingNumber: optional('text', 'calling-line-identity', 'Number that called'),
  },
})

export const callRecordings = part(callRecording, 'call-recordings')

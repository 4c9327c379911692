import { field, optional, part, recordType } from '#gate/record-type.ts'

/** The facts of a recorded call (D7, TC2). The sound itself is media and comes with the vault. */
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
    callingNumber: optional('text', 'calling-line-identity', 'Number that called'),
  },
})

export const callRecordings = part(callRecording, 'call-recordings')

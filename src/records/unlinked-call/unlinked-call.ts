import { part } from '#gate/record-part.ts'
import { recordType } from '#gate/record-type.ts'
import { ties } from '#gate/ties/ties.ts'
import { callFields } from '../call-recording/call-recording.ts'

/** A recorded call from a number that belongs to nobody we know, or to several people, until a colleague links it to a person. */
export const unlinkedCall = recordType({
  name: 'unlinked-call',
  title: { one: 'Unmatched call', many: 'Unmatched calls' },
  tie: ties.alone,
  category: 'call-recordings',
  // Linking deletes it: from then on it is a person's call recording.
  erasable: true,
  notSearched:
    'A call from a number that matches nobody, or more than one person, is tied to no record, so it cannot be searched by person; its number finds it.',
  usual: 'call-recording',
  usualSource: 'telephone-system',
  matters: [],
  fields: callFields,
})

export const unlinkedCalls = part(unlinkedCall, 'call-recordings')
/** The number alone, by which the likely caller is found (TC1). */
export const unlinkedNumbers = part(unlinkedCall, 'calling-line-identity')

import { trainingExtract } from '#records/training-extract/training-extract.ts'
import { unlinkedCall } from '#records/unlinked-call/unlinked-call.ts'
import { atNoon, type Household } from './invented.ts'

/** A call from an unknown number, and a training extract in which nobody can be recognised. No sound is invented. */
export function callsOfNobody({ put, number, today }: Household): void {
  if (number % 30 !== 16) return
  const on = today.subtract({ days: 2 + (number % 60) })
  const call = {
    startedAt: atNoon(on).toString(),
    seconds: 190,
    direction: 'in',
    callingNumber: `01392 555 0${String(number).padStart(3, '0')}`,
  }
  put({ activity: 'call-recording', type: unlinkedCall, source: 'telephone-system', name: 'call of nobody', values: call, on })
  const what = { title: 'Calming an upset caller', claim: 'nobody-identifiable', seconds: 45, calledOn: on.toString() }
  const made = { madeOn: on.toString(), madeBy: 'Ann Hosking', releasedOn: on.add({ days: 1 }).toString(), releasedBy: 'Will Couch' }
  put({ activity: 'call-training', type: trainingExtract, source: 'colleague', name: 'extract', values: { ...what, ...made }, on })
}

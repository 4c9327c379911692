import type { RecordType } from '#gate/record-type.ts'
import type { Activity } from '#notice/vocabulary.ts'

const usualActivities: Readonly<Record<string, Activity>> = {
  'contact-log': 'contact-handling',
  'call-recording': 'call-recording',
  'unlinked-call': 'call-recording',
  'training-extract': 'call-training',
  'rent-account': 'rent-collection',
  'rent-entry': 'rent-collection',
  objection: 'rights-requests',
  message: 'rights-requests',
  camera: 'cctv',
  footage: 'cctv',
  picture: 'community-events',
  placement: 'community-events',
  'pictured-person': 'community-events',
  disclosure: 'crime-prevention',
}

/** What a kind of record is usually collected for, where the file does not say. */
export function usualActivityOf(type: RecordType): Activity {
  return usualActivities[type.name] ?? 'tenancy-management'
}

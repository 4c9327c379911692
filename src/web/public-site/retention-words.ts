import type { RetentionRule, Trigger } from '#notice/edition.ts'

/** What starts the clock, in words. */
export const triggerWords: Readonly<Record<Trigger, string>> = {
  collected: 'When we get it',
  contact: 'On the day of the contact',
  call: 'On the day of the call',
  recorded: 'When it is recorded',
  visit: 'On the day of the visit',
  event: 'On the day of the event',
  'case-closed': 'When the case is closed',
  'job-completed': 'When the job is done',
  'check-done': 'When the check is done',
  'decision-taken': 'When the decision is taken',
  replaced: 'When something newer replaces it',
  'arrangement-ended': 'When the arrangement ends',
  'financial-year-ended': 'At the end of the financial year',
  'tenancy-ended': 'When the tenancy or agreement ends',
  'support-ended': 'When the support ends',
  'authority-ended': 'When the authority to act ends',
  'consent-ended': 'When consent is withdrawn or runs out',
  'hold-lifted': 'When the hold is lifted',
  'last-contact': 'On the day of the last contact',
  'move-settled': 'When the move is settled',
}

export const endWords: Readonly<Record<RetentionRule['end'], string>> = {
  delete: 'Deleted',
  anonymise: 'Made anonymous',
  review: 'Looked at by a person, then deleted or kept for a stated reason',
}

export const confidenceWords: Readonly<Record<RetentionRule['confidence'], string>> = {
  A: 'Read in the law itself, or said by the notice',
  B: 'Two or more published sources agree',
  C: 'One published source, or sources that differ',
  D: 'A proposal: no published source says how long',
}

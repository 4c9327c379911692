import type { Landlord, RetentionRule, Trigger } from '#notice/edition.ts'
import { endOf } from '#notice/financial-year.ts'

const triggerWords: Readonly<Record<Exclude<Trigger, 'financial-year-ended'>, string>> = {
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
  'tenancy-ended': 'When the tenancy or agreement ends',
  'support-ended': 'When the support ends',
  'authority-ended': 'When the authority to act ends',
  'consent-ended': 'When consent is withdrawn or runs out',
  'hold-lifted': 'When the hold is lifted',
  'last-contact': 'On the day of the last contact',
  'move-settled': 'When the move is settled',
}

/** What starts the clock, in words. The financial year is the landlord's own. */
export function startsWhen(trigger: Trigger, landlord: Pick<Landlord, 'financialYearEnds'>): string {
  if (trigger !== 'financial-year-ended') return triggerWords[trigger]
  const day = endOf(landlord)
  const told = day.equals('02-29') ? 'the last day of February' : dayAndMonth(day)
  return `At the end of the financial year, ${told}`
}

function dayAndMonth(day: Temporal.PlainMonthDay): string {
  return day.toPlainDate({ year: 2028 }).toLocaleString('en-GB', { day: 'numeric', month: 'long' })
}

export const endWords: Readonly<Record<RetentionRule['end'], string>> = {
  delete: 'Deleted',
  anonymise: 'Made anonymous',
  review: 'Looked at by a person, then deleted or kept for a stated reason',
}

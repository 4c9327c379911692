import { stateOf } from '#duties/cases/case-kind.ts'
import type { RightsClock } from '#duties/rights/clock.ts'
import type { RightsRequestRow } from '#duties/rights/identified.ts'
import { type RightsState, rightsCase } from '#duties/rights/rights-case.ts'
import { type Step, stepWords } from '#duties/rights/steps.ts'
import { rightsRequest } from '#records/rights-request/rights-request.ts'
import { wordOf } from '#records/words-of.ts'
import { counted, longDate } from '../kit.ts'

export const requestsAt = '/desk/requests'
export const noAuthority = 'Note first what shows that they may ask for another person'

/** What each state is called, and what is done next. */
const states: Readonly<Record<RightsState, readonly [string, string]>> = {
  received: ['Received', 'Find out whose data it is about'],
  doubted: ['Waiting for proof of who they are', 'Chase, or find out whose data it is about'],
  settled: ['Known whose data it is about', 'Search'],
  unpaid: ['Waiting for the fee', 'Chase'],
  paused: ['Waiting to hear what they mean', 'Chase'],
  searched: ['Searched', 'Read every text'],
  read: ['Every text is read', 'Make the answer'],
  made: ['The answer is made', 'Send it'],
  closed: ['Closed', 'Nothing'],
}

export function stateIn(row: RightsRequestRow): RightsState {
  return stateOf(rightsCase, rightsCase.events(row))
}

export function stateWords(row: RightsRequestRow): string {
  if (row.outcome !== null) return wordOf(rightsRequest.fields.outcome, row.outcome)
  const state = stateIn(row)
  return state === 'settled' && row.ofPerson === null ? 'Known who asks: nobody on file is them' : states[state][0]
}

export function nextOf(row: RightsRequestRow): string {
  return states[stateIn(row)][1]
}

/** The day by which the answer is due, and how many days are left. */
export function dueInWords(clock: RightsClock, today: Temporal.PlainDate): string {
  const { days } = today.until(clock.dueOn, { largestUnit: 'day' })
  if (days < 0) return `Overdue: the answer was due on ${longDate(clock.dueOn)}, ${counted(-days, 'day')} ago.`
  const left = days === 0 ? 'today' : `in ${counted(days, 'day')}`
  if (clock.waits === null) return `Answer by ${longDate(clock.dueOn)}, ${left}.`
  return `${waitWords[clock.waits]} If it came today, the answer would be due on ${longDate(clock.dueOn)}.`
}

const waitWords: Readonly<Record<NonNullable<RightsClock['waits']>, string>> = {
  identity: 'The time to answer starts when they show who they are.',
  fee: 'The time to answer starts when the fee is paid.',
  meaning: 'The clock stands still until they say what they mean.',
}

/** How the day was worked out, a line each, so that anybody can do it again. */
export function arithmetic(clock: RightsClock, receivedOn: string): readonly string[] {
  const { startedOn, isExtended, wasToldLate, pausedDays, dueOn, firstMonthEnds } = clock
  return [
    `Received on ${longDate(receivedOn)}. The day itself is not counted.`,
    ...(startedOn.toString() === receivedOn ? [] : [`The time starts on ${longDate(startedOn)}, when what we asked for came.`]),
    isExtended
      ? 'Three months, because they were told within the first month that it takes longer.'
      : 'One month, to the same date of the next month, or its last day.',
    ...(pausedDays === 0 ? [] : [`${counted(pausedDays, 'day')} did not count while we waited to hear what they mean.`]),
    `Moved to a working day in England and Wales where it is not one: ${longDate(dueOn)}.`,
    ...(wasToldLate ? ['They were told that it takes longer when the first month was over. That gives no more time.'] : []),
    ...(isExtended || wasToldLate
      ? []
      : [`Until ${longDate(firstMonthEnds)} they can be told that it takes up to three months, with the reasons.`]),
  ]
}

/** Steps that a colleague notes by hand in a state, and those that need a reason in words. */
const byHand: readonly Step[] = [
  'identity-asked',
  'fee-asked',
  'fee-paid',
  'meaning-asked',
  'meaning-given',
  'extended',
  'refused',
  'withdrawn',
]
const withReason: ReadonlySet<Step> = new Set<Step>(['identity-asked', 'meaning-asked', 'extended', 'refused'])

export function stepsByHand(state: RightsState): readonly { readonly value: Step; readonly text: string }[] {
  const possible = rightsCase.states[state]
  return byHand.filter((step) => possible[step] !== undefined).map((value) => ({ value, text: stepWords[value] }))
}

export function needsReason(step: Step): boolean {
  return withReason.has(step)
}

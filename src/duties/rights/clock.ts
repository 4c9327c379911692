import { answerBy, pausedDays, type RightsRequest } from '#law/clocks/rights-request.ts'
import type { CaseEvents } from '../cases/case-kind.ts'
import type { Step } from './steps.ts'

type Day = Temporal.PlainDate

/**
 * When a request must be answered, computed from what happened (UK GDPR Articles 12(3) and 12A). `dueOn`: where something is still waited for, the
 * day if it came today. `waits`: for what the person has to do first; null where nothing stops the clock. `pausedDays`: how many days did not count.
 * `isExtended`: they were told within the first month that it takes longer. `wasToldLate`: they were told, and it gives no more time.
 */
export type RightsClock = {
  readonly dueOn: Day
  readonly firstMonthEnds: Day
  readonly startedOn: Day
  readonly isExtended: boolean
  readonly wasToldLate: boolean
  readonly pausedDays: number
  readonly waits: 'identity' | 'fee' | 'meaning' | null
}

/** `today`: counted as the day on which what is waited for arrives. */
export function rightsClock(events: CaseEvents<Step>, today: Day): RightsClock {
  const [received] = events
  const last = (what: Step) => events.findLast((event) => event.what === what)?.on
  const known = events.find(({ what }) => what === 'identified' || what === 'named')?.on
  const identity = shownAfter(last('identity-asked'), known, today)
  const fee = shownAfter(last('fee-asked'), last('fee-paid'), today)
  const pauses = pausesIn(events, today)
  const toldOn = last('extended')
  const request: RightsRequest = {
    right: 'access',
    received: received.on,
    ...(identity === undefined ? {} : { identityShown: identity.on }),
    ...(fee === undefined ? {} : { feePaid: fee.on }),
    pauses,
  }
  const waits = identity?.waits === true ? 'identity' : fee?.waits === true ? 'fee' : isPaused(events) ? 'meaning' : null
  const firstMonthEnds = answerBy({ ...request, extended: false })
  const isExtended = toldOn !== undefined && Temporal.PlainDate.compare(toldOn, firstMonthEnds) <= 0
  return {
    dueOn: isExtended ? answerBy({ ...request, extended: true }) : firstMonthEnds,
    firstMonthEnds,
    startedOn: [received.on, identity?.on, fee?.on].flatMap((day) => day ?? []).reduce(later),
    isExtended,
    wasToldLate: toldOn !== undefined && !isExtended,
    pausedDays: pausedDays(request),
    waits,
  }
}

/** The day by which an answer is owed: null while the time waits for something, unless it was over before that was asked for. */
export function owedBy(events: CaseEvents<Step>, today: Day): string | null {
  const clock = rightsClock(events, today)
  return clock.waits === null || isOverdue(clock, today) ? clock.dueOn.toString() : null
}

/** Whether the day by which the law gives the answer is over. */
export function isOverdue({ dueOn }: Pick<RightsClock, 'dueOn'>, today: Day): boolean {
  return Temporal.PlainDate.compare(today, dueOn) > 0
}

/** Whether we wait to hear what they mean. */
function isPaused(events: CaseEvents<Step>): boolean {
  return events.findLast(({ what }) => what === 'meaning-asked' || what === 'meaning-given')?.what === 'meaning-asked'
}

/** What was asked for starts the clock when it arrives. Undefined where nothing was asked for. */
function shownAfter(asked: Day | undefined, shown: Day | undefined, today: Day): { readonly on: Day; readonly waits: boolean } | undefined {
  if (asked === undefined) return undefined
  if (shown === undefined || Temporal.PlainDate.compare(shown, asked) < 0) return { on: later(asked, today), waits: true }
  return { on: shown, waits: false }
}

function pausesIn(events: CaseEvents<Step>, today: Day): readonly { readonly asked: Day; readonly answered: Day }[] {
  const pauses: { asked: Day; answered: Day }[] = []
  let asked: Day | null = null
  for (const { what, on } of events) {
    if (what === 'meaning-asked') asked = on
    if (what !== 'meaning-given' || asked === null) continue
    pauses.push({ asked, answered: on })
    asked = null
  }
  return asked === null ? pauses : [...pauses, { asked, answered: later(asked, today) }]
}

function later(one: Day, other: Day): Day {
  return Temporal.PlainDate.compare(one, other) < 0 ? other : one
}

import { randomUUID } from 'node:crypto'
import type { Answer } from '#decisions/done-or-refused.ts'
import type { GateDeps } from '#gate/deps.ts'
import type { Colleague } from '#gate/judge.ts'
import type { Opened } from '#gate/opened.ts'
import type { PartShape } from '#gate/record-part.ts'
import { isReviewOverdue } from '#gate/stays-here.ts'
import type { ActivityWith } from '#notice/within-ceiling.ts'
import { type alertCodes, cautionaryAlert } from '#records/cautionary-alert/cautionary-alert.ts'
import { clockFrom } from '#records/clock-of.ts'
import { dateIn } from '#shared/clock.ts'
import { mayHappen } from '../cases/happen.ts'
import { taskOf } from '../cases/task-of.ts'
import { alertCase } from './alert-case.ts'

export type Alert = PartShape<typeof cautionaryAlert.fields, 'cautionary-alerts'>
export type OpenForAlerts = Opened<ActivityWith<'cautionary-alerts'>>
type Deps = Pick<GateDeps, 'inForce' | 'clock'>

/** An alert is looked at again within a year: published registers do so quarterly to yearly. */
const longestUntilReview = { years: 1 }

export type Setting = {
  readonly code: keyof typeof alertCodes
  readonly why: string
  readonly since: string
  readonly reviewBy: string
  readonly told: 'letter' | 'not-told'
  /** The reason as the letter gives it, where they are told. */
  readonly toldWhy: string | null
  readonly notToldWhy: string | null
}
/** `review`: the day is not after today, or more than a year away. `notice`: nobody says what the person is told, or why they are not. */
type NotSet = 'review' | 'notice'

/** Sets an alert: with its reason, the day by which it is looked at again, and that the person is told in writing, or why not. */
export async function setAlert(
  deps: Deps,
  opened: OpenForAlerts,
  colleague: Colleague,
  asked: Setting,
): Promise<Answer<{ readonly id: string }, NotSet>> {
  const now = deps.clock()
  const today = dateIn(now)
  if (!isInTime(asked.reviewBy, today)) return { ok: false, why: 'review' }
  const saidOfIt = asked.told === 'letter' ? asked.toldWhy : asked.notToldWhy
  if ((saidOfIt ?? '').trim() === '') return { ok: false, why: 'notice' }
  const id = randomUUID()
  const values = { ...asked, decidedBy: colleague.name, decidedOn: today.toString(), decidedIn: opened.role, endedOn: null }
  const from = clockFrom(deps.inForce().released.edition, cautionaryAlert, opened.activity, values, today)
  const task = taskOf(alertCase, values, { person: opened.person, at: now })
  const answer = await opened.collect(cautionaryAlert, { id, values, source: 'colleague', collectedAt: now, clockFrom: from, task })
  return answer.ok ? { ok: true, id } : answer
}

/** Whether the day by which it is looked at again has passed: until somebody does, it goes to nobody and counts as no alert in force. */
export function isOverdue(alert: Pick<Alert, 'reviewBy' | 'endedOn'>, today: Temporal.PlainDate): boolean {
  return isReviewOverdue(cautionaryAlert, alert, today)
}

export type Reviewing = { readonly outcome: 'renewed' | 'ended'; readonly why: string; readonly reviewBy: string | null }

/** Looks at an alert again: it is renewed until another day, or ends. The reason is added to those before. */
export async function reviewAlert(
  deps: Deps,
  opened: OpenForAlerts,
  colleague: Colleague,
  asRead: Alert,
  { outcome, why, reviewBy }: Reviewing,
): Promise<Answer<unknown, 'stale' | 'review'>> {
  const now = deps.clock()
  const today = dateIn(now)
  const may = mayHappen(alertCase, asRead, outcome, colleague)
  if (!may.ok) return may
  if (outcome === 'renewed' && (reviewBy === null || !isInTime(reviewBy, today))) return { ok: false, why: 'review' }
  const on = today.toString()
  const values = {
    ...{ why: [asRead.why, `${on}, ${colleague.name}: ${why}`].filter((words) => words !== null).join('\n') },
    ...{ decidedBy: colleague.name, decidedOn: on, decidedIn: opened.role },
    ...(outcome === 'ended' ? { endedOn: on } : { reviewBy: reviewBy ?? asRead.reviewBy }),
  }
  return corrected(deps, opened, asRead, values)
}

/** What the person answered to the notice. */
export function noteAlertAnswer(deps: Deps, opened: OpenForAlerts, asRead: Alert, answer: string): Promise<Answer<unknown, 'stale'>> {
  return corrected(deps, opened, asRead, { answer: [asRead.answer, answer].filter((words) => words !== null).join('\n') })
}

function corrected(deps: Deps, opened: OpenForAlerts, asRead: Alert, values: Partial<Alert>) {
  const { id, version, activity, collectedAt } = asRead
  const becomes = { ...asRead, ...values }
  const collectedOn = dateIn(Temporal.Instant.from(collectedAt))
  const from = clockFrom(deps.inForce().released.edition, cautionaryAlert, activity, becomes, collectedOn)
  const task = taskOf(alertCase, becomes, { person: opened.person, at: deps.clock() })
  const started = from === null ? {} : { clockFrom: from }
  return opened.correct(cautionaryAlert, { id, version, values, source: 'colleague', task, ...started })
}

function isInTime(reviewBy: string, today: Temporal.PlainDate): boolean {
  const by = Temporal.PlainDate.from(reviewBy)
  return Temporal.PlainDate.compare(by, today) > 0 && Temporal.PlainDate.compare(by, today.add(longestUntilReview)) <= 0
}

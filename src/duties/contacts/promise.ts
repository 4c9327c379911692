import type { TaskAfter } from '#gate/write/task-after.ts'
import type { Role } from '#notice/vocabulary.ts'
import { dateIn } from '#shared/clock.ts'
import type { TaskKind } from '../tasks/task.ts'

/** What was promised, and by which day. */
export type Promised = { readonly what: string; readonly by: Temporal.PlainDate }

const kind: TaskKind = 'contact-promise'

/** Whether the day of what is promised is still to come, or is today. */
export function isInTime(promise: Promised | null, now: Temporal.Instant): boolean {
  return promise === null || Temporal.PlainDate.compare(promise.by, dateIn(now)) >= 0
}

export function promiseValues(promise: Promised | null) {
  return { promised: promise?.what ?? null, promisedBy: promise?.by.toString() ?? null }
}

/** The task that waits for the colleague's own role from now on; with no promise, none waits any more. */
export function promiseTask(
  { role, person }: { readonly role: Role | null; readonly person: string },
  promise: Promised | null,
  at: Temporal.Instant,
): TaskAfter {
  const waits = promise === null ? null : { role: role ?? whoeverAnswers, person, dueOn: promise.by }
  return { kind, by: null, at, waits }
}

/** For a record that no colleague's role opened. */
const whoeverAnswers: Role = 'team-leader'

import type { GateDeps } from '#gate/deps.ts'
import type { TaskAfter } from '#gate/write/task-after.ts'
import type { TaskKind } from '../tasks/task.ts'

/**
 * The task for the role that looks after pictures, due on a day, about the picture or showing that is written with it. With null the task
 * ends without anybody having done it.
 */
export function pictureTask(
  { clock }: Pick<GateDeps, 'clock'>,
  kind: Extract<TaskKind, `picture-${string}`>,
  dueOn: Temporal.PlainDate | null,
): TaskAfter {
  return { kind, by: null, at: clock(), waits: dueOn === null ? null : { role: 'communications-officer', person: null, dueOn } }
}

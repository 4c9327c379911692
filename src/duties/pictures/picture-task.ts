import type { GateParts } from '#gate/parts.ts'
import type { TaskAfter } from '#gate/task-after.ts'
import type { TaskKind } from '../tasks/task.ts'

/** What waits for whoever has the pictures until a day, about the picture or showing that is written with it; null: nothing does any more, and nobody did it. */
export function pictureTask(
  { clock }: Pick<GateParts, 'clock'>,
  kind: Extract<TaskKind, `picture-${string}`>,
  dueOn: Temporal.PlainDate | null,
): TaskAfter {
  return { kind, by: null, at: clock(), waits: dueOn === null ? null : { role: 'communications-officer', person: null, dueOn } }
}

import type { RecordType } from '#gate/record-type.ts'
import type { BatchItem } from '#gate/write/batch.ts'
import { oneOf, type TaskAfter } from '#gate/write/task-after.ts'
import type { Session } from '#store/database.ts'
import { alertCase } from '../alerts/alert-case.ts'
import { disclosureCase } from '../disclosures/disclosure-case.ts'
import { holdCase } from '../holds/hold-case.ts'
import { lineTasks } from '../shares/line-task.ts'
import type { TaskKind } from '../tasks/task.ts'
import type { CaseKind } from './case-kind.ts'
import { followImported, taskOf } from './task-of.ts'

/** What imports and the sweep need to know about cases with a task, and about other items that have one. */
type WithTask = {
  readonly type: RecordType
  readonly tasks: readonly TaskKind[]
  readonly imported: (session: Session, items: readonly BatchItem[], at: Temporal.Instant) => Promise<void>
  /** The task of a case that is written with these values. */
  readonly after: (values: Readonly<Record<string, unknown>>, about: Parameters<typeof taskOf>[2]) => TaskAfter | undefined
}

const withTasks: readonly WithTask[] = [...asked(alertCase), ...asked(disclosureCase), ...asked(holdCase), ...lineTasks]

function asked<Row, State extends string, Event extends string, No>(kind: CaseKind<Row, State, Event, No>): readonly WithTask[] {
  if (kind.task === null) return []
  const after: WithTask['after'] = (values, about) => (kind.part.isRow(values) ? taskOf(kind, values, about) : undefined)
  return [{ type: kind.part.type, tasks: [kind.task], imported: followImported(kind), after }]
}

/** The kind of case with a task whose items are of this record type, with what every line of the ledger has where they are lines as well. */
export function caseWithTask({ name }: Pick<RecordType, 'name'>): WithTask | undefined {
  const [first, second] = withTasks.filter(({ type }) => type.name === name)
  return first === undefined || second === undefined ? first : asOne(first, second)
}

function asOne(first: WithTask, second: WithTask): WithTask {
  return {
    type: first.type,
    tasks: [...first.tasks, ...second.tasks],
    async imported(...written) {
      await first.imported(...written)
      await second.imported(...written)
    },
    after(values, about) {
      const [own, line] = [first.after(values, about), second.after(values, about)]
      return line === undefined ? own : oneOf(own, line)
    },
  }
}

/**
 * Parts of a `with` after `gone` (`id`), the deleted items of a type: the waiting task of a deleted case is deleted too. Empty for types
 * without cases.
 */
export function tasksGone(type: Pick<RecordType, 'name'>): string {
  const known = caseWithTask(type)
  if (known === undefined) return ''
  const kinds = known.tasks.map((kind) => `'${kind}'`).join(', ')
  return `, tasks_gone as (delete from task k using gone g where k.kind in (${kinds}) and k.about = g.id and k.done_at is null)`
}

/** A statement that deletes items of a type and their waiting tasks, and returns the items' ids as `id`. */
export function goneWithTasks(type: Pick<RecordType, 'name'>, deleting: string): string {
  return `with gone as (${deleting})${tasksGone(type)} select id from gone`
}

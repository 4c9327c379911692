import type { JSX } from 'preact'
import { type Task, taskKinds } from '#duties/tasks/task.ts'
import { mostTasks } from '#duties/tasks/tasks.ts'
import { Link, RecordTable, Tag } from '../../components/index.ts'
import { DueBy } from '../due-by.tsx'
import { tasksAt } from '../tasks/tasks.tsx'

/** Tasks that are shown here; the others are a link away. */
const shown = 5

type Waiting = { readonly tasks: readonly Task[]; readonly today: Temporal.PlainDate }

/** The whole of it in a sentence: how many tasks there are, and how many of them are overdue or due today. */
export function waitsInWords({ tasks, today }: Waiting): string {
  if (tasks.length === 0) return 'You have no tasks.'
  const many = tasks.length === 1 ? '1 task' : `${tasks.length}${tasks.length === mostTasks ? ' or more' : ''} tasks`
  const late = tasks.filter(({ dueOn }) => Temporal.PlainDate.compare(dueOn, today) < 0).length
  const due = tasks.filter(({ dueOn }) => dueOn.equals(today)).length
  return `You have ${many}: ${late === 0 ? 'none' : late} overdue, ${due === 0 ? 'none' : due} due today.`
}

/** What waits for the colleague's roles, due first. */
export function WhatWaits({ tasks, today }: Waiting): JSX.Element {
  const due = ({ dueOn }: Task) => (
    <>
      <DueBy by={dueOn} today={today} />
      {dueOn.equals(today) ? <Tag tone="yellow">Today</Tag> : null}
    </>
  )
  return (
    <>
      <RecordTable
        caption="Your tasks, the soonest due first"
        columns={[
          { heading: 'Task', cell: (task: Task) => <Link href={`${tasksAt}/${task.id}`}>{taskKinds[task.kind].title}</Link> },
          { heading: 'Due', cell: due },
        ]}
        rows={tasks.slice(0, shown)}
        empty="Tasks for your roles are listed here, the soonest due first."
      />
      {tasks.length > shown ? (
        <p class="govuk-body">
          <Link href={tasksAt}>All your tasks</Link>
        </p>
      ) : null}
    </>
  )
}

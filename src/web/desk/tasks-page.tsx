import type { JSX } from 'preact'
import { type Task, taskKinds } from '#duties/tasks/task.ts'
import { Link } from '../components/link.tsx'
import { NotificationBanner } from '../components/notification-banner.tsx'
import { type Frame, Page } from '../components/page.tsx'
import { type Column, RecordTable } from '../components/record-table.tsx'
import { SubNavigation } from '../components/sub-navigation.tsx'
import { AnswerBy } from './messages-page.tsx'
import { dayAndTime } from './values.ts'

export const tasksAt = '/desk/tasks'

/** What waits for the colleague's roles, due first; or what was done. Nothing of whom it is about. */
export function TasksPage(props: {
  readonly frame: Frame
  readonly bar: JSX.Element
  readonly tasks: readonly Task[]
  readonly shown: 'waiting' | 'done'
  readonly today: Temporal.PlainDate
  readonly roleNamed: (role: string) => string
  /** The last of a full page of what waits. */
  readonly next: string | undefined
  readonly said: string | undefined
}): JSX.Element {
  const { tasks, shown, today, roleNamed } = props
  const isWaiting = shown === 'waiting'
  const columns: readonly Column<Task>[] = [
    { heading: 'Task', cell: (task) => <Link href={`${tasksAt}/${task.id}`}>{taskKinds[task.kind].title}</Link> },
    isWaiting
      ? { heading: 'Due', cell: (task) => <AnswerBy by={task.dueOn} today={today} /> }
      : { heading: 'Done', cell: (task) => (task.done === null ? '' : dayAndTime(task.done.at)) },
    { heading: 'For', cell: (task) => roleNamed(task.role) },
    ...(isWaiting ? [] : [{ heading: 'By', cell: (task: Task) => task.done?.by ?? 'It fell away' }]),
  ]
  return (
    <Page frame={props.frame} title={isWaiting ? 'Tasks' : 'Tasks that are done'} width="desk" bar={props.bar}>
      {props.said === undefined ? null : <NotificationBanner type="success">{props.said}</NotificationBanner>}
      <p class="app-lead">{lead(tasks, shown, today)}</p>
      <SubNavigation
        label="Tasks"
        items={[
          { href: tasksAt, text: 'To do', current: isWaiting },
          { href: `${tasksAt}/done`, text: 'Done', current: !isWaiting },
        ]}
      />
      <RecordTable
        caption={isWaiting ? 'What waits, due first' : 'What was done, newest first'}
        captionHidden
        columns={columns}
        rows={tasks}
        empty={isWaiting ? 'No task waits for a role of yours.' : 'No task of a role of yours was done in the last year.'}
      />
      {props.next === undefined ? null : (
        <p class="govuk-body">
          <Link href={`${tasksAt}?after=${props.next}`} rel="next">
            Tasks due later
          </Link>
        </p>
      )}
    </Page>
  )
}

function lead(tasks: readonly Task[], shown: 'waiting' | 'done', today: Temporal.PlainDate): string {
  if (shown === 'done') return 'What was settled in the last year, newest first.'
  const late = tasks.filter((task) => Temporal.PlainDate.compare(task.dueOn, today) < 0).length
  return late === 0 ? 'Nothing here is late.' : `${late === 1 ? 'One task is' : `${late} tasks are`} late.`
}

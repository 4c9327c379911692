import type { JSX } from 'preact'
import { type Task, taskKinds } from '#duties/tasks/task.ts'
import { Button } from '../components/button.tsx'
import { Link } from '../components/link.tsx'
import { type Frame, Page } from '../components/page.tsx'
import { SummaryList } from '../components/summary-list.tsx'
import { Textarea } from '../components/textarea.tsx'
import type { Refusal } from '../forms.ts'
import { AnswerBy } from './messages-page.tsx'
import { tasksAt } from './tasks-page.tsx'
import { dayAndTime } from './values.ts'

/** One task: what, until when, where it is done; and, where it is settled by hand, the form that says what was done. */
export function TaskPage(props: {
  readonly frame: Frame
  readonly bar: JSX.Element
  readonly token: string
  readonly task: Task
  readonly proof: string | null
  readonly today: Temporal.PlainDate
  readonly roleNamed: (role: string) => string
  readonly refused?: Refusal | undefined
}): JSX.Element {
  const { task, proof, refused } = props
  const { title, byHand } = taskKinds[task.kind]
  const done = task.done === null ? [] : [{ key: 'Done', value: `${dayAndTime(task.done.at)}, ${task.done.by ?? 'it fell away'}` }]
  const words = proof === null ? [] : [{ key: 'What was done', value: proof }]
  return (
    <Page frame={props.frame} title={title} width="desk" bar={props.bar} back={{ href: tasksAt, text: 'Tasks' }} errors={refused?.errors}>
      <SummaryList
        rows={[
          { key: 'Due', value: <AnswerBy by={task.dueOn} today={props.today} /> },
          { key: 'For', value: props.roleNamed(task.role) },
          ...done,
          ...words,
        ]}
      />
      {task.done === null ? <Place task={task} /> : null}
      {task.done === null && byHand ? (
        <form method="post" action={`${tasksAt}/${task.id}`} novalidate>
          <input type="hidden" name="_csrf" value={props.token} />
          <Textarea
            name="proof"
            label="What was done, and how can it be seen?"
            hint="For example where you looked afterwards, or who confirmed it. It is kept encrypted."
            rows={3}
            value={refused?.values.proof}
            error={refused?.errors.find((each) => each.field === 'proof')?.message}
          />
          <Button>It is done</Button>
        </form>
      ) : null}
    </Page>
  )
}

/** Where it is done: on a page of its own, or from the person's record, which asks why it is opened. */
function Place({ task }: { readonly task: Task }): JSX.Element | null {
  if (task.kind === 'retention-review') return <Way href="/desk/retention/reviews">Look at what waits, and decide</Way>
  if (task.kind === 'picture-look-again') return <Way href={`/desk/pictures/${task.about}`}>Open the picture, and say</Way>
  if (task.kind === 'picture-take-down')
    return <Way href={`/desk/pictures/placements/${task.about}`}>Open the picture, and see where it is shown</Way>
  if (task.person === null) return null
  return <Way href={`/desk/people/${task.person}/open`}>Open the record that it is about</Way>
}

function Way(props: { readonly href: string; readonly children: string }): JSX.Element {
  return (
    <p class="govuk-body">
      <Link href={props.href}>{props.children}</Link>
    </p>
  )
}

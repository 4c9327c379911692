import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { type Task, taskKinds } from '#duties/tasks/task.ts'
import { mostTasks, tasks } from '#duties/tasks/tasks.ts'
import { type Column, Link, LinkLine, RecordTable, SubNavigation, SummaryList } from '../../components/index.ts'
import { form, text } from '../../form/index.ts'
import { parseQuery } from '../../forms.ts'
import { type Drawn, formPage, page } from '../../pages/pages.tsx'
import { AnswerBy } from '../answer-by.tsx'
import { atDesk, type DeskParts, dayAndTime, idIn } from '../kit.ts'

export const tasksAt = '/desk/tasks'
const askedOf = z.strictObject({ after: z.uuid().optional() })

const settling = form({
  proof: text({
    label: 'What was done, and how can it be seen?',
    hint: 'For example where you looked afterwards, or who confirmed it. It is kept encrypted.',
    least: 3,
    most: 1000,
    rows: 3,
    missing: 'Write what was done',
  }),
})

/** What waits for the colleague's roles, what was done, and one of them: nothing of whom it is about. */
export function taskRoutes(app: FastifyInstance, parts: DeskParts): void {
  const list = tasks(parts.gateParts)
  const desk = atDesk(parts)
  const roleNamed = (role: string) => parts.editions.current().edition.roles.find((each) => each.id === role)?.label ?? 'A role of before'
  const what: Column<Task> = { heading: 'Task', cell: (task) => <Link href={`${tasksAt}/${task.id}`}>{taskKinds[task.kind].title}</Link> }
  const whose: Column<Task> = { heading: 'For', cell: (task) => roleNamed(task.role) }

  page(app, desk, {
    at: tasksAt,
    back: '/desk',
    async load({ request, signed }) {
      return { ok: true, waiting: await list.waiting(signed.colleague, parseQuery(askedOf, request.query).after ?? null) }
    },
    draw({ waiting }) {
      const today = desk.today()
      const late = waiting.filter((task) => Temporal.PlainDate.compare(task.dueOn, today) < 0).length
      return listOf({
        title: 'Tasks',
        lead: late === 0 ? 'Nothing here is late.' : `${late === 1 ? 'One task is' : `${late} tasks are`} late.`,
        caption: 'What waits, due first',
        columns: [what, { heading: 'Due', cell: (task) => <AnswerBy by={task.dueOn} today={today} /> }, whose],
        rows: waiting,
        empty: 'No task waits for a role of yours.',
        next: waiting.length < mostTasks ? undefined : waiting.at(-1)?.id,
      })
    },
  })
  page(app, desk, {
    at: `${tasksAt}/done`,
    back: tasksAt,
    async load({ signed }) {
      return { ok: true, past: await list.past(signed.colleague) }
    },
    draw: ({ past }) =>
      listOf({
        title: 'Tasks that are done',
        lead: 'What was settled in the last year, newest first.',
        caption: 'What was done, newest first',
        columns: [
          what,
          { heading: 'Done', cell: (task) => (task.done === null ? '' : dayAndTime(task.done.at)) },
          whose,
          { heading: 'By', cell: (task) => task.done?.by ?? 'It fell away' },
        ],
        rows: past,
        empty: 'No task of a role of yours was done in the last year.',
      }),
  })
  formPage(app, desk, {
    at: `${tasksAt}/:id`,
    back: tasksAt,
    load: ({ request, signed }) => list.look(signed.colleague, idIn(request)),
    form: settling,
    button: 'It is done',
    draw: ({ task, proof }, whole) => ({
      title: taskKinds[task.kind].title,
      back: { href: tasksAt, text: 'Tasks' },
      body: (
        <>
          <SummaryList
            rows={[
              { key: 'Due', value: <AnswerBy by={task.dueOn} today={desk.today()} /> },
              { key: 'For', value: roleNamed(task.role) },
              ...(task.done === null ? [] : [{ key: 'Done', value: `${dayAndTime(task.done.at)}, ${task.done.by ?? 'it fell away'}` }]),
              ...(proof === null ? [] : [{ key: 'What was done', value: proof }]),
            ]}
          />
          {task.done === null ? <Place task={task} /> : null}
          {task.done === null && taskKinds[task.kind].byHand ? whole : null}
        </>
      ),
    }),
    act: ({ request, signed }, { proof }) => list.settle(signed.colleague, idIn(request), proof),
    wrong: { 'not-by-hand': { field: 'main-content', message: 'This task closes by itself when the work is done on its own page' } },
    leadsTo: () => tasksAt,
    said: 'The task is done.',
  })
}

function listOf(of: {
  readonly title: 'Tasks' | 'Tasks that are done'
  readonly lead: string
  readonly caption: string
  readonly columns: readonly Column<Task>[]
  readonly rows: readonly Task[]
  readonly empty: string
  /** The last of a full page of what waits. */
  readonly next?: string | undefined
}): Drawn {
  const isWaiting = of.title === 'Tasks'
  const tabs = [
    { href: tasksAt, text: 'To do', current: isWaiting },
    { href: `${tasksAt}/done`, text: 'Done', current: !isWaiting },
  ]
  const body = (
    <>
      <p class="app-lead">{of.lead}</p>
      <SubNavigation label="Tasks" items={tabs} />
      <RecordTable caption={of.caption} captionHidden columns={of.columns} rows={of.rows} empty={of.empty} />
      {of.next === undefined ? null : (
        <p class="govuk-body">
          <Link href={`${tasksAt}?after=${of.next}`} rel="next">
            Tasks due later
          </Link>
        </p>
      )}
    </>
  )
  return isWaiting ? { title: of.title, current: tasksAt, body } : { title: of.title, body }
}

/** Where it is done: on a page of its own, or from the person's record, which asks why it is opened. */
function Place({ task }: { readonly task: Task }) {
  const way = placeOf(task)
  if (way === undefined) return null
  return <LinkLine href={way.href} text={way.text} />
}

function placeOf({ kind, about, person }: Task): { readonly href: string; readonly text: string } | undefined {
  if (kind === 'retention-review') return { href: '/desk/retention/reviews', text: 'Look at what waits, and decide' }
  if (kind === 'picture-look-again') return { href: `/desk/pictures/${about}`, text: 'Open the picture, and say' }
  if (kind === 'picture-take-down')
    return { href: `/desk/pictures/placements/${about}`, text: 'Open the picture, and see where it is shown' }
  return person === null ? undefined : { href: `/desk/people/${person}/open`, text: 'Open the record that it is about' }
}

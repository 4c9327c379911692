import type { FastifyInstance } from 'fastify'
import { type Task, taskKinds } from '#duties/tasks/task.ts'
import { mostTasks, tasks } from '#duties/tasks/tasks.ts'
import { type Column, Link, LinkLine, SubNavigation, SummaryList } from '../../components/index.ts'
import { form, text } from '../../form/index.ts'
import { askedAfter, listPage } from '../../pages/list-page.tsx'
import { formPage } from '../../pages/pages.tsx'
import { AnswerBy } from '../answer-by.tsx'
import { atDesk, type DeskParts, dayAndTime, idIn } from '../kit.ts'

export const tasksAt = '/desk/tasks'
const doneAt = `${tasksAt}/done`

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

  listPage(app, desk, {
    at: tasksAt,
    back: '/desk',
    title: 'Tasks',
    current: tasksAt,
    load: async ({ request, signed }) => ({ ok: true, rows: await list.waiting(signed.colleague, askedAfter(request) ?? null) }),
    lead(rows) {
      const late = rows.filter(({ dueOn }) => Temporal.PlainDate.compare(dueOn, desk.today()) < 0).length
      return late === 0 ? 'Nothing here is late.' : `${late === 1 ? 'One task is' : `${late} tasks are`} late.`
    },
    tabs: () => <Tabs current={tasksAt} />,
    caption: 'What waits, due first',
    columns: [what, { heading: 'Due', cell: ({ dueOn }) => <AnswerBy by={dueOn} today={desk.today()} /> }, whose],
    empty: 'No task waits for a role of yours.',
    more: { most: mostTasks, text: 'Tasks due later', idOf: ({ id }) => id },
  })
  listPage(app, desk, {
    at: doneAt,
    back: tasksAt,
    title: 'Tasks that are done',
    load: async ({ signed }) => ({ ok: true, rows: await list.past(signed.colleague) }),
    lead: 'What was settled in the last year, newest first.',
    tabs: () => <Tabs current={doneAt} />,
    caption: 'What was done, newest first',
    columns: [
      what,
      { heading: 'Done', cell: (task) => (task.done === null ? '' : dayAndTime(task.done.at)) },
      whose,
      { heading: 'By', cell: (task) => task.done?.by ?? 'It fell away' },
    ],
    empty: 'No task of a role of yours was done in the last year.',
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

function Tabs({ current }: { readonly current: string }) {
  const tabs = [
    { href: tasksAt, text: 'To do' },
    { href: doneAt, text: 'Done' },
  ]
  return <SubNavigation label="Tasks" items={tabs.map((tab) => ({ ...tab, current: tab.href === current }))} />
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

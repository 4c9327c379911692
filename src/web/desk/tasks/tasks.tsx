import type { FastifyInstance } from 'fastify'
import { type Task, type TaskKind, taskKinds } from '#duties/tasks/task.ts'
import { mostTasks, tasks } from '#duties/tasks/tasks.ts'
import { type Column, Link, LinkLine, SubNavigation, SummaryList } from '../../components/index.ts'
import { form, text } from '../../form/index.ts'
import { askedAfter, formPage, listPage } from '../../pages/index.ts'
import { DueBy } from '../due-by.tsx'
import { atDesk, type DeskDeps, dayAndTime, idIn } from '../kit.ts'

/** Where work of a kind is done, by the id of what it is about. The subject whose page it is says so; any other is done from the person's record. */
export type TaskWays = Readonly<Partial<Record<TaskKind, (about: string) => { readonly href: string; readonly text: string }>>>

/**
 * What tells tasks of a kind apart, by the id of what each is about: such as the reference of a request. A task stands in lists that many colleagues
 * see, so never anybody’s name.
 */
export type TaskNames = Readonly<
  Partial<Record<TaskKind, (deps: DeskDeps, abouts: readonly string[]) => Promise<ReadonlyMap<string, string>>>>
>

/** A task with all that its list says of it. */
export type TitledTask = Task & { readonly title: string }

/** Tasks as lists show them. */
export async function titled(deps: DeskDeps, names: TaskNames, all: readonly Task[]): Promise<readonly TitledTask[]> {
  const byKind = new Map<TaskKind, ReadonlyMap<string, string>>()
  for (const [kind, tasksOfKind] of Map.groupBy(all, ({ kind }) => kind)) {
    const named = await names[kind]?.(
      deps,
      tasksOfKind.map(({ about }) => about),
    )
    if (named !== undefined) byKind.set(kind, named)
  }
  return all.map((task) => {
    const { title } = taskKinds[task.kind]
    const name = byKind.get(task.kind)?.get(task.about)
    return { ...task, title: name === undefined ? title : `${title}: ${name}` }
  })
}

export const tasksAt = '/desk/tasks'
const doneAt = `${tasksAt}/done`

/** What is to be done, as every list of tasks says it: with the way to the task. */
export const whatToDo: Column<TitledTask> = {
  heading: 'Task',
  cell: ({ id, title }) => <Link href={`${tasksAt}/${id}`}>{title}</Link>,
}

const settling = form({
  proof: text({
    label: 'What was done, and how can this be checked?',
    hint: 'For example where you looked afterwards, or who confirmed it. It is kept encrypted.',
    least: 3,
    most: 1000,
    rows: 3,
    missing: 'Enter what was done',
  }),
})

/** What waits for the colleague's roles, what was done, and one of them: nothing of whom it is about. */
export function taskRoutes(
  app: FastifyInstance,
  deps: DeskDeps,
  { ways, names }: { readonly ways: TaskWays; readonly names: TaskNames },
): void {
  const list = tasks(deps.gateDeps)
  const desk = atDesk(deps)
  const roleNamed = (role: string) => deps.editions.current().edition.roles.find((each) => each.id === role)?.label ?? 'A former role'
  const whose: Column<Task> = { heading: 'For', cell: (task) => roleNamed(task.role) }

  listPage(app, desk, {
    at: tasksAt,
    title: 'Tasks',
    load: async ({ request, signed }) => ({
      ok: true,
      rows: await titled(deps, names, await list.waiting(signed.colleague, askedAfter(request) ?? null)),
    }),
    lead: (rows) => lateness(rows, desk.today()),
    tabs: () => tabs(tasksAt),
    caption: 'Tasks to do, the soonest due first',
    columns: [whatToDo, { heading: 'Due', cell: (task) => <DueBy by={task.dueOn} today={desk.today()} /> }, whose],
    empty: 'You have no tasks.',
    more: { most: mostTasks, text: 'Tasks due later', idOf: ({ id }) => id },
  })
  listPage(app, desk, {
    at: doneAt,
    back: tasksAt,
    title: 'Completed tasks',
    load: async ({ signed }) => ({ ok: true, rows: await titled(deps, names, await list.past(signed.colleague)) }),
    lead: 'Tasks completed in the last year, newest first.',
    tabs: () => tabs(doneAt),
    caption: 'Completed tasks, newest first',
    columns: [
      whatToDo,
      { heading: 'Done', cell: (task) => (task.done === null ? '' : dayAndTime(task.done.at)) },
      whose,
      { heading: 'By', cell: (task) => task.done?.by ?? 'No longer needed' },
    ],
    empty: 'No tasks for your roles were completed in the last year.',
  })
  formPage(app, desk, {
    at: `${tasksAt}/:id`,
    back: tasksAt,
    async load({ request, signed }) {
      const look = await list.look(signed.colleague, idIn(request))
      if (!look.ok) return look
      const [task] = await titled(deps, names, [look.task])
      return { ...look, title: task?.title ?? taskKinds[look.task.kind].title }
    },
    form: settling,
    button: 'Mark as done',
    draw: ({ task, title, proof }, whole) => ({
      title,
      back: { href: tasksAt, text: 'Tasks' },
      body: [
        <SummaryList
          rows={[
            { key: 'Due', value: <DueBy by={task.dueOn} today={desk.today()} /> },
            { key: 'For', value: roleNamed(task.role) },
            { key: 'Done', value: task.done === null ? null : `${dayAndTime(task.done.at)}, ${task.done.by ?? 'no longer needed'}` },
            { key: 'What was done', value: proof },
          ]}
        />,
        task.done === null && [wayTo(task), taskKinds[task.kind].byHand && whole],
      ],
    }),
    act: ({ request, signed }, { proof }) => list.settle(signed.colleague, idIn(request), proof),
    wrong: { 'not-by-hand': { field: 'main-content', message: 'This task closes by itself when the work is done on its own page' } },
    leadsTo: () => tasksAt,
    said: 'The task is done.',
  })

  function wayTo({ kind, about, person }: Task) {
    const way = ways[kind]?.(about)
    if (way !== undefined) return <LinkLine {...way} />
    return person === null ? null : <LinkLine href={`/desk/people/${person}/open`} text="Open the record" />
  }
}

function tabs(at: string) {
  const items = [
    { href: tasksAt, text: 'To do', current: at === tasksAt },
    { href: doneAt, text: 'Done', current: at === doneAt },
  ]
  return <SubNavigation label="Tasks" items={items} />
}

function lateness(waiting: readonly Task[], today: Temporal.PlainDate): string {
  const late = overdue(waiting, today)
  return late === 0 ? 'Nothing is overdue.' : `${late === 1 ? 'One task is' : `${late} tasks are`} overdue.`
}

export function overdue(waiting: readonly Task[], today: Temporal.PlainDate): number {
  return waiting.filter(({ dueOn }) => Temporal.PlainDate.compare(dueOn, today) < 0).length
}

import type { FastifyInstance } from 'fastify'
import type { JSX } from 'preact'
import { latelyDays, type OpenedLately, openedLately } from '#duties/openings/lately.ts'
import type { Task } from '#duties/tasks/task.ts'
import { mostTasks, tasks as tasksOf } from '#duties/tasks/tasks.ts'
import { dateIn } from '#shared/clock.ts'
import { Card, Link, LinkLine, RecordTable, Tag, Timeline } from '../../components/index.ts'
import { Proposals } from '../../public-site/proposals.tsx'
import { limitedAsSigningIn } from '../../request-limits.ts'
import { DueBy } from '../due-by.tsx'
import { asking, findAt, SearchBox } from '../find/somebody.tsx'
import { atDesk, clockTime, type DeskDeps, shortDate } from '../kit.ts'
import { type Names, namesFrom } from '../names.ts'
import { overdue, type TaskNames, type TitledTask, tasksAt, titled, whatToDo } from '../tasks/tasks.tsx'
import { type Arrivals, CameIn, linesFor } from './arrived.tsx'
import { type OnHome, partsFor } from './on-home.ts'

/** Records that were opened last, and tasks that are shown here: the others are a link away. */
const [mostOpened, shown] = [5, 5]

/** What other subjects put on the home page, and what they call their tasks. */
type Shown = { readonly arrivals: readonly Arrivals[]; readonly onHome: readonly OnHome[]; readonly names: TaskNames }

/** The colleague's day: what waits, what came in, what they opened last, and finding somebody. Whoever is signed out signs in here. */
export function homeRoutes(app: FastifyInstance, deps: DeskDeps, { arrivals, onHome, names }: Shown): void {
  const desk = atDesk(deps)
  const home = desk.enter(async (visit) => {
    const { colleague } = visit.signed
    const [tasks, lines, opened, parts] = await Promise.all([
      tasksOf(deps.gateDeps).waiting(colleague, null),
      linesFor(deps, arrivals, colleague),
      openedLately(deps.gateDeps, colleague, mostOpened),
      partsFor(deps, onHome, colleague),
    ])
    const today = desk.today()
    const first = await titled(deps, names, tasks.slice(0, shown))
    const body = (
      <>
        <p class="app-lead">{waitsInWords({ tasks, today })}</p>
        {parts}
        <div class="app-find">
          <h2 class="govuk-heading-m">Find a person</h2>
          <SearchBox to={findAt} asking={asking} token={desk.token(visit)} />
        </div>
        <div class="app-columns">
          <div>
            <h2 class="govuk-heading-m">Your tasks</h2>
            <WhatWaits first={first} isAll={tasks.length === first.length} today={today} />
            <h2 class="govuk-heading-m">What came in</h2>
            <CameIn lines={lines} />
          </div>
          <OpenedLast opened={opened} names={namesFrom(deps.editions.current().edition)} />
        </div>
        <Proposals released={deps.editions.current()} />
      </>
    )
    const day = today.toLocaleString('en-GB', { weekday: 'long', day: 'numeric', month: 'long' })
    return desk.send(visit, { title: `Today, ${day}`, body })
  })
  app.get('/desk', { config: limitedAsSigningIn }, home)
}

type Waiting = { readonly tasks: readonly Task[]; readonly today: Temporal.PlainDate }

/** The whole of it in a sentence: how many tasks there are, and how many of them are overdue or due today. */
function waitsInWords({ tasks, today }: Waiting): string {
  if (tasks.length === 0) return 'You have no tasks.'
  const many = tasks.length === 1 ? '1 task' : `${tasks.length}${tasks.length === mostTasks ? ' or more' : ''} tasks`
  const [late, due] = [overdue(tasks, today), tasks.filter(({ dueOn }) => dueOn.equals(today)).length]
  return `You have ${many}: ${late === 0 ? 'none' : late} overdue, ${due === 0 ? 'none' : due} due today.`
}

type First = Pick<Waiting, 'today'> & { readonly first: readonly TitledTask[]; readonly isAll: boolean }

/** What waits for the colleague's roles, due first. */
function WhatWaits({ first, isAll, today }: First): JSX.Element {
  const due = ({ dueOn }: Task) => [<DueBy by={dueOn} today={today} />, dueOn.equals(today) ? <Tag tone="yellow">Today</Tag> : null]
  return (
    <>
      <RecordTable
        caption="Your tasks, the soonest due first"
        columns={[whatToDo, { heading: 'Due', cell: due }]}
        rows={first}
        empty="Tasks for your roles are listed here, the soonest due first."
      />
      {isAll ? null : <LinkLine href={tasksAt} text="All your tasks" />}
    </>
  )
}

/** What the colleague opened last and why, each with the way back in: while it stands open on to it, and else to the question why. */
function OpenedLast({ opened, names }: { readonly opened: readonly OpenedLately[]; readonly names: Names }): JSX.Element {
  return (
    <Card title="What you opened last">
      <Timeline
        entries={opened.map((each) => ({
          title: <Link href={each.isOpen ? `/desk/openings/${each.id}` : `/desk/people/${each.person}/open`}>{titleOf(each)}</Link>,
          tags: each.isOpen ? <Tag>Open until {clockTime(each.closesAt)}</Tag> : null,
          happened: each.openedAt.toString(),
          when: `${shortDate(dateIn(each.openedAt))}, ${clockTime(each.openedAt)}`,
          meta: `${names.activity(each.activity)}, ${each.reference}`,
        }))}
        empty={`You have opened no records in the last ${latelyDays} days. Records you open are listed here.`}
      />
      {opened.every(({ isOpen }) => isOpen) ? null : <p class="app-meta">To open a closed record again, you give a new reason.</p>}
      {opened.every(({ name, isCamera }) => name !== null || isCamera) ? null : (
        <p class="app-meta">Where a name is closed, the notice no longer shows it to you for the purpose you opened the record for.</p>
      )}
    </Card>
  )
}

function titleOf({ name, isCamera, reference }: OpenedLately): string {
  return name ?? `${isCamera ? 'Footage of a camera' : 'Name closed'}: ${reference}`
}

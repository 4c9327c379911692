import type { FastifyInstance } from 'fastify'
import type { JSX } from 'preact'
import { type AwaitedLine, awaitedLines, awaitedOf } from '#duties/shares/awaited.ts'
import { dateIn } from '#shared/clock.ts'
import { Link, RecordTable, Section, WarningText } from '../../components/index.ts'
import { HttpFault } from '../../http-fault.ts'
import { DueBy } from '../due-by.tsx'
import type { OnHome } from '../home/on-home.ts'
import { atDesk, counted, type DeskDeps, idIn } from '../kit.ts'
import { ledgerAt, ledgerLink } from '../ledger/ledger.tsx'
import type { TaskNames, TaskWays } from '../tasks/tasks.tsx'

const awaitedAt = '/desk/awaited'

/** How many days before it is needed a line stands on the home page. */
const ahead = 7

export const awaitedTasks: TaskWays = {
  'share-answer': (line) => ({ href: `${awaitedAt}/${line}`, text: 'Open the record and answer' }),
  'reference-awaited': (line) => ({ href: `${awaitedAt}/${line}`, text: 'Open the record and note what came back' }),
}
export const awaitedTaskNames: TaskNames = { 'share-answer': namesOf, 'reference-awaited': namesOf }

async function namesOf({ gateDeps }: Pick<DeskDeps, 'gateDeps'>, lines: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const all = await awaitedOf(gateDeps, lines)
  return new Map(all.flatMap(({ id, organisation }) => (organisation === null ? [] : [[id, organisation]])))
}

/** Leads from what somebody waits for to the record that it is about, for those whose task it is: opening it asks why. */
export function awaitedRoutes(app: FastifyInstance, deps: DeskDeps): void {
  app.get(
    `${awaitedAt}/:id`,
    atDesk(deps).enter(async ({ request, reply, signed }) => {
      const [line] = await awaitedOf(deps.gateDeps, [idIn(request)])
      if (line === undefined || !isTheirs(line, signed.colleague)) throw new HttpFault(404, 'nobody waits for such an answer')
      return reply.redirect(`/desk/people/${line.person}/open`, 303)
    }),
  )
}

/** What colleagues have to answer soon, on their home page; and for those who see the whole ledger whatever is overdue, whoever has to answer it. */
export const awaitedOnHome: OnHome = {
  leadsTo: () => awaitedAt,
  async draw({ gateDeps, editions }, colleague) {
    const { edition } = editions.current()
    const today = dateIn(gateDeps.clock())
    const seesAll = ledgerLink.leadsTo(edition, colleague) !== null
    const isLate = ({ neededBy }: AwaitedLine) => Temporal.PlainDate.compare(neededBy, today) < 0
    const isSoon = ({ neededBy }: AwaitedLine) => Temporal.PlainDate.compare(neededBy, today.add({ days: ahead })) <= 0
    const theirs = (await awaitedLines(gateDeps)).filter(({ isOurs }) => !isOurs)
    const shown = theirs.filter((line) => (isTheirs(line, colleague) && isSoon(line)) || (seesAll && isLate(line)))
    if (shown.length === 0) return null
    const role = (id: string) => edition.roles.find((each) => each.id === id)?.label ?? 'A former role'
    const way = (line: AwaitedLine) => (isTheirs(line, colleague) ? `${awaitedAt}/${line.id}` : `${ledgerAt}/${line.id}`)
    return <Waiting lines={shown} late={shown.filter(isLate).length} today={today} way={way} roleNamed={role} />
  },
}

function isTheirs({ role }: AwaitedLine, { roles }: { readonly roles: readonly string[] }): boolean {
  return roles.includes(role)
}

type Shown = {
  readonly lines: readonly AwaitedLine[]
  readonly late: number
  readonly today: Temporal.PlainDate
  readonly way: (line: AwaitedLine) => string
  readonly roleNamed: (role: string) => string
}

function Waiting({ lines, late, today, way, roleNamed }: Shown): JSX.Element {
  return (
    <Section id="awaited" heading="Others wait for an answer">
      {late === 0 ? null : <WarningText>{counted(late, 'answer is', 'answers are')} overdue. Answer today, or say why not.</WarningText>}
      <RecordTable
        caption="Answers that others wait for, the soonest first"
        rows={lines}
        columns={[
          { heading: 'Who waits', cell: (line) => <Link href={way(line)}>{line.organisation ?? 'Somebody who acts for a person'}</Link> },
          { heading: 'Needed by', cell: ({ neededBy }) => <DueBy by={neededBy} today={today} /> },
          { heading: 'Who answers', cell: ({ role }) => roleNamed(role) },
        ]}
        empty="Nobody waits."
      />
    </Section>
  )
}

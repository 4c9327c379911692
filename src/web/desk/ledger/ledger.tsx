import { Readable } from 'node:stream'
import type { FastifyInstance } from 'fastify'
import type { JSX } from 'preact'
import { type Flow, flowsOf } from '#duties/shares/flows.ts'
import { ledgerOf } from '#duties/shares/ledger.ts'
import { csvInPages } from '#exchange/csv/write.ts'
import { organisationNames } from '#facts/organisation-names.ts'
import type { LineHead } from '#gate/ledger/ledger-line.ts'
import type { LinesCounted, LinesListed } from '#gate/ledger/lines.ts'
import { opensList } from '#notice/grants-of.ts'
import { share } from '#records/share/share.ts'
import { Button, Details, InsetText, Link, LinkLine, RecordTable, Section } from '../../components/index.ts'
import { HttpFault } from '../../http-fault.ts'
import { actionButton } from '../../pages/index.ts'
import { type AtDesk, atDesk, counted, type DeskDeps, shortDate } from '../kit.ts'
import type { DeskLink } from '../signed.tsx'
import type { TaskWays } from '../tasks/tasks.tsx'
import { type AskedAtDesk, addressAfter, askedIn, askedOf, asking, everything } from './asking.ts'
import { dayOf, lineNames, recipientName, stateOfLine, toldWords } from './ledger-words.ts'
import { lineRoutes } from './line.tsx'
import { headings, rowsOfTable } from './taken-out.ts'

export const ledgerAt = '/desk/shares'
export const ledgerTasks: TaskWays = { 'shown-review': (line) => ({ href: `${ledgerAt}/${line}`, text: 'Decide' }) }
const wanted = { activity: 'rights-requests', category: share.category } as const

/** For whoever may see a list of documents for people's rights. */
export const ledgerLink: DeskLink = {
  text: 'Shared',
  at: ledgerAt,
  leadsTo: (edition, { roles }) => (opensList(edition, roles, wanted) ? ledgerAt : null),
}

/** The ledger of what was shared: looked through, counted, taken out as a table, and line by line. */
export function ledgerRoutes(app: FastifyInstance, deps: DeskDeps): void {
  const { gateDeps, gate, editions } = deps
  const ledger = ledgerOf({ ...gateDeps, gate })
  const desk = atDesk(deps, { activity: wanted.activity, act: 'view', categories: [wanted.category] })
  lineRoutes(app, deps, ledgerAt)

  app.get(
    ledgerAt,
    desk.enter(async (visit) => {
      const { edition } = editions.current()
      const organisations = await organisationNames(gateDeps.database)
      const form = asking(edition, organisations)
      const { sought, after } = askedIn(visit.request.query)
      const sent = sought === null ? undefined : form.read(sought, desk.today())
      const wrong = sent?.ok === false ? sent : undefined
      if (wrong !== undefined) visit.reply.code(422)
      const asked = sent?.ok === true ? sent.value : everything
      const span = askedOf(asked, desk.today())
      const { colleague } = visit.signed
      const found = await ledger.list(colleague, span, after)
      if (!found.ok) return desk.refuse(visit, found.refusal, 'view', desk.home)
      const [counts, flows] = await Promise.all([ledger.count(colleague, span), flowsOf(gateDeps, span)])
      const names = lineNames(edition, organisations)
      const filled = sent?.ok === true ? form.shown(asked) : null
      const last = found.more ? found.rows.at(-1) : undefined
      return desk.send(
        visit,
        {
          title: 'What was shared',
          lead: leadOf(counts, span, after !== null),
          body: (
            <>
              <Details summary="Choose days, recipients or uses" open={sent !== undefined}>
                <form method="get" action={ledgerAt} novalidate>
                  {form.fields(form.shown(asked), wrong)}
                  <Button class="govuk-button--secondary">Find</Button>
                </form>
              </Details>
              <Closed types={found.closed} />
              <Lines rows={found.rows} names={names} />
              {last === undefined ? null : <LinkLine href={addressAfter(ledgerAt, filled, last)} text="Older lines" rel="next" />}
              {counts.lines === 0 ? null : exportButton(visit, asked)}
              <Flows flows={flows} />
            </>
          ),
        },
        wrong?.errors,
      )
    }),
  )

  app.post(
    `${ledgerAt}/export`,
    desk.sends,
    desk.enter(async (visit) => {
      const { edition } = editions.current()
      const organisations = await organisationNames(gateDeps.database)
      const { _csrf: _, ...body } = bodyOf(visit)
      const sent = asking(edition, organisations).read(body, desk.today())
      if (!sent.ok) throw new HttpFault(400, 'the form does not say what is taken out')
      const found = await ledger.export(visit.signed.colleague, askedOf(sent.value, desk.today()))
      if (!found.ok) return desk.refuse(visit, found.refusal, 'view', ledgerAt)
      return visit.reply
        .headers({
          'content-type': 'text/csv; charset=utf-8',
          'content-disposition': 'attachment; filename="what-was-shared.csv"',
          'cache-control': 'no-store',
        })
        .send(Readable.from(csvInPages(headings, rowsOfTable(edition, organisations, found.pages))))
    }),
  )

  function exportButton(visit: AtDesk, asked: AskedAtDesk): JSX.Element {
    const { edition } = editions.current()
    const sends = asking(edition, []).shown(asked)
    const filled = Object.fromEntries(Object.entries(sends).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])))
    return actionButton(desk, visit, `${ledgerAt}/export`, { text: 'Take these out as a table', look: 'secondary' }, filled)
  }
}

function bodyOf({ request: { body } }: AtDesk): Readonly<Record<string, unknown>> {
  return typeof body === 'object' && body !== null ? { ...body } : {}
}

type Span = { readonly from: Temporal.PlainDate; readonly until: Temporal.PlainDate }

function leadOf({ lines, hidden }: LinesCounted, { from, until }: Span, isLater: boolean): string {
  const days = `from ${shortDate(from)} to ${shortDate(until)}`
  if (lines === 0) return `Nothing is on the ledger ${days}.`
  const all = `${counted(lines, 'line')} ${days}${hidden === 0 ? '' : `; ${hidden.toLocaleString('en-GB')} hidden from the person`}.`
  return isLater ? `${all} These are older ones.` : all
}

/** Lines of a kind that the notice does not open for this are not there; it is said that they are not. */
function Closed({ types }: { readonly types: LinesListed['closed'] }): JSX.Element | null {
  if (types.length === 0) return null
  return (
    <InsetText>The notice does not open these here, so they are not listed: {types.map(({ title }) => title.many).join(', ')}.</InsetText>
  )
}

function Lines({ rows, names }: { readonly rows: readonly LineHead[]; readonly names: ReturnType<typeof lineNames> }): JSX.Element {
  return (
    <RecordTable
      caption="Lines of the ledger, the newest first"
      wide
      rows={rows}
      empty="Nothing was found."
      columns={[
        {
          heading: 'Day',
          class: 'app-nowrap',
          cell: (line) => <Link href={`${ledgerAt}/${line.id}`}>{shortDate(dayOf(line))}</Link>,
        },
        { heading: 'To', cell: (line) => names.organisation(line) },
        { heading: 'Kind', cell: ({ recipient }) => recipientName(recipient) },
        { heading: 'For', cell: ({ activity }) => names.activity(activity) },
        { heading: 'State', cell: stateOfLine },
        { heading: 'The person', cell: toldWords },
      ]}
    />
  )
}

/** How much left, with what flows regularly apart (SC3). */
function Flows({ flows }: { readonly flows: readonly Flow[] }): JSX.Element {
  return (
    <Section id="flows" heading="How much went to whom">
      <p class="govuk-body">
        Regular is what the notice calls so, or what goes under an agreement. Everything else is occasional. What is chosen above counts
        here.
      </p>
      <RecordTable
        caption="What left, by month and kind of recipient"
        rows={flows}
        empty="Nothing left in this time."
        columns={[
          { heading: 'Month', cell: ({ month }) => monthInWords(month) },
          { heading: 'Kind of recipient', cell: ({ recipient }) => recipientName(recipient) },
          { heading: 'Occasionally', format: 'numeric', cell: ({ occasional }) => occasional.toLocaleString('en-GB') },
          { heading: 'Regularly', format: 'numeric', cell: ({ regular }) => regular.toLocaleString('en-GB') },
        ]}
      />
    </Section>
  )
}

function monthInWords(month: string): string {
  return Temporal.PlainDate.from(`${month}-01`).toLocaleString('en-GB', { month: 'long', year: 'numeric' })
}

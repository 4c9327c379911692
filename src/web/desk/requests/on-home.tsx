import type { JSX } from 'preact'
import { isOverdue, type RightsClock, rightsClock } from '#duties/rights/clock.ts'
import type { RightsRequestRow } from '#duties/rights/identified.ts'
import { openRequests, rightsRequestsOf } from '#duties/rights/requests.ts'
import { rightsCase } from '#duties/rights/rights-case.ts'
import { chasesDue } from '#duties/rights/search/asked.ts'
import { stepsIn } from '#duties/rights/steps.ts'
import { rightsRequest } from '#records/rights-request/rights-request.ts'
import { dateIn } from '#shared/clock.ts'
import { Details, Link, LinkLine, RecordTable, Section, Tag, WarningText } from '../../components/index.ts'
import type { OnHome } from '../home/on-home.ts'
import { counted, whoSees } from '../kit.ts'
import { arithmetic, dueInWords, nextOf, requestsAt, stateWords } from './request-words.ts'

type Due = RightsRequestRow & { readonly clock: RightsClock; readonly chases: number }

/** Requests that are shown there: the others are a link away. */
const shown = 20

/** Every open request on the home page of those who answer them, the overdue ones first. Where none is open, nothing is read. */
export const requestsOnHome: OnHome = {
  leadsTo: whoSees(rightsRequest, requestsAt),
  async draw(deps, colleague) {
    const { gateDeps, gate } = deps
    if ((await openRequests(gateDeps)).count === 0) return null
    const all = await rightsRequestsOf({ ...gateDeps, gate }).all(colleague)
    if (!all.ok || all.rows.length === 0) return null
    const today = dateIn(gateDeps.clock())
    const chases = await chasesDue(
      gateDeps,
      all.rows.map(({ id }) => id),
      today,
    )
    const due = all.rows.map((row) => ({ ...row, clock: rightsClock(rightsCase.events(row), today), chases: chases.get(row.id) ?? 0 }))
    return <Board due={due.toSorted(soonest)} today={today} />
  },
}

function soonest(one: Due, other: Due): number {
  return Temporal.PlainDate.compare(one.clock.dueOn, other.clock.dueOn)
}

function Board({ due, today }: { readonly due: readonly Due[]; readonly today: Temporal.PlainDate }): JSX.Element {
  const late = due.filter(({ clock }) => isOverdue(clock, today)).length
  return (
    <Section id="requests" heading="Requests for a copy">
      {late === 0 ? null : (
        <WarningText>
          {counted(late, 'request for a copy is', 'requests for a copy are')} overdue. The day that the law gives for the answer is over.
        </WarningText>
      )}
      <RecordTable
        caption="Open requests for a copy, overdue ones first"
        rows={due.slice(0, shown)}
        columns={[
          {
            heading: 'Request',
            cell: ({ id, reference, clock }) => (
              <>
                <Link href={`${requestsAt}/${id}`}>{reference}</Link> {isOverdue(clock, today) ? <Tag tone="red">Overdue</Tag> : null}
              </>
            ),
          },
          { heading: 'Stands at', cell: stateWords },
          { heading: 'Time to answer', cell: (row) => <Clock row={row} today={today} /> },
          { heading: 'Next', cell: (row) => <Next row={row} /> },
          { heading: 'Who', cell: whoOf },
        ]}
        empty="No request is open."
      />
      {due.length > shown ? <LinkLine href={requestsAt} text={`All ${due.length} open requests`} /> : null}
    </Section>
  )
}

function Clock({ row, today }: { readonly row: Due; readonly today: Temporal.PlainDate }): JSX.Element {
  return (
    <>
      {dueInWords(row.clock, today)}
      <Details summary={['How the day was worked out', <span class="govuk-visually-hidden"> for {row.reference}</span>]}>
        <ul class="govuk-list govuk-list--bullet">
          {arithmetic(row.clock, row.receivedOn).map((line) => (
            <li>{line}</li>
          ))}
        </ul>
      </Details>
    </>
  )
}

function Next({ row }: { readonly row: Due }): JSX.Element {
  if (row.chases === 0) return <>{nextOf(row)}</>
  return (
    <>
      {nextOf(row)}.{' '}
      <Link href={`${requestsAt}/${row.id}/search`}>
        {counted(row.chases, 'system', 'systems')} to ask again today
        <span class="govuk-visually-hidden"> for {row.reference}</span>
      </Link>
    </>
  )
}

/** Who noted the last step: they know where it stands. */
function whoOf(row: RightsRequestRow): string {
  return stepsIn(row.steps).at(-1)?.by ?? 'Nobody yet'
}

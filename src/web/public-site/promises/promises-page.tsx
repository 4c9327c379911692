import type { JSX } from 'preact'
import type { LastNight } from '#duties/promises/last-night.ts'
import { type PromiseState, promiseWords } from '#duties/promises/promise-states.ts'
import type { Edition, ReleasedEdition } from '#notice/edition.ts'
import { type Column, type Frame, Link, Page, RecordTable, Select, WarningText } from '../../components/index.ts'
import type { Proof } from '../../deps.ts'
import { FilterRow } from '../filter-row.tsx'
import { JumpList } from '../jump-list.tsx'
import { Proposals } from '../proposals.tsx'
import { PromiseSummary, stateInAddress } from './promise-summary.tsx'
import { figureWords, Keeps, StateTag, states, testedWords } from './promise-words.tsx'

type Article = Edition['notice'][number]

/** What the list is narrowed to; absent: not by that. */
export type NarrowedPromises = { readonly state?: PromiseState['state'] | undefined; readonly section?: Article | undefined }

type PromisesProps = {
  readonly frame: Frame
  readonly released: ReleasedEdition
  readonly promises: readonly PromiseState[]
  readonly night: LastNight
  readonly proof: Proof
  readonly narrowed: NarrowedPromises
}

/** How the notice is kept: a summary, then each clause with what keeps it and what proves it. What is still to come says so. */
export function PromisesPage({ frame, released, promises, night, proof, narrowed }: PromisesProps): JSX.Element {
  const { edition } = released
  const shown = promises.filter((promise) => isIn(promise, narrowed))
  const groups = groupsOf(edition, shown)
  return (
    <Page frame={frame} title="Are we keeping our promises?" width="wide">
      <Warnings promises={promises} night={night} />
      <PromiseSummary released={released} promises={promises} night={night} proof={proof} />
      {edition.restates === true ? (
        <p class="govuk-body">
          “What we say” tells {edition.landlord.shortName}’s notice in plainer words. “What keeps it” is how our software keeps it, and no
          part of that notice.
        </p>
      ) : null}
      <Proposals released={released} />
      <h2 class="govuk-heading-l" id="clauses">
        Every clause
      </h2>
      <Narrow edition={edition} narrowed={narrowed} />
      {shown.length === promises.length ? null : (
        <p class="govuk-body">
          {shown.length} of {promises.length} clauses. <Link href="/promises">Show all</Link>
        </p>
      )}
      <JumpList
        summary="Go to one clause"
        items={groups.flatMap(({ rows }) => rows).map(({ clause, heading }) => ({ href: `#clause-${clause}`, text: heading || clause }))}
      />
      {shown.length === 0 ? (
        <p class="govuk-body app-empty">No clause is narrowed to that.</p>
      ) : (
        groups.map((group) => <Group {...group} />)
      )}
    </Page>
  )
}

function Warnings({ promises, night }: Pick<PromisesProps, 'promises' | 'night'>): JSX.Element | null {
  const broken = promises.filter(({ state }) => state === 'broken').length
  const says = [
    ...(broken === 0
      ? []
      : [`${broken === 1 ? 'One promise is' : `${broken} promises are`} broken at this moment: see the first rows below.`]),
    ...(night.checked?.isWhole === false ? ['The evidence did not verify: something in it was changed, removed or put in.'] : []),
  ]
  return says.length === 0 ? null : <WarningText>{says.join(' ')}</WarningText>
}

function isIn({ state, clause }: PromiseState, { state: wanted, section }: NarrowedPromises): boolean {
  return (wanted === undefined || state === wanted) && (section === undefined || section.clauses.includes(clause))
}

type GroupProps = { readonly heading: string; readonly rows: readonly PromiseState[] }

/** What is broken and what waits first, then every clause by the section of the notice that tells it. */
function groupsOf({ notice }: Edition, promises: readonly PromiseState[]): readonly GroupProps[] {
  const urgent = promises.filter(({ state }) => state === 'broken' || state === 'waiting')
  const rest = promises.filter((promise) => !urgent.includes(promise))
  const bySection = Map.groupBy(rest, ({ clause }) => sectionOf({ notice }, clause))
  const sections: readonly (Article | undefined)[] = [...notice, undefined]
  return [
    { heading: 'Broken or waiting', rows: urgent },
    ...sections.map((article) => ({ heading: article?.question ?? 'In no section of the notice', rows: bySection.get(article) ?? [] })),
  ].filter(({ rows }) => rows.length > 0)
}

/** The section of the notice that tells a clause. */
export function sectionOf({ notice }: Pick<Edition, 'notice'>, clause: string): Article | undefined {
  return notice.find(({ clauses }) => clauses.includes(clause))
}

const columns: readonly Column<PromiseState>[] = [
  {
    heading: 'Clause',
    cell: ({ clause, heading }) => (
      <>
        <Link href={`/promises/${clause}`}>{heading || clause}</Link> <span class="app-meta app-nowrap">{clause}</span>
      </>
    ),
    class: 'app-promise__clause',
  },
  { heading: 'State', cell: StateTag, class: 'app-nowrap' },
  { heading: 'What we say', cell: ({ says }) => says },
  { heading: 'What keeps it', cell: Keeps },
  { heading: 'Counted now', cell: figureWords, class: 'app-promise__figure' },
  { heading: 'Test', cell: testedWords, class: 'app-promise__test' },
]

function Group({ heading, rows }: GroupProps): JSX.Element {
  return (
    <section>
      <h3 class="govuk-heading-m">{heading}</h3>
      <RecordTable
        class="app-full app-promises"
        caption={heading}
        rowId={({ clause }) => `clause-${clause}`}
        rows={rows}
        wide
        empty="No clauses."
        columns={columns}
      />
    </section>
  )
}

function Narrow({ edition, narrowed }: { readonly edition: Edition; readonly narrowed: NarrowedPromises }): JSX.Element {
  return (
    <FilterRow action="/promises" label="Narrow the list" button="Show">
      <Select
        name="state"
        label="State"
        items={[
          { value: '', text: 'Every state' },
          ...promiseWords.map((state) => ({ value: stateInAddress(state), text: states[state].word })),
        ]}
        value={narrowed.state === undefined ? '' : stateInAddress(narrowed.state)}
      />
      <Select
        name="section"
        label="Section of the notice"
        items={[
          { value: '', text: 'Every section' },
          ...edition.notice.filter(({ clauses }) => clauses.length > 0).map(({ id, question }) => ({ value: id, text: question })),
        ]}
        value={narrowed.section?.id ?? ''}
      />
    </FilterRow>
  )
}

import type { JSX } from 'preact'
import { type PromiseState, promiseWords } from '#duties/promises/promise-states.ts'
import type { WitnessStanding } from '#evidence/witness/witnessed.ts'
import type { ReleasedEdition } from '#notice/edition.ts'
import { longDate } from '#shared/london-time.ts'
import { Details, type Frame, Page, RecordTable, Tag, type Tone, WarningText } from '../components/index.ts'
import { JumpList } from './jump-list.tsx'
import { WitnessedBy } from './proof-page.tsx'
import { Proposals } from './proposals.tsx'

const states: Readonly<Record<PromiseState['state'], { readonly word: string; readonly tone: Tone; readonly jump: string }>> = {
  broken: { word: 'Broken', tone: 'red', jump: 'Go to one that is broken' },
  waiting: { word: 'Waiting', tone: 'yellow', jump: 'Go to one that waits' },
  'in part': { word: 'In part', tone: 'yellow', jump: 'Go to one that is kept in part' },
  'in place': { word: 'In place', tone: 'green', jump: 'Go to one that is in place' },
  kept: { word: 'Kept', tone: 'green', jump: 'Go to one that is kept' },
  'not yet': { word: 'Not yet', tone: 'yellow', jump: 'Go to one that is not kept yet' },
}

/** Each clause of the notice: what keeps it, what proves it, how it stands now. Honest: what is still to come says so. */
export function PromisesPage(props: {
  readonly frame: Frame
  readonly released: ReleasedEdition
  readonly promises: readonly PromiseState[]
  readonly standings: readonly WitnessStanding[]
}): JSX.Element {
  const { promises } = props
  const { edition } = props.released
  const clauses = new Map(edition.clauses.map((clause) => [clause.id, clause]))
  const count = (state: PromiseState['state']) => promises.filter((promise) => promise.state === state).length
  const linksTo = (state: PromiseState['state']) =>
    promises
      .filter((promise) => promise.state === state)
      .map(({ clause }) => ({ href: `#clause-${clause}`, text: clauses.get(clause)?.heading ?? clause }))
  const [broken, waiting] = [count('broken'), count('waiting')]
  return (
    <Page frame={props.frame} title="Are we keeping our promises?">
      {broken === 0 ? null : (
        <WarningText>
          {broken === 1 ? 'One promise is' : `${broken} promises are`} broken at this moment. See the rows marked “Broken”.
        </WarningText>
      )}
      <p class="app-lead">
        The notice says {promises.length} things. Right now our system keeps {count('kept')} of them, and has all that it takes for{' '}
        {count('in place')} more that have not come up yet. It keeps {count('in part')} in part, breaks {broken === 0 ? 'none' : broken},
        and does not yet do {count('not yet')}.
        {waiting === 0
          ? null
          : ` ${waiting} of them ${waiting === 1 ? 'waits, and its row says for what.' : 'wait, and their rows say for what.'}`}
      </p>
      {edition.restates === true ? (
        <p class="govuk-body">
          “What we say” tells {edition.landlord.shortName}’s notice in plainer words. “What keeps it” is how our software keeps it, and no
          part of that notice.
        </p>
      ) : null}
      <WitnessedBy standings={props.standings} />
      <Proposals released={props.released} />
      {promiseWords.map((state) => (
        <JumpList summary={states[state].jump} items={linksTo(state)} />
      ))}
      <RecordTable
        class="app-full"
        caption="Every clause of the notice and how it stands"
        rowId={(promise) => `clause-${promise.clause}`}
        rows={promises}
        wide
        empty="This edition lists no clauses."
        columns={[
          {
            heading: 'Clause',
            cell: (promise) => (
              <>
                {clauses.get(promise.clause)?.heading ?? promise.clause} <span class="app-meta app-nowrap">{promise.clause}</span>
              </>
            ),
          },
          {
            heading: 'State',
            cell: (promise) => <Tag tone={states[promise.state].tone}>{states[promise.state].word}</Tag>,
            class: 'app-nowrap',
          },
          { heading: 'What we say', cell: (promise) => clauses.get(promise.clause)?.says ?? '' },
          { heading: 'What keeps it', cell: (promise) => <Keeps {...promise} /> },
          { heading: 'As of now', cell: (promise) => promise.evidence ?? 'Nothing to count' },
          {
            heading: 'Tests',
            cell: (promise) =>
              promise.tests.length === 0 ? (
                'None yet'
              ) : (
                <Details
                  class="app-details-tight"
                  summary={
                    <>
                      {promise.tests.length} {promise.tests.length === 1 ? 'test' : 'tests'}
                      <span class="govuk-visually-hidden"> of {promise.clause}</span>
                    </>
                  }
                >
                  <p class="app-meta">{testedWords(promise)}</p>
                  <ul>
                    {promise.tests.map((test) => (
                      <li>
                        <code class="app-fingerprint">{test}</code>
                      </li>
                    ))}
                  </ul>
                </Details>
              ),
          },
        ]}
      />
    </Page>
  )
}

/** What is missing is said first: nobody reads on to find that out. */
function Keeps({ state, lacks, keptBy }: PromiseState): JSX.Element {
  if (lacks === null || state === 'not yet') return <>{lacks ?? keptBy}</>
  return (
    <>
      {keptBy} <strong>Still missing:</strong> {lacks}
    </>
  )
}

function testedWords({ tested: { result, on } }: PromiseState): string {
  if (result === 'passed' && on !== null) return `Passed on ${longDate(on)}.`
  return result === 'failed' ? 'Failed for this version.' : 'Not tested for this version.'
}

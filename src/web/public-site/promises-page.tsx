import type { JSX } from 'preact'
import type { Edition } from '#notice/edition.ts'
import { Details, type Frame, Page, RecordTable, Tag, type Tone, WarningText } from '../components/index.ts'
import type { PromiseState } from '../deps.ts'
import { JumpList } from './jump-list.tsx'

const states: Readonly<Record<PromiseState['state'], { readonly word: string; readonly tone: Tone }>> = {
  kept: { word: 'Kept', tone: 'green' },
  broken: { word: 'Broken', tone: 'red' },
  waiting: { word: 'Waiting', tone: 'yellow' },
  'not-yet': { word: 'Not yet', tone: 'yellow' },
}

/** Each clause of the notice: what keeps it, what proves it, how it stands now. Honest: what is still to come says so. */
export function PromisesPage(props: {
  readonly frame: Frame
  readonly edition: Edition
  readonly promises: readonly PromiseState[]
}): JSX.Element {
  const { promises } = props
  const clauses = new Map(props.edition.clauses.map((clause) => [clause.id, clause]))
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
        The notice says {promises.length} things. Right now our system keeps {count('kept')} of them, breaks{' '}
        {broken === 0 ? 'none' : broken}, and does not yet do {count('not-yet')}.
        {waiting === 0 ? null : ` ${waiting} of them ${waiting === 1 ? 'waits' : 'wait'} until one of us confirms what is to be deleted.`}
      </p>
      <JumpList summary="Go to one that is broken" items={linksTo('broken')} />
      <JumpList summary="Go to one that waits" items={linksTo('waiting')} />
      <JumpList summary="Go to one that is not kept yet" items={linksTo('not-yet')} />
      <JumpList summary="Go to one that is kept" items={linksTo('kept')} />
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
          { heading: 'What keeps it', cell: (promise) => promise.keptBy },
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

import type { JSX } from 'preact'
import type { LastNight } from '#duties/promises/last-night.ts'
import type { PromiseState } from '#duties/promises/promise-states.ts'
import { actsInTable, people, said } from '#duties/promises/said.ts'
import type { Edition } from '#notice/edition.ts'
import { type Frame, Link, Page, RecordTable, SummaryList } from '../../components/index.ts'
import type { Proof } from '../../deps.ts'
import { addressOf } from '../errands.ts'
import { sweepWords } from './promise-summary.tsx'
import { entryWords, moment, StateTag, states, testedWords } from './promise-words.tsx'
import { sectionOf } from './promises-page.tsx'

type PromiseProps = {
  readonly frame: Frame
  readonly edition: Edition
  readonly promise: PromiseState
  readonly night: LastNight
  readonly proof: Proof
}

/** One clause with its evidence: what we say, what keeps it, what is on record of it, and how somebody checks that themselves. */
export function PromisePage({ frame, edition, promise, night, proof }: PromiseProps): JSX.Element {
  const { clause, heading } = promise
  return (
    <Page
      frame={frame}
      title={heading === '' ? clause : `${heading} (${clause})`}
      back={{ href: `/promises#clause-${clause}`, text: 'All promises' }}
    >
      <p class="app-lead">
        <StateTag state={promise.state} /> {states[promise.state].means}.
      </p>
      <Stands edition={edition} promise={promise} night={night} />
      <OnRecordTable promise={promise} />
      <CheckYourself promise={promise} night={night} proof={proof} />
    </Page>
  )
}

const kindWords: Readonly<Record<string, string>> = {
  promise: 'A promise: our system has to do it.',
  permission: 'Something we may do, within these bounds.',
  right: 'Something you can ask for.',
  fact: 'A fact, published and true of our data.',
}

function Stands({ edition, promise, night }: Omit<PromiseProps, 'frame' | 'proof'>): JSX.Element {
  const section = sectionOf(edition, promise.clause)
  const { lacks, publicly, uncounted, deleted } = promise
  return (
    <SummaryList
      rows={[
        { key: 'What we say', value: promise.says },
        { key: 'What it is', value: kindWords[promise.kind] ?? promise.kind },
        {
          key: 'In the notice',
          value: section === undefined ? null : <Link href={`/notice/full/${section.id}`}>{section.question}</Link>,
        },
        { key: 'What keeps it', value: promise.keptBy },
        { key: 'Still missing', value: lacks },
        { key: 'Counted now', value: publicly ?? uncounted ?? 'The figure could not be read.' },
        {
          key: 'Last deletion',
          value:
            deleted === null
              ? null
              : said`${sweepWords(night)} Of them by the periods under this clause: ${people(deleted, '', '')}.`.publicly,
        },
        { key: 'Test', value: <Tests promise={promise} /> },
      ]}
    />
  )
}

function Tests({ promise }: Pick<PromiseProps, 'promise'>): JSX.Element {
  return (
    <>
      {testedWords(promise)}
      {promise.tests.length === 0 ? null : (
        <ul class="govuk-list">
          {promise.tests.map((test) => (
            <li>
              <code class="app-fingerprint">{test}</code>
            </li>
          ))}
        </ul>
      )}
    </>
  )
}

/** In counts: whose information it was, and which colleague did it, is on no public page. */
function OnRecordTable({ promise }: Pick<PromiseProps, 'promise'>): JSX.Element {
  return (
    <>
      <h2 class="govuk-heading-m">On record under this clause</h2>
      <RecordTable
        caption="Entries of evidence that name this clause, in counts"
        rows={promise.onRecord}
        empty="Nothing was put on record under this clause in the last 30 days."
        columns={[
          { heading: 'What', cell: entryWords },
          { heading: 'Last 24 hours', cell: ({ day }) => actsInTable(day), format: 'numeric' },
          { heading: 'Last 30 days', cell: ({ month }) => actsInTable(month), format: 'numeric' },
          {
            heading: 'Items deleted',
            cell: ({ kind, items }) => (kind === 'sweep' ? people(items, '', '').publicly : '–'),
            format: 'numeric',
          },
        ]}
      />
      <p class="govuk-body">
        Each entry says when it was, what was asked, the answer, and under which edition of the notice. Whose information it was is known to
        that person: <Link href={addressOf('copy')}>a copy of what we hold</Link> tells you who looked at yours.
      </p>
    </>
  )
}

/** What somebody with access to the machine, such as an auditor, does to see for themselves. */
function CheckYourself({ promise, night: { checked }, proof: { newest } }: Pick<PromiseProps, 'promise' | 'night' | 'proof'>): JSX.Element {
  const test = promise.tests.find((each) => each.includes(`/${promise.clause}.`))
  return (
    <>
      <h2 class="govuk-heading-m">How to check this</h2>
      <ol class="govuk-list govuk-list--number app-check">
        <li>
          Note the head of the evidence. Every entry up to it is sealed: changing, removing or adding one changes the head.{' '}
          {newest === undefined ? (
            'Nothing is sealed yet.'
          ) : (
            <>
              Seal {newest.seal} has the head <code>{newest.head}</code>
            </>
          )}
        </li>
        <li>
          <Link href="/promises/proof">The file of heads</Link> shows whether yours is still in it, and who outside keeps them.
        </li>
        <li>
          Where the system runs, <code>./assured evidence verify</code> reads all entries again and prints the head it reaches. It does so
          every day by itself:{' '}
          {checked === null
            ? 'not yet since this system began.'
            : `${checked.isWhole ? 'whole' : 'not whole'} on ${moment(checked.at)}, ${checked.rows.toLocaleString('en-GB')} entries.`}
        </li>
        <li>
          <code>./assured promises --json</code> counts this page’s figures anew.
        </li>
        {test === undefined ? null : (
          <li>
            <code>npx vitest run {test}</code> tries this clause, and fails where it is not kept.
          </li>
        )}
      </ol>
    </>
  )
}

import type { JSX } from 'preact'
import type { Edition } from '#notice/edition.ts'
import { clausesOfExceptions } from '#notice/hold-grounds.ts'
import { type RetentionRow, retentionTable } from '#notice/public-words.ts'
import { type Frame, Link, Page, RecordTable, Tag } from '../../components/index.ts'
import { Help } from '../help.tsx'
import { JumpList } from '../jump-list.tsx'
import { proposedWords } from '../proposed.ts'
import { capitalised, inOneRun, WordList, withinSentence } from '../word-list.tsx'
import { CallExceptions } from './call-exceptions.tsx'
import type { Category } from './narrowed.ts'
import { endWords, startsWhen } from './retention-words.ts'

type ScheduleProps = { readonly frame: Frame; readonly edition: Edition; readonly category?: Category | undefined }

/** The retention schedule, as it runs (RT1, RT2): the sweep deletes by these very rows. All of them, or those of one kind of information. */
export function SchedulePage({ frame, edition, category }: ScheduleProps): JSX.Element {
  const rows = retentionTable(edition).filter(({ what }) => category === undefined || what.some(({ id }) => id === category.id))
  const triggers = new Map(edition.retention.map((rule) => [rule.id, startsWhen(rule.trigger, edition.landlord)]))
  return (
    <Page
      frame={frame}
      title={category === undefined ? 'How long we keep everything' : `How long we keep it: ${withinSentence(category.label)}`}
      width="wide"
      back={{ href: '/notice/how-long', text: 'How long we keep things' }}
    >
      <p class="app-lead">
        When its time is up, our system removes it by itself, every day, by the rows below.
        {category === undefined ? null : (
          <>
            {' '}
            <Link href="/notice/how-long/schedule">Show every row</Link>
          </>
        )}
      </p>
      {rows.every((row) => row.standing !== 'to-confirm') ? null : (
        <p class="govuk-body">
          Where the notice fixes no time, the row says <SaidBy standing="to-confirm" edition={edition} />
        </p>
      )}
      {category === undefined ? <JumpList summary="Go to one kind of information" items={linksTo(rows)} /> : null}
      <RecordTable
        class="app-full"
        caption="Retention schedule"
        rowId={(row) => `rule-${row.rule}`}
        rows={rows}
        wide
        empty="This edition has no schedule."
        columns={[
          { heading: 'Information', class: 'app-schedule__what', cell: (row) => <WordList words={row.what} /> },
          { heading: 'Kept', cell: (row) => <strong>{capitalised(row.words)}</strong> },
          { heading: 'The clock starts', cell: (row) => triggers.get(row.rule) },
          { heading: 'Used for', cell: (row) => (row.activities.length === 0 ? 'Every other use' : row.activities.join(', ')) },
          { heading: 'At the end', cell: (row) => endWords[row.end] },
          {
            heading: 'Ground',
            cell: (row) => (
              <>
                {row.ground} <SaidBy standing={row.standing} edition={edition} />
              </>
            ),
          },
        ]}
      />
      <h2 class="govuk-heading-l" id="longer">
        When we keep something longer
      </h2>
      <p class="govuk-body">
        A complaint, a legal claim or an investigation can put a hold on the items it needs. A hold has a reason and a date on which it is
        looked at again. When every hold is lifted, an item whose time is up goes.
      </p>
      <CallExceptions edition={edition} clauses={clausesOfExceptions(edition)} />
      <p class="govuk-body">
        Where nothing tells us that the clock has started (nobody noted that a case was closed), the item is counted as waiting for a review
        once its time has gone by since we got it, until somebody looks at it.
      </p>
      <Help about="how-long" />
    </Page>
  )
}

/** Who says a period. Of a proposal the public reads no more than that it is one: what is to be settled is the landlord's own list. */
function SaidBy({ standing, edition }: { readonly standing: RetentionRow['standing']; readonly edition: Edition }): JSX.Element {
  if (standing === 'to-confirm') return <Tag tone="yellow">{proposedWords}</Tag>
  const who = { notice: 'The notice', law: 'The law', landlord: edition.landlord.shortName }
  return <Tag tone="green">{who[standing]}</Tag>
}

/** By the letter: the rows themselves stand in the order in which they are asked. */
function linksTo(rows: readonly RetentionRow[]) {
  return rows
    .map((row) => ({ href: `#rule-${row.rule}`, text: ofWhat(row) }))
    .toSorted((one, other) => one.text.localeCompare(other.text, 'en-GB'))
}

/** What a row is about, and for which use where the same information has other rows. */
function ofWhat(row: RetentionRow): string {
  const what = inOneRun(row.what.map(({ label }) => label))
  return row.activities.length === 0 ? what : `${what}: ${row.activities.map(withinSentence).join(', ')}`
}

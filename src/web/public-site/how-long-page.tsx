import type { JSX } from 'preact'
import type { Edition } from '#notice/edition.ts'
import { type Frame, Page } from '../components/page.tsx'
import { RecordTable } from '../components/record-table.tsx'
import { Tag } from '../components/tag.tsx'
import { Help } from './help.tsx'
import { confidenceWords, endWords, triggerWords } from './retention-words.ts'
import { labels } from './rows.ts'
import { WordList } from './word-list.tsx'

/** The retention schedule, as it runs (RT1, RT2): the sweep deletes by these very rows. */
export function HowLongPage(props: { readonly frame: Frame; readonly edition: Edition }): JSX.Element {
  const { edition } = props
  const words = labels(edition)
  const open = edition.retention.filter((rule) => rule.standing === 'to-confirm').length
  return (
    <Page frame={props.frame} title="How long we keep things" width="wide">
      <p class="app-lead">
        Different information is kept for different times. When its time is up, our system removes it by itself, every day, by the rows
        below.
      </p>
      {open === 0 ? null : (
        <p class="govuk-body">
          {open} of {edition.retention.length} periods are marked <Tag tone="yellow">For the landlord to confirm</Tag>: the notice does not
          fix them, and they follow the law or good practice until {edition.landlord.shortName} has confirmed them.
        </p>
      )}
      <RecordTable
        class="app-full"
        caption="Retention schedule"
        captionHidden
        rowId={(rule) => `rule-${rule.id}`}
        rows={edition.retention}
        empty="This edition has no schedule."
        columns={[
          { heading: 'Information', cell: (rule) => <WordList words={rule.categories.map(words.category)} /> },
          { heading: 'Kept', cell: (rule) => <strong>{rule.words}</strong> },
          { heading: 'The clock starts', cell: (rule) => triggerWords[rule.trigger] },
          {
            heading: 'Used for',
            cell: (rule) => (rule.activities === undefined ? 'Every use' : <WordList words={rule.activities.map(words.activity)} />),
          },
          { heading: 'At the end', cell: (rule) => endWords[rule.end] },
          { heading: 'Ground', cell: (rule) => rule.ground },
          {
            heading: 'How sure',
            cell: (rule) => (
              <>
                {confidenceWords[rule.confidence]}{' '}
                {rule.standing === 'to-confirm' ? <Tag tone="yellow">For the landlord to confirm</Tag> : <Tag tone="green">Fixed</Tag>}
              </>
            ),
          },
        ]}
      />
      <h2 class="govuk-heading-l">When we keep something longer</h2>
      <p class="govuk-body">
        A complaint, a legal claim or an investigation can put a hold on the items it needs. A hold has a reason and a date on which it is
        looked at again. When every hold is lifted, an item whose time is up goes.
      </p>
      <Help about="how-long" />
    </Page>
  )
}

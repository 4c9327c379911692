import type { JSX } from 'preact'
import type { Edition } from '#notice/edition.ts'
import { policyDocument } from '#notice/policy-document.ts'
import { type Frame, Link, Page, RecordTable } from '../../components/index.ts'
import { Help } from '../help.tsx'
import { dateWords } from '../plain-words.ts'
import { capitalised, WordList } from '../word-list.tsx'
import { endWords } from './retention-words.ts'

/** The appropriate policy document (SC6; Data Protection Act 2018, Schedule 1, Part 4), drawn from the entries that run. */
export function PolicyPage(props: { readonly frame: Frame; readonly edition: Edition }): JSX.Element {
  const { edition } = props
  const { uses, principles, retention } = policyDocument(edition)
  return (
    <Page frame={props.frame} title="Policy for specially protected information" back={{ href: '/notice', text: 'Privacy notice' }}>
      <p class="app-lead">
        The law calls this an appropriate policy document. It says on which conditions {edition.landlord.shortName} uses information about
        health, origin, belief, sexual orientation or crime, how it keeps to the principles of the law, and when that information goes.
      </p>
      <p class="govuk-body">
        Data Protection Act 2018, Schedule 1, Part 4. Edition of {edition.dated}, last changed on {dateWords(edition.lastUpdated)}. It is
        drawn from the rules that our system runs. You can see <Link href="/promises">which of them it keeps today</Link>.
      </p>
      <h2 class="govuk-heading-l">Which conditions we rely on</h2>
      <RecordTable
        class="app-full"
        caption="Conditions that need this policy, and what they are used for"
        rows={uses}
        wide
        empty="No use in this edition rests on a condition that needs this policy."
        columns={[
          { heading: 'Used for', cell: (row) => row.use },
          { heading: 'What we use', cell: (row) => <WordList words={row.what} /> },
          { heading: 'Lawful basis', cell: ({ bases }) => bases.join(', ') },
          {
            heading: 'Condition',
            cell: ({ words, test }) => (
              <>
                {capitalised(words)}
                {test === undefined ? null : <span class="app-meta">Only where {test}</span>}
              </>
            ),
          },
          { heading: 'Where the law says so', cell: (row) => row.cite },
        ]}
      />
      <h2 class="govuk-heading-l">How we keep to the principles</h2>
      {principles.map(({ principle, clauses }) => (
        <section>
          <h3 class="govuk-heading-m">{principle}</h3>
          {clauses.length === 0 ? <p class="govuk-body">This edition has no promise of its own about it.</p> : null}
          {clauses.map(({ says, keptBy }) => (
            <p class="govuk-body">
              {says} <span class="app-meta">{keptBy}</span>
            </p>
          ))}
        </section>
      ))}
      <h2 class="govuk-heading-l">When it goes</h2>
      <RecordTable
        class="app-full"
        caption="How long this information is kept"
        rows={retention}
        wide
        empty="No information in this edition needs this policy."
        columns={[
          { heading: 'Information', cell: (row) => <WordList words={row.what} /> },
          { heading: 'Used for', cell: (row) => (row.activities.length === 0 ? 'Every other use' : row.activities.join(', ')) },
          { heading: 'Kept', cell: (row) => <strong>{capitalised(row.words)}</strong> },
          { heading: 'At the end', cell: (row) => endWords[row.end] },
          { heading: 'Ground', cell: (row) => row.ground },
        ]}
      />
      <Help about="policy" />
    </Page>
  )
}

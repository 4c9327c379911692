import type { JSX } from 'preact'
import type { Edition } from '#notice/edition.ts'
import { Link } from '../components/link.tsx'
import { type Frame, Page } from '../components/page.tsx'
import { RecordTable } from '../components/record-table.tsx'
import { FlowWithTable } from './flow-table.tsx'
import { Help } from './help.tsx'
import { basisWords } from './plain-words.ts'
import { flowRow, labels } from './rows.ts'
import { WordList } from './word-list.tsx'

/** Who gets what, and why: for each purpose a picture, the same as a table, and each sharing with its ground. */
export function WhoGetsWhatPage(props: { readonly frame: Frame; readonly edition: Edition }): JSX.Element {
  const { edition } = props
  const words = labels(edition)
  const purposes = edition.purposes
    .map((purpose) => ({ ...purpose, activities: edition.activities.filter((activity) => activity.purpose === purpose.id) }))
    .filter((purpose) => purpose.activities.length > 0)
  return (
    <Page frame={props.frame} title="Who gets what, and why">
      <p class="app-lead">
        Usually only our own colleagues see your information, and only those who need it for the work named here. This page says who else
        can get some of it, and on what ground.
      </p>
      <nav aria-label="On this page">
        <ul class="govuk-list">
          {purposes.map((purpose) => (
            <li>
              <Link href={`#purpose-${purpose.id}`}>{purpose.label}</Link>
            </li>
          ))}
        </ul>
      </nav>
      {purposes.map((purpose) => (
        <section class="app-full" id={`purpose-${purpose.id}`}>
          <h2 class="govuk-heading-l">{purpose.label}</h2>
          <FlowWithTable
            id={purpose.id}
            title={`${purpose.label}: where information comes from, and who gets it`}
            flows={[flowRow(edition, purpose.label, purpose.activities)]}
          />
          {purpose.activities.every((activity) => activity.sharing.length === 0) ? (
            <p class="govuk-body">Nothing is shared outside for this.</p>
          ) : (
            <RecordTable
              caption={`${purpose.label}: each sharing and its ground`}
              captionHidden
              rows={purpose.activities.flatMap((activity) => activity.sharing.map((sharing) => ({ activity, sharing })))}
              empty="Nothing is shared outside for this."
              columns={[
                { heading: 'Who gets it', cell: (row) => <WordList words={row.sharing.with.map(words.recipient)} /> },
                { heading: 'What they get', cell: (row) => <WordList words={row.sharing.categories.map(words.category)} /> },
                { heading: 'For', cell: (row) => row.activity.title },
                { heading: 'Why', cell: (row) => row.sharing.because },
                { heading: 'Lawful basis', cell: (row) => basisWords[row.sharing.basis] },
                {
                  heading: 'How often',
                  cell: (row) => (row.sharing.regular ? 'Regularly, under a written agreement' : 'When a case needs it'),
                },
              ]}
            />
          )}
        </section>
      ))}
      <Help about="who-gets-what" />
    </Page>
  )
}

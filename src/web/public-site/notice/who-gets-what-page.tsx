import type { JSX } from 'preact'
import type { Edition } from '#notice/edition.ts'
import { type Frame, Link, Page, RecordTable } from '../../components/index.ts'
import { Help } from '../help.tsx'
import { capitalised, WordList } from '../word-list.tsx'
import { BasisAndLaw } from './basis-and-law.tsx'
import { flowRow, flowsByPurpose } from './flow-groups.ts'
import { FlowWithTable } from './flow-table.tsx'
import { SystemsTable } from './systems-table.tsx'

/** Who gets what, and why: for each purpose a picture, the same as a table, and each sharing with its ground. */
export function WhoGetsWhatPage(props: { readonly frame: Frame; readonly edition: Edition }): JSX.Element {
  const { edition } = props
  const purposes = flowsByPurpose(edition)
  return (
    <Page frame={props.frame} title="Who gets what, and why">
      <p class="app-lead">
        Usually only our own colleagues see your information, and only those who need it for the work named here. This page says who else
        can get some of it, and on what ground.
      </p>
      <nav aria-label="On this page">
        <ul class="govuk-list app-contents__many">
          {purposes.map((purpose) => (
            <li>
              <Link href={`#purpose-${purpose.id}`}>{purpose.label}</Link>
            </li>
          ))}
          <li>
            <Link href="#systems">The systems that hold it, and where they are</Link>
          </li>
        </ul>
      </nav>
      {purposes.map((purpose) => (
        <section class="app-full" id={`purpose-${purpose.id}`}>
          <h2 class="govuk-heading-l">{purpose.label}</h2>
          <FlowWithTable
            id={purpose.id}
            title={`${purpose.label}: where information comes from, and who gets it`}
            flows={[flowRow(purpose.label, purpose.flows)]}
          />
          {purpose.flows.every((flow) => flow.to.length === 0) ? (
            <p class="govuk-body">Nothing is shared outside for this.</p>
          ) : (
            <RecordTable
              caption={`${purpose.label}: each sharing and its ground`}
              rows={purpose.flows.flatMap((flow) => flow.to.map((to) => ({ use: flow.activity.label, to })))}
              wide
              empty="Nothing is shared outside for this."
              columns={[
                { heading: 'Who gets it', cell: (row) => capitalised(row.to.label) },
                { heading: 'What they get', cell: (row) => <WordList words={row.to.what} /> },
                { heading: 'For', cell: (row) => row.use },
                { heading: 'Why', cell: (row) => row.to.why },
                { heading: 'Lawful basis', cell: (row) => <BasisAndLaw basis={row.to.basis} /> },
                { heading: 'How often', cell: (row) => (row.to.regular ? 'Regularly, under a written agreement' : 'When a case needs it') },
              ]}
            />
          )}
        </section>
      ))}
      <SystemsTable edition={edition} />
      <Help about="who-gets-what" />
    </Page>
  )
}

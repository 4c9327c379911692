import type { JSX } from 'preact'
import type { Edition } from '#notice/edition.ts'
import { type Frame, LinkLine, Page, RecordTable } from '../../components/index.ts'
import { Help } from '../help.tsx'
import { JumpList } from '../jump-list.tsx'
import { capitalised, WordList, withinSentence } from '../word-list.tsx'
import { BasisAndLaw } from './basis-and-law.tsx'
import { flowRow, flowsByPurpose, type PurposeFlows } from './flow-groups.ts'
import { FlowWithTable } from './flow-table.tsx'
import type { Purpose, Recipient } from './narrowed.ts'

type SharingProps = {
  readonly frame: Frame
  readonly edition: Edition
  /** Absent: every purpose, and everybody. */
  readonly purpose?: Purpose | undefined
  readonly recipient?: Recipient | undefined
}

/** Each sharing with its ground: for each purpose a picture, and the same as a table. Narrowed to a purpose or a recipient, those alone. */
export function SharingPage({ frame, edition, purpose, recipient }: SharingProps): JSX.Element {
  const shown = flowsByPurpose(edition)
    .filter(({ id }) => purpose === undefined || id === purpose.id)
    .map((each) => (recipient === undefined ? each : { ...each, flows: to(recipient, each.flows) }))
    .filter(({ flows }) => flows.length > 0)
  const narrowed = recipient ?? purpose
  return (
    <Page
      frame={frame}
      title={narrowed === undefined ? 'Each sharing and its ground' : `Who gets what: ${withinSentence(narrowed.label)}`}
      back={{ href: '/notice/who-gets-what', text: 'Who gets what, and why' }}
    >
      {recipient === undefined ? null : <p class="app-lead">{recipient.description}</p>}
      {narrowed === undefined ? (
        <JumpList summary="Go to one purpose" items={shown.map(({ id, label }) => ({ href: `#purpose-${id}`, text: label }))} />
      ) : (
        <LinkLine href="/notice/who-gets-what/table" text="Show every sharing" />
      )}
      {shown.length === 0 ? <p class="govuk-body">Nothing goes there.</p> : null}
      {shown.map((each) => (
        <section class="app-full" id={`purpose-${each.id}`}>
          <h2 class="govuk-heading-l">{each.label}</h2>
          {recipient === undefined ? (
            <FlowWithTable
              id={each.id}
              title={`${each.label}: where information comes from, and who gets it`}
              flows={[flowRow(each.label, each.flows)]}
            />
          ) : null}
          <EachSharing label={each.label} flows={each.flows} />
        </section>
      ))}
      <Help about="who-gets-what" />
    </Page>
  )
}

function to(recipient: Recipient, flows: PurposeFlows['flows']): PurposeFlows['flows'] {
  return flows.map((flow) => ({ ...flow, to: flow.to.filter(({ id }) => id === recipient.id) })).filter((flow) => flow.to.length > 0)
}

function EachSharing({ label, flows }: Pick<PurposeFlows, 'label' | 'flows'>): JSX.Element {
  if (flows.every((flow) => flow.to.length === 0)) return <p class="govuk-body">Nothing is shared outside for this.</p>
  return (
    <RecordTable
      caption={`${label}: each sharing and its ground`}
      rows={flows.flatMap((flow) => flow.to.map((to) => ({ use: flow.activity.label, to })))}
      wide
      empty="Nothing is shared outside for this."
      columns={[
        { heading: 'Who gets it', cell: (row) => capitalised(row.to.label) },
        { heading: 'What they get', cell: (row) => <WordList words={row.to.what} /> },
        { heading: 'For', cell: (row) => row.use },
        { heading: 'Why', cell: (row) => row.to.why },
        { heading: 'Lawful basis', cell: (row) => <BasisAndLaw basis={row.to.basis} /> },
        { heading: 'How often', cell: (row) => howOften(row.to) },
      ]}
    />
  )
}

function howOften({ regular, asksOfficer }: { readonly regular: boolean; readonly asksOfficer: boolean }): string {
  const often = regular ? 'Regularly, under a written agreement' : 'When a case needs it'
  return asksOfficer ? `${often}; our data protection officer is asked first` : often
}

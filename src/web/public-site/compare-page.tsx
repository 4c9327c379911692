import type { JSX } from 'preact'
import { Link } from '../components/link.tsx'
import { type Frame, Page } from '../components/page.tsx'
import { RecordTable } from '../components/record-table.tsx'
import type { EditionLine } from '../parts.ts'
import { ComparePicker } from './editions-page.tsx'

/** One difference between two editions, already in words. */
export type ChangeLine = { readonly part: string; readonly name: string; readonly before: string; readonly after: string }

export function ComparePage(props: {
  readonly frame: Frame
  readonly editions: readonly EditionLine[]
  readonly from: EditionLine
  readonly to: EditionLine
  readonly changes: readonly ChangeLine[]
}): JSX.Element {
  const { from, to, changes } = props
  return (
    <Page
      frame={props.frame}
      title={`What changed from ${from.dated} to ${to.dated}`}
      back={{ href: '/notice/editions', text: 'Older notices' }}
    >
      <p class="app-lead">
        {changes.length === 0
          ? 'Nothing changed between these two editions.'
          : `${changes.length} ${changes.length === 1 ? 'thing' : 'things'} changed between these two editions.`}
      </p>
      <ComparePicker editions={props.editions} from={from.id} to={to.id} />
      <RecordTable
        class="app-full app-changes"
        caption={`What changed from ${from.dated} to ${to.dated}`}
        captionHidden
        rows={changes}
        empty="The two editions say the same."
        columns={[
          { heading: 'What', cell: (change) => change.name },
          { heading: 'Part of the notice', cell: (change) => change.part },
          { heading: `${from.dated} said`, cell: (change) => (change.before === '' ? 'Not there yet' : <del>{change.before}</del>) },
          { heading: `${to.dated} says`, cell: (change) => (change.after === '' ? 'No longer there' : <ins>{change.after}</ins>) },
        ]}
      />
      <p class="govuk-body">
        <Link href="/notice">Read the notice in force</Link>
      </p>
    </Page>
  )
}

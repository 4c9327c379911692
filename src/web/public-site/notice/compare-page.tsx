import type { JSX } from 'preact'
import type { Difference } from '#notice/compare/difference.ts'
import { type Frame, LinkLine, Page, RecordTable } from '../../components/index.ts'
import type { EditionLine } from '../../deps.ts'
import { Help } from '../help.tsx'
import { Prose } from '../prose.tsx'
import { capitalised } from '../word-list.tsx'
import { ComparePicker } from './editions-page.tsx'
import type { Reworded } from './reworded.ts'

/** What changed between two editions: each difference in words, then the words themselves, before and after (N4). */
export function ComparePage(props: {
  readonly frame: Frame
  readonly editions: readonly EditionLine[]
  readonly from: EditionLine
  readonly to: EditionLine
  readonly differences: readonly Difference[]
  readonly reworded: readonly Reworded[]
}): JSX.Element {
  const { from, to, differences } = props
  const title = `What changed from ${from.dated} to ${to.dated}`
  return (
    <Page frame={props.frame} title={title} back={{ href: '/notice/editions', text: 'Older notices' }}>
      <p class="app-lead">
        {differences.length === 0
          ? 'Nothing changed between these two editions.'
          : `${differences.length} ${differences.length === 1 ? 'thing' : 'things'} changed between these two editions.`}
      </p>
      <ComparePicker editions={props.editions} from={from.id} to={to.id} />
      <RecordTable
        class="app-full"
        caption={title}
        rows={differences}
        empty="The two editions say the same."
        columns={[
          { heading: 'What changed', cell: (change) => capitalised(change.words) },
          { heading: 'It is about', cell: (change) => capitalised(change.section) },
        ]}
      />
      {props.reworded.length === 0 ? null : (
        <>
          <h2 class="govuk-heading-l">The words, before and after</h2>
          <RecordTable
            class="app-full"
            caption="The words, before and after"
            rows={props.reworded}
            empty="No answer is worded differently."
            columns={[
              { heading: 'Question', cell: (page) => page.title },
              { heading: `${from.dated} said`, cell: (page) => <Prose markdown={page.before} headingLevel={4} /> },
              { heading: `${to.dated} says`, cell: (page) => <Prose markdown={page.after} headingLevel={4} /> },
            ]}
          />
        </>
      )}
      <LinkLine href="/notice" text="Read the notice in force" />
      <Help about="editions" />
    </Page>
  )
}

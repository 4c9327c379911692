import type { JSX } from 'preact'
import type { Visit } from '#evidence/read.ts'
import { BarChart, type Frame, RecordTable } from '../components/index.ts'
import { WordList, withinSentence } from '../public-site/word-list.tsx'
import { looksOf } from './looks.ts'
import { OpeningPage, type Strip } from './opening-page.tsx'
import { dayAndTime } from './values.ts'

type Words = {
  readonly nameOf: (actor: string) => string
  readonly activityOf: (activity: string | null) => string
  readonly categoryOf: (category: string) => string
}

export const whoTitle = 'Who opened this record'

/** Who looked at this person, newest first: the total, a picture of what for, then each visit (R1). */
export function WhoPage(props: {
  readonly frame: Frame
  readonly bar: JSX.Element
  readonly strip: Strip
  readonly visits: readonly Visit[]
  readonly words: Words
}): JSX.Element {
  const { words } = props
  const looks = looksOf(props.visits)
  const byActivity = new Map<string, number>()
  for (const visit of looks) {
    const name = words.activityOf(visit.activity)
    byActivity.set(name, (byActivity.get(name) ?? 0) + 1)
  }
  const bars = [...byActivity].map(([label, value]) => ({ label, value })).toSorted((one, other) => other.value - one.value)
  const listed = (categories: readonly string[]) => (
    <WordList words={categories.map((id) => ({ id, label: words.categoryOf(id) }))} none="Nothing" />
  )
  const saw = (visit: Visit) =>
    visit.compared.length === 0 ? (
      listed(visit.seen)
    ) : (
      <>
        {listed(visit.seen)}. Compared, and not shown: {inSentence(visit.compared.map(words.categoryOf))}
      </>
    )
  return (
    <OpeningPage frame={props.frame} bar={props.bar} strip={props.strip} current="who" title={whoTitle}>
      <p class="app-lead">
        In the last 12 months this record was looked at <strong>{looks.length === 1 ? 'once' : `${looks.length} times`}</strong>.
      </p>
      <p class="govuk-body app-meta">What it was for and what was seen are in the words of the privacy notice: “you” is the customer.</p>
      <BarChart
        id="looks"
        title={bars[0] === undefined ? 'Nobody has looked' : `Most looks were for: ${bars[0].label}`}
        bars={bars.slice(0, 6)}
        labelHeading="For"
        valueHeading="Looks"
      />
      <RecordTable
        caption="Every look, newest first"
        columns={[
          { heading: 'When', cell: (visit: Visit) => dayAndTime(visit.at) },
          { heading: 'Who', cell: (visit: Visit) => words.nameOf(visit.actor) },
          { heading: 'For', cell: (visit: Visit) => words.activityOf(visit.activity) },
          { heading: 'Saw', cell: saw },
          { heading: 'Asked for and not shown', cell: (visit: Visit) => listed(visit.refused) },
        ]}
        rows={looks}
        empty="Nobody has opened this record in the last 12 months."
      />
    </OpeningPage>
  )
}

function inSentence(labels: readonly string[]): string {
  return new Intl.ListFormat('en-GB', { type: 'conjunction' }).format(labels.map(withinSentence))
}

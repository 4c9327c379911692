import type { JSX } from 'preact'
import { openings } from '#duties/openings/openings.ts'
import { openingsOf, type Visit } from '#evidence/read.ts'
import { BarChart, RecordTable } from '../../components/index.ts'
import { WordList, withinSentence } from '../../public-site/word-list.tsx'
import { type DeskDeps, dayAndTime } from '../kit.ts'
import { looksOf } from './looks.ts'

type Looked = {
  /** Newest first. */
  readonly looks: readonly Visit[]
  readonly nameOf: (actor: string) => string
  readonly activityOf: (activity: string | null) => string
  readonly categoryOf: (category: string) => string
}

/** Who looked at the person in the last 12 months, with the words for it. */
export async function looksAt({ gateDeps, gate, editions }: DeskDeps, person: string): Promise<Looked> {
  const since = gateDeps.clock().subtract({ hours: 365 * 24 })
  const visits = await openingsOf(gateDeps.database, person, since)
  const names = await openings({ ...gateDeps, gate }).namesOf([...new Set(visits.map(({ actor }) => idOf(actor)))])
  const { activities, categories } = editions.current().edition
  return {
    looks: looksOf(visits),
    nameOf: (actor) => names.get(idOf(actor)) ?? (actor.startsWith('system:') ? 'Our system' : 'A colleague'),
    activityOf: (activity) => activities.find((entry) => entry.id === activity)?.title ?? 'Other work',
    categoryOf: (category) => categories.find((entry) => entry.id === category)?.label ?? category,
  }
}

function idOf(actor: string): string {
  return actor.slice(actor.indexOf(':') + 1)
}

/** The total, a picture of what for, then each look (R1). */
export function Who({ looks, nameOf, activityOf, categoryOf }: Looked): JSX.Element {
  const bars = [...Map.groupBy(looks, ({ activity }) => activityOf(activity))]
    .map(([label, { length }]) => ({ label, value: length }))
    .toSorted((one, other) => other.value - one.value)
  const listed = (categories: readonly string[]) => (
    <WordList words={categories.map((id) => ({ id, label: categoryOf(id) }))} none="Nothing" />
  )
  const compared = (categories: readonly string[]) =>
    categories.length === 0 ? null : `. Answers were checked against: ${inSentence(categories.map(categoryOf))}`
  return (
    <>
      <p class="app-lead">
        In the last 12 months this record was viewed <strong>{looks.length === 1 ? 'once' : `${looks.length} times`}</strong>.
      </p>
      <p class="govuk-body app-meta">Purposes and categories are in the words of the privacy notice, where “you” means the customer.</p>
      <BarChart
        id="looks"
        title={bars[0] === undefined ? 'Nobody has viewed it' : `Most common purpose: ${bars[0].label}`}
        bars={bars.slice(0, 6)}
        labelHeading="Purpose"
        valueHeading="Views"
      />
      <RecordTable
        captionShown
        caption="Every view, newest first"
        columns={[
          { heading: 'When', cell: ({ at }: Visit) => dayAndTime(at) },
          { heading: 'Who', cell: ({ actor }: Visit) => nameOf(actor) },
          { heading: 'Purpose', cell: ({ activity }: Visit) => activityOf(activity) },
          { heading: 'What they saw', cell: (visit: Visit) => [listed(visit.seen), compared(visit.compared)] },
          { heading: 'Requested but not shown', cell: ({ refused }: Visit) => listed(refused) },
        ]}
        rows={looks}
        empty="Nobody has opened this record in the last 12 months."
      />
    </>
  )
}

function inSentence(labels: readonly string[]): string {
  return new Intl.ListFormat('en-GB', { type: 'conjunction' }).format(labels.map(withinSentence))
}

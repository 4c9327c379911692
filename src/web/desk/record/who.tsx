import type { JSX } from 'preact'
import type { Look } from '#duties/openings/looks.ts'
import { conditionsInLaw } from '#law/conditions.ts'
import type { Edition } from '#notice/edition.ts'
import { BarChart, RecordTable } from '../../components/index.ts'
import { WordList } from '../../public-site/word-list.tsx'
import { dayAndTime } from '../kit.ts'
import { inSentence } from './shown.ts'

/** The total, a picture of what for, then each look (R1). */
export function Who({ looks, edition }: { readonly looks: readonly Look[]; readonly edition: Edition }): JSX.Element {
  const { activities, categories, recipients } = edition
  const activityOf = (activity: string | null) => activities.find((entry) => entry.id === activity)?.title ?? 'Other work'
  const categoryOf = (category: string) => categories.find((entry) => entry.id === category)?.label ?? category
  const bars = [...Map.groupBy(looks, ({ activity }) => activityOf(activity))]
    .map(([label, { length }]) => ({ label, value: length }))
    .toSorted((one, other) => other.value - one.value)
  const listed = (categories: readonly string[]) => (
    <WordList words={categories.map((id) => ({ id, label: categoryOf(id) }))} none="Nothing" />
  )
  const recipientOf = (recipient: string) => recipients.find((entry) => entry.id === recipient)?.label ?? recipient
  const given = ({ shared }: Look) =>
    shared.map(({ recipient, category, conditions }) => (
      <p class="govuk-body">
        {recipientOf(recipient)}: {inSentence([categoryOf(category)])}
        {conditions.length === 0 ? '' : `. The law allows it for: ${conditions.map(wordsOfCondition).join('; ')}`}
      </p>
    ))
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
          { heading: 'When', cell: ({ at }: Look) => dayAndTime(at) },
          { heading: 'Who', cell: ({ by, actor }: Look) => by ?? (actor.startsWith('system:') ? 'Our system' : 'A colleague') },
          { heading: 'Purpose', cell: ({ activity }: Look) => activityOf(activity) },
          { heading: 'What they saw', cell: (look: Look) => [listed(look.seen), compared(look.compared)] },
          { heading: 'Requested but not shown', cell: ({ refused }: Look) => listed(refused) },
          ...(looks.some(({ shared }) => shared.length > 0) ? [{ heading: 'Shared outside', cell: given }] : []),
        ]}
        rows={looks}
        empty="Nobody has opened this record in the last 12 months."
      />
    </>
  )
}

/** A condition as the law has it, in plain words and with where it is written. */
function wordsOfCondition(condition: string): string {
  const inLaw: Readonly<Record<string, { readonly cite: string; readonly words: string }>> = conditionsInLaw
  const found = inLaw[condition]
  return found === undefined ? condition : `${found.words} (${found.cite})`
}

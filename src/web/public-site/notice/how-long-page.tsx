import type { JSX } from 'preact'
import type { Edition, RetentionRule } from '#notice/edition.ts'
import { periodWords } from '#notice/period-words.ts'
import { type Frame, Link, LinkLine, Page } from '../../components/index.ts'
import { Help } from '../help.tsx'
import { withinSentence } from '../word-list.tsx'
import { Moved } from './moved.tsx'
import { type Category, positionIn, withPositions } from './narrowed.ts'

/** The answer first: each kind of information with its time. The row it is from, with its ground, is behind it (RT1). */
export function HowLongPage({ frame, edition }: { readonly frame: Frame; readonly edition: Edition }): JSX.Element {
  const at = (category: Category) => withPositions('/notice/how-long/schedule', [['kind', positionIn(edition.categories, category)]])
  return (
    <Page frame={frame} title="How long we keep things">
      <p class="app-lead">It depends on what it is, and on what we use it for. When its time is up, our system removes it by itself.</p>
      <Moved
        places={edition.retention.map(({ id }) => ({ id: `rule-${id}`, href: `/notice/how-long/schedule#rule-${id}`, text: 'this row' }))}
      />
      <ul class="govuk-list govuk-list--spaced">
        {kindsByTime(edition).map(([time, kinds]) => (
          <li>
            {kinds.map((category, index) => (
              <>
                {index === 0 ? '' : ', '}
                <Link href={at(category)}>{index === 0 ? category.label : withinSentence(category.label)}</Link>
              </>
            ))}
            : {time}
          </li>
        ))}
      </ul>
      <p class="govuk-body">
        A complaint, a legal claim or an investigation can <Link href="/notice/how-long/schedule#longer">keep some of it longer</Link>. A
        time that the notice does not fix is proposed, and its row says so.
      </p>
      <LinkLine href="/notice/how-long/schedule" text="The whole schedule" />
      <Help about="how-long" />
    </Page>
  )
}

/** Kinds that have the same times stand together. A kind that no rule names has none. */
function kindsByTime(edition: Edition): readonly (readonly [time: string, kinds: readonly Category[]])[] {
  const rulesOf = (category: Category) => edition.retention.filter(({ categories }) => categories.includes(category.id))
  const timed = edition.categories.filter((category) => rulesOf(category).length > 0)
  return [...Map.groupBy(timed, (category) => timesIn(rulesOf(category)))]
}

/** The time that goes for what no other row names, and whether some uses have another; where there is none, the shortest and the longest. */
function timesIn(rules: readonly RetentionRule[]): string {
  const general = rules.find(({ activities }) => activities === undefined)
  const others = rules.filter(({ words }) => words !== general?.words)
  if (general !== undefined) return others.length === 0 ? general.words : `${general.words}; some uses differ`
  const [only] = others
  return others.length === 1 && only !== undefined ? only.words : `${rangeOf(others)}, by use`
}

/** The shortest and the longest, by the calendar. */
function rangeOf(rules: readonly RetentionRule[]): string {
  const relativeTo = Temporal.PlainDate.from('2026-01-01')
  const sorted = rules
    .map(({ period }) => period)
    .toSorted((one, other) => Temporal.Duration.compare(one, other, { relativeTo }))
    .map(periodWords)
  const [shortest, longest] = [sorted.at(0) ?? '', sorted.at(-1) ?? '']
  return shortest === longest ? shortest : `${shortest} to ${longest}`
}

import type { JSX } from 'preact'
import type { Edition } from '#notice/edition.ts'
import { lawTodayBeside } from '#notice/law-today.ts'
import { InsetText } from '../components/index.ts'
import { dateWords } from './plain-words.ts'

/** What law says today, beside an answer of the notice: whose words are whose stays plain. */
export function LawNotes(props: {
  readonly edition: Edition
  readonly article: Edition['notice'][number]
  readonly today: Temporal.PlainDate
}): JSX.Element | null {
  const notes = lawTodayBeside(props.edition, props.article, props.today)
  if (notes.length === 0) return null
  return (
    <>
      {notes.map(({ from, says, cite }) => (
        <InsetText>
          <strong>The law today.</strong> {says}{' '}
          <span class="app-meta">
            {cite}. Since {dateWords(from)}. This is not part of the landlord’s notice.
          </span>
        </InsetText>
      ))}
    </>
  )
}

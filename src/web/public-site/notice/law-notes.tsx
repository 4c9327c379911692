import type { JSX } from 'preact'
import type { LawToday } from '#law/today.ts'
import { InsetText } from '../../components/index.ts'
import { dateWords } from '../plain-words.ts'

/** What law says today, under what the landlord wrote: whose words are whose stays plain. */
export function LawNotes(props: { readonly notes: readonly LawToday[] }): JSX.Element {
  return (
    <>
      {props.notes.map(({ from, says, cite }) => (
        <InsetText>
          <strong>The law today.</strong> {says}{' '}
          <span class="app-meta">
            {cite}. Since {dateWords(from)}. This is not part of the notice itself.
          </span>
        </InsetText>
      ))}
    </>
  )
}

import type { Edition } from '#notice/edition.ts'
import type { Source } from '#notice/vocabulary.ts'
import type { Option } from '../../form/index.ts'

/** Who may tell us of a way to reach somebody, in a colleague's words. */
const tellers: readonly Option<Source>[] = [
  { value: 'the-person', text: 'They did' },
  { value: 'household', text: 'Somebody in their household' },
  { value: 'representative', text: 'Somebody acting for them' },
  { value: 'colleague', text: 'A colleague' },
]

/** What the notice does not list for the activity is not offered. */
export function tellersFor(edition: Edition, activity: string): readonly Option<Source>[] {
  const listed = edition.activities.find((entry) => entry.id === activity)?.sources ?? []
  return tellers.filter((teller) => listed.includes(teller.value))
}

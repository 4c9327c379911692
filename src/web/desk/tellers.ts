import type { Source } from '#notice/vocabulary.ts'
import { HttpFault } from '../http-fault.ts'
import type { Asked } from './detail-asked.ts'

type Teller = { readonly value: Source; readonly text: string }

/** Who may tell us of a way to reach somebody, in a colleague's words. */
const tellers: readonly Teller[] = [
  { value: 'the-person', text: 'They did' },
  { value: 'household', text: 'Somebody in their household' },
  { value: 'representative', text: 'Somebody acting for them' },
  { value: 'colleague', text: 'A colleague' },
]

/** What the notice does not list for the activity is not offered. */
export function tellersFor({ parts, opening }: Pick<Asked, 'parts' | 'opening'>): readonly Teller[] {
  const { edition } = parts.editions.current()
  const listed = edition.activities.find((entry) => entry.id === opening.activity)?.sources ?? []
  return tellers.filter((teller) => listed.includes(teller.value))
}

/** The one that was chosen; anything that the page did not offer was not sent by our page. */
export function tellerNamed(asked: Pick<Asked, 'parts' | 'opening'>, named: string): Source {
  const teller = tellersFor(asked).find((each) => each.value === named)
  if (teller === undefined) throw new HttpFault(400, 'the source is none of those offered')
  return teller.value
}

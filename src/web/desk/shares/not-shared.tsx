import type { JSX } from 'preact'
import { explain } from '#decisions/explain.ts'
import type { Offer } from '#duties/shares/choices.ts'
import type { ShareableKind } from '#duties/shares/paths.ts'
import type { Edition } from '#notice/edition.ts'
import { Details, InsetText } from '../../components/index.ts'
import { withinSentence } from '../../public-site/word-list.tsx'

/** What is not offered until somebody looks at it again. */
export function Overdue({ offer: { overdue } }: { readonly offer: Offer }): JSX.Element {
  return (
    <>
      {overdue.map(({ part: { type }, count }) => (
        <InsetText>
          Not offered: {count === 1 ? withinSentence(type.title.one) : `${count} ${withinSentence(type.title.many)}`} with an overdue
          review. What nobody has looked at again goes to nobody. Renew it or end it on the record first.
        </InsetText>
      ))}
    </>
  )
}

/** What of the record does not go to them, each kind of information with why, and what would change that. */
export function whyNot(
  edition: Edition,
  { activity, recipient }: { readonly activity: string; readonly recipient: ShareableKind },
  refused: Offer['refused'],
) {
  return refused.flatMap(({ category, decision }) => {
    if (decision.outcome === 'permitted') return []
    const request = { who: { recipient }, act: 'share', activity, categories: [category], circumstances: new Set<never>() } as const
    const said = explain(decision, { edition, request }).map(({ why, remedy }) => `${why} ${remedy}`)
    return [{ category: edition.categories.find(({ id }) => id === category)?.label ?? category, said: said.join(' ') }]
  })
}

export function NotShared({ refused }: { readonly refused: ReturnType<typeof whyNot> }): JSX.Element | null {
  if (refused.length === 0) return null
  return (
    <Details summary="What cannot go to them, and why">
      <ul class="govuk-list govuk-list--bullet">
        {refused.map(({ category, said }) => (
          <li>
            {category}: {said}
          </li>
        ))}
      </ul>
    </Details>
  )
}

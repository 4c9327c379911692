import type { JSX } from 'preact'
import type { ReleasedEdition } from '#notice/edition.ts'
import { InsetText, Link } from '../components/index.ts'

/** How proposed assessments count (L5), wherever something rests on them; nothing where all are adopted. */
export function Proposals(props: { readonly released: ReleasedEdition }): JSX.Element | null {
  const words = proposalWords(props.released)
  if (words === undefined) return null
  return (
    <InsetText>
      {words} <Link href="/notice/interests">See how interests were weighed</Link>.
    </InsetText>
  )
}

/** The same in a sentence. Undefined where nothing is proposed. */
export function proposalWords({ edition, example }: ReleasedEdition): string | undefined {
  const proposed = edition.assessments.filter(({ adopted }) => adopted === undefined).length
  const { shortName } = edition.landlord
  if (proposed === 0) return undefined
  const are = `${proposed} of ${edition.assessments.length} weighings of interests are proposals, and not ${shortName}’s words.`
  if (example === true) return `${are} They count only because this is an invented example. For real people nothing would rest on them.`
  return `${are} Nothing rests on them: until ${shortName} adopts one, every use that needs it is refused.`
}

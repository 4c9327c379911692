import type { JSX } from 'preact'
import type { Edition } from '#notice/edition.ts'
import { callExceptions, clausesOfExceptions } from '#notice/hold-grounds.ts'
import { InsetText } from '../../components/index.ts'

/** Under the answer that says when calls are kept longer: the exceptions to it, apart from the landlord's own words (TC4). */
export function CallExceptions({
  edition,
  clauses,
}: {
  readonly edition: Edition
  readonly clauses: readonly string[]
}): JSX.Element | null {
  const exceptions = callExceptions(edition)
  const isHere = clausesOfExceptions(edition).some((clause) => clauses.includes(clause))
  if (!isHere || exceptions.length === 0) return null
  return (
    <InsetText>
      <p>
        <strong>Exceptions.</strong> We also keep a recorded call longer for these reasons, and then only senior managers can open it:
      </p>
      <ul class="govuk-list govuk-list--bullet">
        {exceptions.map(({ because }) => (
          <li>{because}</li>
        ))}
      </ul>
      <p class="app-meta">This is not part of the notice itself.</p>
    </InsetText>
  )
}

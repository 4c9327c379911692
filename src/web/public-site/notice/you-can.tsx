import type { JSX } from 'preact'
import type { Errand } from '#notice/card.ts'
import type { Edition } from '#notice/edition.ts'
import { Link } from '../../components/index.ts'
import { errandOf } from '../errands.ts'

/** What a text says that its reader can do, each with its page. What this edition does not offer is left out. */
export function YouCan({ edition, errands }: { readonly edition: Edition; readonly errands: readonly Errand[] }): JSX.Element | null {
  const offered = errands.map((errand) => errandOf(edition, errand)).filter(({ isThere }) => isThere)
  if (offered.length === 0) return null
  return (
    <nav class="app-you-can" aria-labelledby="you-can">
      <h2 class="govuk-heading-s" id="you-can">
        What you can do
      </h2>
      <ul class="govuk-list">
        {offered.map(({ href, text }) => (
          <li>
            <Link href={href}>{text}</Link>
          </li>
        ))}
      </ul>
    </nav>
  )
}

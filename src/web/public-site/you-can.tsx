import type { JSX } from 'preact'
import type { Place } from '#notice/card.ts'
import type { Edition } from '#notice/edition.ts'
import { Link } from '../components/index.ts'
import { placeOf } from './places.ts'

/** Where what a text says that somebody can do is done; a place that this edition does not offer is left out. */
export function YouCan({ edition, places }: { readonly edition: Edition; readonly places: readonly Place[] }): JSX.Element | null {
  const doors = places.map((place) => placeOf(edition, place)).filter(({ isThere }) => isThere)
  if (doors.length === 0) return null
  return (
    <nav class="app-you-can" aria-labelledby="you-can">
      <h2 class="govuk-heading-s" id="you-can">
        What you can do
      </h2>
      <ul class="govuk-list">
        {doors.map(({ href, text }) => (
          <li>
            <Link href={href}>{text}</Link>
          </li>
        ))}
      </ul>
    </nav>
  )
}

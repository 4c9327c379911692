import type { JSX } from 'preact'
import type { Edition } from '#notice/edition.ts'
import { Link } from '../../components/index.ts'
import { placeOfUse } from './narrowed.ts'

/** A place of a long page, and where it is now. */
export type Place = { readonly id: string; readonly href: string; readonly text: string }

/**
 * Where a place of one long page is now, for whoever comes by its address, such as `/notice#calls`. The browser shows only the one that is asked for; a
 * server never hears what stands after the `#`, so it cannot lead on by itself.
 */
export function Moved({ places }: { readonly places: readonly Place[] }): JSX.Element {
  return (
    <>
      {places.map(({ id, href, text }) => (
        <p class="app-moved" id={id}>
          This is on a page of its own now: <Link href={href}>{text}</Link>
        </p>
      ))}
    </>
  )
}

/** Where the row of each use is. */
export function placesOfUses(edition: Edition): readonly Place[] {
  return edition.activities.map(({ id, title }) => ({ id: `use-${id}`, href: placeOfUse(edition, id), text: title }))
}

/** The places of the notice on one page. */
export function placesOfNotice(edition: Edition): readonly Place[] {
  return [
    ...edition.notice.map(({ id, question }) => ({ id, href: `/notice/full/${id}`, text: question })),
    ...placesOfUses(edition),
    { id: 'every-use', href: '/notice/uses', text: 'Every use' },
    { id: 'flows', href: '/notice/who-gets-what', text: 'Who gets what, and why' },
    { id: 'rights', href: '/notice/rights', text: 'What you can ask us to do' },
    { id: 'complain', href: '/notice/rights#complain', text: 'How you can complain' },
  ]
}

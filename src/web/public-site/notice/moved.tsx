import type { JSX } from 'preact'
import type { Edition } from '#notice/edition.ts'
import { Link } from '../../components/index.ts'

/**
 * Where a place of the one long page is now, for whoever comes by its address, `/notice#calls`. The browser shows only the one that is asked for; a
 * server never hears what stands after the `#`, so it cannot lead on by itself.
 */
export function Moved({ edition }: { readonly edition: Edition }): JSX.Element {
  const moved = [
    ...edition.notice.map(({ id, question }) => ({ id, href: `/notice/full/${id}`, text: question })),
    ...edition.activities.map(({ id, title }) => ({ id: `use-${id}`, href: `/notice/uses#use-${id}`, text: title })),
    { id: 'every-use', href: '/notice/uses', text: 'Every use' },
    { id: 'flows', href: '/notice/who-gets-what', text: 'Who gets what, and why' },
    { id: 'rights', href: '/notice/rights', text: 'What you can ask us to do' },
    { id: 'complain', href: '/notice/rights#complain', text: 'How you can complain' },
  ]
  return (
    <>
      {moved.map(({ id, href, text }) => (
        <p class="app-moved" id={id}>
          This is on a page of its own now: <Link href={href}>{text}</Link>
        </p>
      ))}
    </>
  )
}

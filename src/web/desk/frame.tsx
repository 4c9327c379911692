import type { Colleague } from '#gate/judge.ts'
import { Button, type Frame, Link } from '../components/index.ts'
import type { Look } from '../look.ts'
import type { Editions } from '../parts.ts'

/** The bar and the foot of the desk. */
export function deskFrame(parts: { readonly editions: Editions; readonly look: Look }, current?: string): Frame {
  const { edition } = parts.editions.current()
  return {
    name: `${edition.landlord.shortName} · Desk`,
    home: '/desk',
    stylesheets: parts.look.stylesheets,
    navigation: [{ href: '/desk', text: 'Today', current: current === '/desk' }],
    footer: [
      { href: '/notice', text: 'Privacy notice' },
      { href: '/promises', text: 'Are we keeping our promises?' },
    ],
    smallPrint: <p>Every record you open is written down, with your reason. The person can be told.</p>,
  }
}

/** One link of the bar. `at`: the address of its subject's pages, by which it is marked as the current one. */
export type BarLink = { readonly text: string; readonly at: string; readonly href: string }

/** Who is signed in, what waits for them, and the way out. */
export function SignedInAs(props: {
  readonly colleague: Colleague
  readonly token: string
  readonly links: readonly BarLink[]
  readonly current?: string | undefined
}) {
  return (
    <>
      <nav aria-label="Work" class="app-bar__list">
        {props.links.map(({ text, at, href }) => (
          <Link href={href} class="app-bar__link" current={props.current === at}>
            {text}
          </Link>
        ))}
      </nav>
      <form method="post" action="/desk/sign-out" class="app-bar__form">
        <input type="hidden" name="_csrf" value={props.token} />
        <span class="app-meta">
          {props.colleague.name}, {props.colleague.team}
        </span>
        <Button class="govuk-button--secondary">Sign out</Button>
      </form>
    </>
  )
}

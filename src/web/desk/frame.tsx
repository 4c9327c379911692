import type { Colleague } from '#gate/judge.ts'
import { Button } from '../components/button.tsx'
import { Link } from '../components/link.tsx'
import type { Frame } from '../components/page.tsx'
import type { Look } from '../look.ts'
import type { Editions } from '../parts.ts'

/** The bar and the foot of the desk. */
export function deskFrame(parts: { readonly editions: Editions; readonly look: Look }, current?: string): Frame {
  const { edition } = parts.editions.current()
  return {
    name: `${edition.landlord.shortName} · Desk`,
    home: '/desk',
    stylesheets: parts.look.stylesheets,
    navigation: [{ href: '/desk', text: 'People', current: current === '/desk' }],
    footer: [
      { href: '/notice', text: 'Privacy notice' },
      { href: '/promises', text: 'Are we keeping our promises?' },
    ],
    smallPrint: <p>Every record you open is written down, with your reason. The person can be told.</p>,
  }
}

/** Who is signed in, what waits for them, and the way out. */
export function SignedInAs(props: {
  readonly colleague: Colleague
  readonly token: string
  /** What is theirs to work with: the public's messages, pictures, what cameras film, and where their list of recorded calls is, if they have one. */
  readonly sees: { readonly messages: boolean; readonly pictures: boolean; readonly cameras: boolean; readonly calls: string | null }
  readonly current?: string | undefined
}) {
  return (
    <>
      <nav aria-label="Work" class="app-bar__list">
        <Link href="/desk/tasks" class="app-bar__link" current={props.current === '/desk/tasks'}>
          Tasks
        </Link>
        {props.sees.calls === null ? null : (
          <Link href={props.sees.calls} class="app-bar__link" current={props.current === '/desk/calls'}>
            Calls
          </Link>
        )}
        {props.sees.messages ? (
          <Link href="/desk/messages" class="app-bar__link" current={props.current === '/desk/messages'}>
            Messages
          </Link>
        ) : null}
        {props.sees.pictures ? (
          <Link href="/desk/pictures" class="app-bar__link" current={props.current === '/desk/pictures'}>
            Pictures
          </Link>
        ) : null}
        {props.sees.cameras ? (
          <Link href="/desk/cameras" class="app-bar__link" current={props.current === '/desk/cameras'}>
            Cameras
          </Link>
        ) : null}
        <Link href="/desk/retention" class="app-bar__link" current={props.current === '/desk/retention'}>
          Retention
        </Link>
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

import type { JSX } from 'preact'
import { Details, Link, type NavigationItem } from '../components/index.ts'

/** Links to the rows of a long table: on a phone each row is a block, and the one looked for may be fifty screens down. */
export function JumpList(props: { readonly summary: string; readonly items: readonly NavigationItem[] }): JSX.Element | null {
  if (props.items.length === 0) return null
  return (
    <nav class="app-jump" aria-label={props.summary}>
      <Details summary={props.summary}>
        <ul class="govuk-list app-contents__many">
          {props.items.map((item) => (
            <li>
              <Link href={item.href}>{item.text}</Link>
            </li>
          ))}
        </ul>
      </Details>
    </nav>
  )
}

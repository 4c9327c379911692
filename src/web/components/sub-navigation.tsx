import type { JSX } from 'preact'
import { Link } from './link.tsx'

export type NavigationItem = { readonly href: string; readonly text: string; readonly current?: boolean | undefined }

/** The pages of one section, in a row that wraps; the present one is marked for eyes and for screen readers. */
export function SubNavigation(props: { readonly label: string; readonly items: readonly NavigationItem[] }): JSX.Element {
  return (
    <nav class="app-sub-navigation" aria-label={props.label}>
      <ul class="app-sub-navigation__list">
        {props.items.map((item) => (
          <li class="app-sub-navigation__item">
            <Link href={item.href} class="app-sub-navigation__link" current={item.current}>
              {item.text}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  )
}

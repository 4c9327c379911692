import type { ComponentChildren, JSX } from 'preact'
import { Link } from './link.tsx'
import type { NavigationItem } from './sub-navigation.tsx'

/** The white bar with the accent line on top. */
export function Bar(props: {
  readonly name: string
  readonly home: string
  readonly navigation: readonly NavigationItem[]
  readonly children?: ComponentChildren
}): JSX.Element {
  return (
    <header class="app-bar">
      <div class="app-bar__inside">
        <Link href={props.home} class="app-bar__name">
          {props.name}
        </Link>
        {props.navigation.length === 0 ? null : (
          <nav aria-label="Main">
            <ul class="app-bar__list">
              {props.navigation.map((item) => (
                <li>
                  <Link href={item.href} class="app-bar__link" current={item.current}>
                    {item.text}
                  </Link>
                </li>
              ))}
            </ul>
          </nav>
        )}
        {props.children}
      </div>
    </header>
  )
}

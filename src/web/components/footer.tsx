import type { ComponentChildren, JSX } from 'preact'
import { Link } from './link.tsx'
import type { NavigationItem } from './sub-navigation.tsx'

export function Footer(props: { readonly items: readonly NavigationItem[]; readonly children?: ComponentChildren }): JSX.Element {
  return (
    <footer class="app-footer">
      <div class="govuk-width-container">
        {props.items.length === 0 ? null : (
          <nav aria-label="About this site">
            <ul class="app-footer__list">
              {props.items.map((item) => (
                <li>
                  <Link href={item.href}>{item.text}</Link>
                </li>
              ))}
            </ul>
          </nav>
        )}
        <div class="app-footer__words">{props.children}</div>
      </div>
    </footer>
  )
}

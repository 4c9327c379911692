import type { JSX } from 'preact'
import { classNames } from './class-names.ts'
import { Link } from './link.tsx'

export type Crumb = { readonly text: string; readonly href?: string | undefined }

export function Breadcrumbs(props: {
  readonly items: readonly Crumb[]
  readonly label?: string | undefined
  readonly class?: string | undefined
  readonly collapseOnPhone?: boolean | undefined
}): JSX.Element {
  return (
    <nav
      class={classNames('govuk-breadcrumbs', props.class, props.collapseOnPhone === true && 'govuk-breadcrumbs--collapse-on-mobile')}
      aria-label={props.label ?? 'Breadcrumb'}
    >
      <ol class="govuk-breadcrumbs__list">
        {props.items.map((item) =>
          item.href === undefined ? (
            <li class="govuk-breadcrumbs__list-item" aria-current="page">
              {item.text}
            </li>
          ) : (
            <li class="govuk-breadcrumbs__list-item">
              <Link href={item.href} class="govuk-breadcrumbs__link">
                {item.text}
              </Link>
            </li>
          ),
        )}
      </ol>
    </nav>
  )
}

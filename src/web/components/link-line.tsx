import type { JSX } from 'preact'
import { Link, type LinkProps } from './link.tsx'

/** A way on, in a line of its own. */
export function LinkLine({ text, ...link }: Omit<LinkProps, 'children'> & { readonly text: string }): JSX.Element {
  return (
    <p class="govuk-body">
      <Link {...link}>{text}</Link>
    </p>
  )
}

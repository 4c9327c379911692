import type { ComponentChildren, JSX } from 'preact'
import { classNames } from './class-names.ts'
import { safeHref } from './safe-href.ts'

export type LinkProps = {
  readonly href: string
  readonly children: ComponentChildren
  /** Replaces the ordinary link class. */
  readonly class?: string | undefined
  readonly rel?: 'prev' | 'next' | undefined
  readonly role?: 'button' | undefined
  readonly draggable?: false | undefined
  /** The page that it leads to is the one shown; `within`: or has the one shown below it. */
  readonly current?: boolean | 'within' | undefined
}

/**
 * The only place that writes an `a`. INVARIANT: no page links to an address that `safeHref` refuses;
 * the words then stand without a link, so that nothing the landlord wrote disappears.
 */
export function Link(props: LinkProps): JSX.Element {
  const href = safeHref(props.href)
  if (href === undefined) return <span class={classNames(props.class) || undefined}>{props.children}</span>
  return (
    <a
      href={href}
      class={classNames(props.class ?? 'govuk-link') || undefined}
      rel={props.rel}
      role={props.role}
      draggable={props.draggable}
      aria-current={props.current === true ? 'page' : props.current === 'within' ? 'true' : undefined}
    >
      {props.children}
    </a>
  )
}

/** A way on, in a line of its own. */
export function LinkLine({ text, ...link }: Omit<LinkProps, 'children'> & { readonly text: string }): JSX.Element {
  return (
    <p class="govuk-body">
      <Link {...link}>{text}</Link>
    </p>
  )
}

export function BackLink(props: { readonly href: string; readonly text?: string | undefined }): JSX.Element {
  return (
    <Link href={props.href} class="govuk-back-link">
      {props.text ?? 'Back'}
    </Link>
  )
}

import type { ComponentChildren, JSX } from 'preact'
import { classNames } from './class-names.ts'
import { Link } from './link.tsx'

export function BackLink(props: {
  readonly href: string
  readonly children?: ComponentChildren
  readonly class?: string | undefined
}): JSX.Element {
  return (
    <Link href={props.href} class={classNames('govuk-back-link', props.class)}>
      {props.children ?? 'Back'}
    </Link>
  )
}

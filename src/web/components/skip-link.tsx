import type { ComponentChildren, JSX } from 'preact'
import { classNames } from './class-names.ts'
import { Link } from './link.tsx'

export function SkipLink(props: {
  readonly href?: string | undefined
  readonly children: ComponentChildren
  readonly class?: string | undefined
}): JSX.Element {
  return (
    <Link href={props.href ?? '#content'} class={classNames('govuk-skip-link', props.class)}>
      {props.children}
    </Link>
  )
}

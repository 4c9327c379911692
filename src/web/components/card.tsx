import type { ComponentChildren, JSX } from 'preact'
import { classNames } from './class-names.ts'

export function Card(props: {
  readonly title: ComponentChildren
  readonly headingLevel?: 2 | 3 | 4 | undefined
  readonly children: ComponentChildren
  readonly id?: string | undefined
  readonly class?: string | undefined
}): JSX.Element {
  const Heading = (['h2', 'h2', 'h2', 'h3', 'h4'] as const)[props.headingLevel ?? 2] ?? 'h2'
  return (
    <div class={classNames('app-card', props.class)} id={props.id}>
      <Heading class="app-card__title">{props.title}</Heading>
      {props.children}
    </div>
  )
}

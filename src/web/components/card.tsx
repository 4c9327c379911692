import type { ComponentChildren, JSX } from 'preact'
import { classNames } from './class-names.ts'

export function Card(props: {
  readonly title: ComponentChildren
  readonly children: ComponentChildren
  readonly class?: string | undefined
}): JSX.Element {
  return (
    <div class={classNames('app-card', props.class)}>
      <h2 class="app-card__title">{props.title}</h2>
      {props.children}
    </div>
  )
}

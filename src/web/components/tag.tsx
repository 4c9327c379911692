import type { ComponentChildren, JSX } from 'preact'
import { classNames } from './class-names.ts'

/** Grey: neutral. Green: as promised. Yellow: take care, or still to confirm. Red: closed, late or broken. Never colour alone: the word says it. */
export type Tone = 'grey' | 'green' | 'yellow' | 'red'

export function Tag(props: { readonly children: ComponentChildren; readonly tone?: Tone | undefined }): JSX.Element {
  return <strong class={classNames('govuk-tag', props.tone !== undefined && `govuk-tag--${props.tone}`)}>{props.children}</strong>
}

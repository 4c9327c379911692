import type { ComponentChildren, JSX } from 'preact'
import type { Relationship } from '#notice/vocabulary.ts'
import { Button } from '../../components/index.ts'
import type { Self } from './reader.ts'

/** What a reader is, several at once: it narrows the page. A plain GET form of short choices. */
export function WhoAreYou(props: {
  readonly action: string
  readonly selves: readonly Self[]
  readonly reader: readonly Relationship[]
  readonly button: string
  /** What else it is narrowed by. */
  readonly children?: ComponentChildren
}): JSX.Element | null {
  if (props.selves.length === 0) return null
  return (
    <form class="app-who" method="get" action={props.action}>
      <fieldset class="app-who__set">
        <legend class="app-who__legend">Which are you? Tick all that fit.</legend>
        {props.selves.map(({ id, says, at }) => (
          <label class="app-who__choice">
            <input type="checkbox" name="for" value={at} checked={props.reader.includes(id)} /> {says}
          </label>
        ))}
      </fieldset>
      {props.children}
      <Button class="govuk-button--secondary">{props.button}</Button>
    </form>
  )
}

import type { ComponentChildren, JSX } from 'preact'
import { classNames } from './class-names.ts'
import { Hint } from './hint.tsx'
import { Label } from './label.tsx'

export type Choice =
  | { readonly value: string; readonly text: ComponentChildren; readonly hint?: ComponentChildren; readonly id?: string | undefined }
  | { readonly divider: string }

export type ChoiceItemProps = {
  readonly kind: 'radio' | 'checkbox'
  readonly block: 'govuk-radios' | 'govuk-checkboxes'
  readonly name: string
  readonly item: Choice
  readonly id: string
  readonly checked: boolean
  readonly describedBy?: string | undefined
}

/** The id of the item at `index`: the first has no number, so that the error summary can link to the set by its name. */
export function choiceId(item: Choice, prefix: string, index: number): string {
  const own = 'divider' in item ? undefined : item.id
  return own ?? (index === 0 ? prefix : `${prefix}-${index + 1}`)
}

/** One radio or checkbox, or the word between two of them. */
export function ChoiceItem(props: ChoiceItemProps): JSX.Element {
  const { item, block, id } = props
  if ('divider' in item) return <div class={`${block}__divider`}>{item.divider}</div>
  const hintId = item.hint === undefined ? undefined : `${id}-item-hint`
  return (
    <div class={`${block}__item`}>
      <input
        class={`${block}__input`}
        id={id}
        name={props.name}
        type={props.kind}
        value={item.value}
        checked={props.checked}
        aria-describedby={classNames(props.describedBy, hintId) || undefined}
      />
      <Label class={`${block}__label`} for={id}>
        {item.text}
      </Label>
      {hintId === undefined ? null : (
        <Hint id={hintId} class={`${block}__hint`}>
          {item.hint}
        </Hint>
      )}
    </div>
  )
}

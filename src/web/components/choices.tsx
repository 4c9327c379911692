import type { ComponentChildren, JSX } from 'preact'
import { classNames } from './class-names.ts'
import { describedByOf, Hint, Label, SetGroup, type SetProps } from './form-group.tsx'

/** `name`: of its own box, where the set is not sent under one name. */
export type Choice = { readonly value: string; readonly text: ComponentChildren; readonly hint?: ComponentChildren; readonly name?: string }

type ChoicesProps = SetProps & {
  readonly name: string
  /** What its ids begin with, where that is not its name. */
  readonly idPrefix?: string | undefined
  readonly items: readonly Choice[]
}

/** Nothing is chosen beforehand unless the person chose it (L8). */
export function Radios({ value, ...props }: ChoicesProps & { readonly value?: string | undefined }): JSX.Element {
  return <Choices {...props} kind="radio" chosen={value === undefined ? [] : [value]} />
}

export function Checkboxes({ values = [], ...props }: ChoicesProps & { readonly values?: readonly string[] | undefined }): JSX.Element {
  return <Choices {...props} kind="checkbox" chosen={values} />
}

const blocks = { radio: 'govuk-radios', checkbox: 'govuk-checkboxes' } as const

type Kind = { readonly kind: keyof typeof blocks; readonly chosen: readonly string[] }

function Choices({ kind, chosen, items, name, idPrefix = name, ...set }: ChoicesProps & Kind): JSX.Element {
  const block = blocks[kind]
  // Checkboxes that no fieldset holds together are described one by one.
  const describedBy = kind === 'checkbox' && set.fieldset === undefined ? describedByOf(set, idPrefix) : undefined
  return (
    <SetGroup {...set} id={idPrefix}>
      <div class={block}>
        {items.map(({ value, text, hint, name: own = name }, index) => {
          // The first has no number, so that the error summary can link to the set by its name.
          const id = index === 0 ? idPrefix : `${idPrefix}-${index + 1}`
          const hintId = hint === undefined ? undefined : `${id}-item-hint`
          return (
            <div class={`${block}__item`}>
              <input
                class={`${block}__input`}
                id={id}
                name={own}
                type={kind}
                value={value}
                checked={chosen.includes(value)}
                aria-describedby={classNames(describedBy, hintId) || undefined}
              />
              <Label class={`${block}__label`} for={id}>
                {text}
              </Label>
              {hintId === undefined ? null : (
                <Hint id={hintId} class={`${block}__hint`}>
                  {hint}
                </Hint>
              )}
            </div>
          )
        })}
      </div>
    </SetGroup>
  )
}

import type { ComponentChildren, JSX } from 'preact'
import { classNames } from './class-names.ts'
import { Link } from './link.tsx'

/** `field`: the id of the form control the error is about, so that following the link puts the cursor there. */
export type FormError = { readonly field: string; readonly message: string }

/** Focusable, and first on the page after the bar: keyboard and screen reader users meet it before the form. */
export function ErrorSummary(props: {
  readonly title?: string | undefined
  readonly description?: ComponentChildren
  readonly errors: readonly { readonly text: string; readonly href?: string | undefined }[]
  readonly class?: string | undefined
  readonly focusable?: boolean | undefined
}): JSX.Element {
  return (
    <div
      class={classNames('govuk-error-summary', props.class)}
      tabIndex={props.focusable === true ? -1 : undefined}
      id={props.focusable === true ? 'error-summary' : undefined}
      // After a refused form the errors come first, and no script is there to say so.
      autofocus={props.focusable}
    >
      <div role="alert">
        <h2 class="govuk-error-summary__title">{props.title ?? 'There is a problem'}</h2>
        <div class="govuk-error-summary__body">
          {props.description === undefined ? null : <p>{props.description}</p>}
          {props.errors.length === 0 ? null : (
            <ul class="govuk-list govuk-error-summary__list">
              {props.errors.map((error) => (
                <li>
                  {error.href === undefined ? (
                    error.text
                  ) : (
                    <Link href={error.href} class="">
                      {error.text}
                    </Link>
                  )}
                </li>
              ))}
            </ul>
          )}
        </div>
      </div>
    </div>
  )
}

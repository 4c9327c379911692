import type { JSX } from 'preact'
import { Link } from './link.tsx'

/** `field`: the id of the form control the error is about, so that following the link puts the cursor there. */
export type FormError = { readonly field: string; readonly message: string }

/** First on the page after the bar: keyboard and screen reader users meet it before the form. `focused`: at once, as no script is there to do it. */
export function ErrorSummary(props: { readonly errors: readonly FormError[]; readonly focused?: boolean }): JSX.Element {
  const focus = props.focused === true ? ({ tabIndex: -1, id: 'error-summary', autofocus: true } as const) : {}
  return (
    <div class="govuk-error-summary" {...focus}>
      <div role="alert">
        <h2 class="govuk-error-summary__title">There is a problem</h2>
        <div class="govuk-error-summary__body">
          <ul class="govuk-list govuk-error-summary__list">
            {props.errors.map(({ field, message }) => (
              <li>
                <Link href={`#${field}`} class="">
                  {message}
                </Link>
              </li>
            ))}
          </ul>
        </div>
      </div>
    </div>
  )
}

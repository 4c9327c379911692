import type { ComponentChildren, JSX } from 'preact'

export function WarningText({ children }: { readonly children: ComponentChildren }): JSX.Element {
  return (
    <div class="govuk-warning-text">
      <span class="govuk-warning-text__icon" aria-hidden="true">
        !
      </span>
      <strong class="govuk-warning-text__text">
        <span class="govuk-visually-hidden">Warning</span>
        {children}
      </strong>
    </div>
  )
}

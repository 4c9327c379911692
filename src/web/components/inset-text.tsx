import type { ComponentChildren, JSX } from 'preact'

export function InsetText({ children }: { readonly children: ComponentChildren }): JSX.Element {
  return <div class="govuk-inset-text">{children}</div>
}

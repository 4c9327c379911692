import type { ComponentChildren, JSX } from 'preact'
import { classNames } from './class-names.ts'

const titleId = 'govuk-notification-banner-title'

export function NotificationBanner(props: { readonly children: ComponentChildren; readonly type?: 'success' | undefined }): JSX.Element {
  const success = props.type === 'success'
  return (
    // biome-ignore lint/a11y/useAriaPropsSupportedByRole: either role is named by the title
    <div
      class={classNames('govuk-notification-banner', success && 'govuk-notification-banner--success')}
      role={success ? 'alert' : 'region'}
      aria-labelledby={titleId}
    >
      <div class="govuk-notification-banner__header">
        <h2 class="govuk-notification-banner__title" id={titleId}>
          {success ? 'Success' : 'Important'}
        </h2>
      </div>
      <div class="govuk-notification-banner__content">
        <p class="govuk-notification-banner__heading">{props.children}</p>
      </div>
    </div>
  )
}

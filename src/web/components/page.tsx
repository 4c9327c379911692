import type { ComponentChildren, JSX } from 'preact'
import { renderToString } from 'preact-render-to-string'
import { BackLink } from './back-link.tsx'
import { Bar } from './bar.tsx'
import { classNames } from './class-names.ts'
import { ErrorSummary, type FormError } from './error-summary.tsx'
import { Footer } from './footer.tsx'
import { SkipLink } from './skip-link.tsx'
import type { NavigationItem } from './sub-navigation.tsx'

/** What every page of one door shares. */
export type Frame = {
  /** The landlord's short name, or with the door: "LiveWest · Desk". */
  readonly name: string
  readonly home: string
  readonly stylesheets: readonly string[]
  readonly navigation: readonly NavigationItem[]
  readonly footer: readonly NavigationItem[]
  /** Said at the very bottom: edition, what this is. */
  readonly smallPrint?: ComponentChildren
}

export type PageProps = {
  readonly frame: Frame
  readonly title: string
  /** The h1; the title when absent. `in-form`: the form's own label or legend is the h1. */
  readonly heading?: ComponentChildren | 'in-form'
  readonly back?: { readonly href: string; readonly text?: string | undefined } | undefined
  readonly errors?: readonly FormError[] | undefined
  /** Right-hand side of the bar: a search box, sign out. */
  readonly bar?: ComponentChildren
  /** Below the bar, over the full width: whose record this is. */
  readonly strip?: ComponentChildren
  readonly skipLinks?: readonly NavigationItem[] | undefined
  /** `desk`: up to 1320 px and desk-sized text. `wide`: up to 1320 px. */
  readonly width?: 'reading' | 'wide' | 'desk' | undefined
  readonly children: ComponentChildren
}

/** Skip link, bar, back link, error summary, h1, answer, detail, help. Works without script. */
export function Page(props: PageProps): JSX.Element {
  const errors = props.errors ?? []
  return (
    <html lang="en-GB" class="govuk-template">
      <head>
        <meta charset="utf-8" />
        <title>{`${errors.length > 0 ? 'Error: ' : ''}${props.title} – ${props.frame.name}`}</title>
        <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover" />
        <meta name="theme-color" content="#6b2350" />
        <link rel="icon" href="/look/icon.svg" type="image/svg+xml" />
        {props.frame.stylesheets.map((href) => (
          <link rel="stylesheet" href={href} />
        ))}
      </head>
      <body class={classNames('govuk-template__body', `app-${props.width ?? 'reading'}`)}>
        <SkipLink href="#main-content">Skip to main content</SkipLink>
        {(props.skipLinks ?? []).map((item) => (
          <SkipLink href={item.href}>{item.text}</SkipLink>
        ))}
        <Bar name={props.frame.name} home={props.frame.home} navigation={props.frame.navigation}>
          {props.bar}
        </Bar>
        {props.strip}
        <div class="govuk-width-container">
          {props.back === undefined ? null : (
            <nav aria-label="Back">
              <BackLink href={props.back.href}>{props.back.text}</BackLink>
            </nav>
          )}
          <main class="govuk-main-wrapper" id="main-content" tabIndex={-1}>
            {errors.length === 0 ? null : (
              <ErrorSummary focusable errors={errors.map((error) => ({ text: error.message, href: `#${error.field}` }))} />
            )}
            {props.heading === 'in-form' ? null : <h1 class="govuk-heading-xl">{props.heading ?? props.title}</h1>}
            {props.children}
          </main>
        </div>
        <Footer items={props.frame.footer}>{props.frame.smallPrint}</Footer>
      </body>
    </html>
  )
}

/** A whole page as sent. */
export function renderPage(page: JSX.Element): string {
  return `<!DOCTYPE html>${renderToString(page)}`
}

import type { ComponentChildren, JSX } from 'preact'
import { renderToString } from 'preact-render-to-string'
import { classNames } from './class-names.ts'
import { ErrorSummary, type FormError } from './error-summary.tsx'
import { BackLink, Link } from './link.tsx'
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
  /** The language of the words; British English where absent. */
  readonly language?: string | undefined
}

type PageProps = {
  readonly frame: Frame
  readonly title: string
  /** The h1; the title when absent. `in-form`: the form's own label or legend is the h1. */
  readonly heading?: ComponentChildren | 'in-form' | undefined
  readonly back?: { readonly href: string; readonly text?: string | undefined } | undefined
  readonly errors?: readonly FormError[] | undefined
  /** Right-hand side of the bar: a search box, sign out. */
  readonly bar?: ComponentChildren
  /** Below the bar, over the full width: whose record this is. */
  readonly strip?: ComponentChildren
  /** `desk`: up to 1320 px and desk-sized text. `wide`: up to 1320 px. `kiosk`: large text and targets, for a tablet that people stand at. */
  readonly width?: 'reading' | 'wide' | 'desk' | 'kiosk' | undefined
  readonly children: ComponentChildren
}

/** Skip link, bar, back link, error summary, h1, answer, detail, help. Works without script. */
export function Page(props: PageProps): JSX.Element {
  const errors = props.errors ?? []
  return (
    <html lang={props.frame.language ?? 'en-GB'} class="govuk-template">
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
        <Link href="#main-content" class="govuk-skip-link">
          Skip to main content
        </Link>
        <Bar frame={props.frame}>{props.bar}</Bar>
        {props.strip}
        <div class="govuk-width-container">
          {props.back === undefined ? null : (
            <nav aria-label="Back">
              <BackLink {...props.back} />
            </nav>
          )}
          <main class="govuk-main-wrapper" id="main-content" tabIndex={-1}>
            {errors.length === 0 ? null : <ErrorSummary focused errors={errors} />}
            {props.heading === 'in-form' ? null : <h1 class="govuk-heading-xl">{props.heading ?? props.title}</h1>}
            {props.children}
          </main>
        </div>
        <Footer frame={props.frame} />
      </body>
    </html>
  )
}

/** The white bar with the accent line on top. */
function Bar({ frame, children }: { readonly frame: Frame; readonly children: ComponentChildren }): JSX.Element {
  return (
    <header class="app-bar">
      <div class="app-bar__inside">
        <Link href={frame.home} class="app-bar__name">
          {frame.name}
        </Link>
        {frame.navigation.length === 0 ? null : (
          <nav aria-label="Main">
            <ul class="app-bar__list">
              {frame.navigation.map(({ href, text, current }) => (
                <li>
                  <Link href={href} class="app-bar__link" current={current}>
                    {text}
                  </Link>
                </li>
              ))}
            </ul>
          </nav>
        )}
        {children}
      </div>
    </header>
  )
}

function Footer({ frame: { footer, smallPrint } }: { readonly frame: Frame }): JSX.Element {
  return (
    <footer class="app-footer">
      <div class="govuk-width-container">
        {footer.length === 0 ? null : (
          <nav aria-label="About this site">
            <ul class="app-footer__list">
              {footer.map(({ href, text }) => (
                <li>
                  <Link href={href}>{text}</Link>
                </li>
              ))}
            </ul>
          </nav>
        )}
        <div class="app-footer__words">{smallPrint}</div>
      </div>
    </footer>
  )
}

/** A whole page as sent. */
export function renderPage(page: JSX.Element): string {
  return `<!DOCTYPE html>${renderToString(page)}`
}

import type { JSX } from 'preact'
import { Link } from './components/link.tsx'
import { type Frame, Page } from './components/page.tsx'
import { receptionAt } from './reception/frame.tsx'
import { isUnavailable } from './unavailable.ts'

type Words = { readonly title: string; readonly says: string; readonly next: string }

const pages: Readonly<Record<number, Words>> = {
  400: {
    title: 'We could not understand that',
    says: 'What was sent to us did not come from one of our forms, or part of it was lost on the way.',
    next: 'Go back to the page before, and try again from there.',
  },
  403: {
    title: 'This form is out of date',
    says: 'We only accept forms that we have just shown to you. This one is too old, or came from somewhere else. Nothing was saved.',
    next: 'Go back, reload the page, and send it again.',
  },
  404: {
    title: 'Page not found',
    says: 'There is no page at this address.',
    next: 'Check the address, or start again from one of these pages.',
  },
  409: {
    title: 'This form was already sent',
    says: 'We already have this form, or are processing it. Sending it again changed nothing.',
    next: 'To see the result, open the page that it was about. To send something else, open the form again.',
  },
  412: {
    title: 'Somebody changed this before you',
    says: 'The page you were on is out of date. Nothing was saved.',
    next: 'Go back, reload the page, and make your change again.',
  },
  413: {
    title: 'That is too long',
    says: 'What you sent is longer than we can accept. Nothing was saved.',
    next: 'Go back and shorten it, or write to us instead.',
  },
  415: {
    title: 'We cannot read that kind of file',
    says: 'This address only accepts forms. Nothing was saved.',
    next: 'Go back to the page before, and use the form there.',
  },
  429: {
    title: 'Too many requests',
    says: 'You, or others on your connection, have sent very many requests in a short time.',
    next: 'Wait a minute, then try again. If you still cannot, try again in an hour.',
  },
  503: {
    title: 'We cannot do that at the moment',
    says: 'Our records are unavailable just now, so we cannot show you anything from them or save anything.',
    next: 'Try again in a minute. If you were sending a form, check whether it was saved before you send it again.',
  },
}

const fault: Words = {
  title: 'Sorry, something went wrong',
  says: 'The fault is ours, and it has been logged. If you were sending a form, it may not have been saved.',
  next: 'Try again later. If it happens again, tell us the reference below.',
}

/** A status page: what happened, what to do, and a reference that leads to the log line. Never a stack, never what was typed. */
export function ErrorPage(props: { readonly frame: Frame; readonly status: number; readonly reference: string }): JSX.Element {
  const words = pages[props.status] ?? fault
  // A tablet at reception shows its own pages and no others.
  const isTablet = props.frame.home === receptionAt
  return (
    <Page frame={props.frame} title={words.title} width={isTablet ? 'kiosk' : 'reading'}>
      <p class="app-lead">{words.says}</p>
      <p class="govuk-body">{words.next}</p>
      <ul class="govuk-list">
        {props.frame.home === '/notice' ? null : (
          <li>
            <Link href={props.frame.home}>{props.frame.name}</Link>
          </li>
        )}
        {isTablet ? null : (
          <>
            <li>
              <Link href="/notice">Privacy notice</Link>
            </li>
            <li>
              <Link href="/contact">Contact us</Link>
            </li>
          </>
        )}
      </ul>
      <p class="govuk-body app-meta">
        Reference: <strong>{props.reference}</strong>
      </p>
    </Page>
  )
}

/** The status that an error is answered with: only those with a page of their own, or 500. */
export function statusOf(error: unknown): number {
  if (isUnavailable(error)) return 503
  if (typeof error !== 'object' || error === null || !('statusCode' in error)) return 500
  const status = error.statusCode
  if (typeof status !== 'number') return 500
  if (status in pages) return status
  return status >= 400 && status < 500 ? 400 : 500
}

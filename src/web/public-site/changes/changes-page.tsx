import type { ComponentChildren, JSX } from 'preact'
import { readAddress } from '#duties/readers/address.ts'
import { changesAt } from '#duties/readers/letters.ts'
import type { Edition } from '#notice/edition.ts'
import { retentionRuleFor } from '#notice/retention-of.ts'
import { Button, type Frame, InsetText, Link, LinkLine, Page } from '../../components/index.ts'
import type { Readers } from '../../deps.ts'
import { form, text } from '../../form/index.ts'
import type { Refusal } from '../../forms.ts'
import { Panel } from '../panel.tsx'

export const feedAt = `${changesAt}.atom`

export const addressAsked = form({
  address: text({
    label: 'Your email address',
    hint: 'We use it to tell you of changes to this notice, and for nothing else.',
    type: 'email',
    autocomplete: 'email',
    most: 320,
    missing: 'Enter your email address',
    parse: readAddress,
  }),
})

type Common = { readonly frame: Frame; readonly edition: Edition }
type WithButton = Common & { readonly token: string; readonly link: string }

const back = { href: '/notice', text: 'Privacy notice' }

/** Both ways to hear of changes; the one that tells us nothing comes first. */
export function ChangesPage(
  props: Common & {
    readonly token: string
    readonly closed: ReturnType<Readers['closedBecause']>
    /** No letter can leave at the moment. */
    readonly away?: boolean
    readonly refused?: Refusal | undefined
  },
): JSX.Element {
  const { frame, edition, token, closed, away = false, refused } = props
  return (
    <Page frame={frame} title="Be told when this notice changes" back={back} errors={refused?.errors}>
      <p class="app-lead">There are two ways. With the first, you tell us nothing.</p>
      <h2 class="govuk-heading-l">Follow the feed</h2>
      <p class="govuk-body">
        Give your feed reader this address: <Link href={feedAt}>the feed of changes</Link>. It looks for you, and we keep nothing about who
        looks.
      </p>
      <h2 class="govuk-heading-l">Get an email</h2>
      {away ? <InsetText>We cannot send email just now, so nothing has been sent. Please try again in a few minutes.</InsetText> : null}
      {closed === null ? <AddressForm edition={edition} token={token} refused={refused} /> : <Closed closed={closed} />}
    </Page>
  )
}

function AddressForm({
  edition,
  token,
  refused,
}: {
  readonly edition: Edition
  readonly token: string
  readonly refused: Refusal | undefined
}) {
  return (
    <>
      <p class="govuk-body">
        We write on the day on which a new notice counts, and say what changed. First we send you a link to confirm. Until you have, we do
        not keep your address.
      </p>
      <form method="post" action={changesAt} novalidate>
        <input type="hidden" name="_csrf" value={token} />
        {addressAsked.fields({}, refused)}
        <Button>Send me the link</Button>
      </form>
      <Kept edition={edition} />
    </>
  )
}

function Closed({ closed }: { readonly closed: 'no-mail' | 'not-in-notice' }): JSX.Element {
  return (
    <InsetText>
      {closed === 'no-mail'
        ? 'We cannot send email from this site, so we take no addresses here. Please use the feed.'
        : 'Our privacy notice does not provide for keeping addresses for this, so we take none. Please use the feed.'}
    </InsetText>
  )
}

function Kept({ edition }: Pick<Common, 'edition'>): JSX.Element | null {
  const kept = retentionRuleFor(edition, 'contact-details', 'notice-changes')?.words
  return kept === undefined ? null : <p class="govuk-body">How long we keep your address: {kept}.</p>
}

/** The same whether the address is known or not. */
export function LetterSentPage({ frame }: Pick<Common, 'frame'>): JSX.Element {
  return (
    <Done frame={frame} title="Look in your email" panel="We have sent you a link.">
      <p class="govuk-body">Open the link within three days, and press the button on its page. Until then we have not kept your address.</p>
      <p class="govuk-body">
        Nothing came? Look among unwanted mail. If you may have mistyped the address, <Link href={changesAt}>enter it again</Link>.
      </p>
    </Done>
  )
}

export function ConfirmPage({ frame, edition, token, link }: WithButton): JSX.Element {
  return (
    <Page frame={frame} title="Confirm your email address" back={back}>
      <p class="app-lead">Press the button, and {edition.landlord.name} writes to you when this notice changes.</p>
      <p class="govuk-body">We use your address for nothing else. Every message has a link that stops them.</p>
      <form method="post" action={`${changesAt}/confirm`}>
        <input type="hidden" name="_csrf" value={token} />
        <input type="hidden" name="link" value={link} />
        <Button>Tell me of changes</Button>
      </form>
      <Kept edition={edition} />
    </Page>
  )
}

export function ConfirmedPage({ frame, edition }: Common): JSX.Element {
  return (
    <Done frame={frame} title="You will be told of changes" panel="Your address is confirmed.">
      <p class="govuk-body">We write to you on the day on which a new notice counts. To stop, use the link in any message.</p>
      <Kept edition={edition} />
    </Done>
  )
}

/** The same for whatever is wrong with a link. */
export function LinkOverPage({ frame }: Pick<Common, 'frame'>): JSX.Element {
  return (
    <Page frame={frame} title="This link does not work any more" back={back}>
      <p class="app-lead">A link to confirm works for three days. We have not kept the address that it was sent to.</p>
      <LinkLine href={changesAt} text="Ask for a new link" />
    </Page>
  )
}

export function StopPage({ frame, token, link }: Omit<WithButton, 'edition'>): JSX.Element {
  return (
    <Page frame={frame} title="Stop these messages" back={back}>
      <p class="app-lead">Press the button, and we delete your address at once. You do not have to say why.</p>
      <form method="post" action={`${changesAt}/stop`}>
        <input type="hidden" name="_csrf" value={token} />
        <input type="hidden" name="link" value={link} />
        <Button>Stop, and delete my address</Button>
      </form>
    </Page>
  )
}

/** Nothing was stopped, and nobody is told that it was. */
export function StopLinkPage({ frame }: Pick<Common, 'frame'>): JSX.Element {
  return (
    <Page frame={frame} title="This link does not work" back={back}>
      <p class="app-lead">We have not stopped anything. The link may have been cut short: copy the whole of it from the message.</p>
      <p class="govuk-body">
        Or <Link href={changesAt}>ask for a new link</Link>, and stop with the one in that message. You can also{' '}
        <Link href="/contact">ask us to stop</Link>.
      </p>
    </Page>
  )
}

/** The same whether anybody was told at that address or not. */
export function StoppedPage({ frame }: Pick<Common, 'frame'>): JSX.Element {
  return (
    <Done frame={frame} title="We have stopped" panel="We do not keep your address for this.">
      <p class="govuk-body">You get no more messages about this notice. The feed still tells of changes, and keeps nothing about you.</p>
    </Done>
  )
}

function Done(props: { readonly frame: Frame; readonly title: string; readonly panel: string; readonly children: ComponentChildren }) {
  return (
    <Page frame={props.frame} title={props.title} heading="in-form">
      <Panel title={props.title}>{props.panel}</Panel>
      <h2 class="govuk-heading-m">What happens next</h2>
      {props.children}
      <LinkLine href="/notice" text="Back to the privacy notice" />
    </Page>
  )
}

import type { ComponentChildren, JSX } from 'preact'
import type { Edition } from '#notice/edition.ts'
import { Button, type Frame, InsetText, Page, SummaryList } from '../components/index.ts'
import { form, text } from '../form/index.ts'
import type { Refusal } from '../forms.ts'
import { PhoneLink } from './phone-link.tsx'
import { dateWords } from './plain-words.ts'

export const codeAsked = form({
  code: text({
    label: 'The code that we told you',
    hint: 'Eight digits, such as 1234 5678. It is not the passphrase of the file.',
    autocomplete: 'off',
    inputmode: 'numeric',
    width: '10',
    most: 40,
    missing: 'Enter the code',
  }),
})

/** What is told of something that waits: nothing that says what it is or for whom. */
type Found = { readonly what: string; readonly lastDay: Temporal.PlainDate; readonly bytes: number }
type Common = { readonly frame: Frame; readonly edition: Edition }
type Open = Common & { readonly at: string; readonly token: string; readonly found: Found }

/** What waits, and the question for the code. */
export function CodePage(props: Open & { readonly refused?: Refusal | undefined }): JSX.Element {
  const { at, token, found, edition, refused } = props
  return (
    <Page frame={props.frame} title="A file waits for you" errors={refused?.errors}>
      <p class="app-lead">
        {edition.landlord.name} has a file for you. You can fetch it here until the end of {dateWords(found.lastDay.toString())}.
      </p>
      <Facts found={found} edition={edition} />
      <form method="post" action={at} novalidate autocomplete="off">
        <input type="hidden" name="_csrf" value={token} />
        {codeAsked.fields({}, refused)}
        <Button>Continue</Button>
      </form>
      <Help edition={edition}>You have no code, or it does not work?</Help>
    </Page>
  )
}

/** The button that fetches it, for whoever has shown the code. */
export function FetchPage({ at, token, found, edition, frame }: Open): JSX.Element {
  return (
    <Page frame={frame} title="Download your file">
      <p class="app-lead">The code is right. Use a computer or telephone that nobody else uses.</p>
      <Facts found={found} edition={edition} />
      <form method="post" action={`${at}/file`} novalidate>
        <input type="hidden" name="_csrf" value={token} />
        <Button>Download the file</Button>
      </form>
      <h2 class="govuk-heading-m">Opening it</h2>
      <p class="govuk-body">
        The file is locked. It opens with the passphrase of six groups of letters and digits that we told you. If your computer cannot open
        it, use a program for ZIP files with AES encryption, such as 7-Zip on Windows or Keka on a Mac.
      </p>
      <p class="govuk-body">
        Did the download break off? Press the button again. Until the end of {dateWords(found.lastDay.toString())} you can also come back
        with the same link and the same code.
      </p>
      <Help edition={edition}>You have no passphrase, or the file does not open?</Help>
    </Page>
  )
}

/** The same for whatever is wrong with a link, so that nobody learns anything by trying; and what a real person can do. */
export function NothingWaitsPage({ frame, edition }: Common): JSX.Element {
  return (
    <Page frame={frame} title="There is nothing to fetch at this address">
      <p class="app-lead">If we sent you this link, ring us. We look into it, and make you a new one.</p>
      <p class="govuk-body">
        The address may be mistyped. The time for fetching the file may be over. Or it was locked because the code was typed wrongly too
        often.
      </p>
      <Help edition={edition}>We can be reached by telephone.</Help>
    </Page>
  )
}

/** It may not leave at this moment, though its link and code are right. */
export function NotNowPage({ frame, edition }: Common): JSX.Element {
  return (
    <Page frame={frame} title="We cannot give you the file just now">
      <p class="app-lead">The code is right, but we have to look at something first. Ring us, and we tell you when you can fetch it.</p>
      <Help edition={edition}>We can be reached by telephone.</Help>
    </Page>
  )
}

function Facts({ found, edition }: Pick<Open, 'found' | 'edition'>): JSX.Element {
  return (
    <SummaryList
      rows={[
        { key: 'From', value: edition.landlord.name },
        { key: 'What waits', value: found.what },
        { key: 'Until', value: `The end of ${dateWords(found.lastDay.toString())}` },
        { key: 'Size', value: sizeWords(found.bytes) },
      ]}
    />
  )
}

function Help({ edition, children }: { readonly edition: Edition; readonly children: ComponentChildren }): JSX.Element {
  const { team, phone } = edition.landlord.contacts.dataProtection
  return (
    <InsetText>
      <p>
        {children} Call <PhoneLink number={phone} /> ({team}). Tell nobody the code or the passphrase, not even us.
      </p>
    </InsetText>
  )
}

function sizeWords(bytes: number): string {
  const [size, unit] = bytes < 1_000_000 ? [bytes / 1_000, 'kilobyte'] : [bytes / 1_000_000, 'megabyte']
  const rounded = size < 10 ? Math.max(0.1, Math.round(size * 10) / 10) : Math.round(size)
  return `${rounded.toLocaleString('en-GB')} ${unit}${rounded === 1 ? '' : 's'}`
}

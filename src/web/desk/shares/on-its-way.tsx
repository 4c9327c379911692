import type { JSX } from 'preact'
import { ourQuestion } from '#duties/shares/paths.ts'
import type { Share } from '#duties/shares/settle.ts'
import { InsetText, LinkLine, Section, WarningText } from '../../components/index.ts'
import { counted, longDate } from '../kit.ts'

/** By when they need it, or we need their answer; loud where that day is over. */
export function NeededBy({
  item: { neededBy, occasion },
  today,
}: {
  readonly item: Pick<Share, 'neededBy' | 'occasion'>
  readonly today: Temporal.PlainDate
}): JSX.Element | null {
  if (neededBy === null) return null
  const by = Temporal.PlainDate.from(neededBy)
  const isOurs = occasion === ourQuestion
  const left = today.until(by).days
  if (left < 0)
    return (
      <WarningText>
        {isOurs ? 'We needed their answer by' : 'They needed it by'} {longDate(by)}, {counted(-left, 'day')} ago.
      </WarningText>
    )
  return (
    <InsetText>
      {isOurs ? 'We need their answer by' : 'They need it by'} <strong>{longDate(by)}</strong>
      {left === 0 ? ', which is today' : `, in ${counted(left, 'day')}`}.
    </InsetText>
  )
}

/** The data protection officer is asked first. */
export function AsksOfficer(): JSX.Element {
  return <InsetText>The data protection officer is asked for a view first, and has a task. You decide once it is here.</InsetText>
}

/** Only the person can allow it. */
export function AskThem({ here }: { readonly here: string }): JSX.Element {
  return (
    <>
      <WarningText>Ask the person first. Nothing leaves until they agree.</WarningText>
      <LinkLine href={`${here}/answer`} text="Note what they answered" />
    </>
  )
}

/** The number in our register, and no other, is rung before anything leaves. */
export function RingBack({ item: { callBack } }: { readonly item: Share }): JSX.Element {
  if (callBack === null)
    return <WarningText>The register has no number to ring back. The data protection team has to enter one first.</WarningText>
  return (
    <InsetText>
      Ring them back first, on the number in our register: <strong>{callBack}</strong>. Never use a number that they gave. Ask whether this
      request is theirs.
    </InsetText>
  )
}

/** Something in what was prepared goes to nobody any more, so that nobody rings anybody for it. */
export function Stopped({ here }: { readonly here: string }): JSX.Element {
  return (
    <>
      <WarningText>Something in it has ended, or nobody looked at it again by its day. It goes to nobody any more.</WarningText>
      <LinkLine href={`${here}/anew`} text="Prepare it anew without that" />
    </>
  )
}

/** How what was shared gets to them. */
export function Left({ item, here, fetch }: { readonly item: Share; readonly here: string; readonly fetch: JSX.Element }): JSX.Element {
  return (
    <Section id="on-its-way" heading="Send it">
      {item.way === 'file' ? (
        <>
          <p class="govuk-body">
            The file opens only with this passphrase. Tell it them by telephone, at the number in our register
            {item.callBack === null ? '' : `, ${item.callBack}`}. Never send both the same way.
          </p>
          <InsetText>{item.passphrase ?? 'It can no longer be shown.'}</InsetText>
          {fetch}
        </>
      ) : item.mediaId === null ? null : (
        <LinkLine href={`${here}/sheet`} text={item.way === 'paper' ? 'Open the sheet, to print it' : 'Open the sheet, to read it out'} />
      )}
      {item.receivedOn === null ? <LinkLine href={`${here}/receipt`} text="They have it" /> : null}
    </Section>
  )
}

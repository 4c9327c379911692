import type { JSX } from 'preact'
import type { Opening } from '#duties/openings/openings.ts'
import { Button, type Frame, IdentityStrip, Page, ReasonStrip, type StripFact, SubNavigation } from '../components/index.ts'
import { clockTime } from './values.ts'

export type Strip = {
  readonly name: string
  /** Enough to be sure that this is the right person: what the activity shows of birth, home and reference. */
  readonly facts: readonly StripFact[]
  readonly activity: string
  readonly opening: Opening
  readonly token: string
  /** Null where the activity shows no health or support information to anybody. */
  readonly special: string | null
}

/** Whose record, why it is open and until when: the head of every page of one opening. */
export function OpeningPage(props: {
  readonly frame: Frame
  readonly bar: JSX.Element
  readonly strip: Strip
  readonly current: 'record' | 'who'
  readonly title: string
  /** What has just been done. */
  readonly said?: JSX.Element | null
  readonly children: JSX.Element | readonly JSX.Element[]
}): JSX.Element {
  const { opening, name, facts, token, activity, special } = props.strip
  const at = `/desk/openings/${opening.id}`
  return (
    <Page frame={props.frame} title={props.title} width="desk" bar={props.bar} strip={<IdentityStrip name={name} facts={facts} />}>
      {props.said}
      <ReasonStrip
        because={`${activity}, ${opening.reference}`}
        checked={special}
        closes={`Closes itself at ${clockTime(opening.closesAt)}`}
        note={`${name} can be told that you opened this, and why.`}
      >
        <form method="post" action={`${at}/extend`}>
          <input type="hidden" name="_csrf" value={token} />
          <Button class="govuk-button--secondary">Keep open for 30 more minutes</Button>
        </form>
        <form method="post" action={`${at}/close`}>
          <input type="hidden" name="_csrf" value={token} />
          <Button class="govuk-button--secondary">Close now</Button>
        </form>
      </ReasonStrip>
      <SubNavigation
        label="This record"
        items={[
          { href: at, text: 'Record', current: props.current === 'record' },
          { href: `${at}/who`, text: 'Who opened this', current: props.current === 'who' },
        ]}
      />
      {props.children}
    </Page>
  )
}

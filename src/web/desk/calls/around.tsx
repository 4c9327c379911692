import type { JSX } from 'preact'
import type { callsOpenTo } from '#duties/calls/calls.ts'
import { Button, SubNavigation } from '../../components/index.ts'

export const callsAt = '/desk/calls'
export const arrivingAt = '/desk/calls/arriving'
export const trainingAt = '/desk/calls/training'
export const unlinkedAt = '/desk/calls/unlinked'

/** The pages of calls that are there for the colleague. */
export function CallsNavigation({
  open,
  current,
}: {
  readonly open: ReturnType<typeof callsOpenTo>
  readonly current: string
}): JSX.Element {
  return (
    <SubNavigation
      label="Calls"
      items={[
        ...(open.answers ? [{ href: arrivingAt, text: 'Who is calling?', current: current === arrivingAt }] : []),
        ...(open.monitors ? [{ href: callsAt, text: 'To monitor', current: current === callsAt }] : []),
        ...(open.monitors ? [{ href: trainingAt, text: 'For training', current: current === trainingAt }] : []),
        ...(open.links ? [{ href: unlinkedAt, text: 'Linked to nobody', current: current === unlinkedAt }] : []),
      ]}
    />
  )
}

/** The button of a row. `sends`: what it says of its row; `about`: which one it is, for whoever does not see the row. */
export function RowButton(props: {
  readonly to: string
  readonly token: JSX.Element
  readonly sends: Readonly<Record<string, string>>
  readonly text: string
  readonly about: string
}): JSX.Element {
  return (
    <form method="post" action={props.to}>
      {props.token}
      {Object.entries(props.sends).map(([name, value]) => (
        <input type="hidden" name={name} value={value} />
      ))}
      <Button class="govuk-button--secondary app-button--row">
        {props.text}
        <span class="govuk-visually-hidden"> {props.about}</span>
      </Button>
    </form>
  )
}

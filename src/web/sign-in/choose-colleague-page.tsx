import type { JSX } from 'preact'
import type { Colleague } from '#gate/judge.ts'
import { Button, type Frame, InsetText, Page } from '../components/index.ts'

/** Whom to be, while trying out: shown by the example's own identity provider. */
export function ChooseColleaguePage(props: {
  readonly frame: Frame
  readonly colleagues: readonly Colleague[]
  readonly sendTo: string
}): JSX.Element {
  return (
    <Page frame={props.frame} title="Who would you like to be?">
      <InsetText>This is an example. Its customers and its colleagues are invented, and there are no passwords.</InsetText>
      <form method="post" action={props.sendTo}>
        <ul class="govuk-list app-choices">
          {props.colleagues.map((colleague) => (
            <li>
              <Button name="colleague" value={colleague.id} class="govuk-button--secondary">
                {colleague.name}, {colleague.team}
              </Button>
            </li>
          ))}
        </ul>
      </form>
    </Page>
  )
}

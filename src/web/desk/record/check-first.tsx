import type { JSX } from 'preact'
import type { OpeningReason } from '#gate/opening-reason.ts'
import { Button, Card, Tag } from '../../components/index.ts'
import { Why } from '../answers.tsx'
import { type Closed, listedLabels } from '../shown.ts'

/** Whether a check of who they are is all that these parts wait for. */
export function waitsForCheck({ explained }: Closed): boolean {
  return explained.length > 0 && explained.every((each) => each.code === 'lacks-identity-verified')
}

/** Before anything else: nobody has shown who they are yet, what stays closed for that, and what can be done all the same (SE2). */
export function CheckFirst(props: { readonly closed: Closed; readonly reason: OpeningReason; readonly at: string }): JSX.Element {
  const { closed, reason, at } = props
  return (
    <Card class="app-card--wide" title="Check first who this is">
      <p class="govuk-body">
        <Tag tone="red">Closed to you</Tag> {listedLabels(closed.labels)}.
      </p>
      <Why explained={closed.explained} />
      <Button href={`${at}/identity`}>{reason === 'letter' ? 'Check who wrote this' : 'Check who you are talking to'}</Button>
      <p class="govuk-body">{without[reason] ?? without.call}</p>
    </Card>
  )
}

const without: Partial<Readonly<Record<OpeningReason, string>>> & { readonly call: string } = {
  call: 'Without a check you can listen, say how our services work and whom to turn to, and call for help in an emergency. Do not confirm anything about this person, not even that we know them.',
  letter: 'Without a check you can answer what needs no account: how our services work, and whom to turn to.',
}

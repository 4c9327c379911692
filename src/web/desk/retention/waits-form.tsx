import type { JSX } from 'preact'
import { total, type Wait } from '#duties/retention/wait.ts'
import { waitLine } from '#duties/retention/wait-words.ts'
import { Button, RecordTable, Section } from '../../components/index.ts'
import { counted } from '../kit.ts'

/** What waits until somebody confirms it: why, what would go, and, for whoever may confirm it, the one button that lets it go. */
export function Waits(props: {
  readonly waits: readonly Wait[]
  readonly nameOf: (type: string) => string
  /** Null where it is not this colleague's to confirm. */
  readonly form: Form | null
}): JSX.Element | null {
  if (props.waits.length === 0) return null
  return (
    <Section id="waits" heading="What waits until somebody confirms it">
      {props.waits.map((wait) => (
        <OneWait wait={wait} nameOf={props.nameOf} form={props.form} />
      ))}
    </Section>
  )
}

function OneWait(props: { readonly wait: Wait; readonly nameOf: (type: string) => string; readonly form: Form | null }): JSX.Element {
  const { wait, nameOf, form } = props
  const line = waitLine(wait)
  const look =
    wait.cause === 'import'
      ? 'Look at what was imported, and whether so much of it is meant to go.'
      : 'Look at the clock of the machine first: once it is right, and this much is meant to go, let it go.'
  return (
    <>
      <p class="govuk-body">
        {line.charAt(0).toUpperCase()}
        {line.slice(1)}. {look}
      </p>
      {wait.goes === null ? (
        <p class="govuk-body">What would go is being counted. Look again in a minute.</p>
      ) : (
        <>
          <RecordTable
            caption="What would go"
            columns={[
              { heading: 'Kind of record', cell: ([type]: readonly [string, number]) => nameOf(type) },
              { heading: 'Would go', format: 'numeric', cell: ([, items]: readonly [string, number]) => items.toLocaleString('en-GB') },
            ]}
            rows={Object.entries(wait.goes)}
            empty="Nothing would go."
          />
          {form === null ? (
            <p class="govuk-body">The data protection team confirms it.</p>
          ) : (
            <ConfirmForm form={form} wait={wait.id} items={total(wait.goes)} />
          )}
        </>
      )}
    </>
  )
}

type Form = { readonly action: string; readonly token: JSX.Element }

/** It says what was shown: where far more would go by the time it is sent, it is not taken. */
function ConfirmForm(props: { readonly form: Form; readonly wait: string; readonly items: number }): JSX.Element {
  const { form, wait, items } = props
  return (
    <form method="post" action={form.action} novalidate>
      {form.token}
      <input type="hidden" name="wait" value={wait} />
      <input type="hidden" name="shown" value={items} />
      <Button class="govuk-button--warning">{items === 0 ? 'The clock is right: go on' : `Let ${counted(items, 'item')} go`}</Button>
    </form>
  )
}

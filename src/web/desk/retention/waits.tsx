import type { JSX } from 'preact'
import { total, type Wait } from '#duties/retention/wait.ts'
import { waitLine } from '#duties/retention/wait-words.ts'
import { RecordTable, Section } from '../../components/index.ts'

type WaitsProps = {
  readonly nameOf: (type: string) => string
  /** The button that confirms the deletion of so many items; null where it is not this colleague's to confirm. */
  readonly confirm: ((wait: Wait, items: number) => JSX.Element) | null
}

/** Each deletion that waits for confirmation: why, what would be deleted, and, for whoever may confirm it, the one button that does. */
export function Waits({ waits, ...props }: WaitsProps & { readonly waits: readonly Wait[] }): JSX.Element | null {
  if (waits.length === 0) return null
  return (
    <Section id="waits" heading="Deletions waiting for confirmation">
      {waits.map((wait) => (
        <OneWait wait={wait} {...props} />
      ))}
    </Section>
  )
}

function OneWait({ wait, nameOf, confirm }: WaitsProps & { readonly wait: Wait }): JSX.Element {
  const line = waitLine(wait)
  const look =
    wait.cause === 'import'
      ? 'Check what was imported, and whether so much of it is meant to be deleted.'
      : 'Check the clock of the machine first. Once it is right, and if this much is meant to be deleted, confirm it.'
  return (
    <>
      <p class="govuk-body">
        {line.charAt(0).toUpperCase()}
        {line.slice(1)}. {look}
      </p>
      {wait.goes === null ? (
        <p class="govuk-body">What would be deleted is being counted. Look again in a minute.</p>
      ) : (
        <>
          <RecordTable
            captionShown
            caption="What would be deleted"
            columns={[
              { heading: 'Kind of record', cell: ([type]) => nameOf(type) },
              { heading: 'Would be deleted', format: 'numeric', cell: ([, items]) => items.toLocaleString('en-GB') },
            ]}
            rows={Object.entries(wait.goes)}
            empty="Nothing would be deleted."
          />
          {confirm === null ? <p class="govuk-body">The data protection team confirms it.</p> : confirm(wait, total(wait.goes))}
        </>
      )}
    </>
  )
}

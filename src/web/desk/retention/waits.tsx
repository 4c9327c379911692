import type { JSX } from 'preact'
import { total, type Wait } from '#duties/retention/wait.ts'
import { waitLine } from '#duties/retention/wait-words.ts'
import { RecordTable, Section } from '../../components/index.ts'

type WaitsProps = {
  readonly nameOf: (type: string) => string
  /** The button that lets so many items go; null where it is not this colleague's to confirm. */
  readonly confirm: ((wait: Wait, items: number) => JSX.Element) | null
}

/** What waits until somebody confirms it: why, what would go, and, for whoever may confirm it, the one button that lets it go. */
export function Waits({ waits, ...props }: WaitsProps & { readonly waits: readonly Wait[] }): JSX.Element | null {
  if (waits.length === 0) return null
  return (
    <Section id="waits" heading="What waits until somebody confirms it">
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
              { heading: 'Kind of record', cell: ([type]) => nameOf(type) },
              { heading: 'Would go', format: 'numeric', cell: ([, items]) => items.toLocaleString('en-GB') },
            ]}
            rows={Object.entries(wait.goes)}
            empty="Nothing would go."
          />
          {confirm === null ? <p class="govuk-body">The data protection team confirms it.</p> : confirm(wait, total(wait.goes))}
        </>
      )}
    </>
  )
}

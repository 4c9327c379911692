import type { JSX } from 'preact'
import type { Edition } from '#notice/edition.ts'
import { flows } from '#notice/public-words.ts'
import { type Frame, Link, LinkLine, Page } from '../../components/index.ts'
import { Help } from '../help.tsx'
import { withinSentence } from '../word-list.tsx'
import { flowRow, flowsByPurpose, nobodyOutside } from './flow-groups.ts'
import { Moved } from './moved.tsx'
import { type Purpose, positionIn, type Recipient, withPositions } from './narrowed.ts'

const table = '/notice/who-gets-what/table'

/** The answer first: who can get something, and for which purpose who does. Each sharing with its ground is behind it. */
export function WhoGetsWhatPage({ frame, edition }: { readonly frame: Frame; readonly edition: Edition }): JSX.Element {
  const purposes = flowsByPurpose(edition)
  return (
    <Page frame={frame} title="Who gets what, and why">
      <p class="app-lead">
        Usually only our own colleagues see your information, and only those who need it for their work. These others can get some of it.
      </p>
      <Moved
        places={[
          ...purposes.map(({ id, label }) => ({ id: `purpose-${id}`, href: `${table}#purpose-${id}`, text: label })),
          { id: 'systems', href: '/notice/who-gets-what/systems', text: 'The systems that hold it' },
        ]}
      />
      <h2 class="govuk-heading-m">Who</h2>
      <ul class="govuk-list app-contents__many">
        {edition.recipients.map((recipient) => (
          <ForRecipient edition={edition} recipient={recipient} />
        ))}
      </ul>
      <h2 class="govuk-heading-m">For what</h2>
      <ul class="govuk-list govuk-list--spaced">
        {edition.purposes.map((purpose) => (
          <ForPurpose edition={edition} purpose={purpose} />
        ))}
      </ul>
      <LinkLine href={table} text="Every sharing, with its ground" />
      <LinkLine href="/notice/who-gets-what/systems" text="The systems that hold it, and where they are" />
      <Help about="who-gets-what" />
    </Page>
  )
}

/** With the number of uses for which they can get something. */
function ForRecipient({ edition, recipient }: { readonly edition: Edition; readonly recipient: Recipient }): JSX.Element | null {
  const count = flows(edition).filter(({ to }) => to.some(({ id }) => id === recipient.id)).length
  if (count === 0) return null
  return (
    <li>
      <Link href={withPositions(table, [['who', positionIn(edition.recipients, recipient)]])}>{recipient.label}</Link>{' '}
      <span class="app-meta">
        {count} {count === 1 ? 'use' : 'uses'}
      </span>
    </li>
  )
}

function ForPurpose({ edition, purpose }: { readonly edition: Edition; readonly purpose: Purpose }): JSX.Element | null {
  const found = flowsByPurpose(edition).find(({ id }) => id === purpose.id)
  if (found === undefined) return null
  const groups = flowRow(found.label, found.flows).to.map(({ name }) => withinSentence(name))
  return (
    <li>
      <Link href={withPositions(table, [['purpose', positionIn(edition.purposes, purpose)]])}>{purpose.label}</Link>:{' '}
      {groups.length === 0 ? withinSentence(nobodyOutside) : groups.join(', ')}
    </li>
  )
}

import type { FastifyInstance } from 'fastify'
import type { JSX } from 'preact'
import { decidingActivity, mayNotDecide } from '#duties/retention/deciding.ts'
import { lawToConfirm } from '#notice/law-today.ts'
import { leftToConfirm, type ToConfirm } from '#notice/left-to-confirm.ts'
import { dateIn } from '#shared/clock.ts'
import { RecordTable, Section } from '../../components/index.ts'
import { page } from '../../pages/index.ts'
import { atDesk, counted, type DeskDeps } from '../kit.ts'

export const toConfirmAt = '/desk/to-confirm'

/** What can be left to confirm, under these headings and in this order. */
const headings: Readonly<Record<ToConfirm['kind'], string>> = {
  period: 'How long things are kept',
  ground: 'Periods without a law',
  assessment: 'Weighings of interests',
  basis: 'Lawful bases',
  accusation: 'Reports that accuse somebody of a crime',
  exception: 'Reasons to keep a recorded call longer',
  system: 'Systems, and where they are',
  layer: 'Short notices',
}

/**
 * What the landlord has still to confirm or settle of its notice, with how sure each proposal is and what is known of others. It is the data protection
 * team's own list: the public reads only that something is proposed.
 */
export function toConfirmRoutes(app: FastifyInstance, deps: DeskDeps): void {
  const desk = atDesk(deps, { activity: decidingActivity, act: 'view', categories: ['documents'] })
  page(app, desk, {
    at: toConfirmAt,
    async load({ signed }) {
      const refused = await mayNotDecide(deps.gateDeps, signed.colleague, 'view')
      if (refused !== null) return refused
      const { edition } = deps.editions.current()
      return { ok: true, open: leftToConfirm(edition), law: lawToConfirm(edition, dateIn(deps.gateDeps.clock())) }
    },
    draw: ({ open, law }) => ({ title: 'To confirm in the notice', body: <Open open={open} law={law} /> }),
  })
}

function Open({ open, law }: { readonly open: readonly ToConfirm[]; readonly law: readonly string[] }): JSX.Element {
  const byKind = Map.groupBy(open, ({ kind }) => kind)
  const many = open.length + law.length
  return (
    <>
      <p class="app-lead">
        {many === 0
          ? 'Nothing is left to confirm: the notice says all of it, or we have confirmed it.'
          : `${counted(many, 'thing is', 'things are')} left to confirm or settle. Whoever maintains the notice writes what we decide into its files, and publishes it.`}
      </p>
      {Object.entries(headings).map(([kind, heading]) => {
        const rows = [...byKind].find(([each]) => each === kind)?.[1] ?? []
        return rows.length === 0 ? null : (
          <Section id={`open-${kind}`} heading={`${heading} (${rows.length})`}>
            <RecordTable
              caption={heading}
              wide
              columns={[
                { heading: 'Entry', cell: ({ id }: ToConfirm) => <code>{id}</code> },
                { heading: 'As it stands', cell: ({ what }) => what },
              ]}
              rows={rows}
              empty=""
            />
            <p class="app-meta">To confirm: {rows[0]?.how}.</p>
          </Section>
        )
      })}
      {law.length === 0 ? null : (
        <Section id="open-law" heading={`What law has moved on from (${law.length})`}>
          <ul class="govuk-list govuk-list--bullet">
            {law.map((each) => (
              <li>{each}</li>
            ))}
          </ul>
        </Section>
      )}
    </>
  )
}

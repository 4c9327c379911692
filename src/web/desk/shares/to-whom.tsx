import type { FastifyInstance } from 'fastify'
import type { JSX } from 'preact'
import { representative, shareableKinds } from '#duties/shares/open.ts'
import { type Recipient, recipientsIn } from '#facts/recipients.ts'
import { organisationKinds } from '#records/organisation/organisation.ts'
import { share } from '#records/share/share.ts'
import { Link, LinkLine, Section } from '../../components/index.ts'
import { page } from '../../pages/index.ts'
import { atOpening, type DeskDeps } from '../kit.ts'

/** To whom something of an open record can go: organisations of the register to which the notice shares for this activity. */
export function toWhomRoutes(app: FastifyInstance, deps: DeskDeps): void {
  const { gateDeps, editions } = deps
  page(app, atOpening(deps, share.category), {
    at: '/desk/openings/:id/shares/new',
    async load({ opening }) {
      const kinds = shareableKinds(editions.current().edition, opening.activity)
      return { ok: true, kinds, listed: await recipientsIn(gateDeps.database).listed(kinds) }
    },
    draw: ({ kinds, listed }, { at }) => ({
      title: 'Share something of this record',
      lead:
        kinds.length === 0
          ? 'The notice shares nothing for what this record is open for.'
          : listed.length === 0 && !kinds.includes(representative)
            ? 'Nobody who could get it is in the register.'
            : 'Choose who gets it. You choose next what they get.',
      body: <Organisations listed={listed} at={at} actsForThem={kinds.includes(representative)} />,
    }),
  })
}

type Listed = { readonly listed: readonly Recipient[]; readonly at: string; readonly actsForThem: boolean }

function Organisations({ listed, at, actsForThem }: Listed): JSX.Element {
  const words = new Map<string, string>(Object.entries(organisationKinds))
  return (
    <>
      {[...Map.groupBy(listed, ({ kind }) => kind)].map(([kind, all]) => (
        <Section id={kind} heading={words.get(kind) ?? kind}>
          <ul class="govuk-list">
            {all.map(({ id, name }) => (
              <li>
                <Link href={`${at}/shares/to/${id}`}>{name}</Link>
              </li>
            ))}
          </ul>
        </Section>
      ))}
      {actsForThem ? (
        <Section id={representative} heading="Somebody who acts for the person">
          <LinkLine href={`${at}/shares/to/${representative}`} text="A relative, adviser or advocate" />
        </Section>
      ) : null}
      <p class="govuk-body">
        Somebody who is not listed gets nothing yet. Ask the data protection team to enter them in the register, with a number from a source
        of our own.
      </p>
    </>
  )
}

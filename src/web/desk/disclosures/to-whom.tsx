import type { FastifyInstance } from 'fastify'
import type { JSX } from 'preact'
import { z } from 'zod'
import { clipKinds } from '#duties/disclosures/outside.ts'
import { type Recipient, recipientsIn } from '#facts/recipients.ts'
import { organisationKinds } from '#records/organisation/organisation.ts'
import { Link, Section } from '../../components/index.ts'
import { parseQuery } from '../../forms.ts'
import { page } from '../../pages/index.ts'
import type { DeskDeps } from '../kit.ts'
import { whom } from './for-whom.ts'
import { atDisclosures } from './prepare.tsx'

const pieceAsked = z.strictObject({ piece: z.uuid() })

/** To which police force or court of the register part of a film goes. */
export function toWhomRoutes(app: FastifyInstance, deps: DeskDeps): void {
  page(app, atDisclosures(deps, whom.outside), {
    at: `/desk/openings/:id/${whom.outside.path}/to`,
    async load({ request }) {
      const { piece } = parseQuery(pieceAsked, request.query)
      return { ok: true, piece, listed: await recipientsIn(deps.gateDeps.database).listed(clipKinds) }
    },
    draw: ({ piece, listed }, { at }) => ({
      title: whom.outside.makes,
      back: { href: `${at}/footage/${piece}`, text: 'Back to the film' },
      lead: 'Choose who gets it. You choose next what they get.',
      body: (
        <>
          {clipKinds.map((kind) => (
            <Section id={kind} heading={organisationKinds[kind]}>
              <Organisations
                listed={listed.filter((each) => each.kind === kind)}
                to={(id) => `${at}/${whom.outside.path}/new?piece=${piece}&to=${id}`}
              />
            </Section>
          ))}
          <p class="govuk-body">
            Somebody who is not listed gets nothing yet. Ask the data protection team to enter them in the register, with a number from a
            source of our own.
          </p>
        </>
      ),
    }),
  })
}

function Organisations({ listed, to }: { readonly listed: readonly Recipient[]; readonly to: (id: string) => string }): JSX.Element {
  if (listed.length === 0) return <p class="govuk-body">None is in the register.</p>
  return (
    <ul class="govuk-list">
      {listed.map(({ id, name }) => (
        <li>
          <Link href={to(id)}>{name}</Link>
        </li>
      ))}
    </ul>
  )
}

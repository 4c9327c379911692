import type { FastifyInstance } from 'fastify'
import { knowsMarketing, noteNoMarketing } from '#duties/objections/no-marketing.ts'
import type { PartShape } from '#gate/record-part.ts'
import { objection, objections } from '#records/objection/objection.ts'
import { LinkLine, RecordTable } from '../../components/index.ts'
import { form, text } from '../../form/index.ts'
import { HttpFault } from '../../http-fault.ts'
import { formAbout } from '../../pages/index.ts'
import { atOpening, columns, type DeskDeps, shortDate } from '../kit.ts'
import { onRecord } from '../record/on-record.ts'

const noting = form({
  reason: text({
    label: 'How did they say it?',
    hint: 'Such as “by telephone to Sales”, with their words if they gave any.',
    rows: 3,
    most: 1000,
    missing: 'Enter how they said it',
  }),
})

/** Noting that somebody said no to marketing, from their open record (MK4). */
export function objectionRoutes(app: FastifyInstance, deps: DeskDeps): void {
  formAbout(app, atOpening(deps, 'consents'), {
    at: '/desk/openings/:id/objections/new',
    load() {
      if (!knowsMarketing(deps.editions.current().edition)) throw new HttpFault(404, 'the notice has no marketing')
      return { ok: true }
    },
    form: () => noting,
    button: 'They get no marketing from now on',
    draw: (_, whole) => ({
      title: 'They said no to marketing',
      lead: 'It takes effect at once, by every way of reaching them, and nobody has to decide about it.',
      body: whole,
    }),
    act: ({ opened }, { reason }) => noteNoMarketing(deps.gateDeps, opened, reason),
    wrong: {},
    leadsTo: ({ at }) => at,
    said: 'It is noted. Nothing is sent to them as marketing any more.',
  })
}

type Objection = PartShape<typeof objection.fields, 'consents'>

/** What somebody objects to, and the way to note a no to marketing. */
export const objectionsOnRecord = onRecord<Objection>(
  objections,
  ({ items, section, at }) => (
    <>
      <RecordTable
        caption={section.label}
        empty="They object to nothing."
        rows={items}
        columns={columns(
          objection,
          ['kind', 'againstActivity', 'madeOn', 'decision', 'reason', 'endedOn'],
          {
            madeOn: ({ madeOn }: Objection) => shortDate(madeOn),
            endedOn: ({ endedOn }: Objection, said: string) => (endedOn === null ? said : shortDate(endedOn)),
          },
          section.names,
        )}
      />
      {section.addable ? <LinkLine href={`${at}/objections/new`} text="Note that they said no to marketing" /> : null}
    </>
  ),
  { addedTo: true },
)

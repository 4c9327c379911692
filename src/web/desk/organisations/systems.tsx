import type { FastifyInstance } from 'fastify'
import { organisationsOf } from '#duties/organisations/organisations.ts'
import type { Assessment, Edition } from '#notice/edition.ts'
import { type SystemRow, systemsTable } from '#notice/systems-words.ts'
import { RecordTable, Section, Tag } from '../../components/index.ts'
import { page } from '../../pages/index.ts'
import { atDesk, counted, type DeskDeps, shortDate } from '../kit.ts'
import { organisationsAt, systemsAt } from './organisation-words.tsx'

/** The systems of the edition in force with what covers each, and its assessments: to read. They are changed in the landlord's files. */
export function systemsRoutes(app: FastifyInstance, deps: DeskDeps): void {
  const desk = atDesk(deps, { activity: 'rights-requests', act: 'view', categories: ['documents'] })
  const register = organisationsOf({ ...deps.gateDeps, gate: deps.gate })
  page(app, desk, {
    at: systemsAt,
    load: ({ signed }) => register.maySee(signed.colleague),
    draw() {
      const { edition, example } = deps.editions.current()
      return {
        title: 'Systems and assessments',
        back: { href: organisationsAt, text: 'Organisations' },
        lead: leadOf(edition),
        body: (
          <>
            <Section id="systems" heading="Systems">
              <RecordTable caption="Systems" columns={systemColumns} rows={systemsTable(edition)} empty="The edition names no systems." />
            </Section>
            <Section id="assessments" heading="Assessments">
              <RecordTable
                caption="Assessments"
                columns={[
                  { heading: 'Assessment', cell: ({ title }) => title },
                  { heading: 'Adopted', cell: (each) => adopted(each, example === true) },
                  { heading: 'Review by', cell: (each) => <ReviewBy of={each} today={desk.today()} /> },
                ]}
                rows={edition.assessments}
                empty="The edition has no assessments."
              />
            </Section>
            <p class="app-meta">Both are part of the edition of the notice. They are changed in its files, and published with it.</p>
          </>
        ),
      }
    },
  })
}

function leadOf({ systems, assessments }: Edition): string {
  const unconfirmed = systems.filter(({ standing }) => standing === 'to-confirm').length
  const proposed = assessments.filter((each) => each.adopted === undefined).length
  return `Of ${counted(systems.length, 'system')}, ${unconfirmed} are not confirmed, and nothing is sent to those. Of ${counted(assessments.length, 'assessment')}, ${proposed} are proposals.`
}

const systemColumns = [
  { heading: 'System', cell: ({ name }: SystemRow) => name },
  { heading: 'Supplier', cell: ({ confirmed }: SystemRow) => confirmed?.supplier ?? <Tag tone="yellow">To confirm</Tag> },
  { heading: 'Where', cell: ({ confirmed }: SystemRow) => confirmed?.place ?? 'Counts as abroad until it is confirmed' },
  { heading: 'What covers the transfer', cell: ({ confirmed }: SystemRow) => covered(confirmed) },
]

function covered(confirmed: SystemRow['confirmed']): string {
  if (confirmed === null) return 'Nothing yet'
  if (confirmed.covered === undefined) return 'Not needed'
  const { by, reference, until } = confirmed.covered
  return `${by}: ${reference}${until === undefined ? '' : `, until ${shortDate(until)}`}`
}

function adopted({ adopted: line }: Assessment, isExample: boolean): string {
  if (line === undefined) return isExample ? 'Proposed. It counts in this example only' : 'Proposed. Nothing rests on it'
  return `By ${line.by} on ${shortDate(line.on)}: ${line.outcome}`
}

function ReviewBy({ of, today }: { readonly of: Assessment; readonly today: Temporal.PlainDate }) {
  if (of.adopted === undefined) return <>None</>
  const isOver = Temporal.PlainDate.compare(Temporal.PlainDate.from(of.adopted.reviewBy), today) < 0
  return (
    <>
      {shortDate(of.adopted.reviewBy)} {isOver ? <Tag tone="red">Overdue</Tag> : null}
    </>
  )
}

import type { JSX } from 'preact'
import type { Edition } from '#notice/edition.ts'
import { type UnmetGround, unmetGrounds } from '#notice/unmet-grounds.ts'
import { Details, RecordTable, Section } from '../../components/index.ts'
import { inOneRun } from '../../public-site/word-list.tsx'

/** The periods of the notice whose ground cites no law or regulation, which the landlord has still to settle (RT2). */
export function Grounds({ edition }: { readonly edition: Edition }): JSX.Element {
  const [unmet, all] = [unmetGrounds(edition), edition.retention.length]
  const labelOf = (id: string) => edition.categories.find((each) => each.id === id)?.label ?? id
  const owner = (id: string) => edition.roles.find((each) => each.id === id)?.label ?? id
  return (
    <Section id="grounds" heading="What periods rest on">
      <p class="govuk-body">
        {unmet.length === 0
          ? `All ${all} periods in the notice cite a law or a regulation.`
          : `${unmet.length} of the ${all} periods in the notice cite no law or regulation. Each has to be settled: a law is named, or the period is stated as our own choice.`}
      </p>
      {unmet.length === 0 ? null : (
        <Details summary="Periods without a law">
          <RecordTable
            caption="Periods that cite no law or regulation"
            wide
            columns={[
              { heading: 'Information', cell: ({ categories }: UnmetGround) => inOneRun(categories.map(labelOf)) },
              { heading: 'Kept', cell: ({ period }) => period },
              { heading: 'What it rests on now', cell: ({ ground }) => ground },
              { heading: 'Whose it is to settle', cell: (each) => owner(each.owner) },
            ]}
            rows={unmet}
            empty=""
          />
        </Details>
      )}
    </Section>
  )
}

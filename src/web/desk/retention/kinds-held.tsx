import type { JSX } from 'preact'
import type { RuleAges, StoredOfType } from '#duties/retention/ages.ts'
import { BarChart, Details, RecordTable, Section } from '../../components/index.ts'
import { counted } from '../kit.ts'

/**
 * Each kind of record by the age of what is held, against the line that the notice draws for it: first how many are past their day, then a line
 * for each kind, with its picture and its numbers folded behind it. What is past its day is unfolded.
 */
export function KindsHeld(props: { readonly kinds: readonly StoredOfType[]; readonly nameOf: (type: string) => string }): JSX.Element {
  return (
    <Section id="by-age" heading="What we hold, by age">
      {props.kinds.length === 0 ? (
        <p class="govuk-body app-empty">Nothing is held about anybody.</p>
      ) : (
        <>
          <p class="govuk-body">
            {answer(props.kinds)} Age is shown as a share of each item’s retention period: 45 days is half of 90 days, and 3 years is half
            of 6 years.
          </p>
          <ul class="govuk-list app-kinds">
            {props.kinds.map((kind) => (
              <li>
                <Kind kind={kind} name={props.nameOf(kind.type.name)} />
              </li>
            ))}
          </ul>
        </>
      )}
    </Section>
  )
}

function answer(kinds: readonly StoredOfType[]): string {
  const all = kinds.reduce((sum, kind) => sum + held(kind), 0)
  const late = kinds.reduce((sum, { ages }) => sum + ages[4], 0)
  return `${counted(all, 'item')}, ${latePart(late)}.`
}

function latePart(late: number): string {
  return late === 0 ? 'none past its due date' : `${late.toLocaleString('en-GB')} past ${late === 1 ? 'its' : 'their'} due date`
}

const quarters = ['First quarter of its retention period', 'Second quarter', 'Third quarter', 'Last quarter'] as const
const past = 'Past its due date'
const notBegun = 'Period not started'

function Kind({ kind, name }: { readonly kind: StoredOfType; readonly name: string }): JSX.Element {
  const { ages } = kind
  const all = held(kind)
  const bars = [...quarters, past].map((label, place) => ({ label, value: ages[place] ?? 0 }))
  return (
    <Details class="app-details-tight" summary={`${name}: ${counted(all, 'item')}, ${latePart(ages[4])}`} open={ages[4] > 0}>
      <BarChart
        id={`ages-${kind.type.name}`}
        title={`${name}: ${ages[4].toLocaleString('en-GB')} of ${all.toLocaleString('en-GB')} past the due date`}
        bars={[...bars, { label: notBegun, value: kind.notBegun }].map((bar) => ({ ...bar, words: bar.value.toLocaleString('en-GB') }))}
        labelHeading="Age"
        valueHeading="Items"
      />
      <RecordTable
        caption={`${name}, by retention rule`}
        columns={[
          { heading: 'Kept', cell: (line: RuleAges) => line.words },
          { heading: 'Items', format: 'numeric', cell: (line: RuleAges) => held(line).toLocaleString('en-GB') },
          { heading: past, format: 'numeric', cell: (line: RuleAges) => line.ages[4].toLocaleString('en-GB') },
        ]}
        rows={kind.lines}
        empty=""
      />
    </Details>
  )
}

function held({ ages, notBegun: waiting }: Pick<RuleAges, 'ages' | 'notBegun'>): number {
  return ages.reduce((sum, each) => sum + each, waiting)
}

import type { JSX } from 'preact'
import type { Ages, KindHeld, Line } from '#duties/retention/ages.ts'
import { BarChart } from '../components/bar-chart.tsx'
import { Card } from '../components/card.tsx'
import { RecordTable } from '../components/record-table.tsx'
import { counted } from './values.ts'

/** Each kind of record by the age of what is held, against the line that the notice draws for it: a picture, then every line with its numbers. */
export function KindsHeld(props: { readonly kinds: readonly KindHeld[]; readonly nameOf: (type: string) => string }): JSX.Element {
  return (
    <section aria-labelledby="by-age">
      <h2 class="govuk-heading-m" id="by-age">
        What is held, by its age
      </h2>
      <p class="govuk-body">Each item’s age is told by how much of its own time is over: 45 days is half of 90, and 3 years half of 6.</p>
      {props.kinds.length === 0 ? <p class="govuk-body app-empty">Nothing is held about anybody.</p> : null}
      <div class="app-record">
        {props.kinds.map((kind) => (
          <Kind kind={kind} name={props.nameOf(kind.type.name)} />
        ))}
      </div>
    </section>
  )
}

const quarters = ['First quarter of its time', 'Second quarter', 'Third quarter', 'Last quarter'] as const
const past = 'Past its day'
const notBegun = 'Its time has not begun'

function Kind({ kind, name }: { readonly kind: KindHeld; readonly name: string }): JSX.Element {
  const { ages } = kind
  const all = held(kind)
  const bars = [...quarters, past].map((label, place) => ({ label, value: ages[place] ?? 0 }))
  return (
    <Card title={name} headingLevel={3}>
      <p class="govuk-body">
        {counted(all, 'item')}, {ages[4] === 0 ? 'none past its day' : `${ages[4].toLocaleString('en-GB')} past their day`}.
      </p>
      <BarChart
        id={`ages-${kind.type.name}`}
        title={conclusion(name, ages, all)}
        bars={[...bars, { label: notBegun, value: kind.notBegun }].map((bar) => ({ ...bar, words: bar.value.toLocaleString('en-GB') }))}
        labelHeading="Age"
        valueHeading="Items"
      />
      <RecordTable
        caption={`${name}, by what the notice says of how long`}
        captionHidden
        columns={[
          { heading: 'Kept', cell: (line: Line) => line.words },
          { heading: 'Items', format: 'numeric', cell: (line: Line) => held(line).toLocaleString('en-GB') },
          { heading: past, format: 'numeric', cell: (line: Line) => line.ages[4].toLocaleString('en-GB') },
        ]}
        rows={kind.lines}
        empty=""
      />
    </Card>
  )
}

function conclusion(name: string, ages: Ages, all: number): string {
  return ages[4] === 0
    ? `${name}: none of ${all.toLocaleString('en-GB')} is past its day`
    : `${name}: ${ages[4]} of ${all} are past their day`
}

function held({ ages, notBegun: waiting }: Pick<Line, 'ages' | 'notBegun'>): number {
  return ages.reduce((sum, each) => sum + each, waiting)
}

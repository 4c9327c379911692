import type { JSX } from 'preact'
import { type RuleAges, type StoredOfType, sum } from '#duties/retention/ages.ts'
import type { Board } from '#duties/retention/board.ts'
import type { knownHolds } from '#duties/retention/known-holds.ts'
import type { Wait } from '#duties/retention/wait.ts'
import type { Edition } from '#notice/edition.ts'
import { hold } from '#records/hold/hold.ts'
import { dateIn } from '#shared/clock.ts'
import { BarChart, Details, RecordTable, Section } from '../../components/index.ts'
import { DueBy } from '../due-by.tsx'
import { columns, counted } from '../kit.ts'
import type { Names } from '../names.ts'

type Held = Awaited<ReturnType<typeof knownHolds>>[number]

/** What the board shows, and all that its parts need. */
export type BoardProps = {
  readonly board: Board
  readonly now: Temporal.Instant
  readonly names: Names
  readonly edition: Edition
  /** Those that the colleague may know of. */
  readonly holds: readonly Held[]
  /** The button that confirms the deletion of so many items; null where that, and to decide, is not this colleague's. */
  readonly confirm: ((wait: Wait, items: number) => JSX.Element) | null
}

/** What is kept past its date, of nobody by name and without the words of the reason, as far as the colleague may know: of the others, how many there are. */
export function HeldBack({ board, holds, names, now }: BoardProps): JSX.Element {
  const standing = board.holds
  const others = standing - holds.length
  const unseen = holds.length === 0 ? '' : `; there ${others === 1 ? 'is' : 'are'} ${counted(others, 'other')}`
  return (
    <Section id="held-back" heading="Holds">
      <p class="govuk-body">
        {standing === 0
          ? `No holds are in force${board.waits.length > 0 ? '' : ': everything is deleted on its due date'}.`
          : `${counted(standing, 'hold is', 'holds are')} in force. What ${standing === 1 ? 'it covers' : 'they cover'} is not deleted.`}
        {others > 0 ? ` You can see only holds that you work on${unseen}.` : ''}
      </p>
      {holds.length === 0 ? null : (
        <RecordTable
          caption="Holds you may know of, the next review first"
          wide
          columns={columns(
            hold,
            [
              'recordType',
              { heading: 'For', cell: ({ activity }: Held) => names.activity(activity) },
              'placedOn',
              { heading: 'Review', cell: ({ reviewOn }) => <DueBy by={reviewOn} today={dateIn(now)} /> },
            ],
            {
              recordType: ({ recordType }, covered) => (recordType === null ? 'Everything held about a person' : covered),
              placedOn: ({ placedBy }, day) => `${day}, by ${placedBy}`,
            },
            names,
          )}
          rows={holds}
          empty=""
        />
      )}
    </Section>
  )
}

/**
 * Each kind of record by the age of what is held, against the line that the notice draws for it: first how many are past their day, then a line
 * for each kind, with its picture and its numbers folded behind it. What is past its day is unfolded.
 */
export function KindsHeld({ board: { kinds }, names }: BoardProps): JSX.Element {
  const all = counted(sum(kinds.map(({ items }) => items)), 'item')
  return (
    <Section id="by-age" heading="What we hold, by age">
      {kinds.length === 0 ? (
        <p class="govuk-body app-empty">Nothing is held about anybody.</p>
      ) : (
        <>
          <p class="govuk-body">
            {all}, {latePart(sum(kinds.map(({ ages }) => ages[4])))}. Age is shown as a share of each item’s retention period: 45 days is
            half of 90 days, and 3 years is half of 6 years.
          </p>
          <ul class="govuk-list app-kinds">
            {kinds.map((kind) => (
              <li>
                <Kind kind={kind} name={names.recordType(kind.type.name)} />
              </li>
            ))}
          </ul>
        </>
      )}
    </Section>
  )
}

function latePart(late: number): string {
  return late === 0 ? 'none past its due date' : counted(late, 'past its due date', 'past their due date')
}

const past = 'Past its due date'
const quarters = ['First quarter of its retention period', 'Second quarter', 'Third quarter', 'Last quarter', past] as const

function Kind({ kind, name }: { readonly kind: StoredOfType; readonly name: string }): JSX.Element {
  const { type, items, ages, notBegun, lines } = kind
  const late = ages[4]
  const bars = quarters.map((label, at) => ({ label, value: ages[at] ?? 0 }))
  return (
    <Details class="app-details-tight" summary={`${name}: ${counted(items, 'item')}, ${latePart(late)}`} open={late > 0}>
      <BarChart
        id={`ages-${type.name}`}
        title={`${name}: ${late.toLocaleString('en-GB')} of ${items.toLocaleString('en-GB')} past the due date`}
        bars={[...bars, { label: 'Period not started', value: notBegun }]}
        labelHeading="Age"
        valueHeading="Items"
      />
      <RecordTable
        caption={`${name}, by retention rule`}
        columns={[
          { heading: 'Kept', cell: ({ words }: RuleAges) => words },
          { heading: 'Items', format: 'numeric', cell: (line) => line.items.toLocaleString('en-GB') },
          { heading: past, format: 'numeric', cell: (line) => line.ages[4].toLocaleString('en-GB') },
        ]}
        rows={lines}
        empty=""
      />
    </Details>
  )
}

import type { ComponentChildren, JSX } from 'preact'
import { sum } from '#duties/retention/ages.ts'
import type { Board } from '#duties/retention/board.ts'
import { stopsAll, total } from '#duties/retention/wait.ts'
import { waitLine } from '#duties/retention/wait-words.ts'
import { dateIn, isToCome } from '#shared/clock.ts'
import { type Column, Link, RecordTable, Section, WarningText } from '../../components/index.ts'
import { capitalised } from '../../public-site/word-list.tsx'
import { counted, longDate } from '../kit.ts'
import { Grounds } from './grounds.tsx'
import { type BoardProps, HeldBack, KindsHeld } from './held.tsx'

/** Retention: when the sweep ran, what was deleted, what is due, what is kept and why, and how old what is held is (P5, RT1). */
export function RetentionBoard(props: BoardProps): JSX.Element {
  return (
    <>
      {warnings(props).map((each) => (
        <WarningText>{each}</WarningText>
      ))}
      <p class="app-lead">{answer(props.board, props.now)}</p>
      <Waits {...props} />
      <Changes {...props} />
      <Waiting {...props} />
      <HeldBack {...props} />
      <KindsHeld {...props} />
      <Grounds edition={props.edition} />
    </>
  )
}

function warnings({ board, now, names }: BoardProps): readonly string[] {
  const { waits, late, went } = board
  const failed = went.types.filter((each) => each.failed > 0).map(({ type }) => names.recordType(type))
  const stopped = stopsAll(waits)
    ? `Nothing is deleted: ${waits.some(({ cause }) => cause === 'restore') ? 'a backup was put back' : 'the system’s clock may be wrong'}, so somebody has to confirm that what is due may be deleted.`
    : `${lastRan(board, now).late} It has to run every day: tell whoever looks after the system at once. Until it does, nothing is deleted.`
  return [
    ...(stopsAll(waits) || late ? [stopped] : []),
    ...(failed.length === 0 ? [] : [`The sweep failed for some of this: ${listed.format(failed)}. It will try again automatically.`]),
  ]
}

const listed = new Intl.ListFormat('en-GB')

/** When the sweep last ran, as it is said where that is too long ago, and where it is not. */
function lastRan({ last: { ended } }: Board, now: Temporal.Instant): { readonly late: string; readonly ran: string } {
  if (ended === null) return { late: 'The sweep has never run.', ran: 'Nothing has been deleted yet.' }
  const [on, long] = [longDate(dateIn(ended)), ago(ended, now)]
  return isToCome(ended, now)
    ? { late: `The last sweep is dated ${on}, which is in the future.`, ran: `The last sweep is dated ${on}, but the clock was wrong` }
    : { late: `The sweep has not run for ${long}.`, ran: `The sweep last ran ${long} ago, on ${on}` }
}

function answer(board: Board, now: Temporal.Instant): string {
  const { last, went, tonight } = board
  const deleted = counted(sum(went.types.map(({ items }) => items)), 'item was', 'items were')
  const ran = `${lastRan(board, now).ran}${last.ended === null ? '' : `, and ${deleted} deleted that day.`}`
  const media = counted(went.media, 'recording, film or picture', 'recordings, films and pictures')
  const alsoMedia = went.media === 0 ? '' : ` So ${went.media === 1 ? 'was' : 'were'} ${media}.`
  const due = sum([...tonight.values()])
  return `${ran}${alsoMedia} ${due === 0 ? 'Nothing is' : counted(due, 'item is', 'items are')} due tonight.`
}

/** “less than a minute”, “20 minutes”, “5 hours”; past two days, days. */
function ago(ended: Temporal.Instant, now: Temporal.Instant): string {
  const minutes = Math.max(0, Math.floor(ended.until(now).total('minutes')))
  if (minutes < 1) return 'less than a minute'
  if (minutes < 60) return counted(minutes, 'minute')
  return minutes < 48 * 60 ? counted(Math.floor(minutes / 60), 'hour') : counted(Math.floor(minutes / 1440), 'day')
}

/** Each deletion that waits for confirmation: why, what would be deleted, and, for whoever may confirm it, the one button that does. */
function Waits({ board: { waits }, names, confirm }: BoardProps): JSX.Element | null {
  if (waits.length === 0) return null
  return (
    <Section id="waits" heading="Deletions waiting for confirmation">
      {waits.map((wait) => [
        <p class="govuk-body">
          {capitalised(waitLine(wait))}. {whatToCheck[wait.cause]}
        </p>,
        wait.goes === null ? (
          <p class="govuk-body">What would be deleted is being counted. Look again in a minute.</p>
        ) : (
          <RecordTable
            captionShown
            caption="What would be deleted"
            columns={[
              { heading: 'Kind of record', cell: ([type]) => names.recordType(type) },
              { heading: 'Would be deleted', format: 'numeric', cell: ([, items]) => items.toLocaleString('en-GB') },
            ]}
            rows={Object.entries(wait.goes)}
            empty="Nothing would be deleted."
          />
        ),
        wait.goes !== null && (confirm?.(wait, total(wait.goes)) ?? <p class="govuk-body">The data protection team confirms it.</p>),
      ])}
    </Section>
  )
}

const checkClock = 'Check the clock of the machine first. Once it is right, and if this much is meant to be deleted, confirm it.'
const whatToCheck = {
  import: 'Check what was imported, and whether so much of it is meant to be deleted.',
  'clock-gap': checkClock,
  'clock-behind': checkClock,
  restore: 'Place the holds and log the requests of that time again. Then, if this much is meant to be deleted, confirm it.',
} as const

type Change = { readonly type: string; readonly of: readonly number[] }
/** What the counts of a kind of record are of, in their order. */
const counts = ['Deleted in the last sweep', 'Due tonight', 'On hold past due date', 'Waiting for review'] as const

function Changes({ board: { went, tonight, held, waiting, waits }, names }: BoardProps): JSX.Element {
  const all = [new Map(went.types.map(({ type, items }) => [type, items])), tonight, held, waiting]
  const types = [...new Set(all.flatMap((each) => [...each.keys()]))]
  const rows = types.map((type) => ({ type, of: all.map((each) => each.get(type) ?? 0) })).filter((row) => sum(row.of) > 0)
  const why = waits.length > 0 ? 'what is due is waiting for confirmation' : 'nothing is kept past its due date'
  return (
    <RecordTable
      captionShown
      caption="Deleted, due, and kept past the due date"
      columns={[
        { heading: 'Kind of record', cell: ({ type }: Change) => names.recordType(type) },
        ...counts.map((heading, at): Column<Change> => ({ heading, format: 'numeric', cell: ({ of }) => countOf(of[at] ?? 0) })),
      ]}
      rows={rows}
      empty={`Nothing was deleted in the last sweep, nothing is due tonight, and ${why}.`}
    />
  )
}

function countOf(count: number): ComponentChildren {
  return count === 0 ? <span class="app-none">0</span> : count.toLocaleString('en-GB')
}

function Waiting({ board, confirm }: BoardProps): JSX.Element | null {
  const waiting = sum([...board.waiting.values()])
  if (waiting === 0) return null
  return (
    <p class="govuk-body">
      {counted(waiting, 'item is', 'items are')} waiting for review, with no automatic deletion date: somebody has to decide.{' '}
      {confirm === null ? (
        'The data protection team decides whether to keep or delete each.'
      ) : (
        <Link href="/desk/retention/reviews">Review and decide</Link>
      )}
    </p>
  )
}

import type { ComponentChildren, JSX } from 'preact'
import type { Board } from '#duties/retention/board.ts'
import { stopsAll } from '#duties/retention/wait.ts'
import { dateIn, isToCome } from '#shared/clock.ts'
import { Link, RecordTable, WarningText } from '../../components/index.ts'
import { counted, longDate } from '../kit.ts'
import type { Names } from '../names.ts'
import { HeldBack } from './held-back.tsx'
import { KindsHeld } from './kinds-held.tsx'
import { Waits } from './waits.tsx'

/** Retention: when the sweep ran, what was deleted, what is due, what is kept and why, and how old what is held is (P5, RT1). */
export function RetentionBoard(props: {
  readonly board: Board
  readonly now: Temporal.Instant
  readonly names: Names
  readonly holds: Parameters<typeof HeldBack>[0]['holds']
  /** How what waits is confirmed; null where that, and to decide, is not this colleague's. */
  readonly confirm: Parameters<typeof Waits>[0]['confirm']
}): JSX.Element {
  const { board, now, names, confirm } = props
  const nameOf = names.recordType
  return (
    <>
      <Warnings board={board} now={now} nameOf={nameOf} />
      <p class="app-lead">{answer(board, now)}</p>
      <Waits waits={board.waits} nameOf={nameOf} confirm={confirm} />
      <Changes board={board} nameOf={nameOf} />
      <Waiting waiting={total(board.waiting)} decides={confirm !== null} />
      <HeldBack standing={board.holds} holds={props.holds} names={names} today={dateIn(now)} waits={board.waits.length > 0} />
      <KindsHeld kinds={board.kinds} nameOf={nameOf} />
    </>
  )
}

function Warnings(props: {
  readonly board: Board
  readonly now: Temporal.Instant
  readonly nameOf: (type: string) => string
}): JSX.Element {
  const { board, nameOf } = props
  const failed = board.went.types.filter((each) => each.failed > 0).map((each) => nameOf(each.type))
  return (
    <>
      {stopsAll(board.waits) ? (
        <WarningText>
          Nothing is deleted: the system’s clock may be wrong, so somebody has to confirm that what is due may be deleted.
        </WarningText>
      ) : board.late ? (
        <WarningText>
          {lateWords(board.last.ended, props.now)} It has to run every day: tell whoever looks after the system at once. Until it does,
          nothing is deleted.
        </WarningText>
      ) : null}
      {failed.length === 0 ? null : (
        <WarningText>
          The sweep failed for some of this: {new Intl.ListFormat('en-GB').format(failed)}. It will try again automatically.
        </WarningText>
      )}
    </>
  )
}

function lateWords(ended: Temporal.Instant | null, now: Temporal.Instant): string {
  if (ended === null) return 'The sweep has never run.'
  if (isToCome(ended, now)) return `The last sweep is dated ${longDate(dateIn(ended))}, which is in the future.`
  return `The sweep has not run for ${ago(ended, now)}.`
}

function ranWords(ended: Temporal.Instant, now: Temporal.Instant): string {
  return isToCome(ended, now)
    ? `The last sweep is dated ${longDate(dateIn(ended))}, but the clock was wrong`
    : `The sweep last ran ${ago(ended, now)} ago, on ${longDate(dateIn(ended))}`
}

function answer(board: Board, now: Temporal.Instant): string {
  const { ended } = board.last
  const went = board.went.types.reduce((all, each) => all + each.items, 0)
  const ran =
    ended === null
      ? 'Nothing has been deleted yet.'
      : `${ranWords(ended, now)}, and ${counted(went, 'item')} ${went === 1 ? 'was' : 'were'} deleted that day.`
  const media =
    board.went.media === 0
      ? ''
      : ` So ${board.went.media === 1 ? 'was' : 'were'} ${counted(board.went.media, 'recording, film or picture', 'recordings, films and pictures')}.`
  const tonight = total(board.tonight)
  return `${ran}${media} ${tonight === 0 ? 'Nothing is due tonight.' : `${counted(tonight, 'item')} ${tonight === 1 ? 'is' : 'are'} due tonight.`}`
}

/** “less than a minute”, “20 minutes”, “5 hours”; past two days, days. */
function ago(ended: Temporal.Instant, now: Temporal.Instant): string {
  const minutes = Math.max(0, Math.floor(ended.until(now).total('minutes')))
  if (minutes < 1) return 'less than a minute'
  if (minutes < 60) return counted(minutes, 'minute')
  return minutes < 48 * 60 ? counted(Math.floor(minutes / 60), 'hour') : counted(Math.floor(minutes / 1440), 'day')
}

type Change = { readonly type: string; readonly counts: readonly number[] }

function Changes(props: { readonly board: Board; readonly nameOf: (type: string) => string }): JSX.Element {
  const { went, tonight, held, waiting, waits } = props.board
  const gone = new Map(went.types.map((each) => [each.type, each.items]))
  const all = [gone, tonight, held, waiting]
  const types = [...new Set(all.flatMap((each) => [...each.keys()]))]
  const rows = types
    .map((type): Change => ({ type, counts: all.map((each) => each.get(type) ?? 0) }))
    .filter(({ counts }) => counts.some((count) => count > 0))
  const column = (heading: string, place: number) => ({
    heading,
    format: 'numeric' as const,
    cell: ({ counts }: Change) => countOf(counts[place] ?? 0),
  })
  return (
    <RecordTable
      captionShown
      caption="Deleted, due, and kept past the due date"
      columns={[
        { heading: 'Kind of record', cell: ({ type }: Change) => props.nameOf(type) },
        column('Deleted in the last sweep', 0),
        column('Due tonight', 1),
        column('On hold past due date', 2),
        column('Waiting for review', 3),
      ]}
      rows={rows}
      empty={`Nothing was deleted in the last sweep, nothing is due tonight, and ${waits.length > 0 ? 'what is due is waiting for confirmation' : 'nothing is kept past its due date'}.`}
    />
  )
}

function countOf(count: number): ComponentChildren {
  return count === 0 ? <span class="app-none">0</span> : count.toLocaleString('en-GB')
}

function Waiting(props: { readonly waiting: number; readonly decides: boolean }): JSX.Element | null {
  if (props.waiting === 0) return null
  const says = props.waiting === 1 ? '1 item is' : `${props.waiting.toLocaleString('en-GB')} items are`
  return (
    <p class="govuk-body">
      {says} waiting for review, with no automatic deletion date: somebody has to decide.{' '}
      {props.decides ? (
        <Link href="/desk/retention/reviews">Review and decide</Link>
      ) : (
        'The data protection team decides whether to keep or delete each.'
      )}
    </p>
  )
}

function total(byType: ReadonlyMap<string, number>): number {
  return [...byType.values()].reduce((all, items) => all + items, 0)
}

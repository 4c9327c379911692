import { type Answer, gone } from '#decisions/done-or-refused.ts'
import type { Opened } from '#gate/opened.ts'
import { theOne } from '#gate/read/the-one.ts'
import type { PartShape } from '#gate/record-part.ts'
import { filmTimeOf, notShown } from '#media/film-time.ts'
import type { ActivityWith } from '#notice/within-ceiling.ts'
import { cameras } from '#records/camera/camera.ts'
import { filmedTimes, footage } from '#records/footage/footage.ts'
import { holds } from '#records/hold/hold.ts'
import { type Hold, mayKeepLonger } from '../holds/holds.ts'
import type { Camera } from './register.ts'

/** A camera's record that is open for an activity whose ceiling includes footage. */
export type OpenForFootage = Opened<ActivityWith<'cctv-footage'>>
/** A piece of footage, without what would open its film. */
export type Piece = Pick<PartShape<typeof footage.fields, 'cctv-footage'>, 'id' | 'startedAt' | 'endedAt' | 'shows' | 'mediaId'>
/** A time, the second instant being the later. */
export type Span = { readonly from: Temporal.Instant; readonly to: Temporal.Instant }

/** The camera whose record is open, as the register has it. */
export async function cameraOpen(opened: OpenForFootage): Promise<Answer<{ readonly camera: Camera }, 'gone'>> {
  const answer = theOne(await opened.read(cameras, opened.person))
  return answer.ok ? { ok: true, camera: answer.item } : answer
}

/**
 * A camera with its footage, oldest first. `kept`: the holds on any of it, the next review first; null if the colleague may not see why it is
 * kept.
 */
export type Filming = { readonly camera: Camera; readonly rows: readonly Piece[]; readonly kept: readonly Hold[] | null }

export async function filming(opened: OpenForFootage): Promise<Answer<Filming, 'gone'>> {
  const register = await cameraOpen(opened)
  if (!register.ok) return register
  const held = await opened.read(filmedTimes)
  if (!held.ok) return held
  const kept = mayKeepLonger(opened) ? await opened.read(holds) : null
  const rows = held.rows.toSorted((one, other) => one.startedAt.localeCompare(other.startedAt))
  return { ok: true, camera: register.camera, rows, kept: kept?.ok === true ? onFootage(kept.rows) : null }
}

function onFootage(all: readonly Hold[]): readonly Hold[] {
  return all
    .filter(({ liftedOn, recordType }) => liftedOn === null && (recordType === null || recordType === footage.name))
    .toSorted((one, other) => one.reviewOn.localeCompare(other.reviewOn))
}

/** One piece of a camera's footage; `gone` if it has no film. */
export async function filmedPiece(
  opened: OpenForFootage,
  id: string,
): Promise<Answer<{ readonly camera: Camera; readonly piece: Piece }, 'gone'>> {
  const register = await cameraOpen(opened)
  if (!register.ok) return register
  const answer = theOne(await opened.read(filmedTimes, id))
  if (!answer.ok) return answer
  return answer.item.mediaId === null ? gone : { ok: true, camera: register.camera, piece: answer.item }
}

/** Whether a piece shows some of the time. */
export function showsSomeOf({ startedAt, endedAt }: Pick<Piece, 'startedAt' | 'endedAt'>, { from, to }: Span): boolean {
  return Temporal.Instant.compare(startedAt, to) < 0 && Temporal.Instant.compare(endedAt, from) > 0
}

/** When a piece has no picture, by the clock: a player shows only its own time. Nothing is known of films that were never examined. */
export function unshownIn({ shows, startedAt, endedAt }: Piece): readonly Span[] {
  if (shows === null) return []
  const began = Temporal.Instant.from(startedAt)
  const moment = (second: number) => began.add({ milliseconds: Math.round(second * 1000) })
  const gaps = notShown(filmTimeOf(shows), { from: 0, to: began.until(endedAt).total('seconds') })
  return gaps.map(({ from, to }) => ({ from: moment(from), to: moment(to) }))
}

import { z } from 'zod'
import { lackOf, type WhyNotFilming } from '#duties/cameras/why-not-filming.ts'
import type { GateDeps } from '#gate/deps.ts'
import { knownCamera, knownIds } from '#gate/find/known-ids.ts'
import type { Gate } from '#gate/gate.ts'
import { filmOf } from '#media/film-kind.ts'
import { filmTimeAsText, onTheClock } from '#media/film-time.ts'
import { retentionRuleFor } from '#notice/retention-of.ts'
import { cameras } from '#records/camera/camera.ts'
import { clockFrom } from '#records/clock-of.ts'
import { footage } from '#records/footage/footage.ts'
import { dateIn } from '#shared/clock.ts'
import { unlessTaken } from '#store/unless-taken.ts'
import { mandated } from '../mandated.ts'
import { namedId } from '../named-id.ts'
import { arriving, isSameAgain } from '../same-again.ts'

/** A longer piece could not be found, kept or given to anybody without everything around what is wanted. */
const longest = Temporal.Duration.from({ hours: 24 })

/** One piece of footage as a recorder sends it (docs/cameras.md). */
export const pieceShape = z
  .strictObject({
    /** The camera's reference in the register, or its id. */
    camera: z.string().trim().min(1).max(200),
    from: z.iso.datetime({ offset: true }),
    to: z.iso.datetime({ offset: true }),
  })
  .refine(
    ({ from, to }) => Temporal.Instant.compare(from, to) < 0 && Temporal.Instant.compare(Temporal.Instant.from(from).add(longest), to) >= 0,
    {
      path: ['to'],
    },
  )
export type Piece = z.infer<typeof pieceShape>

/** More than a day of one camera. */
export const mostBytes = 64 * 1024 ** 3

export type PieceAnswer =
  | { readonly taken: 'stored' | 'unchanged'; readonly footage: string; readonly bytes: number }
  | { readonly taken: 'refused'; readonly why: 'unregistered' | WhyNotFilming | 'past' | 'future' | 'notice' | 'taken' }

const activity = 'cctv'

/**
 * Takes in what one camera filmed, under the activity `cctv`. Only footage of a camera that is in the register, assessed and reviewed is accepted
 * (CV1). Either all of it is stored or nothing. The same piece sent twice is stored once, and another film of the same time is refused (`taken`).
 * Faults `media-*` where it is no film, or shows less or more than it is said to.
 */
export async function takeInFootage(
  deps: GateDeps & { readonly gate: Gate },
  { camera: named, ...piece }: Piece,
  film: AsyncIterable<Uint8Array>,
): Promise<PieceAnswer> {
  const { edition } = deps.inForce().released
  const [from, to, now] = [Temporal.Instant.from(piece.from), Temporal.Instant.from(piece.to), deps.clock()]
  if (Temporal.Instant.compare(to, now) > 0) return { taken: 'refused', why: 'future' }
  const place = await knownCamera(deps, named)
  if (place === undefined) return { taken: 'refused', why: 'unregistered' }
  const opened = await deps.gate.open(mandated(edition, activity, 'recorder'), { activity, person: place, because: 'import' })
  if (!opened.ok) return { taken: 'refused', why: 'notice' }
  const register = await opened.read(cameras, place)
  const [entry] = register.ok ? register.rows : []
  if (entry === undefined) return { taken: 'refused', why: 'notice' }
  const lack = lackOf(entry, dateIn(from), dateIn(now))
  if (lack !== null) return { taken: 'refused', why: lack }
  const values = { startedAt: from.toString(), endedAt: to.toString() }
  const clock = clockFrom(edition, footage, activity, values, dateIn(from))
  const period = retentionRuleFor(edition, footage.category, activity)?.period
  // Footage that the next sweep would delete is refused.
  if (clock === null || period === undefined || Temporal.PlainDate.compare(clock.add(period), dateIn(now)) <= 0)
    return { taken: 'refused', why: 'past' }
  const id = namedId('recorder', deps.database.schema, place, values.startedAt, values.endedAt)
  const coming = arriving({ place, ...values }, film)
  const again = async (): Promise<PieceAnswer | undefined> => {
    if (!(await knownIds(deps, footage, [id])).has(id)) return undefined
    const isSame = await isSameAgain(deps, [footage], id, coming)
    return isSame ? { taken: 'unchanged', footage: id, bytes: 0 } : { taken: 'refused', why: 'taken' }
  }
  const known = await again()
  if (known !== undefined) return known
  const incoming = filmOf(coming.bytes, mostBytes)
  const said = from.until(to).total('seconds')
  const found = () => ({ shows: filmTimeAsText(onTheClock(incoming.shown(), said)), arrivedAs: coming.digest() })
  const item = { id, values, source: 'camera', collectedAt: from, clockFrom: clock } as const
  return unlessTaken(again, async () => {
    const stored = await opened.collectMedia(footage, item, { ...incoming, values: found })
    return stored.ok ? { taken: 'stored', footage: id, bytes: stored.bytes } : { taken: 'refused', why: 'notice' }
  })
}

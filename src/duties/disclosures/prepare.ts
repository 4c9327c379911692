import { randomUUID } from 'node:crypto'
import type { NotPermitted } from '#decisions/decision.ts'
import type { Colleague } from '#gate/judge.ts'
import type { Opened } from '#gate/opened.ts'
import type { GateParts } from '#gate/parts.ts'
import type { Ffmpeg } from '#media/ffmpeg.ts'
import { filmOf } from '#media/film-kind.ts'
import type { Source } from '#media/lend.ts'
import type { Circumstance } from '#notice/vocabulary.ts'
import { disclosure } from '#records/disclosure/disclosure.ts'
import { filmed } from '#records/footage/footage.ts'
import { Fault } from '#shared/fault.ts'
import { cutClip, longestClip, type Mask, type Silence } from './cut.ts'

/** What a camera filmed, open to keep what shows a crime and help those who look into it. */
export type OpenForDisclosure = Opened<'crime-prevention'>

/** Who asks outside, on what power, under which reference of theirs: a request that does not say is none (R9). */
export type Request = {
  readonly recipient: 'police' | 'court'
  readonly organisation: string
  readonly officer: string
  readonly power: string
  readonly requested: string
}

export type Preparing = {
  /** The piece of footage, and the part of it that is asked for. */
  readonly piece: string
  readonly from: Temporal.Instant
  readonly to: Temporal.Instant
  readonly request: Request
  readonly masks: readonly Mask[]
  readonly silences: readonly Silence[]
  /** A copy that was treated elsewhere; null where it is to be cut here. */
  readonly uploaded: AsyncIterable<Uint8Array> | null
}

export type PrepareAnswer =
  | { readonly prepared: true; readonly id: string }
  /** `absent`: no such footage. `outside`: it does not show all of that time. `tool`: nothing here can cut it, so a treated copy is needed. */
  | { readonly prepared: false; readonly why: 'absent' | 'outside' | 'long' | 'tool' }
  | { readonly prepared: false; readonly why: 'refused'; readonly refusal: NotPermitted }

/** What such a request shows of itself. */
export const shownByRequest: readonly Circumstance[] = ['written-request', 'legal-reference']

/** Bytes of a treated copy. */
export const mostUploaded = 4 * 1024 ** 3
const whole = { from: 0, to: Number.MAX_SAFE_INTEGER }

/** Makes the clip that somebody outside asks for, people hidden in it; it leaves only once another colleague has looked. */
export async function prepare(
  parts: Pick<GateParts, 'clock'> & { readonly ffmpeg: Ffmpeg | null },
  opened: OpenForDisclosure,
  colleague: Colleague,
  asked: Preparing,
): Promise<PrepareAnswer> {
  const { piece, request, masks, silences, uploaded } = asked
  const may = await opened.share({
    type: disclosure.name,
    category: 'cctv-footage',
    recipient: request.recipient,
    given: shownByRequest,
    detail: { item: piece },
  })
  if (!may.shared) return { prepared: false, why: 'refused', refusal: may.refusal }
  const found = await opened.read(filmed, piece)
  if (!found.read) return { prepared: false, why: 'refused', refusal: found.refusal }
  const [film] = found.rows
  if (film?.mediaType == null || film.mediaBytes === null) return { prepared: false, why: 'absent' }
  const [offset, seconds] = [secondsBetween(Temporal.Instant.from(film.startedAt), asked.from), secondsBetween(asked.from, asked.to)]
  if (offset < 0 || secondsBetween(asked.to, Temporal.Instant.from(film.endedAt)) < 0) return { prepared: false, why: 'outside' }
  if (seconds <= 0 || seconds > longestClip) return { prepared: false, why: 'long' }
  if (uploaded === null && parts.ffmpeg === null) return { prepared: false, why: 'tool' }
  const source = sourceOf(opened, piece, film.mediaBytes)
  const clip =
    uploaded !== null || parts.ffmpeg === null
      ? filmOf(uploaded ?? none(), mostUploaded)
      : { bytes: cutClip(parts.ffmpeg, { source, type: film.mediaType }, { offset, seconds, masks, silences }), type: () => 'video/mp4' }
  const id = randomUUID()
  const values = {
    ...request,
    fromAt: asked.from.toString(),
    toAt: asked.to.toString(),
    treated: uploaded === null ? 'cut' : 'uploaded',
    obscured: masks.length + silences.length,
    preparedBy: colleague.name,
    preparedById: colleague.id,
  }
  const item = { id, values, source: 'camera', collectedAt: parts.clock(), clockFrom: null } as const
  const stored = await opened.collectMedia(disclosure, item, clip)
  return stored.stored ? { prepared: true, id } : { prepared: false, why: 'refused', refusal: stored.refusal }
}

/** Each stretch that is read to be cut is on record as one that was watched is. */
function sourceOf(opened: OpenForDisclosure, id: string, bytes: number): Source {
  return {
    bytes,
    async *open(range) {
      const answer = await opened.hear(filmed, { id, ...whole, ...range })
      if (!answer.heard) throw new Fault('footage-closed', 'footage was closed while it was being cut')
      yield* answer.stretch.open()
    },
  }
}

function secondsBetween(from: Temporal.Instant, to: Temporal.Instant): number {
  return from.until(to).total('seconds')
}

async function* none(): AsyncGenerator<Uint8Array> {}

import { randomUUID } from 'node:crypto'
import type { Answer, NotDone } from '#decisions/done-or-refused.ts'
import type { GateDeps } from '#gate/deps.ts'
import type { Colleague } from '#gate/judge.ts'
import type { Incoming, Stretch } from '#gate/media/media-at-rest.ts'
import type { Opened } from '#gate/opened.ts'
import type { Values } from '#gate/record-part.ts'
import type { Ffmpeg } from '#media/ffmpeg.ts'
import { filmOf } from '#media/film-kind.ts'
import { type FilmTime, filmTimeOf, notShown, onTheClock } from '#media/film-time.ts'
import type { Source as Film } from '#media/lend.ts'
import type { Source } from '#notice/vocabulary.ts'
import { disclosure } from '#records/disclosure/disclosure.ts'
import { filmed } from '#records/footage/footage.ts'
import { Fault } from '#shared/fault.ts'
import { cameraOpen } from '../cameras/footage.ts'
import { taskOf } from '../cases/task-of.ts'
import { type Cut, longestClip, type Mask, type Silence } from './clip.ts'
import { cutClip } from './cut.ts'
import { disclosureCase } from './disclosure-case.ts'
import { lengthOf } from './finished.ts'
import { type LineAlone, lineOf } from './line.ts'
import { clipRecipient, lacksIn, type Request, sharingOf } from './outside.ts'

/** Footage of a camera, opened to preserve what shows a crime and to help those who investigate it. */
export type OpenForDisclosure = Opened<'crime-prevention'>
/** The same, or for somebody who asks for a copy of what shows them. */
export type OpenForClip = Opened<'crime-prevention' | 'rights-requests'>

/** What is to be made of which footage, whoever asks. */
export type ToCut = {
  /** The item of footage, and the part of it that is asked for. */
  readonly piece: string
  readonly from: Temporal.Instant
  readonly to: Temporal.Instant
  readonly masks: readonly Mask[]
  readonly silences: readonly Silence[]
  /** A copy that was edited elsewhere; null if the clip is to be cut here. */
  readonly uploaded: AsyncIterable<Uint8Array> | null
}
export type Preparing = ToCut & { readonly request: Request }

/** Who asks for a clip, as it is stored with it. */
export type AskedBy = Pick<Values<typeof disclosure.fields>, 'recipient' | 'organisation' | 'power' | 'requested' | 'others'> &
  Partial<Pick<Values<typeof disclosure.fields>, OutsideAlone>>
type OutsideAlone = 'organisationId' | 'callBack' | 'occasion' | 'officer' | 'authoriser' | 'isVictim' | LineAlone

/**
 * `absent`: there is no such footage. `outside`: it does not show all of that time. `tool`: nothing here can cut it, so an edited copy is
 * needed. `beyond`: a mask or silence begins after the end of the clip, and would hide nothing. `unshown`: the film has no picture for some
 * of that time; `from` and `to` are the first such part.
 */
export type PrepareAnswer = Answer<{ readonly id: string }, 'absent' | 'outside' | 'long' | 'tool' | 'beyond'> | Unshown
/**
 * `organisation`: it is not in the register, or no police force or court. `occasion`: nothing goes to it for that reason. `facts`: something is missing
 * that its path asks for.
 */
export type PrepareOutsideAnswer = PrepareAnswer | NotDone<'organisation' | 'occasion' | 'facts'>
type Unshown = NotDone<'unshown'> & { readonly from: Temporal.Instant; readonly to: Temporal.Instant }

/** The most bytes of an edited copy. */
export const mostUploaded = 4 * 1024 ** 3
const whole = { from: 0, to: Number.MAX_SAFE_INTEGER }

/**
 * Makes the clip that an organisation of the register asks for, with people hidden in it. It leaves only after another colleague has looked at it. The
 * time asked for is clock time, and must be shown from its first second to its last: a shorter clip, or one with pictures missing, is
 * refused. Faults `media-*` if an uploaded copy is no such film, `clip-not-as-asked` if the cut clip does not hide or show what it must.
 */
export async function prepare(
  deps: CutDeps & Pick<GateDeps, 'database' | 'inForce'>,
  opened: OpenForDisclosure,
  colleague: Colleague,
  asked: Preparing,
): Promise<PrepareOutsideAnswer> {
  const { piece, request } = asked
  const { organisation: organisationId, ...said } = request
  const about = await clipRecipient(deps, opened, organisationId)
  if (about === null) return { ok: false, why: 'organisation' }
  const why = lacksIn(about.kind, said)
  if (why !== null) return { ok: false, why }
  const id = randomUUID()
  const detail = { item: id, footage: piece, organisation: about.id, ...(about.under.length === 0 ? {} : { under: about.under }) }
  const may = await opened.share({ type: disclosure.name, category: 'cctv-footage', ...sharingOf(about, said.occasion, said), detail })
  if (!may.ok) return may
  const register = await cameraOpen(opened)
  if (!register.ok) return register.why === 'refused' ? register : { ok: false, why: 'absent' }
  const whose = { organisationId, organisation: about.name, callBack: about.callBack, others: null }
  const askedBy = { ...said, recipient: about.kind, ...whose, ...lineOf(deps, opened, { ...asked, about, camera: register.camera }) }
  return makeClip(deps, opened, colleague, { ...asked, id, askedBy, source: 'camera' })
}

export type CutDeps = Pick<GateDeps, 'clock'> & { readonly ffmpeg: Ffmpeg | null }
/** `id`: of the clip that is made. */
type Making = ToCut & { readonly id: string; readonly askedBy: AskedBy; readonly source: Source }

/** Makes the clip and stores it. Whether the notice lets it leave has been asked before. */
export async function makeClip(deps: CutDeps, opened: OpenForClip, colleague: Colleague, asked: Making): Promise<PrepareAnswer> {
  const { id, piece, uploaded } = asked
  const found = await opened.read(filmed, piece)
  if (!found.ok) return found
  const [film] = found.rows
  if (film?.mediaType == null || film.mediaBytes === null) return { ok: false, why: 'absent' }
  const why = whyNot(deps, asked, film)
  if (why !== null) return { ok: false, why }
  const bytes = sourceOf(opened, piece, film.mediaBytes)
  const time = film.shows === null ? await timeOf(bytes, film) : filmTimeOf(film.shows)
  const began = Temporal.Instant.from(film.startedAt)
  const span = { from: secondsBetween(began, asked.from), to: secondsBetween(began, asked.to) }
  const [unshown] = notShown(time, span)
  if (unshown !== undefined) {
    const moment = (second: number) => began.add({ milliseconds: Math.round(second * 1000) })
    return { ok: false, why: 'unshown', from: moment(unshown.from), to: moment(unshown.to) }
  }
  const clip =
    uploaded !== null || deps.ffmpeg === null
      ? filmOf(uploaded ?? none(), mostUploaded)
      : cutClip(deps.ffmpeg, { source: bytes, type: film.mediaType, every: time.every }, cutOf(asked, time.begins + span.from))
  const values = { ...valuesOf(asked, colleague), filmFrom: film.startedAt, filmTo: film.endedAt }
  const at = deps.clock()
  const undecided = { collectedAt: at.toString(), decidedBy: null, outcome: null, closedOn: null }
  const task = taskOf(disclosureCase, { ...values, ...undecided }, { person: opened.person, at })
  const item = { id, values, source: asked.source, collectedAt: at, clockFrom: null, task } as const
  const stored = await opened.collectMedia(disclosure, item, lookedAt(clip, secondsBetween(asked.from, asked.to)))
  return stored.ok ? { ok: true, id } : stored
}

/** Reasons to refuse that can be known before the film is examined. */
function whyNot(
  { ffmpeg }: { readonly ffmpeg: Ffmpeg | null },
  { from, to, masks, silences, uploaded }: ToCut,
  film: { readonly startedAt: string; readonly endedAt: string },
): 'outside' | 'long' | 'tool' | 'beyond' | null {
  const seconds = secondsBetween(from, to)
  if (Temporal.Instant.compare(from, film.startedAt) < 0 || Temporal.Instant.compare(to, film.endedAt) > 0) return 'outside'
  if (seconds <= 0 || seconds > longestClip) return 'long'
  if ([...masks, ...silences].some((hidden) => hidden.from >= seconds)) return 'beyond'
  return uploaded === null && ffmpeg === null ? 'tool' : null
}

function cutOf({ from, to, masks, silences }: ToCut, offset: number): Cut {
  return { offset, seconds: secondsBetween(from, to), masks, silences }
}

function valuesOf({ askedBy, from, to, masks, silences, uploaded }: Making, colleague: Colleague) {
  return {
    ...askedBy,
    fromAt: from.toString(),
    toAt: to.toString(),
    treated: uploaded === null ? 'cut' : 'uploaded',
    // Nothing is drawn here in a copy that was edited elsewhere.
    obscured: uploaded === null ? masks.length + silences.length : 0,
    preparedBy: colleague.name,
    preparedById: colleague.id,
  }
}

/** Every clip is measured once it is complete, and checked if it was cut here. */
function lookedAt(clip: Incoming, seconds: number) {
  let givenSeconds: number | null = null
  const look = async (finished: Stretch): Promise<void> => {
    givenSeconds = await lengthOf(finished.read(), seconds)
    await clip.look?.(finished)
  }
  return { bytes: clip.bytes, type: clip.type, look, values: () => ({ givenSeconds }) }
}

/** The time that a film shows, for footage from before films were examined on arrival. */
async function timeOf(source: Film, { startedAt, endedAt }: { readonly startedAt: string; readonly endedAt: string }): Promise<FilmTime> {
  const film = filmOf(source.read({ from: 0, to: source.bytes - 1 }), Number.MAX_SAFE_INTEGER)
  for await (const _ of film.bytes);
  return onTheClock(film.shown(), secondsBetween(Temporal.Instant.from(startedAt), Temporal.Instant.from(endedAt)))
}

/** Each range that is read for cutting is recorded like one that somebody watches. */
function sourceOf(opened: OpenForClip, id: string, bytes: number): Film {
  return {
    bytes,
    async *read(range) {
      const answer = await opened.hear(filmed, { id, ...whole, ...range })
      if (!answer.ok) throw new Fault('footage-closed', 'footage was closed while it was being cut')
      yield* answer.stretch.read()
    },
  }
}

function secondsBetween(from: Temporal.Instant, to: Temporal.Instant): number {
  return from.until(to).total('seconds')
}

async function* none(): AsyncGenerator<Uint8Array> {}

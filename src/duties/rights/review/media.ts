import type { Answer, NotDone } from '#decisions/done-or-refused.ts'
import type { Colleague } from '#gate/judge.ts'
import type { Stretch } from '#gate/media/media-at-rest.ts'
import { theOne } from '#gate/read/the-one.ts'
import { mediaPartsWithin } from '#records/every-part.ts'
import { rightsText, rightsTexts } from '#records/rights-text/rights-text.ts'
import { dateIn } from '#shared/clock.ts'
import { openForCopy } from '../../subject-access/gather.ts'
import { itsMedia } from '../decided.ts'
import { reachedBy, type SettledRequest } from '../identified.ts'
import { canBeHidden, isFootage } from '../media-text.ts'
import type { RightsDeps } from '../requests.ts'
import { type NotTried, tryPicture } from './as-it-goes.ts'
import { clipsFor } from './clips.ts'
import { doesLeave } from './outcomes.ts'
import { type Cut, type Decision, keptReading, type Reading, readingIn } from './reading.ts'
import { type NotReady, notRead, readable, type TextRow } from './rows.ts'
import { type SeenText, textSeen } from './text-seen.ts'

/** A recording or picture that goes with a copy: the item it belongs to, what of it goes or is hidden, and the name of its file, which tells of nobody. */
export type MediaGiven = Pick<TextRow, 'place' | 'itemId'> & { readonly name: string } & Pick<Reading, 'cut' | 'hidden'>

/** What is decided about a recording or picture. `cut`: what of a recording goes; null where all of it does. */
export type DecidingMedia = Pick<Decision, 'outcome' | 'why' | 'until'> & { readonly cut: Cut | null }

/** `stale`: somebody decided meanwhile. `changed`: it is not the one that was found. `absent`: it is held no more. The others: it is a picture that cannot be written anew. */
export type MediaAnswer = Answer<unknown, NotReady | 'stale' | 'changed' | 'absent' | NotTried['why']>
/** `no-clip`: footage is to go, and no clip was released for this request. */
export type DecidedMediaAnswer = MediaAnswer | NotDone<'no-clip'>

const nothingOfFootage = { ok: true, clips: [] } as const
const whole = { from: 0, to: Number.MAX_SAFE_INTEGER }

/** The recording or picture itself, to be listened to, looked at, or put into the copy. Each range that is read is on record. */
export async function mediaOf(
  deps: RightsDeps,
  colleague: Colleague,
  request: SettledRequest,
  { place, itemId }: Pick<TextRow, 'place' | 'itemId'>,
): Promise<Answer<{ readonly stretch: Stretch }, 'absent'>> {
  const part = mediaPartsWithin('rights-requests').find(({ type }) => type.name === place)
  if (part === undefined) return { ok: false, why: 'absent' }
  const opened = await openForCopy(deps.gate, colleague, reachedBy(request))
  if (!opened.ok) return opened
  const heard = await opened.hear(part, { id: itemId, ...whole })
  return heard.ok || heard.why === 'refused' ? heard : { ok: false, why: 'absent' }
}

/** One recording or picture of the copy, to be opened where nobody else can hear or see it. */
export async function openMedia(
  deps: RightsDeps,
  colleague: Colleague,
  { request: id, text }: { readonly request: string; readonly text: string },
): Promise<Answer<{ readonly stretch: Stretch }, NotReady | 'absent'>> {
  const ready = await readable(deps, colleague, id)
  if (!ready.ok) return ready
  const found = theOne(await ready.opened.read(rightsTexts, text))
  if (!found.ok) return found
  return found.item.fieldName === itsMedia ? mediaOf(deps, colleague, ready.request, found.item) : { ok: false, why: 'absent' }
}

/**
 * Decides whether a recording or picture goes; a picture goes with the places hidden that are hidden now. `cutting`: tries what is to be cut, so that
 * what cannot be cut is found now; of a picture it is tried that it can be written anew.
 */
export async function decideMedia(
  deps: RightsDeps,
  colleague: Colleague,
  seen: SeenText,
  { cut, ...deciding }: DecidingMedia,
  cutting: (whole: Stretch, cut: Cut) => AsyncIterable<Uint8Array>,
): Promise<DecidedMediaAnswer> {
  const found = await textSeen(deps, colleague, seen, { isMedia: true })
  if (!found.ok) return found
  const { opened, request, row, value } = found
  const was = readingIn(row.passages)
  // Data concerning health goes once its lock opens, and then as it was cut.
  const mayLeave = doesLeave(deciding.outcome, true)
  if (mayLeave && (cut !== null || canBeHidden(value))) {
    const heard = await mediaOf(deps, colleague, request, row)
    if (!heard.ok) return heard
    const tried = canBeHidden(value) ? await tryPicture(heard.stretch, was.hidden) : null
    if (tried?.ok === false) return tried
    if (cut !== null) for await (const _ of cutting(heard.stretch, cut));
  }
  const goes = mayLeave && isFootage(value) ? await clipsFor(deps, colleague, { opened, request, footage: value }) : nothingOfFootage
  if (!goes.ok) return goes
  if (mayLeave && isFootage(value) && goes.clips.length === 0) return { ok: false, why: 'no-clip' }
  const on = dateIn(deps.clock()).toString()
  const decision = { ...deciding, by: colleague.name, on }
  const reading = { ...was, whole: decision, cut: mayLeave ? cut : null, clips: [...goes.clips] }
  const read = { ...notRead, readBy: colleague.name, readById: colleague.id, readOn: on }
  const values = { passages: keptReading(reading), withheld: doesLeave(deciding.outcome, false) ? 0 : 1, ...read }
  return opened.correct(rightsText, { id: seen.id, version: seen.version, values, source: 'colleague' })
}

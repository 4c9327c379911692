import type { Answer } from '#decisions/done-or-refused.ts'
import type { Colleague } from '#gate/judge.ts'
import { theOne } from '#gate/read/the-one.ts'
import type { Box } from '#media/box.ts'
import type { Given } from '#media/picture.ts'
import { rightsText, rightsTexts } from '#records/rights-text/rights-text.ts'
import { itsMedia } from '../decided.ts'
import { canBeHidden, isPicture } from '../media-text.ts'
import type { RightsDeps } from '../requests.ts'
import { tryPicture } from './as-it-goes.ts'
import { type MediaAnswer, mediaOf } from './media.ts'
import { keptReading, readingIn } from './reading.ts'
import { notRead, readable } from './rows.ts'
import { type SeenText, textSeen } from './text-seen.ts'

/**
 * Hides places of a picture. What was decided about it no longer counts: whether it goes is decided anew, of another version, by somebody who has seen
 * it like that.
 */
export async function hidePlaces(deps: RightsDeps, colleague: Colleague, seen: SeenText, hidden: readonly Box[]): Promise<MediaAnswer> {
  const found = await textSeen(deps, colleague, seen, { isMedia: true })
  if (!found.ok) return found
  const { opened, request, row, value } = found
  if (!canBeHidden(value)) return { ok: false, why: 'absent' }
  const whole = await mediaOf(deps, colleague, request, row)
  if (!whole.ok) return whole
  const tried = await tryPicture(whole.stretch, hidden)
  if (!tried.ok) return tried
  const passages = keptReading({ ...readingIn(row.passages), whole: null, hidden })
  const values = { passages, withheld: 0, ...notRead }
  return opened.correct(rightsText, { id: row.id, version: row.version, values, source: 'colleague' })
}

type ShownAnswer = Answer<{ readonly picture: Given }, 'gone' | 'early' | 'absent' | 'unreadable' | 'busy'>

/** A picture of the copy as it would leave, or leaves: for whoever decides, and for a second reader. */
export async function lookAsItGoes(
  deps: RightsDeps,
  colleague: Colleague,
  at: { readonly request: string; readonly text: string },
): Promise<ShownAnswer> {
  const ready = await readable(deps, colleague, at.request)
  if (!ready.ok) return ready
  const found = theOne(await ready.opened.read(rightsTexts, at.text))
  if (!found.ok) return found
  if (found.item.fieldName !== itsMedia) return { ok: false, why: 'absent' }
  const heard = await mediaOf(deps, colleague, ready.request, found.item)
  if (!heard.ok) return heard
  return isPicture(heard.stretch) ? tryPicture(heard.stretch, readingIn(found.item.passages).hidden) : { ok: false, why: 'absent' }
}

import type { Answer } from '#decisions/done-or-refused.ts'
import type { GateDeps } from '#gate/deps.ts'
import type { Colleague } from '#gate/judge.ts'
import { theOne } from '#gate/read/the-one.ts'
import { rightsText, rightsTexts } from '#records/rights-text/rights-text.ts'
import { dateIn } from '#shared/clock.ts'
import { wholeItem } from '../decided.ts'
import type { RightsDeps } from '../requests.ts'
import { digestOfText, isDecided, type Reading, readingIn } from './reading.ts'
import { type NotReady, readable, type TextRow } from './rows.ts'
import { textNow } from './texts.ts'

/** What the edition wants a second reader for, of what is decided about texts. */
export type SecondFor = ReadonlySet<string>

export function secondFor({ inForce }: Pick<GateDeps, 'inForce'>): SecondFor {
  return new Set(inForce().released.edition.landlord.secondReader)
}

/** Whether a text is read by as many colleagues as what was decided about it needs. */
export function isReadEnough({ readOn, secondOn }: Pick<TextRow, 'readOn' | 'secondOn'>, reading: Reading, reasons: SecondFor): boolean {
  return readOn !== null && (secondOn !== null || !needsSecond(reading, reasons))
}

/** Whether a second colleague has to read it. */
export function needsSecond({ isHealth, whole, passages }: Reading, reasons: SecondFor): boolean {
  if (isHealth && reasons.has('health-data')) return true
  return [whole, ...passages.map(({ decided }) => decided)].some((decision) => decision !== null && reasons.has(decision.outcome))
}

/** `unread`: nobody has decided about it yet. `own`: whoever decided last is the first reader, and not the second. */
export type SecondAnswer = Answer<unknown, NotReady | 'stale' | 'changed' | 'unread' | 'own'>

/** A second colleague has read a text as it was decided, and agrees. Who does not agree decides anew, and is the first reader then. */
export async function readSecond(
  deps: RightsDeps,
  colleague: Colleague,
  seen: { readonly request: string; readonly id: string; readonly version: string },
): Promise<SecondAnswer> {
  const ready = await readable(deps, colleague, seen.request)
  if (!ready.ok) return ready
  const { opened, request } = ready
  const found = theOne(await opened.read(rightsTexts, seen.id))
  if (!found.ok) return found
  const { version, readOn, readById, passages, fieldName, digest } = found.item
  if (version !== seen.version) return { ok: false, why: 'stale' }
  if (readOn === null || !isDecided(readingIn(passages))) return { ok: false, why: 'unread' }
  if (readById === colleague.id || readById === null) return { ok: false, why: 'own' }
  if (fieldName !== wholeItem) {
    const text = await textNow(deps, colleague, request, { ...found.item, field: fieldName })
    if (!text.ok) return text
    if (text.value === null || digestOfText(text.value) !== digest) return { ok: false, why: 'changed' }
  }
  const values = { secondBy: colleague.name, secondOn: dateIn(deps.clock()).toString() }
  return opened.correct(rightsText, { id: seen.id, version, values, source: 'colleague' })
}

import type { LeavesAs } from '../decided.ts'
import { type HealthLock, healthReason } from './health-lock.ts'
import { doesLeave, placeWords, reasonWords } from './outcomes.ts'
import type { Decision, Passage, Reading } from './reading.ts'

type At = { readonly lock: HealthLock; readonly today: Temporal.PlainDate }

/**
 * How a text leaves that was read: its words, with what is left out replaced by why. Null where something in it is not decided, or a claim on it holds
 * no more: then it has to be read again.
 */
export function leavesAs(text: string, reading: Reading, { lock, today }: At): LeavesAs | null {
  const { passages, whole, isHealth } = reading
  const isOpen = lock(reading)
  if (isHealth && !isOpen) return { words: null, reasons: [healthReason] }
  if (whole !== null && !doesHold(whole, today)) return null
  if (whole !== null && !doesLeave(whole.outcome, isOpen)) return { words: null, reasons: [reasonWords(whole.outcome)] }
  const left: Left[] = []
  for (const each of passages) {
    const { decided } = each
    if (decided === null || !doesHold(decided, today)) return null
    if (!doesLeave(decided.outcome, isOpen)) left.push({ ...each, decided })
  }
  const reasons = new Set(left.map(({ decided }) => reasonWords(decided.outcome)))
  return { words: without(text, left), reasons: [...reasons] }
}

type Left = Passage & { readonly decided: Decision }
type Hole = { readonly start: number; readonly end: number; readonly says: readonly string[] }

/** Whether every claim on a text holds on a day. */
export function doClaimsHold({ passages, whole }: Pick<Reading, 'passages' | 'whole'>, today: Temporal.PlainDate): boolean {
  return [whole, ...passages.map(({ decided }) => decided)].every((claim) => claim === null || doesHold(claim, today))
}

function doesHold({ until }: Decision, today: Temporal.PlainDate): boolean {
  return until === null || Temporal.PlainDate.compare(today, until) <= 0
}

function without(text: string, left: readonly Left[]): string {
  if (left.length === 0) return text
  let words = ''
  let at = 0
  for (const { start, end, says } of holesIn(text, left)) {
    words += text.slice(at, start) + [...new Set(says)].join(' ')
    at = end
  }
  return words + text.slice(at)
}

/** The stretches that are taken out, in the order of the text. Passages that overlap leave one. Nothing is left of a letter with its accents, or of an emoji. */
function holesIn(text: string, left: readonly Left[]): readonly Hole[] {
  const letters = new Intl.Segmenter('en', { granularity: 'grapheme' }).segment(text)
  const holes: Hole[] = []
  for (const { start, end, label, decided } of left.toSorted((one, other) => one.start - other.start)) {
    const from = letters.containing(start)?.index ?? text.length
    const last = letters.containing(end - 1)
    const to = last === undefined ? text.length : last.index + last.segment.length
    const says = [placeWords(decided.outcome, label)]
    const before = holes.at(-1)
    if (before !== undefined && from < before.end)
      holes[holes.length - 1] = { start: before.start, end: Math.max(before.end, to), says: [...before.says, ...says] }
    else holes.push({ start: from, end: to, says })
  }
  return holes
}

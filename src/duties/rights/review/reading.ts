import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { Box } from '#media/box.ts'
import { Fault } from '#shared/fault.ts'
import { doesLeave, outcomes } from './outcomes.ts'

const outcome = z.enum(outcomes)
const day = z.iso.date()

/** A claim on one item or passage: what was decided, why, by whom and when, and until when it holds. */
const decision = z.strictObject({ outcome, why: z.string().nullable(), by: z.string(), on: day, until: day.nullable() })
export type Decision = z.infer<typeof decision>

const passage = z.strictObject({
  start: z.int().min(0),
  end: z.int().min(1),
  /** The same for one person in the whole copy: “Person 2”. */
  label: z.string(),
  kind: z.string(),
  /** Which rule found it; null where a colleague marked it. */
  rule: z.string().nullable(),
  /** The person of the records whom it is about, where that is known. */
  about: z.uuid().nullable().default(null),
  proposed: outcome,
  decided: decision.nullable(),
})
export type Passage = z.infer<typeof passage>

const second = z.number().min(0)
const span = { from: second, until: second }

const cut = z.strictObject({ ...span, silenced: z.array(z.strictObject(span)) })
/** Seconds of a recording from its beginning: what goes, and which spans of it go without sound. */
export type Cut = z.infer<typeof cut>

const share = z.number().min(0).max(100)
export const boxes: z.ZodType<readonly Box[]> = z.array(z.strictObject({ left: share, top: share, width: share, height: share }))

/** A clip of footage that was released for the person: which, of which camera, its time, its measured length in seconds, and its SHA-256. */
export const clip = z.strictObject({
  item: z.uuid(),
  camera: z.uuid(),
  from: z.string(),
  to: z.string(),
  seconds: z.int().min(0),
  digest: z.string(),
})
export type Clip = z.infer<typeof clip>

/**
 * What is kept of one text: whose words it is, the passages in it, and what was decided about each, or about all of it. `cut`: of a recording, where
 * not all of it goes. `hidden`: the places of a picture that are black where it goes. `clips`: what goes of footage.
 */
const reading = z.strictObject({
  isTheirs: z.boolean(),
  isHealth: z.boolean(),
  passages: z.array(passage),
  whole: decision.nullable(),
  cut: cut.nullable().default(null),
  hidden: boxes.default([]),
  clips: z.array(clip).default([]),
})
export type Reading = z.infer<typeof reading>

/** A fault where it cannot be read: a text is never taken for one in which nothing was found. */
export function readingIn(kept: string | null): Reading {
  const read = reading.safeParse(parsed(kept))
  if (!read.success) throw new Fault('reading-unreadable', 'what was decided about a text of this copy cannot be read')
  return read.data
}

export function keptReading(read: Reading): string {
  return JSON.stringify(read)
}

/** Changes with the text. It is stored sealed. */
export function digestOfText(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}

/** Health passages count as left out, since whether the lock opens shows when the answer is made. */
export function isLeftOut({ decided }: Pick<Passage, 'decided'>): boolean {
  return decided !== null && !doesLeave(decided.outcome, false)
}

/** Whether a recording or picture goes without some of it. */
export function isInPart({ cut, hidden }: Pick<Reading, 'cut' | 'hidden'>): boolean {
  return cut !== null || hidden.length > 0
}

export function isDecided({ whole, passages }: Pick<Reading, 'whole' | 'passages'>): boolean {
  return whole !== null || passages.every(({ decided }) => decided !== null)
}

function parsed(text: string | null): unknown {
  try {
    return JSON.parse(text ?? '')
  } catch {
    return null
  }
}

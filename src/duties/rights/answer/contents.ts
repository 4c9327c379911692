import { z } from 'zod'
import { Fault } from '#shared/fault.ts'
import type { MediaGiven } from '../review/media.ts'
import { type Clip, clip } from '../review/reading.ts'
import type { Verdict, Written } from './tools.ts'

const count = z.number().int().min(0)
const contents = z.strictObject({
  items: z.record(z.string(), count),
  files: count,
  pages: count,
  withheld: z.record(z.string(), count),
  media: z.array(z.uuid()).default([]),
  clips: z.array(clip).default([]),
})
const stops = z.array(z.strictObject({ file: count, what: z.string(), page: count.optional() }))

/** How many items of each kind are in an answer, and how many were left out of each. Kinds are names of record types. `media`: whose recordings and pictures are in it. `clips`: which clips of footage it says come beside it. */
export type Contents = z.infer<typeof contents>
/** A place where the check stopped an answer. */
export type Stop = z.infer<typeof stops>[number]

export function contentsOf(
  { items, files, pdf, withheld }: Written,
  beside: { readonly media: readonly MediaGiven[]; readonly clips: readonly Clip[] },
): Contents {
  const left: Record<string, number> = {}
  for (const { type, count: many } of withheld) if (many > 0) left[type] = (left[type] ?? 0) + many
  const { clips, media } = { clips: [...beside.clips], media: beside.media.map(({ itemId }) => itemId) }
  return { items: { ...items }, files: files.length, pages: pdf?.pages ?? 0, withheld: left, media, clips }
}

export function totalOf(counts: Readonly<Record<string, number>>): number {
  return Object.values(counts).reduce((sum, each) => sum + each, 0)
}

export function stopsOf({ hits, unread }: Extract<Verdict, { readonly clean: false }>): readonly Stop[] {
  return [
    ...hits.map(({ file, where, page }) => ({ file, what: where, ...(page === undefined ? {} : { page }) })),
    ...unread.map(({ file, why }) => ({ file, what: `not read: ${why}` })),
  ]
}

export function contentsIn(kept: string | null): Contents {
  return readWith(contents, kept ?? '{"items":{},"files":0,"pages":0,"withheld":{}}')
}

export function stopsIn(kept: string | null): readonly Stop[] {
  return readWith(stops, kept ?? '[]')
}

function readWith<T>(shape: z.ZodType<T>, kept: string): T {
  const read = shape.safeParse(parsed(kept))
  if (!read.success) throw new Fault('answer-unreadable', 'what is kept about an answer cannot be read')
  return read.data
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

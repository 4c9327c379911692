import { z } from 'zod'
import { Fault } from '#shared/fault.ts'
import { boxes } from '../review/reading.ts'
import { parsed } from '../steps.ts'
import type { ManifestText } from './compare-packs.ts'

const place = z.int().min(0)
const hidden = z.array(z.strictObject({ start: place, end: place, about: z.array(z.string()) }))
const manifest = z.array(
  z.strictObject({ item: z.string(), field: z.string(), version: z.string(), length: place, hidden, places: boxes.default([]) }),
)

export function keptManifest(texts: readonly ManifestText[]): string {
  return JSON.stringify(texts)
}

/** A fault where it cannot be read: a copy is never taken for one that hides nothing. Of an answer that came from elsewhere, nothing is known. */
export function manifestIn(kept: string | null): readonly ManifestText[] {
  const read = manifest.safeParse(kept === null ? [] : parsed(kept))
  if (!read.success) throw new Fault('answer-unreadable', 'what is kept about an answer cannot be read')
  return read.data
}

import { existsSync } from 'node:fs'
import type { ReleasedEdition } from '#notice/edition.ts'
import { landlordEdition } from './landlord.ts'

type Known = {
  /** The landlord's folder in use. */
  readonly folder: string
  readonly today: Temporal.PlainDate
  /** The editions that the database has. */
  readonly released: () => Promise<readonly ReleasedEdition[]>
}

/** Letters of a hash that name an edition. */
const enough = 8

/**
 * An edition by its id or hash, or by a landlord's folder. A released edition comes before the folder in use: an edited folder has the id of the
 * edition that it began as, and would otherwise be compared with itself.
 */
export async function editionNamed({ folder, today, released }: Known, name: string): Promise<ReleasedEdition | undefined> {
  if (existsSync(name)) return landlordEdition(name, today)
  const isNamed = ({ hash, edition }: ReleasedEdition) => edition.id === name || (name.length >= enough && hash.startsWith(name))
  const stored = (await released()).find(isNamed)
  if (stored !== undefined) return stored
  const own = await landlordEdition(folder, today)
  return isNamed(own) ? own : undefined
}

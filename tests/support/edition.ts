import { join } from 'node:path'
import { readLandlordFolder } from '#exchange/landlord-folder/read.ts'
import { checkLandlord } from '#notice/check.ts'
import type { Edition, ReleasedEdition } from '#notice/edition.ts'
import { asExample, release } from '#notice/release.ts'
import { home } from './places.ts'

/** The current day in tests, unless they set another. */
export const today = Temporal.PlainDate.from('2026-11-23')
export const noon = Temporal.Instant.from('2026-11-23T12:00:00Z')

/** The released edition of a landlord's folder, which a process reads once. If it has findings, the test fails and shows them. */
export function editionOf(folder: string): Promise<ReleasedEdition> {
  const read = editions.get(folder) ?? readEdition(folder)
  editions.set(folder, read)
  return read
}

const editions = new Map<string, Promise<ReleasedEdition>>()

async function readEdition(folder: string): Promise<ReleasedEdition> {
  const { current } = await readLandlordFolder(join(home, folder))
  const { edition, findings } = checkLandlord(current, { today })
  if (edition === undefined) throw new Error(findings.map((each) => `${each.file}:${each.line} ${each.message}`).join('\n'))
  return release(edition)
}

/** As the invented example runs it: what the landlord has not adopted yet counts as adopted. */
export const livewest = async () => asExample(await editionOf('landlords/livewest'))

/** The edition with a change, as a landlord with another notice would publish it. */
export function changed(released: ReleasedEdition, change: (edition: Edition) => Edition): ReleasedEdition {
  const other = release(change(structuredClone(released.edition)))
  return released.example === true ? asExample(other) : other
}

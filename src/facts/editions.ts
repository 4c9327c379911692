import { type Edition, editionShape, type ReleasedEdition } from '#notice/edition.ts'
import { firstDayOf } from '#notice/in-force-from.ts'
import { release } from '#notice/release.ts'
import { Fault } from '#shared/fault.ts'
import type { Database } from '#store/database.ts'
import { roleName } from '#store/role-names.ts'

/** A released edition and when it was put in force here. */
export type StoredEdition = { readonly released: ReleasedEdition; readonly publishedAt: string }

/**
 * Every edition ever released, newest first: by the date from which it is in force, then by when it was published. A stored edition whose content
 * does not match its hash is a fault: nothing is decided under it.
 */
export async function readEditions(database: Database): Promise<readonly StoredEdition[]> {
  const text = 'select hash, body, published_at from edition order by in_force_from desc, published_at desc'
  const rows = await database.once<{ hash: string; body: string; published_at: string }>(roleName(database.schema, 'machinery'), text)
  return rows.map((row) => {
    const released = release(editionOf(row.body))
    if (released.hash !== row.hash) throw new Fault('edition-altered', 'a released edition is not what it was when it was released')
    return { released, publishedAt: row.published_at }
  })
}

/** The edition in force on a day: the newest that had begun. Undefined where none had. */
export function editionOn(editions: readonly StoredEdition[], day: Temporal.PlainDate): ReleasedEdition | undefined {
  return editions.find(({ released }) => Temporal.PlainDate.compare(firstDayOf(released.edition), day) <= 0)?.released
}

function editionOf(body: string): Edition {
  const parsed = editionShape.safeParse(JSON.parse(body))
  if (!parsed.success)
    throw new Fault(
      'edition-unreadable',
      'a released edition says what this version does not know: run the version that released it, or a later one',
    )
  return parsed.data
}

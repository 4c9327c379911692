import { seal } from '#evidence/seal.ts'
import type { Seal } from '#evidence/seal-row.ts'
import type { Ground } from './ground.ts'

/** Seals until no row is left: a transaction elsewhere on the server, another test's, may hold the horizon back for a moment. */
export async function sealAll(ground: Ground, headsFile: string, now: Temporal.Instant): Promise<Seal[]> {
  const seals: Seal[] = []
  for (;;) {
    const sealed = await seal(ground.database, headsFile, now)
    if (sealed !== undefined) seals.push(sealed)
    const [left] = await ground.superuser<{ rows: number }>(
      'select count(*) as rows from evidence where not exists (select from evidence_seal where tx < to_tx and tx <> all(running))',
    )
    if (left?.rows === 0) return seals
    await new Promise((done) => setTimeout(done, 5))
  }
}

import type { Decision, Request } from '#decisions/decision.ts'
import type { Recorded } from '#evidence/entry.ts'
import type { ReleasedEdition } from '#notice/edition.ts'
import type { Clock } from '#shared/clock.ts'
import type { Database } from '#store/database.ts'
import type { ErasureLog } from '#store/erasures.ts'
import type { PersonKeys } from '#store/keys.ts'
import type { Objects } from '#store/vault/objects.ts'

/** The edition in force and the engine compiled from it. */
export type InForce = { readonly released: ReleasedEdition; readonly decide: (request: Request) => Decision }

/** Everything the gate stands on. `record` resolves when the entries are durable. */
export type GateParts = {
  readonly database: Database
  readonly inForce: () => InForce
  readonly record: (entries: readonly Recorded[]) => Promise<void>
  readonly keys: PersonKeys
  /** Where an erasure is noted outside the database before it commits. */
  readonly erasures: Pick<ErasureLog, 'note'>
  /** Where what is recorded, filmed or pictured lies, sealed. */
  readonly objects: Objects
  readonly clock: Clock
}

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

/** All that the gate depends on. `record` resolves once the entries are durable. */
export type GateDeps = {
  readonly database: Database
  readonly inForce: () => InForce
  readonly record: (entries: readonly Recorded[]) => Promise<void>
  readonly keys: PersonKeys
  /** The log outside the database in which an erasure is noted before it commits. */
  readonly erasures: Pick<ErasureLog, 'note'>
  /** The vault for recordings, films and pictures, which are sealed. */
  readonly objects: Objects
  readonly clock: Clock
}

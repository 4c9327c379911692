import { roleName } from '#store/role-names.ts'
import { type SweepDeps, sweep } from './sweep.ts'
import { placeWait, total } from './wait.ts'

/**
 * Keeps what is due after a backup was put back, until somebody has looked: what sweeps deleted since the backup is back, and what came due may have
 * been kept by a hold or a request that the backup does not know of (TC4, Data Protection Act 2018 s.173). Does nothing where nothing is due. `made`: when the backup was made.
 */
export async function waitAfterRestore(deps: SweepDeps, made: Temporal.Instant): Promise<void> {
  if (total((await sweep(deps, { dryRun: true })).deleted) === 0) return
  const wait = { cause: 'restore', since: deps.clock(), believed: made } as const
  const role = roleName(deps.database.schema, 'sweeper')
  await deps.database.transaction(role, (session) => placeWait(session, wait, deps.inForce().released.hash))
}

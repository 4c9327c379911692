import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { decide } from '#decisions/decide.ts'
import { groupCommitter } from '#evidence/group-commit.ts'
import type { GateDeps } from '#gate/deps.ts'
import { type Gate, makeGate } from '#gate/gate.ts'
import { isCompiled, publish } from '#gate/grants/publish.ts'
import type { AccessRequest, Colleague } from '#gate/judge.ts'
import type { Opened } from '#gate/opened.ts'
import type { ReleasedEdition } from '#notice/edition.ts'
import type { Activity, Role } from '#notice/vocabulary.ts'
import { everyRecordType } from '#records/every-record-type.ts'
import { type ErasureLog, erasureLog } from '#store/erasures.ts'
import { fileKeyProvider } from '#store/file-key-provider.ts'
import { personKeys } from '#store/keys.ts'
import { folderObjects } from '#store/vault/folder-objects.ts'
import type { Objects } from '#store/vault/objects.ts'
import type { TestDatabase } from './database.ts'
import { noon } from './edition.ts'

export type TestGate = {
  readonly deps: GateDeps
  readonly gate: Gate
  readonly erasures: ErasureLog
  /** Sets the clock that everything reads. */
  readonly setNow: (now: Temporal.Instant) => void
  readonly publish: (released: ReleasedEdition) => Promise<void>
}

/** A gate over a test's own database, with an edition published in it. */
export async function testGate(
  on: TestDatabase,
  first: ReleasedEdition,
  objects: Objects = folderObjects(join(on.data, 'vault')),
): Promise<TestGate> {
  let now = noon
  let released = first
  const erasures = erasureLog(join(on.data, 'evidence', 'erasures.log'), () => now)
  const keys = personKeys(on.database, await fileKeyProvider(join(on.data, 'keys', 'kek')), erasures)
  const committer = groupCommitter(on.database)
  const deps: GateDeps = {
    database: on.database,
    inForce: () => ({ released, decide: (request) => decide(released, request) }),
    record: committer.record,
    keys,
    erasures,
    objects,
    clock: () => now,
  }
  const put = async (edition: ReleasedEdition): Promise<void> => {
    // LiveWest's edition is in every test's database from the start, and compiling it again takes a second.
    if (!(await isCompiled(on.database, edition, everyRecordType)))
      await on.asAdmin((session) => publish(session, on.schema, edition, everyRecordType))
    released = edition
  }
  await put(first)
  return { deps: deps, gate: makeGate(deps), erasures, setNow: (instant) => (now = instant), publish: put }
}

export function colleague(...roles: readonly Role[]): Colleague {
  return { id: randomUUID(), name: 'Dee Marsh', team: 'Contact team', roles }
}

/** A record that is open to a colleague. The test fails, and says why, where the notice refuses it. */
export async function openTo<A extends Activity>(gate: Gate, who: Colleague, asked: AccessRequest<A>): Promise<Opened<A>> {
  const opened = await gate.open(who, asked)
  if (!opened.ok) throw new Error(JSON.stringify(opened.refusal))
  return opened
}

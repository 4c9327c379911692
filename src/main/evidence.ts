import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Against, EvidenceReport } from '#cli/system.ts'
import { raiseOffset } from '#evidence/clock.ts'
import { seal } from '#evidence/seal.ts'
import type { Seal } from '#evidence/seal-row.ts'
import { verify } from '#evidence/verify.ts'
import { headsCopy } from '#evidence/witness/heads-copy.ts'
import type { Witness } from '#evidence/witness/witness.ts'
import type { GateDeps } from '#gate/deps.ts'
import { alteredDefinitions } from '#gate/grants/altered-definitions.ts'
import { everyRecordType } from '#records/every-record-type.ts'
import { Fault } from '#shared/fault.ts'
import { asOwner, type DatabaseTarget } from '#store/target.ts'

/** One landlord's evidence. `heads`: the file of heads; `home`: the project's folder, with the migrations; `witnesses`: who keeps heads elsewhere. */
export type OwnEvidence = {
  readonly deps: GateDeps
  readonly target: DatabaseTarget
  readonly heads: string
  readonly home: string
  readonly witnesses: readonly Witness[]
}

/**
 * Seals the rows that are in no seal yet. A database that was put into another cluster meanwhile would count from the start again: its count is
 * raised, as at a start.
 */
export async function sealEvidence(own: OwnEvidence, options: { readonly wait?: boolean } = {}): Promise<Seal | undefined> {
  const { database, clock } = own.deps
  try {
    return await seal(database, own.heads, clock(), options)
  } catch (error) {
    if (!(error instanceof Fault) || error.code !== 'evidence-clock-behind') throw error
    await asOwner(own.target, raiseOffset)
    return seal(database, own.heads, clock(), options)
  }
}

/** Neither seals nor writes. Altered definitions are faults too: they may have kept rows from being written. `against`: what others keep of it as well. */
export async function verifyEvidence(
  own: OwnEvidence,
  progress?: (done: number, total: number) => void,
  against: Against = {},
): Promise<EvidenceReport> {
  const others = [...(against.witnesses === true ? own.witnesses : []), ...(against.copies ?? []).map(headsCopy)]
  const asked = { progress, witnesses: against.witnesses === true || others.length > 0 ? others : undefined }
  const [found, altered] = [await verify(own.deps.database, own.heads, asked), await differences(own)]
  const faults = altered.map((message) => ({ kind: 'definition-altered' as const, seal: null, firstSeq: null, lastSeq: null, message }))
  const unset = against.witnesses === true && own.witnesses.length === 0
  return {
    ...found,
    ok: found.ok && faults.length === 0 && !unset,
    faults: [...found.faults, ...faults],
    ...(unset ? { noWitnessSet: true } : {}),
  }
}

/** How the schema differs from what the migrations make. */
export async function differences({ deps, home }: OwnEvidence): Promise<readonly string[]> {
  const made = await readFile(join(home, 'src/store/migrations/definitions.txt'), 'utf8')
  return alteredDefinitions(deps.database, made, deps.inForce().released, everyRecordType)
}

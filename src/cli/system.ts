import type { PromiseState } from '#duties/promises/promise-states.ts'
import type { SweepReport } from '#duties/retention/sweep.ts'
import type { Pack } from '#duties/subject-access/gather.ts'
import type { Gate } from '#gate/gate.ts'
import type { Refused } from '#gate/judge.ts'
import type { GateParts } from '#gate/parts.ts'
import type { RecordType } from '#gate/record-type.ts'
import type { ReleasedEdition } from '#notice/edition.ts'

/** What a check of the evidence says (docs/command-line.md). */
export type EvidenceReport = {
  readonly ok: boolean
  readonly rows: number
  readonly sealed: number
  readonly head: string | null
  readonly faults: readonly { readonly kind: string; readonly message: string }[]
}

/** What runs where, and what is wrong with it. */
export type DoctorLine = { readonly what: string; readonly says: string; readonly well: boolean }

/** A running landlord, as the command line and the doors use it. Composed in `src/main/`. */
export type System = {
  readonly parts: GateParts
  readonly gate: Gate
  readonly types: readonly RecordType[]
  readonly released: () => ReleasedEdition
  readonly sweep: (options: { readonly dryRun: boolean }) => Promise<SweepReport>
  readonly gatherPack: (person: string) => Promise<Pack | Refused>
  readonly promises: () => Promise<readonly PromiseState[]>
  readonly verifyEvidence: () => Promise<EvidenceReport>
  readonly doctor: () => Promise<readonly DoctorLine[]>
  readonly close: () => Promise<void>
}

import type { Answer, NotDone } from '#decisions/done-or-refused.ts'
import type { PromiseState } from '#duties/promises/promise-states.ts'
import type { Consequences } from '#duties/publishing/consequences.ts'
import type { ConfirmAnswer, Confirmation, GuardedOptions } from '#duties/retention/guarded-sweep.ts'
import type { SweepReport } from '#duties/retention/sweep.ts'
import type { Wait } from '#duties/retention/wait.ts'
import type { Gathered, PackTaker } from '#duties/subject-access/gather.ts'
import type { GatheredVisits } from '#duties/subject-access/gather-visits.ts'
import type { Visitor } from '#duties/subject-access/visitor.ts'
import type { WitnessReport } from '#evidence/witness/compare.ts'
import type { WitnessStanding } from '#evidence/witness/witnessed.ts'
import type { GateDeps } from '#gate/deps.ts'
import type { Gate } from '#gate/gate.ts'
import type { RecordType } from '#gate/record-type.ts'
import type { ReleasedEdition } from '#notice/edition.ts'
import type { Fault } from '#shared/fault.ts'

/** With what others keep the evidence is compared: the witnesses that are set, and files that somebody kept of its public heads. */
export type Against = { readonly witnesses?: boolean; readonly copies?: readonly string[] }

/** What a check of the evidence says (docs/command-line.md). */
export type EvidenceReport = {
  readonly ok: boolean
  readonly rows: number
  readonly sealed: number
  readonly head: string | null
  /** Rows that no seal covers yet: the oldest, and why. */
  readonly unsealed: {
    readonly rows: number
    readonly oldest: { readonly seq: number; readonly at: string } | null
    readonly heldBackBy: string | null
  }
  /** Rows that came after their seal, which is on record. */
  readonly explained: readonly { readonly seal: number; readonly seqs: readonly string[]; readonly digest: string; readonly at: string }[]
  readonly faults: readonly { readonly kind: string; readonly message: string }[]
  /** What each witness has, against the chain; null where none was asked. */
  readonly witnesses: readonly WitnessReport[] | null
  /** Present where the witnesses were to be asked and none is set, whatever else was compared. */
  readonly noWitnessSet?: true
}

/** Rows of a seal's range beyond those it sealed, while all that it sealed is there. `digest`: of their hashes. */
export type LateRowsFound = { readonly seal: number; readonly seqs: readonly string[]; readonly digest: string }

/** One thing that was checked, what was found, and whether it is well. */
export type DoctorLine = { readonly what: string; readonly says: string; readonly well: boolean }

/** The contents of a backup. `head`: of the newest seal over its evidence. `leftOut`: folders of the data folder that it must not contain. */
export type BackupReport = {
  readonly out: string
  readonly files: number
  readonly bytes: number
  readonly made: string
  readonly schema: string
  readonly edition: string
  readonly head: string | null
  readonly leftOut: readonly string[]
}

/**
 * What a restore did. `keptAside`: where the former database is now. `headsLost`: seals over evidence younger than the backup, lost with that
 * database. `erased`: what was erased again, and what could not be. `deleted`: what had fallen due, by record type. `waits`: what had fallen due and
 * waits for a confirmation, since the clock is not believed.
 */
export type RestoreReport = {
  readonly from: string
  readonly made: string
  readonly edition: string
  readonly keptAside: string | null
  readonly headsLost: number
  readonly erased: { readonly keys: number; readonly items: number; readonly left: number }
  readonly deleted: Readonly<Record<string, number>>
  readonly waits: SweepReport['waits']
}

/**
 * Another key-encryption key was put in force: ids, how many keys it wraps now that the former one had wrapped, how many none opens. `unknown`:
 * people whose keys name a key that is not there, by their ids; the former key is then not retired.
 */
export type RotationReport = {
  readonly from: string
  readonly to: string
  readonly rewrapped: number
  readonly damaged: number
  readonly unknown: readonly { readonly landlord: string; readonly person: string; readonly names: string }[]
}

/** Is told how much of a long piece of work is done. */
export type Progress = (done: number, total: number) => void

/**
 * An edition that is to be published. `why`: why it cannot be. `consequences`: null where publishing it changes nothing, since it is released already, or
 * would never be in force.
 */
export type Proposal = {
  readonly wanted: ReleasedEdition
  readonly why: Fault | undefined
  readonly consequences: Consequences | null
}

export type PublishAnswer = { readonly ok: true; readonly released: ReleasedEdition } | NotDone<'grown'>

/** A running landlord, as the command line and the doors use it. Composed in `src/main/`. */
export type System = {
  readonly deps: GateDeps
  readonly gate: Gate
  readonly types: readonly RecordType[]
  readonly released: () => ReleasedEdition
  /** The landlord’s folder, and what publishing it would do. */
  readonly proposal: () => Promise<Proposal>
  /** Releases the edition that was shown, permanently; its day may be in the future. Not where more would go by now than was shown. */
  readonly publish: (shown: Proposal) => Promise<PublishAnswer>
  readonly sweep: (options: GuardedOptions) => Promise<SweepReport>
  /** Releases what waits for a confirmation, as it was shown. */
  readonly confirm: (confirmation: Confirmation) => Promise<ConfirmAnswer>
  /** What waits for a confirmation. */
  readonly waits: () => Promise<readonly Wait[]>
  /** Passes what is stored about a person to `taker`, page by page. */
  readonly gatherPack: (person: string, taker: PackTaker) => Promise<Answer<Gathered>>
  /** Passes the visits to the landlord's offices that fit what a visitor says to `taker`. */
  readonly gatherVisits: (visitor: Visitor, taker: PackTaker) => Promise<GatheredVisits>
  readonly promises: (only?: { readonly onlyBroken: true }) => Promise<readonly PromiseState[]>
  readonly verifyEvidence: (progress?: Progress, against?: Against) => Promise<EvidenceReport>
  /** How far each witness of the evidence has come; empty where none is set. */
  readonly witnessStandings: () => Promise<readonly WitnessStanding[]>
  /** Which rows came after their seal; `confirmed`: puts that on record, permanently. */
  readonly explainEvidence: (seal: number, confirmed: boolean) => Promise<LateRowsFound>
  readonly rotateKeys: (progress: Progress) => Promise<RotationReport>
  readonly doctor: () => Promise<readonly DoctorLine[]>
  /** Reads what was published meanwhile, and puts an edition in force whose day has come. Answers whether the database’s privileges changed. */
  readonly refresh: () => Promise<boolean>
  readonly close: () => Promise<void>
}

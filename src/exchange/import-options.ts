import type { Brought } from '#duties/retention/made-due.ts'
import type { DueReport, ImportReport } from './import-tally.ts'

/** Bytes of the files. */
export type OnProgress = (done: number, total: number) => void

/**
 * `takeBack`: what was deleted here and has changed in its source since is taken in again. `dryRun`: nothing is stored; the report is as it would
 * be. `onDue` hears what would be due at once, before anything is stored. `onRehearsal`: how far looking ahead is.
 */
export type ImportOptions = {
  readonly takeBack?: boolean
  readonly dryRun?: boolean
  readonly onDue?: (due: DueReport) => void
  readonly onRehearsal?: OnProgress
}

/** One going through of the files. `brought`: what came, where somebody asks. */
export type Run = { readonly onProgress: OnProgress; readonly takeBack: boolean; readonly brought?: Brought | undefined }

export type Report = ImportReport & { readonly due: DueReport }

import type { Brought } from '#duties/retention/made-due.ts'
import type { DueReport, ImportReport } from './import-tally.ts'

/** Counts bytes of the files. */
export type OnProgress = (done: number, total: number) => void

/**
 * `takeBack`: what was deleted here and has changed in its source since is stored again. `dryRun`: nothing is stored; the report says what would be.
 * `onDue` is told what would be due at once, before anything is stored. `onRehearsal`: progress of the first pass, which only looks ahead.
 */
export type ImportOptions = {
  readonly takeBack?: boolean
  readonly dryRun?: boolean
  readonly onDue?: (due: DueReport) => void
  readonly onRehearsal?: OnProgress
}

/** One pass through the files. `brought`: collects what came, where a caller asks for it. */
export type Run = { readonly onProgress: OnProgress; readonly takeBack: boolean; readonly brought?: Brought | undefined }

export type Report = ImportReport & { readonly due: DueReport }

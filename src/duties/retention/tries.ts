import { DatabaseFault } from '#store/database-fault.ts'

/** What the database refused: one rule, or (null) everything of the type. */
export type Failed = { readonly type: string; readonly rule: string | null; readonly fault: string }
export type Tries = {
  readonly failed: readonly Failed[]
  /** `otherwise` is the answer if the database refuses. Any other failure, such as a lost connection, ends the sweep. */
  readonly of: <T>(what: Omit<Failed, 'fault'>, otherwise: T, work: () => Promise<T>) => Promise<T>
}

/** Runs work in steps, so that one which the database refuses does not stop the others. */
export function makeTries(): Tries {
  const failed: Failed[] = []
  return {
    failed,
    async of(what, otherwise, work) {
      try {
        return await work()
      } catch (error) {
        if (!(error instanceof DatabaseFault)) throw error
        failed.push({ ...what, fault: error.code })
        return otherwise
      }
    },
  }
}

import { DatabaseFault } from '#store/database-fault.ts'

/** What the database refused: of one rule, or (null) of all the type's. */
export type Failed = { readonly type: string; readonly rule: string | null; readonly fault: string }
export type Tries = {
  readonly failed: readonly Failed[]
  /** `otherwise` where the database refused. Whatever else went wrong, a lost database too, ends the sweep. */
  readonly of: <T>(what: Omit<Failed, 'fault'>, otherwise: T, work: () => Promise<T>) => Promise<T>
}

/** Work in parts, of which one that the database refuses stops no other. */
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

import { Fault } from '#shared/fault.ts'
import { isAway } from '#store/database-fault.ts'

/** Seconds after which whoever was sent away may try again. */
export const tryAgainAfter = 10

/** Whether it failed because the database cannot be asked at this moment; where that stands behind another fault, that counts too. */
export function isUnavailable(error: unknown): boolean {
  for (let each: unknown = error; each instanceof Error; each = each.cause) {
    if (isAway(each) || (each instanceof Fault && noEvidence.has(each.code))) return true
  }
  return false
}

/** What cannot be put on record is not done, and nothing of it is told. */
const noEvidence: ReadonlySet<string> = new Set(['evidence-not-recorded', 'evidence-closed'])

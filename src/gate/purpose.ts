import type { NotPermitted } from '#decisions/decision.ts'
import { usableFor } from '#notice/compatible.ts'
import type { Edition } from '#notice/edition.ts'
import type { RecordType } from './record-type.ts'

/** What is asked, and the edition that answers it. */
type Asked = { readonly released: { readonly edition: Pick<Edition, 'activities'> }; readonly asked: { readonly activity: string } }

/** Whether items of the type may be reached for the activity at all (P2). */
export function serves({ only }: Pick<RecordType, 'only'>, activity: string): boolean {
  return only === undefined || only.some((each) => each === activity)
}

/** The activities whose items may be used for what is asked (P2). Null: those of all. */
export function usableIn({ released, asked }: Asked): readonly string[] | null {
  return usableFor(released.edition, asked.activity)
}

/** Why an item stays closed that was collected for another activity, and so does every item of a type that serves others alone. */
export const otherPurpose: NotPermitted = {
  outcome: 'refused',
  reasons: [{ code: 'collected-for-another-activity' }],
  clauses: ['P2'],
}

import type { NotPermitted, Request } from '#decisions/decision.ts'
import { explain } from '#decisions/explain.ts'
import type { Colleague } from '#gate/judge.ts'
import type { Edition } from '#notice/edition.ts'
import type { Act, Category } from '#notice/vocabulary.ts'

/** Who asked, and what for, as far as it is known. */
export type Asking = { readonly edition: Edition; readonly colleague: Colleague; readonly activity: string; readonly act?: Act }

/** A refusal with the role, the activity and the data named as the notice names them, as far as it is known what was asked for. */
export function explainedTo(asking: Asking, refusal: NotPermitted, [first, ...others]: readonly Category[]) {
  const { edition, colleague, activity, act = 'view' } = asking
  const granted = edition.activities.find((entry) => entry.id === activity)?.colleagues.flatMap((grant) => [...grant.roles]) ?? []
  const role = colleague.roles.find((each) => granted.includes(each)) ?? colleague.roles[0]
  if (role === undefined || first === undefined) return explain(refusal, { edition })
  const request: Request = { who: { role }, act, activity, categories: [first, ...others], circumstances: new Set() }
  return explain(refusal, { edition, request })
}

import { type Answer, refusedBy } from '#decisions/done-or-refused.ts'
import type { Category } from '#notice/vocabulary.ts'
import type { GateDeps } from '../deps.ts'
import { type AccessContext, entryOf, judgeFor } from '../judge.ts'
import { usableIn } from '../purpose.ts'
import type { RecordPart } from '../record-part.ts'
import { readRows } from './read-rows.ts'

/** One item that stands alone, to be used where no colleague acts; undefined where it is gone. It is on record before anything of it is answered. */
export async function useAlone<Shape>(
  deps: GateDeps,
  access: AccessContext,
  part: RecordPart<Category, Shape>,
): Promise<Answer<{ readonly row: Shape | undefined }>> {
  const judgement = judgeFor(access, 'use', part.type, part.category)
  await deps.record([entryOf(access, 'read', 'use', judgement, part.type.name, [part.category])])
  if (judgement.decision.outcome !== 'permitted') return refusedBy(judgement.decision)
  const { person, activity } = access.asked
  const { items } = await readRows(deps, activity, part, { scope: 'item', values: [person, person] }, usableIn(access))
  return { ok: true, row: items[0]?.row }
}

import type { Decision } from '#decisions/decision.ts'
import { type Answer, refusedBy } from '#decisions/done-or-refused.ts'
import type { EvidenceEntry } from '#evidence/entry.ts'
import type { Category, Circumstance, RecipientKind } from '#notice/vocabulary.ts'
import type { GateDeps } from './deps.ts'
import { type AccessContext, entryOf, type Judgement } from './judge.ts'

/**
 * What is to go to which recipient outside. `given`: what the recipient's request shows, such as that it is in writing. `detail`: ids and
 * digests.
 */
export type ShareRequest = {
  readonly type: string
  readonly category: Category
  readonly recipient: RecipientKind
  readonly given: readonly Circumstance[]
  readonly detail: EvidenceEntry['detail']
}

export type ShareAnswer = Answer

/** Whether the notice lets it go to them for the activity. The answer is recorded first, and is the record of the disclosure. */
export async function mayShare(deps: Pick<GateDeps, 'record'>, access: AccessContext, sharing: ShareRequest): Promise<ShareAnswer> {
  const judgement = judgeSharing(access, sharing)
  const { decision } = judgement
  const entry = entryOf(access, 'decision', 'share', judgement, sharing.type, [sharing.category])
  const detail = { ...entry.detail, ...conditionsOf(decision), recipient: sharing.recipient, ...sharing.detail }
  await deps.record([{ ...entry, detail }])
  return decision.outcome === 'permitted' ? { ok: true } : refusedBy(decision)
}

/** The conditions that special category or criminal information goes out on, or would have gone out on (B3); nothing where none is needed. */
function conditionsOf({ conditions = [] }: Decision): EvidenceEntry['detail'] {
  return conditions.length === 0 ? {} : { conditions }
}

/** Any relationship that permits it will do, since nobody need know who the people shown are. */
function judgeSharing(
  { asked, circumstances, decide, relationships, colleague }: AccessContext,
  { category, recipient, given }: ShareRequest,
): Judgement {
  const role = colleague.roles[0] ?? null
  let refused: Judgement = {
    decision: { outcome: 'refused', reasons: [{ code: 'recipient-not-in-activity', category }], clauses: ['B1'] },
    role,
  }
  for (const relationship of relationships) {
    const request = { who: { recipient }, act: 'share', activity: asked.activity, categories: [category], relationship } as const
    const decision = decide({ ...request, circumstances: new Set([...circumstances, ...given]) })
    if (decision.outcome === 'permitted') return { decision, role }
    refused = { decision, role }
  }
  return refused
}

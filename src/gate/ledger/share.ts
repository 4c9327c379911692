import type { Decision, NotPermitted } from '#decisions/decision.ts'
import { type Answer, refusedBy } from '#decisions/done-or-refused.ts'
import type { EvidenceEntry } from '#evidence/entry.ts'
import type { Category, Circumstance, RecipientKind } from '#notice/vocabulary.ts'
import type { GateDeps } from '../deps.ts'
import { type AccessContext, entryOf, type Judgement } from '../judge.ts'

/**
 * What is to go to which recipient outside. `given`: what the recipient's request and our registers show, such as that it is in writing, or that an
 * agreement is in force. `detail`: ids and digests.
 */
export type Sharing = {
  readonly recipient: RecipientKind
  /** The recipient keeps it abroad, and no mechanism that is in force covers that (T1). */
  readonly isUncovered?: boolean
  /** The person is never asked about such a recipient, since asking could warn them or lose time: what only they can allow is refused (B2). */
  readonly neverAsked?: boolean
  readonly given: readonly Circumstance[]
  readonly detail: EvidenceEntry['detail']
}
export type ShareRequest = Sharing & { readonly type: string; readonly category: Category }
/** Several kinds of information at once, each of which is decided by itself. */
export type ShareOfSeveral<C extends Category = Category> = Sharing & { readonly categories: readonly C[] }

export type ShareAnswer = Answer
/** The notice's answer for one kind of information. */
export type SharedKind = { readonly category: Category; readonly decision: Decision }
/** Whether the notice lets it go to them for the activity. The answer is recorded first, and is the record of the disclosure. */
export async function mayShare(deps: Pick<GateDeps, 'record'>, access: AccessContext, sharing: ShareRequest): Promise<ShareAnswer> {
  const judgement = judgeSharing(access, sharing)
  await deps.record([shareEntry(access, judgement, sharing.type, sharing.category, sharing)])
  return judgement.decision.outcome === 'permitted' ? { ok: true } : refusedBy(judgement.decision)
}

/** What the notice would answer, kind by kind, so that a page offers only what can go. Nothing is read, and nothing is recorded. */
export function wouldShare(access: AccessContext, sharing: Omit<ShareOfSeveral, 'detail'>): readonly SharedKind[] {
  return sharing.categories.map((category) => ({ category, decision: judgeSharing(access, { ...sharing, category }).decision }))
}

export function shareEntry(
  access: AccessContext,
  judgement: Judgement,
  type: string,
  category: Category,
  { recipient, detail }: Sharing,
): EvidenceEntry {
  const entry = entryOf(access, 'decision', 'share', judgement, type, [category])
  return { ...entry, detail: { ...entry.detail, ...conditionsOf(judgement.decision), recipient, ...detail } }
}

/** The conditions that special category or criminal information goes out on, or would have gone out on (B3); nothing where none is needed. */
function conditionsOf({ conditions = [] }: Decision): EvidenceEntry['detail'] {
  return conditions.length === 0 ? {} : { conditions }
}

const uncovered: NotPermitted = { outcome: 'refused', reasons: [{ code: 'lacks-transfer-mechanism' }], clauses: ['T1'] }

/** Any relationship that permits it will do, since nobody need know who the people shown are. */
export function judgeSharing(
  { asked, circumstances, decide, relationships, colleague }: AccessContext,
  { category, recipient, given, isUncovered, neverAsked }: Omit<ShareRequest, 'type' | 'detail'>,
): Judgement {
  const role = colleague.roles[0] ?? null
  if (isUncovered === true) return { decision: uncovered, role }
  let closest: Judgement | undefined
  for (const relationship of relationships) {
    const request = { who: { recipient }, act: 'share', activity: asked.activity, categories: [category], relationship } as const
    const answer = decide({ ...request, circumstances: new Set([...circumstances, ...given]) })
    if (answer.outcome === 'permitted') return { decision: answer, role }
    const decision: NotPermitted = neverAsked === true ? { ...answer, outcome: 'refused' } : answer
    if (closest === undefined || (decision.outcome === 'needs-consent' && closest.decision.outcome === 'refused'))
      closest = { decision, role }
  }
  return closest ?? { decision: { outcome: 'refused', reasons: [{ code: 'recipient-not-in-activity', category }], clauses: ['B1'] }, role }
}

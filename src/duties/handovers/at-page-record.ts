import { insertEvidence } from '#evidence/append.ts'
import { systemEntry } from '#evidence/system-entry.ts'
import type { GateDeps } from '#gate/deps.ts'
import type { Session } from '#store/database.ts'
import { type HandedKind, subjectOf } from './handed-kind.ts'
import type { Handover } from './handover.ts'

type Happened = 'opened' | 'wrong-code' | 'locked' | 'fetch-begun' | 'fetched' | 'missed'

/** Puts on record, in the caller's transaction, what happened at the page. */
export async function recordAtPage(
  deps: Pick<GateDeps, 'inForce'>,
  session: Session,
  kind: HandedKind,
  handover: Handover,
  what: Happened,
): Promise<void> {
  const { id, item, activity, bytes, digest, tries, begun } = handover
  const edition = deps.inForce().released.hash
  const entry = systemEntry({
    ...{ kind: 'rights', actor: 'system:handover', act: 'share', edition, activity, recordType: kind.type.name },
    detail: { handover: id, item, what, bytes, digest, tries, begun },
  })
  await insertEvidence(session, [{ ...entry, subject: subjectOf(kind, handover) }])
}

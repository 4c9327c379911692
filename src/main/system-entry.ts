import type { EvidenceDetail, EvidenceEntry } from '#evidence/entry.ts'

/** What the machine itself did, as evidence. */
export function systemEntry(
  actor: `system:${string}`,
  act: string,
  edition: string,
  detail: EvidenceDetail,
  kind: 'system' | 'publish' = 'system',
): EvidenceEntry {
  return {
    kind,
    actor,
    role: null,
    activity: null,
    act,
    subject: null,
    recordType: null,
    categories: [],
    outcome: 'done',
    reasons: [],
    basis: null,
    clauses: [],
    edition,
    opening: null,
    detail,
  }
}

import type { EvidenceEntry } from './entry.ts'

type Did = Pick<EvidenceEntry, 'kind' | 'act' | 'edition' | 'detail'> & { readonly actor: `system:${string}` }
type Also = Partial<Pick<EvidenceEntry, 'activity' | 'recordType' | 'outcome' | 'reasons' | 'clauses'>>

/** What the software itself did, as evidence: in no role, about nobody in particular, and with the outcome "done" unless it says otherwise. */
export function systemEntry(did: Did & Also): EvidenceEntry {
  return {
    role: null,
    activity: null,
    subject: null,
    recordType: null,
    categories: [],
    outcome: 'done',
    reasons: [],
    basis: null,
    clauses: [],
    opening: null,
    ...did,
  }
}

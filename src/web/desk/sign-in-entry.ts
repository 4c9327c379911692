import type { EvidenceEntry } from '#evidence/entry.ts'
import type { Colleague } from '#gate/judge.ts'

/** That a colleague came in or went out. Who cannot be named (no role, no proof) is not named: the provider's own record has them. */
export function signInEntry(act: 'sign-in' | 'sign-out', colleague: Colleague | null, edition: string): EvidenceEntry {
  return {
    kind: 'sign-in',
    actor: colleague === null ? 'system:sign-in' : `colleague:${colleague.id}`,
    role: null,
    activity: null,
    act,
    subject: null,
    recordType: null,
    categories: [],
    outcome: colleague === null ? 'refused' : 'done',
    reasons: colleague === null ? ['no-role'] : [],
    basis: null,
    clauses: ['R1', 'SE1'],
    edition,
    opening: null,
    detail: colleague === null ? {} : { roles: colleague.roles },
  }
}

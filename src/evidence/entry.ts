/** What kind of answer or act a row of evidence records. The set is closed: the database refuses any other. */
export const evidenceKinds = [
  'opening',
  'read',
  'change',
  'refusal',
  'search',
  'sweep',
  'hold',
  'import',
  'publish',
  'rights',
  'decision',
  'sign-in',
  'erasure',
  'seal-check',
  'system',
] as const
export type EvidenceKind = (typeof evidenceKinds)[number]

export const evidenceOutcomes = ['permitted', 'refused', 'needs-consent', 'done', 'failed'] as const
export type EvidenceOutcome = (typeof evidenceOutcomes)[number]

/** Ids, counts and digests; never content, never free text. */
export type EvidenceDetail = Readonly<Record<string, string | number | readonly string[]>>

/**
 * One answer given or act done, recorded permanently. INVARIANT: pseudonymous. It contains no name, no address and no words of a record, so erasing a
 * person leaves evidence whole.
 */
export type EvidenceEntry = {
  readonly kind: EvidenceKind
  /** `colleague:<uuid>`, `person:<uuid>` or `system:<name>`. */
  readonly actor: string
  readonly role: string | null
  readonly activity: string | null
  /** `collect`, `view`, `use`, `share`, `delete` … */
  readonly act: string | null
  /** The id of the person concerned. */
  readonly subject: string | null
  readonly recordType: string | null
  readonly categories: readonly string[]
  readonly outcome: EvidenceOutcome
  readonly reasons: readonly string[]
  readonly basis: string | null
  readonly clauses: readonly string[]
  /** Hash of the edition under which the answer was given. */
  readonly edition: string | null
  /** The id of the opening it belongs to. */
  readonly opening: string | null
  readonly detail: EvidenceDetail
}

/** One answer about several people: one row that names them all, or one with no subject where there are none. */
type EvidenceOfMany = Omit<EvidenceEntry, 'subject'> & { readonly subjects: readonly string[] }

/** What is recorded: something about one person at most, or about several. */
export type Recorded = EvidenceEntry | EvidenceOfMany

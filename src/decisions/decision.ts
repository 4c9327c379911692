import type { Act, Basis, Category, Circumstance, Condition, RecipientKind, Relationship, Role } from '#notice/vocabulary.ts'

/** Who asks: a colleague in one role, or somebody outside to whom data would go. */
export type Who = { readonly role: Role } | { readonly recipient: RecipientKind }

/** One question. `activity` is an id of the edition (the vocabulary's or the landlord's own). */
export type Request = {
  readonly who: Who
  readonly act: Act
  readonly activity: string
  readonly categories: readonly [Category, ...Category[]]
  readonly relationship?: Relationship
  readonly circumstances: ReadonlySet<Circumstance>
}

/**
 * Why something is refused, in the order in which reasons are reported. Structural reasons come alone: where nothing entitles the asker, no
 * circumstance is looked at.
 */
export const structuralReasons = [
  'activity-unknown',
  'act-not-for-colleague',
  'act-not-for-recipient',
  'relationship-not-covered',
  'role-not-in-activity',
  'recipient-not-in-activity',
  'category-not-in-activity',
  'category-closed-to-role',
  'category-not-shared-with-recipient',
  'act-closed-to-role',
] as const

/** `lacks-x`: a circumstance that must be present is absent. `stopped-by-x`: one that must be absent is present. */
export type CircumstanceReason = `lacks-${Circumstance}` | `stopped-by-${Circumstance}`
export type StructuralReason =
  | (typeof structuralReasons)[number]
  | 'source-not-in-activity'
  | 'collected-for-another-activity'
  | 'unknown-word'
  | 'engine-failed'
export type ReasonCode = StructuralReason | CircumstanceReason

/** A reason a person can act on. `category` where the reason concerns one of several. */
export type Reason = {
  readonly code: ReasonCode
  readonly category?: Category
  /** Other circumstances that would do in place of the first. */
  readonly instead?: readonly Circumstance[]
}

export type Permitted = {
  readonly outcome: 'permitted'
  readonly basis: Basis
  readonly conditions: readonly Condition[]
  readonly clauses: readonly string[]
}

export type NotPermitted = {
  readonly outcome: 'refused' | 'needs-consent'
  readonly reasons: readonly [Reason, ...Reason[]]
  readonly clauses: readonly string[]
  /** The basis the use would have rested on, where an entry exists. */
  readonly basis?: Basis
  readonly conditions?: readonly Condition[]
}

export type Decision = Permitted | NotPermitted

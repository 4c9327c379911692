import {
  acts,
  type Basis,
  type Category,
  type Circumstance,
  type Condition,
  categories,
  circumstances,
  recipientKinds,
  relationships,
  roles,
} from '#notice/vocabulary.ts'
import { Fault } from '#shared/fault.ts'
import type { Decision, Reason } from './decision.ts'

/** One bit for each circumstance, in the vocabulary's order. */
export type CircumstanceMask = number

/** One thing that an entry asks. It refuses when what it needs is absent, or when what stops it is present. */
export type Line = {
  /** The position of its reason among all reasons. */
  readonly order: number
  readonly kind: 'needs' | 'stops'
  readonly mask: CircumstanceMask
  /** Checked only when one of these is present; 0: always. */
  readonly when: CircumstanceMask
  readonly reason: Reason
  readonly clauses: readonly string[]
}

/** What the edition says about one cell: who asks, which act, which activity, which category. */
export type CompiledEntry = {
  readonly cell: number
  readonly category: Category
  readonly basis: Basis
  readonly conditions: readonly Condition[]
  readonly activityClauses: readonly string[]
  readonly clauses: readonly string[]
  readonly restsOnConsent: boolean
  /** In the order in which reasons are reported. */
  readonly lines: readonly Line[]
  /** The circumstances that make a difference. */
  readonly reads: CircumstanceMask
}

/** An edition as integers. Roles come first among the askers, then recipients. */
export type Tables = {
  readonly hash: string
  readonly activities: ReadonlyMap<string, number>
  /** By activity: a bit for each relationship covered. */
  readonly covered: Int32Array
  /** By activity and asker: 1 where the activity names them at all, or would ask the person's consent for them. */
  readonly named: Uint8Array
  /** By activity and category: 1 where the activity has it. */
  readonly has: Uint8Array
  /** By activity, asker and category: 1 where some act grants it. */
  readonly open: Uint8Array
  /** By activity and relationship: the block of cells that answers. It is the activity's own number, unless another basis is named for them. */
  readonly blocks: Int32Array
  /** By block, asker, act and category: the entry's number; 0 where there is none. */
  readonly cells: Int32Array
  readonly entries: readonly (CompiledEntry | undefined)[]
  /** By entry: its cell. INVARIANT: an entry answers only for the cell it was compiled for. */
  readonly cellOf: Int32Array
  /** By entry: the circumstances that make a difference. */
  readonly reads: Int32Array
  /** By entry: where its answers begin; -1 where it reads so many circumstances that its answers are not kept. */
  readonly from: Int32Array
  /** Every answer of every entry, one for each combination of the circumstances it reads. Each is made when it is first needed. */
  readonly answers: (Decision | undefined)[]
}

/** The fields of a request that are the same for many records, as numbers. */
export type TableQuery = {
  readonly activity: number | undefined
  readonly who: number
  readonly isRole: boolean
  readonly act: number
  readonly isShare: boolean
}

export const size = {
  who: roles.length + recipientKinds.length,
  act: acts.length,
  category: categories.length,
  relationship: relationships.length,
} as const

export const roleNumbers = numbered(roles, 0)
export const recipientNumbers = numbered(recipientKinds, roles.length)
export const actNumbers = numbered(acts, 0)
export const categoryNumbers = numbered(categories, 0)
export const relationshipNumbers = numbered(relationships, 0)
export const circumstanceNumbers = numbered(circumstances, 0)

export const namedAt = (activity: number, who: number): number => activity * size.who + who
export const hasAt = (activity: number, category: number): number => activity * size.category + category
export const openAt = (activity: number, who: number, category: number): number => (activity * size.who + who) * size.category + category
export const blockAt = (activity: number, relationship: number): number => activity * size.relationship + relationship
export const cellAt = (block: number, who: number, act: number, category: number): number =>
  ((block * size.who + who) * size.act + act) * size.category + category

/** The number of a word. A word without a number is a fault: never the number 0. */
export function numberOf(numbers: ReadonlyMap<string, number>, word: string): number {
  const number = numbers.get(word)
  if (number === undefined) throw new Fault('word-without-number', 'a word of the request is not in the vocabulary')
  return number
}

export function maskOf(present: Iterable<Circumstance>): CircumstanceMask {
  let mask = 0
  for (const circumstance of present) mask |= 1 << numberOf(circumstanceNumbers, circumstance)
  return mask
}

function numbered(words: readonly string[], from: number): ReadonlyMap<string, number> {
  return new Map(words.map((word, index) => [word, from + index]))
}

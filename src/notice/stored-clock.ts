import type { Trigger } from './edition.ts'
import type { Activity, Category } from './vocabulary.ts'

/** What starts the clocks of one kind of record that software can store. */
export type StoredClock = {
  readonly storedIn: string
  readonly category: Category
  /** What its items are collected for unless somebody says otherwise. */
  readonly usually: Activity
  /** Triggers that start by themselves; and those that somebody starts by ending a matter. */
  readonly started: ReadonlySet<Trigger>
  readonly noted: readonly Trigger[]
  /** Whether the end of a tenancy reaches its items, and whether they can be about somebody who never had one. */
  readonly withTenancy: boolean
  readonly ofOnePerson: boolean
}

import type { Trigger } from './edition.ts'
import type { Activity, Category } from './vocabulary.ts'

/** What starts the clocks of one kind of record that the software can store. */
export type StoredClock = {
  readonly storedIn: string
  readonly category: Category
  /** The activity its items are collected for unless stated otherwise. */
  readonly usually: Activity
  /** Its items are collected for that activity and no other, so that no other activity's rule is about them. */
  readonly always: boolean
  /** Triggers that start by themselves, and those that somebody starts by ending a matter. */
  readonly started: ReadonlySet<Trigger>
  readonly noted: readonly Trigger[]
  /** Whether the end of a tenancy applies to its items, and whether they can be about somebody who never had one. */
  readonly withTenancy: boolean
  readonly ofOnePerson: boolean
}

import type { Trigger } from '#notice/edition.ts'
import type { Activity, Category, Source } from '#notice/vocabulary.ts'
import type { Fields } from './field.ts'
import type { Tie } from './ties/tie.ts'

/**
 * What a record type says of itself. Everything that concerns every type reads this: grants, statements, subject access,
 * retention, the data map, import checks. A table or column that no record type declares fails the catalogue test.
 */

/**
 * What a type's table has beside the standard, in SQL, each by its name in the database. One of the standard's own name takes its place; null: the
 * table has none of that name.
 */
export type TableExtras = {
  /** `person: '(person_id)'` makes the index `<table>_person`: its columns, and whatever else stands behind `on <table>`. */
  readonly indexes?: Readonly<Record<string, string | null>>
  /** By the whole name: a check or what is unique. Of the standard are foreign keys alone, `<table>_<column>_fkey`. */
  readonly constraints?: Readonly<Record<string, string | null>>
}

/** The index `open`, oldest first: for a type of which many items wait long for their event. One whose clock has started costs nothing here. */
export const openItems = '(activity, collected_at) where clock_from is null'
/** The index `due` of a type of which most items have no event of their own, and go when the tenancy has ended: a sweep reads the few that have one. */
export const fewDated = '(activity, clock_from) where clock_from is not null'

export type RecordType<F extends Fields = Fields> = {
  /** In addresses, types and tests: `contact-detail`. Its table is the same with underscores. */
  readonly name: string
  readonly title: { readonly one: string; readonly many: string }
  /** How its rows are tied to people: one of `ties`. */
  readonly tie: Tie
  /** Decides which retention rule counts for the row. */
  readonly category: Category
  /** Whether somebody who may collect one may also take one away by hand; all others go when they are due, and not before. */
  readonly erasable?: true
  /** It is itself what keeps other items, so no hold hides it from a list of many people's. */
  readonly keeps?: true
  /** What it is collected for where nobody says otherwise. */
  readonly usual: Activity
  /** Where its items come from where nobody says otherwise: the landlord's own systems where this is absent. */
  readonly usualSource?: Source
  /**
   * Events of a matter that an item can belong to: whoever ends the matter dates them. Until somebody does, the item waits for a review once its
   * period has gone by since it was collected. Absent where an item is about nobody: it stays.
   */
  readonly matters?: readonly Trigger[]
  /**
   * On the page of a person's record: its place, the smallest first; its heading, where its title would not do; and those of its parts of other
   * categories, where the notice's name of the category would not do.
   */
  readonly onRecord?: {
    readonly place: number
    readonly heading?: string
    readonly headings?: Readonly<Partial<Record<Category, string>>>
    /** The field by which its items stand newest first: its first moment where this is absent. */
    readonly newestFirst?: string
    /** Shown as a timeline: the field that heads each, those in the line below it, and the one that is told in full. */
    readonly timeline?: { readonly title: string; readonly meta: readonly string[]; readonly body: string }
  }
  /** Why no search by person finds its items, as a copy of somebody's information says it: of what came without a person. */
  readonly notSearched?: string
  readonly table?: TableExtras
  readonly fields: F
}

export function recordType<const F extends Fields>(definition: RecordType<F>): RecordType<F> {
  return definition
}

/** The categories that a record type holds, in the order of its fields. */
export function categoriesOf(type: RecordType): readonly Category[] {
  return [...new Set(Object.values(type.fields).map((declared) => declared.category))]
}

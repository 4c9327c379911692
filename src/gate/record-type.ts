import type { Trigger } from '#notice/edition.ts'
import type { Activity, Category, Source } from '#notice/vocabulary.ts'
import { Fault } from '#shared/fault.ts'
import type { Fields } from './field.ts'
import type { Tie } from './ties/tie.ts'

/**
 * What a record type declares. Everything that concerns all types reads this: grants, statements, subject access, retention, the data map,
 * import checks. The catalogue test fails for a table or column that no record type declares.
 */

/**
 * Additions to the standard indexes and constraints of a type's table, in SQL, by their name in the database. One with a standard name
 * replaces the standard one; null leaves it out.
 */
export type TableExtras = {
  /** `person: '(person_id)'` makes the index `<table>_person`: its columns, and whatever else follows `on <table>`. */
  readonly indexes?: Readonly<Record<string, string | null>>
  /** By the full name: a check or a uniqueness rule. The only standard constraints are foreign keys, named `<table>_<column>_fkey`. */
  readonly constraints?: Readonly<Record<string, string | null>>
}

/**
 * The index `open`, oldest first, for a type of which many items wait long for their event. Items whose clock has started are not in it.
 */
export const openItems = '(activity, collected_at) where clock_from is null'
/**
 * The index `due` for a type of which most items have no event of their own and are due after the tenancy ends. It has only the few that
 * do.
 */
export const fewDated = '(activity, clock_from) where clock_from is not null'

/**
 * Its items are copies of parts of something that was collected for `activity`, and are deleted no later than that. `date`: the field with
 * the day from which the original's period runs. `unless`: what its fields say of an item in which nobody can be recognised, which has only
 * the period of its own; `true` is any value.
 */
export type MadeFrom = {
  readonly activity: Activity
  readonly date: string
  readonly unless: Readonly<Record<string, string | true>>
}

/**
 * Items that are lines of the ledger. What every line has is in fields of the same name in each such type (`lineHead` in `ledger-line.ts`). `says`: the
 * fields that the page of a line tells, in this order. `unless`: what the fields say of an item that is no line, since it went to nobody else.
 */
export type LedgerLine = { readonly says: readonly string[]; readonly unless?: Readonly<Record<string, string>> }

export type RecordType<F extends Fields = Fields> = {
  /** As in addresses, types and tests: `contact-detail`. The table's name has underscores instead. */
  readonly name: string
  readonly title: { readonly one: string; readonly many: string }
  /** How its rows are tied to people: one of `ties`. */
  readonly tie: Tie
  /** Decides which retention rule applies to the row. */
  readonly category: Category
  /** Whether a colleague who may collect an item may also delete one. Items of any other type are deleted only when they are due. */
  readonly erasable?: true
  /** It is itself a reason to keep other items, so no hold hides it from a work list. */
  readonly keeps?: true
  /** The activity that it is collected for unless another is given. */
  readonly usual: Activity
  /** Where its items come from unless another source is given. If absent: the landlord's own systems. */
  readonly usualSource?: Source
  /**
   * Events of a matter that an item can belong to. Whoever ends the matter dates them; an item without a date waits for a review once its
   * period has passed since it was collected. Absent where items are about nobody and so are never due.
   */
  readonly matters?: readonly Trigger[]
  /** Set where its items are made from items of another activity. */
  readonly madeFrom?: MadeFrom
  /**
   * How it appears on the page of a person's record: its position, smallest first; its heading, if not its title; and the headings of its
   * parts of other categories, where the notice's name of the category would be wrong.
   */
  readonly onRecord?: {
    readonly position: number
    readonly heading?: string
    readonly headings?: Readonly<Partial<Record<Category, string>>>
    /** The field by which its items are sorted, newest first. If absent: its first field that holds a moment. */
    readonly newestFirst?: string
    /** Shown as a timeline: the field for each heading, those for the line below, and the one shown in full. */
    readonly timeline?: { readonly title: string; readonly meta: readonly string[]; readonly body: string }
  }
  /** For items that came without a person, or are in nobody's copy: why a search by person does not go through them, in the words of the copy. */
  readonly notSearched?: string
  /**
   * Items are in the copy of the person whom they are about, and in nobody else's: why a search for somebody else does not go through them, in words. Absent
   * where a text in one person's record may be about another, who then has it read for their copy.
   */
  readonly nobodyElses?: string
  /**
   * The only activities that ever reach its items. No other has a privilege on its table, and none is permitted, whatever an edition says
   * (P2).
   */
  readonly only?: readonly Activity[]
  /**
   * Each item is what somebody chose to say when they were asked and need not have answered. It is their explicit consent to what they said
   * it for, and ends when the item is deleted.
   */
  readonly ownChoice?: true
  /**
   * Where the person is not told of some items: what the fields of those say of which they are. No copy, and nothing that is searched for one, has the
   * others, nor a gap where they are.
   */
  readonly toldWhen?: Readonly<Record<string, string>>
  /** Its items are lines of the ledger of what is shared, which lists, counts and shows them from this. */
  readonly line?: LedgerLine
  /** Its items are written as the notice decides that something may be shared, by whichever activity shares, and by nobody otherwise. */
  readonly writtenOnSharing?: true
  /** The date field with which an item is over: from then on it goes to nobody outside. */
  readonly leavesUntil?: string
  /**
   * The date field with the last day on which an item counts as right without being looked at again. From the next day it goes to nobody outside and is
   * shown as overdue, until somebody looks at it (UK GDPR Article 5(1)(d)).
   */
  readonly reviewedBy?: string
  /** Whoever writes an item raises and ends the task about it in the same statement. */
  readonly hasTask?: true
  /**
   * Fields by which its items are counted for the promises: words of a closed list, and days, of which only whether they are past. Whoever counts reads
   * these columns alone, without whose item it is.
   */
  readonly counted?: readonly string[]
  readonly table?: TableExtras
  readonly fields: F
}

/** A fault where the declaration names a field that it does not have, or has a text that nothing lets stand unsealed. */
export function recordType<const F extends Fields>(definition: RecordType<F>): RecordType<F> {
  const { name, fields, onRecord } = definition
  const unsealed = Object.keys(fields).find((field) => fields[field] !== undefined && isUnexplained(fields[field]))
  if (unsealed !== undefined)
    throw new Fault(
      'text-not-sealed',
      `the record type \`${name}\` keeps the text \`${unsealed}\` readable: declare it with \`sealed\`, or say under \`plain\` why it need not be`,
    )
  const { timeline } = onRecord ?? {}
  const named = [
    ...Object.values(fields).flatMap(({ limits, saidToBe = [] }) => [limits.notBefore, limits.itemOf, ...saidToBe]),
    onRecord?.newestFirst,
    definition.madeFrom?.date,
    definition.leavesUntil,
    definition.reviewedBy,
    ...Object.keys(definition.madeFrom?.unless ?? {}),
    ...Object.keys(definition.toldWhen ?? {}),
    ...(definition.line?.says ?? []),
    ...Object.keys(definition.line?.unless ?? {}),
    ...(definition.counted ?? []),
    ...(timeline === undefined ? [] : [timeline.title, timeline.body, ...timeline.meta]),
  ]
  const unknown = named.find((field) => field !== undefined && !(field in fields))
  if (unknown === undefined) return definition
  throw new Fault('field-not-declared', `the record type \`${name}\` speaks of its field \`${unknown}\`, which it does not have`)
}

/** A text in the clear that is no word of a list, and says no reason. */
function isUnexplained({ kind, sealed, limits }: Fields[string]): boolean {
  return kind === 'text' && !sealed && limits.oneOf === undefined && limits.plain === undefined
}

/** The categories of a record type, in the order of its fields. */
export function categoriesOf(type: RecordType): readonly Category[] {
  return [...new Set(Object.values(type.fields).map((declared) => declared.category))]
}

/** Whether the person is told of an item: of every one, where its type says nothing else. */
export function isTold({ toldWhen }: Pick<RecordType, 'toldWhen'>, row: Readonly<Record<string, unknown>>): boolean {
  return Object.entries(toldWhen ?? {}).every(([name, value]) => row[name] === value)
}

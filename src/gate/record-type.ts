import type { Trigger } from '#notice/edition.ts'
import type { Activity, Category, OrdinaryCategory, Source } from '#notice/vocabulary.ts'
import { type Label, labelFrom, type Said, type Words } from './field-words.ts'
import type { Tie } from './ties/tie.ts'

/**
 * What a record type says of itself. Everything that concerns every type reads this: grants, statements, subject access,
 * retention, the data map, import checks. A table or column that no record type declares fails the catalogue test.
 */

type Kinds = {
  text: string
  date: string
  instant: string
  boolean: boolean
  integer: number
  /** A length that a 32-bit number may not hold. */
  bytes: number
  pence: number
  uuid: string
}
export type FieldKind = keyof Kinds

/**
 * Whose data a field is, and so whether a subject access pack gives it as it is: `person`: of the person whose record it is and of nobody else.
 * `third-party`: of somebody else. `may-name-others`: written by us about the person, in words that may tell of somebody else as well;
 * `own-words` the same, but that what the person told us of it themselves is theirs. `machine`: what the software needs to find and open
 * something else; it tells nothing of anybody, and no page, pack or form has it.
 */
export type Owner = 'person' | 'third-party' | 'may-name-others' | 'own-words' | 'machine'

/** What a value must be besides of its kind: said once, with the field, for every form that brings one in from elsewhere. */
export type Limits = {
  /**
   * A closed list: each word as it is stored, with what is said for it, in the order in which they are offered. `held-types`: the names of the record
   * types that a hold can cover. `activities`: those of the notice, by id.
   */
  readonly oneOf?: Said | 'held-types' | 'activities'
  /** It tells of what has happened, so it is never later than now. */
  readonly happened?: true
  /** Never before the date in this other field. */
  readonly notBefore?: string
  readonly least?: number
  /** The id of an item of the record type whose name stands in this other field. */
  readonly itemOf?: string
  /** The events of the item's own that it dates: retention runs from there (RT1). */
  readonly dates?: readonly Trigger[]
  /** Why a text that is no closed list stands in plain. */
  readonly plain?: PlainText
  /** Of what is sealed, and so may be empty once its key is gone: no form takes in an item without. */
  readonly needed?: true
}

/**
 * The texts that stand in plain. `name`: of a person or a home, or how to reach them: people are found by it. `colleague`: who of the landlord's did
 * it. `code`: a short word of the landlord's lists, a number or a reference. All other text is somebody's own words, which may tell anything of
 * anybody, and is sealed.
 */
export type PlainText = 'name' | 'colleague' | 'code'
/** The longest that a code is: what is longer is no code. */
export const longestCode = 64

export type Field<
  K extends FieldKind = FieldKind,
  C extends Category = Category,
  O extends boolean = boolean,
  S extends boolean = boolean,
  L extends Limits = Limits,
> = Words & {
  readonly kind: K
  readonly category: C
  readonly label: Label
  readonly optional: O
  /** Encrypted under the person's own key, in one blob with the row's other sealed fields of the category. */
  readonly sealed: S
  readonly owner: Owner
  /** Other fields that say whose it is, in words of their own: where they may name somebody else, so may this. */
  readonly saidToBe?: readonly string[] | undefined
  readonly limits: L
}

/** The limits of a text that is one of a closed list with words of its own. */
export type Listed<Stored extends string> = Omit<Limits, 'oneOf'> & { readonly oneOf: Said<Stored> }

type Settings = Limits & Words & { readonly owner?: Owner; readonly saidToBe?: readonly string[] }
/** A text in plain says why it may be: free text in plain does not compile. */
type PlainSettings = Settings & ({ readonly oneOf: NonNullable<Limits['oneOf']> } | { readonly plain: PlainText })

/** `label`: one for everybody, or what colleagues and the customer call it. */
export function field<C extends Category, V extends string>(
  kind: 'text',
  category: C,
  label: string | Label,
  settings: Settings & { readonly oneOf: Said<V> },
): Field<'text', C, false, false, Listed<V>>
export function field<C extends Category>(
  kind: 'text',
  category: C,
  label: string | Label,
  settings: PlainSettings,
): Field<'text', C, false, false>
export function field<K extends Exclude<FieldKind, 'text'>, C extends Category>(
  kind: K,
  category: C,
  label: string | Label,
  settings?: Settings,
): Field<K, C, false, false>
export function field<K extends FieldKind, C extends Category>(
  kind: K,
  category: C,
  label: string | Label,
  settings: Settings = {},
): Field<K, C, false, false> {
  return { kind, category, label: labelFrom(label), optional: false, sealed: false, ...asDeclared(settings) }
}

export function optional<C extends Category, V extends string>(
  kind: 'text',
  category: C,
  label: string | Label,
  settings: Settings & { readonly oneOf: Said<V> },
): Field<'text', C, true, false, Listed<V>>
export function optional<C extends Category>(
  kind: 'text',
  category: C,
  label: string | Label,
  settings: PlainSettings,
): Field<'text', C, true, false>
export function optional<K extends Exclude<FieldKind, 'text'>, C extends Category>(
  kind: K,
  category: C,
  label: string | Label,
  settings?: Settings,
): Field<K, C, true, false>
export function optional<K extends FieldKind, C extends Category>(
  kind: K,
  category: C,
  label: string | Label,
  settings: Settings = {},
): Field<K, C, true, false> {
  return { kind, category, label: labelFrom(label), optional: true, sealed: false, ...asDeclared(settings) }
}

/** Free text, and everything special or criminal: kept only as ciphertext. Always optional, so that an erased key leaves the row readable. */
export function sealed<C extends Category>(category: C, label: string | Label, settings: Settings = {}): Field<'text', C, true, true> {
  return { kind: 'text', category, label: labelFrom(label), optional: true, sealed: true, ...asDeclared(settings) }
}

function asDeclared({ owner = 'person', saidToBe, empty, words, counts, ...limits }: Settings) {
  const said: Words = {
    ...(empty === undefined ? {} : { empty }),
    ...(words === undefined ? {} : { words }),
    ...(counts === undefined ? {} : { counts }),
  }
  return { owner, saidToBe, limits, ...said }
}

/** Special and criminal categories may only be declared sealed: a plain column of them does not compile. */
export type LawfulField = Field<FieldKind, OrdinaryCategory, boolean, boolean> | Field<'text', Category, true, true>
export type Fields = { readonly [name: string]: LawfulField }

/** Whether an item cannot be taken in without it. */
export function mustBeGiven({ optional, limits }: Pick<Field, 'optional' | 'limits'>): boolean {
  return !optional || limits.needed === true
}

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
  }
  /** Why no search by person finds its items, as a copy of somebody's information says it: of what came without a person. */
  readonly notSearched?: string
  readonly table?: TableExtras
  readonly fields: F
}

export function recordType<const F extends Fields>(definition: RecordType<F>): RecordType<F> {
  return definition
}

type ValueOf<T> = T extends Field<infer K, Category, infer O, boolean> ? (O extends true ? Kinds[K] | null : Kinds[K]) : never
type NamesOf<F extends Fields, C extends Category> = { [N in keyof F]: F[N]['category'] extends C ? N : never }[keyof F]

/** Every row carries these: where it came from and when its clock started. */
export type Provenance = {
  readonly id: string
  /** Another one after every change of the row: a correction says which it was made from. */
  readonly version: string
  readonly activity: string
  readonly source: string
  readonly collectedAt: string
  readonly edition: string
  /** The date of the item's own event, from which its retention period runs; null while it has not happened. */
  readonly clockFrom: string | null
  /** The person, the tenure and the place the row is tied to, where its type has them. */
  readonly personId: string | null
  readonly tenureId: string | null
  readonly placeId: string | null
}

export type Values<F extends Fields> = {
  readonly [N in keyof F as F[N]['optional'] extends true ? never : N]: ValueOf<F[N]>
} & { readonly [N in keyof F as F[N]['optional'] extends true ? N : never]?: ValueOf<F[N]> | undefined }

/** The fields of one category of a record type: the unit that is read, because it is the unit that the notice allows. */
export type RecordPart<C extends Category = Category, Shape = unknown> = {
  readonly type: RecordType
  readonly category: C
  readonly fields: readonly string[]
  /** Without what is sealed. */
  readonly plain?: true
  /** Whether what the database gave is a row of this part; a row that is not is a fault, never a half-filled answer. */
  readonly holds: (row: Readonly<Record<string, unknown>>) => row is Readonly<Record<string, unknown>> & Shape
}

export type PartShape<F extends Fields, C extends Category> = Provenance & { readonly [N in NamesOf<F, C>]: ValueOf<F[N]> }

type PlainShape<F extends Fields, C extends Category> = Provenance & {
  readonly [N in NamesOf<F, C> as F[N]['sealed'] extends true ? never : N]: ValueOf<F[N]>
}

/** The part of `type` that is of `category`. */
export function part<F extends Fields, C extends F[keyof F]['category']>(type: RecordType<F>, category: C): RecordPart<C, PartShape<F, C>> {
  const fields = Object.keys(type.fields).filter((name) => type.fields[name]?.category === category)
  const isWhole = wholeRow(type, fields)
  const holds = (row: Readonly<Record<string, unknown>>): row is Readonly<Record<string, unknown>> & PartShape<F, C> => isWhole(row)
  return { type, category, fields, holds }
}

/** The same without what is sealed: for lists, which open none of it. */
export function plainPart<F extends Fields, C extends F[keyof F]['category']>(
  type: RecordType<F>,
  category: C,
): RecordPart<C, PlainShape<F, C>> {
  const fields = Object.keys(type.fields).filter((name) => type.fields[name]?.category === category && !type.fields[name].sealed)
  const isWhole = wholeRow(type, fields)
  const holds = (row: Readonly<Record<string, unknown>>): row is Readonly<Record<string, unknown>> & PlainShape<F, C> => isWhole(row)
  return { type, category, fields, plain: true, holds }
}

const jsTypes: Readonly<Record<FieldKind, string>> = {
  text: 'string',
  date: 'string',
  instant: 'string',
  boolean: 'boolean',
  integer: 'number',
  bytes: 'number',
  pence: 'number',
  uuid: 'string',
}

/** Whether a row has its id and, in each of the fields, a value as it is declared. Asked for every row that is read: the declarations are looked up once. */
function wholeRow(type: RecordType, fields: readonly string[]): (row: Readonly<Record<string, unknown>>) => boolean {
  const values = fields.map((name) => {
    const field = type.fields[name]
    return { name, optional: field?.optional === true, of: field && jsTypes[field.kind] }
  })
  return (row) =>
    typeof row.id === 'string' && values.every(({ name, optional, of }) => (row[name] === null ? optional : typeof row[name] === of))
}

/** The categories that a record type holds, in the order of its fields. */
export function categoriesOf(type: RecordType): readonly Category[] {
  return [...new Set(Object.values(type.fields).map((declared) => declared.category))]
}

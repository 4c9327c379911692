import type { Trigger } from '#notice/edition.ts'
import type { Category, OrdinaryCategory } from '#notice/vocabulary.ts'
import { type Label, labelFrom, type Said, type Words } from './field-words.ts'

/** What a value of each kind is, as it is read. */
export type Kinds = {
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

import type { Trigger } from '#notice/edition.ts'
import type { Category, OrdinaryCategory } from '#notice/vocabulary.ts'
import { type Label, labelFrom, type Said, type Words } from './field-words.ts'

/** The TypeScript type of each kind of value. */
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
 * Whose data a field is, and so whether a subject access pack includes it. `person`: about the person whose record it is and nobody else.
 * `third-party`: about somebody else. `may-name-others`: written by us about the person, in words that may also be about somebody else.
 * `own-words`: the same, except that what the person themselves told us is theirs. `machine`: what the software needs to find or open
 * something else; it is about nobody, and no page, pack or form shows it.
 */
export type Owner = 'person' | 'third-party' | 'may-name-others' | 'own-words' | 'machine'

/** What a value must be besides of its kind. Declared once with the field, for every form and import. */
export type Limits = {
  /**
   * A closed list: each stored word with the words shown for it, in the order in which they are offered. `held-types`: the names of the
   * record types that a hold can cover. `activities`: the ids of the notice's activities.
   */
  readonly oneOf?: Said | 'held-types' | 'activities'
  /** A date or time that is never in the future. */
  readonly happened?: true
  /** Never before the date in this other field. */
  readonly notBefore?: string
  readonly least?: number
  /** The most characters of a text. */
  readonly longest?: number
  /** The id of an item of the record type that this other field names. */
  readonly itemOf?: string
  /** The events that it dates: retention periods run from there (RT1). */
  readonly dates?: readonly Trigger[]
  /** Why a text that is no closed list is stored unsealed. */
  readonly plain?: PlainText
  /** For a sealed field, which may be empty once its key has been erased: no form takes in an item without it. */
  readonly needed?: true
}

/**
 * Why a text may be stored unsealed. `name`: of a person or a home, or how to reach them; people are found by it. `colleague`: which
 * colleague did something. `code`: a short word from the landlord's lists, a number or a reference. Any other text is somebody's own words,
 * which may be about anybody, and is sealed.
 */
export type PlainText = 'name' | 'colleague' | 'code'
/** A code is at most this long. */
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
  /** Other fields that say in words whose data this is. Where they may name somebody else, so may this field. */
  readonly saidToBe?: readonly string[] | undefined
  readonly limits: L
}

/**
 * `staysHere`: no share, table or file for others has it. It goes to the person alone; and what it says of somebody else to them, once that was read for the
 * copy that they asked for.
 */
type StaysOrLeaves = { readonly staysHere?: true }

/** A field that may go to somebody outside, where the notice shares its category with them. */
export type LeavingField = Field & { readonly staysHere?: never }
/** What of a type may go to somebody outside: a field that stays here is not even named. */
export type Leaving<F extends Fields> = { readonly [N in keyof F as F[N] extends { readonly staysHere: true } ? never : N]: F[N] }

export function mayLeave(field: Field & StaysOrLeaves): field is LeavingField {
  return field.staysHere !== true
}

/** The field, which goes to nobody outside but the person. */
export function staysHere<F extends Field>(field: F): F & { readonly staysHere: true } {
  return { ...field, staysHere: true }
}

/** The limits of a text from a closed list with words of its own. */
export type Listed<Stored extends string> = Omit<Limits, 'oneOf'> & { readonly oneOf: Said<Stored> }

/** The words that a field from a closed list may have. */
export type WordOf<F> = F extends { readonly limits: Listed<infer Stored> } ? Stored : never

/** A stored word as one of the list of its field; null where there is none, or the list has it no more. */
export function wordIn<Stored extends string>(
  { limits: { oneOf } }: { readonly limits: Listed<Stored> },
  stored: string | null,
): Stored | null {
  const isOne = (word: string): word is Stored => Object.hasOwn(oneOf, word)
  return stored !== null && isOne(stored) ? stored : null
}

/** The limits of a field that no item is taken in without, although it may be empty later. */
export type Needed = { readonly needed: true }

type Settings = Limits & Words & { readonly owner?: Owner; readonly saidToBe?: readonly string[] }
/** An unsealed text needs a reason: free text without one does not compile. */
type PlainSettings = Settings & ({ readonly oneOf: NonNullable<Limits['oneOf']> } | { readonly plain: PlainText })

/** `label`: one for everybody, or one for colleagues and one for the customer. */
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

/**
 * Free text, and all special category and criminal data: stored only as ciphertext. Always optional, so that the row can still be read once
 * its key is erased.
 */
export function sealed<C extends Category>(
  category: C,
  label: string | Label,
  settings: Settings & Needed,
): Field<'text', C, true, true, Limits & Needed>
export function sealed<C extends Category>(category: C, label: string | Label, settings?: Settings): Field<'text', C, true, true>
export function sealed<C extends Category>(category: C, label: string | Label, settings: Settings = {}): Field<'text', C, true, true> {
  return { kind: 'text', category, label: labelFrom(label), optional: true, sealed: true, ...asDeclared(settings) }
}

function asDeclared({ owner = 'person', saidToBe, empty, words, counts, asked, ...limits }: Settings) {
  const said: Words = {
    ...(empty === undefined ? {} : { empty }),
    ...(words === undefined ? {} : { words }),
    ...(counts === undefined ? {} : { counts }),
    ...(asked === undefined ? {} : { asked }),
  }
  return { owner, saidToBe, limits, ...said }
}

/** Special category and criminal data can only be declared sealed: an unsealed column of it does not compile. */
export type LawfulField = Field<FieldKind, OrdinaryCategory, boolean, boolean> | Field<'text', Category, true, true>
export type Fields = { readonly [name: string]: LawfulField & StaysOrLeaves }

/** Whether an item is refused without it. */
export function mustBeGiven({ optional, limits }: Pick<Field, 'optional' | 'limits'>): boolean {
  return !optional || limits.needed === true
}

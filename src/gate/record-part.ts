import type { Category } from '#notice/vocabulary.ts'
import type { Field, FieldKind, Fields, Kinds } from './field.ts'
import type { RecordType } from './record-type.ts'

type ValueOf<T> = T extends Field<infer K, Category, infer O, boolean> ? (O extends true ? Kinds[K] | null : Kinds[K]) : never
type NamesOf<F extends Fields, C extends Category> = { [N in keyof F]: F[N]['category'] extends C ? N : never }[keyof F]

/** What every row has: where it came from and when its clock started. */
export type Provenance = {
  readonly id: string
  /** Changes whenever the row does. A correction says which version it started from. */
  readonly version: string
  readonly activity: string
  readonly source: string
  readonly collectedAt: string
  readonly edition: string
  /** The date of the item's own event, from which its retention period runs; null if it has not happened yet. */
  readonly clockFrom: string | null
  /** The person, tenure and place that the row is tied to, where its type has them. */
  readonly personId: string | null
  readonly tenureId: string | null
  readonly placeId: string | null
}

export type Values<F extends Fields> = {
  readonly [N in keyof F as F[N]['optional'] extends true ? never : N]: ValueOf<F[N]>
} & { readonly [N in keyof F as F[N]['optional'] extends true ? N : never]?: ValueOf<F[N]> | undefined }

/** The fields of one category of a record type: the unit that is read, because the notice permits data by category. */
export type RecordPart<C extends Category = Category, Shape = unknown> = {
  readonly type: RecordType
  readonly category: C
  readonly fields: readonly string[]
  /** Leaves out the sealed fields. */
  readonly plain?: true
  /** Sealed fields that stay closed to whoever reads it: they come back empty. */
  readonly closed?: readonly string[]
  /** Whether a row from the database is a row of this part. One that is not is a fault, never a half-filled answer. */
  readonly isRow: (row: Readonly<Record<string, unknown>>) => row is Readonly<Record<string, unknown>> & Shape
}

export type PartShape<F extends Fields, C extends Category> = Provenance & { readonly [N in NamesOf<F, C>]: ValueOf<F[N]> }

type PlainShape<F extends Fields, C extends Category> = Provenance & {
  readonly [N in NamesOf<F, C> as F[N]['sealed'] extends true ? never : N]: ValueOf<F[N]>
}

/** The part of `type` that has the fields of `category`. */
export function part<F extends Fields, C extends F[keyof F]['category']>(type: RecordType<F>, category: C): RecordPart<C, PartShape<F, C>> {
  const fields = Object.keys(type.fields).filter((name) => type.fields[name]?.category === category)
  const isWhole = wholeRow(type, fields)
  const isRow = (row: Readonly<Record<string, unknown>>): row is Readonly<Record<string, unknown>> & PartShape<F, C> => isWhole(row)
  return { type, category, fields, isRow }
}

/** The same without sealed fields: for lists, which unseal nothing. */
export function plainPart<F extends Fields, C extends F[keyof F]['category']>(
  type: RecordType<F>,
  category: C,
): RecordPart<C, PlainShape<F, C>> {
  const fields = Object.keys(type.fields).filter((name) => type.fields[name]?.category === category && !type.fields[name].sealed)
  const isWhole = wholeRow(type, fields)
  const isRow = (row: Readonly<Record<string, unknown>>): row is Readonly<Record<string, unknown>> & PlainShape<F, C> => isWhole(row)
  return { type, category, fields, plain: true, isRow }
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

/** Whether a row has an id and a valid value for each field. Asked for every row that is read, so the declarations are looked up once. */
function wholeRow(type: RecordType, fields: readonly string[]): (row: Readonly<Record<string, unknown>>) => boolean {
  const values = fields.map((name) => {
    const field = type.fields[name]
    return { name, optional: field?.optional === true, of: field && jsTypes[field.kind] }
  })
  return (row) =>
    typeof row.id === 'string' && values.every(({ name, optional, of }) => (row[name] === null ? optional : typeof row[name] === of))
}

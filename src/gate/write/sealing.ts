import type { Category } from '#notice/vocabulary.ts'
import { Fault } from '#shared/fault.ts'
import type { PersonKeys, SealContext } from '#store/keys.ts'
import { columnOf, sealedColumnOf, sourceReasonColumn, tableOf } from '../columns.ts'
import { categoriesOf, type RecordType } from '../record-type.ts'

/** What decides whose key seals a new row. */
export type Tied = {
  readonly id: string
  readonly person: string | null
  readonly tenure?: string | null | undefined
  readonly values: Readonly<Record<string, unknown>>
}

/** Where a row has the ids that are not fields. */
const idsOf: Readonly<Record<string, (row: Tied) => unknown>> = {
  id: ({ id }) => id,
  personId: ({ person }) => person,
  tenureId: ({ tenure }) => tenure,
  placeId: ({ person }) => person,
}

/** The id whose key seals the row's words; null if the row does not say what it belongs to. */
export function ownerOf(type: RecordType, row: Tied): string | null {
  const { key } = type.tie
  const owner = idsOf[key] === undefined ? row.values[key] : idsOf[key](row)
  return typeof owner === 'string' ? owner : null
}

/** The column of a stored row that holds this id. */
export function ownerColumnOf(type: RecordType): string {
  return columnOf(type.tie.key)
}

/** The values to seal, by category. Categories without values are left out. */
export function wordsOf(
  type: RecordType,
  values: Readonly<Record<string, unknown>>,
): ReadonlyMap<Category, Readonly<Record<string, unknown>>> {
  const given = (category: Category) =>
    Object.entries(type.fields).filter(([name, field]) => field.sealed && field.category === category && values[name] != null)
  return new Map(
    categoriesOf(type).flatMap((category) => {
      const names = given(category).map(([name]): [string, unknown] => [name, values[name]])
      return names.length === 0 ? [] : [[category, Object.fromEntries(names)] as const]
    }),
  )
}

export function sealContextOf(type: RecordType, row: string, category: Category | 'source-reason'): SealContext {
  return { table: tableOf(type), row, category }
}

/** The sealed columns of a new row. */
export async function sealedColumns(
  keys: Pick<PersonKeys, 'seal'>,
  type: RecordType,
  row: Tied & { readonly sourceReason?: string | undefined },
): Promise<Readonly<Record<string, Buffer>>> {
  const sealed: Record<string, Buffer> = {}
  const owner = ownerOf(type, row)
  const seal = (category: Category | 'source-reason', words: Readonly<Record<string, unknown>>): Promise<Buffer> => {
    if (owner === null) throw new Fault('sealed-without-person', `a sealed field of \`${type.name}\` needs the person whose key seals it`)
    return keys.seal(owner, sealContextOf(type, row.id, category), words)
  }
  for (const [category, words] of wordsOf(type, row.values)) sealed[sealedColumnOf(category)] = await seal(category, words)
  if (row.sourceReason !== undefined) sealed[sourceReasonColumn] = await seal('source-reason', { words: row.sourceReason })
  return sealed
}

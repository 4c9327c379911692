import { z } from 'zod'
import { leafColumns } from '#evidence/leaf.ts'

const detailShape = z.looseObject({
  recipient: z.string().optional(),
  organisation: z.string().optional(),
  way: z.string().optional(),
  digest: z.string().optional(),
  fields: z.array(z.string()).optional(),
})

/** A row of evidence as it is read: each column by its name, in the database's own words. */
export type Told = {
  readonly column: (name: (typeof leafColumns)[number]) => string | null
  readonly detail: z.infer<typeof detailShape>
}

/** Words of the notice for what evidence names by its id. */
export type Words = { readonly category: (id: string) => string; readonly recipient: (kind: string) => string }

export function toldBy(leaf: string): Told {
  const values = z.array(z.string().nullable()).parse(JSON.parse(leaf))
  const column: Told['column'] = (name) => values[leafColumns.indexOf(name)] ?? null
  const detail = detailShape.safeParse(JSON.parse(column('detail') ?? '{}'))
  return { column, detail: detail.success ? detail.data : {} }
}

/** What the row says happened. */
export function happenedIn({ column, detail }: Told, { category, recipient }: Words): string {
  if (column('act') === 'share') {
    const what = idsIn(column('categories')).map(category).join(', ')
    return `${decided(column('outcome'))}: “${what}” to ${recipient(detail.recipient ?? 'somebody outside')}`
  }
  if (column('kind') !== 'change') return 'It was refused'
  const { fields } = detail
  if (fields === undefined) return 'The line was written'
  if (fields.includes('leftAt')) return 'It was noted that it left'
  return fields.includes('receivedOn') ? 'It was noted that they have it' : 'The line was changed'
}

function decided(outcome: string | null): string {
  if (outcome === 'permitted') return 'Decided that it may go'
  return outcome === 'needs-consent' ? 'Decided that it may go only if the person agrees' : 'Decided that it may not go'
}

/** A list of the database: `{one,other}`. Ids of the notice have no character that would be quoted in it. */
function idsIn(list: string | null): readonly string[] {
  return (list ?? '')
    .replaceAll(/^\{|\}$/g, '')
    .split(',')
    .filter((id) => id !== '')
}

/** When the row was written, by the database's clock. */
export function writtenAt({ column }: Told): string {
  const at = column('at') ?? ''
  if (!/^-?\d{1,17}$/.test(at)) return 'not dated'
  const instant = Temporal.Instant.fromEpochMilliseconds(Number(BigInt(at) / 1000n))
  return instant.toString({ smallestUnit: 'second' }).replace('T', ' ').replace('Z', ' UTC')
}

/** What stands in the row, for people: empty columns are left out. */
export function columnsOf(told: Told): readonly (readonly [string, string])[] {
  return labelled.flatMap(([name, label]): readonly (readonly [string, string])[] => {
    const value = told.column(name)
    return value === null || value === '{}' ? [] : [[label, value]]
  })
}

const labelled: readonly (readonly [(typeof leafColumns)[number], string])[] = [
  ['actor', 'Who, by their id'],
  ['role', 'In the role'],
  ['activity', 'For the activity'],
  ['act', 'To do what'],
  ['subject', 'About whom, by their id'],
  ['record_type', 'In which records'],
  ['categories', 'Kinds of information'],
  ['outcome', 'Outcome'],
  ['reasons', 'Reasons'],
  ['basis', 'Legal basis'],
  ['clauses', 'Clauses of the notice'],
  ['edition', 'SHA-256 of the edition of the notice'],
  ['opening', 'Opening of the record, by its id'],
  ['detail', 'Also on record'],
]

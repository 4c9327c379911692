import type { EvidenceEntry } from '#evidence/entry.ts'
import { Fault } from '#shared/fault.ts'
import { isRecord } from '#shared/record.ts'
import { columnOf, lineSql, tableOf } from '../columns.ts'
import type { FieldKind, Kinds } from '../field.ts'
import { columnTypeOf } from '../read/statements.ts'
import type { RecordType } from '../record-type.ts'

/**
 * What a list says of a line, whatever its type: unsealed fields, under the same name in each type that has them. `leftAt` is empty while nothing has
 * left.
 */
const lineHead = {
  organisationId: 'uuid',
  occasion: 'text',
  way: 'text',
  leftAt: 'instant',
  outcome: 'text',
  needsConsent: 'boolean',
  shown: 'text',
  showReviewOn: 'date',
  toldOn: 'date',
} as const satisfies Readonly<Record<string, FieldKind>>

type HeadField = keyof typeof lineHead
const names = Object.keys(lineHead).filter((name): name is HeadField => name in lineHead)

/** `at`: the moment at which it left, or was last worked on. `person`: null where it is about nobody whom we know. */
export type LineHead = { readonly [N in HeadField]: Kinds[(typeof lineHead)[N]] | null } & {
  readonly type: string
  readonly id: string
  readonly at: string
  readonly activity: string
  readonly recipient: string
  readonly person: string | null
}

/** By what lines are looked for. */
export function isSoughtBy(name: string): boolean {
  return name === 'activity' || name === 'recipient' || name in lineHead
}

/** SQL for the moment by which a line is dated. */
const moment = `coalesce(t.${columnOf('leftAt')}, t.collected_at)`

/** SQL that selects the heads of all lines of a type. What the type has no field for is null. */
export function headsSql(type: RecordType): string {
  const person = type.tie.links.includes('person_id') ? 't.person_id' : 'null::uuid'
  const fields = names.map((name) => {
    const field = type.fields[name]
    if (field === undefined) return `null::${columnTypeOf[lineHead[name]]} as "${name}"`
    if (field.sealed || field.kind !== lineHead[name])
      throw new Fault('line-without-head', `\`${name}\` of a \`${type.name}\` is not as a line has it`)
    return `t.${columnOf(name)} as "${name}"`
  })
  const frame = [`'${type.name}' as type`, 't.id', `${moment} as at`, 't.activity', 't.recipient', `${person} as person`]
  return `select ${[...frame, ...fields].join(', ')} from ${tableOf(type)} t where true${lineSql(type)}`
}

const frameIs = { type: 'string', id: 'string', at: 'string', activity: 'string', recipient: 'string' } as const

/** Whether a row from the database is the head of a line. */
export function isLineHead(row: unknown): row is LineHead {
  if (!isRecord(row)) return false
  const isFramed = Object.entries(frameIs).every(([name, is]) => typeof row[name] === is)
  return isFramed && names.every((name) => row[name] === null || typeof row[name] === (lineHead[name] === 'boolean' ? 'boolean' : 'string'))
}

/** Evidence of a change, which names the item where it is a line of the ledger: what is on record of a line can be shown by itself. */
export function namingLine({ line }: Pick<RecordType, 'line'>, entry: EvidenceEntry, item: string): EvidenceEntry {
  return line === undefined ? entry : { ...entry, detail: { ...entry.detail, item } }
}

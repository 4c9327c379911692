import { randomUUID } from 'node:crypto'
import { columnOf, tableOf } from '#gate/columns.ts'
import type { FieldKind } from '#gate/field.ts'
import type { RecordType } from '#gate/record-type.ts'
import { sealedColumns } from '#gate/write/sealing.ts'
import { storedWords } from '#records/words-of.ts'
import type { PersonKeys } from '#store/keys.ts'
import type { TestDatabase } from './database.ts'

export type Put = {
  readonly activity: string
  readonly collectedOn: Temporal.PlainDate
  readonly clockFrom?: Temporal.PlainDate | null
  readonly person?: string | null
  readonly tenure?: string | null
  readonly place?: string | null
  /** Values that matter for the test. Those that a row must have besides are made up. */
  readonly values?: Readonly<Record<string, string | null>>
  /** Seals those values that have to be sealed. */
  readonly keys?: Pick<PersonKeys, 'seal'>
}

/** Stores one item of any type as the superuser; answers its id. */
export async function putItem(on: Pick<TestDatabase, 'asAdmin'>, type: RecordType, put: Put): Promise<string> {
  const id = randomUUID()
  const links = new Map([
    ['person_id', put.person ?? null],
    ['tenure_id', put.tenure ?? null],
    ['place_id', put.place ?? null],
  ])
  const given = { ...madeUp(type), ...keptOnce(type), ...put.values }
  const tied = { id, person: put.person ?? put.place ?? null, tenure: put.tenure, values: given }
  const sealed = put.keys === undefined ? {} : await sealedColumns(put.keys, type, tied)
  const row = new Map<string, unknown>([
    ['id', id],
    ['activity', put.activity],
    ['source', 'own-systems'],
    ['collected_at', `${put.collectedOn}T12:00:00Z`],
    ['edition', 'test'],
    ['clock_from', put.clockFrom?.toString() ?? null],
    ...type.tie.links.map((column): [string, unknown] => [column, links.get(column) ?? null]),
    ...Object.entries(given)
      .filter(([name]) => type.fields[name]?.sealed === false)
      .map(([name, value]): [string, unknown] => [columnOf(name), value]),
    ...Object.entries(sealed),
  ])
  const places = [...row.keys()].map((_, place) => `$${place + 1}`)
  const text = `insert into ${tableOf(type)} (${[...row.keys()].join(', ')}) values (${places.join(', ')})`
  await on.asAdmin((admin) => admin.query(text, [...row.values()]))
  return id
}

/** A value of its own for each field that the table keeps once. */
function keptOnce(type: RecordType): Readonly<Record<string, string>> {
  const once = Object.values(type.table?.constraints ?? {})
  const fields = Object.keys(type.fields).filter((name) => once.includes(`unique (${columnOf(name)})`))
  return Object.fromEntries(fields.map((name) => [name, randomUUID()]))
}

const plain: Readonly<Record<FieldKind, string>> = {
  text: 'x',
  date: '2001-01-01',
  instant: '2001-01-01T12:00:00Z',
  boolean: 'false',
  integer: '1',
  bytes: '1',
  pence: '1',
  uuid: '00000000-0000-0000-0000-000000000000',
}

function madeUp(type: RecordType): Readonly<Record<string, string | null>> {
  const needed = Object.entries(type.fields).filter(([, field]) => !field.optional)
  return Object.fromEntries(
    needed.map(([name, { kind, limits }]) => {
      const [listed] = limits.oneOf === undefined ? [] : storedWords(limits.oneOf)
      return [name, name === 'reference' ? randomUUID() : (listed ?? plain[kind])]
    }),
  )
}

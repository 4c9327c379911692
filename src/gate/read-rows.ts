import type { Category } from '#notice/vocabulary.ts'
import { Fault } from '#shared/fault.ts'
import type { Row } from '#store/database.ts'
import { roleName } from '#store/role-names.ts'
import { sealedColumnOf, tableOf } from './columns.ts'
import type { GateParts } from './parts.ts'
import type { RecordPart } from './record-type.ts'
import { readStatement } from './statements.ts'

type Reading = Pick<GateParts, 'database' | 'keys'>

/** Reads a part of a person's rows as the activity's own database role, opening what is sealed. */
export async function readRows<Shape>(
  parts: Reading,
  activity: string,
  part: RecordPart<Category, Shape>,
  person: string,
): Promise<readonly Shape[]> {
  const rows = await parts.database.once(roleName(parts.database.schema, 'activity', activity), readStatement(part), [person])
  const sealedFields = part.fields.filter((name) => part.type.fields[name]?.sealed === true)
  const found: Shape[] = []
  for (const row of rows) {
    const whole = sealedFields.length === 0 ? row : { ...row, ...(await unsealed(parts, part, person, sealedFields, row)) }
    if (!part.holds(whole)) throw new Fault('row-not-of-part', `a row of \`${part.type.name}\` is not what its type declares`)
    found.push(whole)
  }
  return found
}

/** The sealed fields of a row; null each where there is nothing, or where the person's key has been erased. */
async function unsealed<Shape>(
  parts: Reading,
  part: RecordPart<Category, Shape>,
  person: string,
  fields: readonly string[],
  row: Row,
): Promise<Readonly<Record<string, unknown>>> {
  const blob = row[sealedColumnOf(part.category)]
  const id = row.id
  const blank = Object.fromEntries(fields.map((name) => [name, null]))
  if (!Buffer.isBuffer(blob) || typeof id !== 'string') return blank
  const values = await parts.keys.open(person, { table: tableOf(part.type), row: id, category: part.category }, blob)
  return { ...blank, ...values }
}

// Writes the SQL that creates the record types' tables, from their declarations (docs/decisions/0020).
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { everyRecordType } from '../src/records/every-record-type.ts'
import { staleFiles } from './table-files.ts'

const source = join(import.meta.dirname, '..', 'src')
const folder = join(source, 'store/migrations')

for (const [name, text] of await staleFiles(join(source, 'records'), folder, everyRecordType)) {
  await writeFile(join(folder, name), text)
  console.log(`written: src/store/migrations/${name}`)
}

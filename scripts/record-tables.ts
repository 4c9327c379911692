// Writes the SQL that makes the record types' tables, from their declarations (docs/decisions/0020).
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { everyRecordType } from '../src/records/every-record-type.ts'
import { tableFiles } from './table-files.ts'

const source = join(import.meta.dirname, '..', 'src')
const folder = join(source, 'store/migrations')

for (const [name, text] of await tableFiles(join(source, 'records'), folder, everyRecordType)) {
  const file = join(folder, name)
  if ((await readFile(file, 'utf8').catch(() => '')) === text) continue
  await writeFile(file, text)
  console.log(`written: src/store/migrations/${name}`)
}

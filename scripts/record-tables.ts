// Writes what follows from the declarations of the record types: the SQL that makes their tables (docs/decisions/0020), and docs/csv-form.md.
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { everyRecordType } from '../src/records/every-record-type.ts'
import { documentedForm } from './csv-form.ts'
import { staleFiles } from './table-files.ts'

const source = join(import.meta.dirname, '..', 'src')
const folder = join(source, 'store/migrations')

for (const [name, text] of await staleFiles(join(source, 'records'), folder, everyRecordType)) {
  await writeFile(join(folder, name), text)
  console.log(`written: src/store/migrations/${name}`)
}

const form = join(source, '../docs/csv-form.md')
const documented = await readFile(form, 'utf8')
if (documentedForm(documented) !== documented) {
  await writeFile(form, documentedForm(documented))
  console.log('written: docs/csv-form.md')
}

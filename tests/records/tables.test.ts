import { createHash } from 'node:crypto'
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { tableOf } from '#gate/columns.ts'
import { field, sealed } from '#gate/field.ts'
import { type RecordType, recordType } from '#gate/record-type.ts'
import { ties } from '#gate/ties/ties.ts'
import { everyRecordType } from '#records/every-record-type.ts'
import { definitionsOf } from '#store/definitions.ts'
import { migrate } from '#store/migrate.ts'
import { stepsIn } from '#store/steps.ts'
import { refuseStale, releasedIn, tableFiles } from '../../scripts/table-files.ts'
import { tableSql } from '../../scripts/table-of.ts'
import { type TestDatabase, testDatabase } from '../support/database.ts'
import { home, migrations } from '../support/places.ts'

const records = join(home, 'src/records')
const tables = new Set(everyRecordType.map(tableOf))

describe('the tables of the record types', () => {
  test('stand in the files as they are declared, and whoever declares one otherwise is told which command to run', async () => {
    await refuseStale(records, migrations, everyRecordType)
    const [person, ...others] = everyRecordType
    if (person === undefined) throw new Error('there are no record types')
    const taller: RecordType = { ...person, fields: { ...person.fields, height: field('integer', 'personal-details', 'Height') } }
    await expect(refuseStale(records, migrations, [taller, ...others])).rejects.toThrow('run `npm run record-tables`')
  })

  test('are in the database as they are declared, whichever steps made them', async () => {
    const on = await testDatabase({ with: 'tables' })
    const declared = await declaredIn(on)
    const there = (await on.asOwner(definitionsOf)).filter(ofTables)
    expect(there.filter((line) => !declared.includes(line))).toEqual([])
    expect(declared.filter((line) => !there.includes(line))).toEqual([])
  })
})

/** Columns, constraints and indexes of record types' tables. */
function ofTables(line: string): boolean {
  const [, table = ''] = /^(?:column|constraint) (\w+)\.|^index CREATE (?:UNIQUE )?INDEX \w+ ON (\w+) /.exec(line)?.filter(Boolean) ?? []
  return tables.has(table)
}

/** What the declarations alone make, in a schema of their own beside the landlord's, which has what their indexes call. */
async function declaredIn(on: TestDatabase): Promise<readonly string[]> {
  return on.asAdmin(async (admin) => {
    await admin.query('create schema declared')
    await admin.query(`set local search_path = declared, ${on.schema}, public`)
    for (const type of everyRecordType) await admin.query(tableSql(type, '', tables))
    return (await definitionsOf(admin)).filter(ofTables)
  })
}

describe('once the baseline is released', () => {
  const inspection = recordType({
    name: 'inspection',
    title: { one: 'Visit', many: 'Visits' },
    tie: ties.person.about,
    category: 'contact-log',
    usual: 'contact-handling',
    matters: ['case-closed'],
    fields: {
      kind: field('text', 'contact-log', 'Kind', { oneOf: { announced: 'Announced', unannounced: 'Unannounced' } }),
      assetId: field('uuid', 'contact-log', 'Home'),
      words: sealed('contact-log', 'What was seen'),
    },
  })
  const badge = recordType({ ...inspection, name: 'badge', tie: ties.alone, fields: { words: inspection.fields.words } })

  /** The files to write where all that there is has been released, and where they go. */
  async function written(types: readonly RecordType[]) {
    const folder = await mkdtemp(join(tmpdir(), 'assured-released-'))
    await cp(migrations, join(folder, 'steps'), { recursive: true })
    const lines = (await stepsIn(migrations)).map(({ name, sha256 }) => `${sha256}  ${name}\n`)
    await writeFile(join(folder, 'steps', 'released.txt'), lines.join(''))
    await cp(records, join(folder, 'records'), { recursive: true })
    for (const { name } of types) {
      const declaration = `/** One ${name}. */\nexport const type = recordType({ name: '${name}' })\n`
      await cp(join(records, 'hold'), join(folder, 'records', name), { recursive: true })
      await writeFile(join(folder, 'records', name, `${name}.ts`), declaration)
    }
    const files = () => tableFiles(join(folder, 'records'), join(folder, 'steps'), [...everyRecordType, ...types])
    return { steps: join(folder, 'steps'), files, leave: () => rm(folder, { recursive: true }) }
  }

  test('a new type gets a file of its own, which brings an older database up to date, and is written again until it is released too', async () => {
    const { steps, files, leave } = await written([inspection, badge])
    const made = await files()
    const [inspections, badges] = [...made.keys()]
    expect([inspections, badges]).toEqual([expect.stringMatching(/^0\d\d0-inspection\.sql$/), expect.stringMatching(/^0\d\d0-badge\.sql$/)])
    expect(made.get(inspections ?? '')).toMatch(/\n-- One inspection\.\ncreate table inspection \(\n/)
    expect(made.get(inspections ?? '')).not.toContain('view')
    const on = await testDatabase({ with: 'tables' })
    for (const [name, text] of made) await writeFile(join(steps, name), text)
    expect(await migrate(on.target, steps)).toEqual([...made.keys()])
    expect(await files()).toEqual(made)
    const lines = await on.asOwner(definitionsOf)
    expect(lines.filter((line) => /^(column|constraint|index).*\binspection\b/.test(line))).toEqual(
      expect.arrayContaining([
        'column inspection.asset_id uuid not null',
        'column inspection.sealed_contact_log bytea',
        `constraint inspection.inspection_kind_check CHECK (kind = ANY (ARRAY['announced'::text, 'unannounced'::text]))`,
        'constraint inspection.inspection_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(id)',
        'index CREATE INDEX inspection_due ON inspection USING btree (activity, clock_from)',
        'index CREATE INDEX inspection_person ON inspection USING btree (person_id)',
        'index CREATE INDEX inspection_asset ON inspection USING btree (asset_id)',
      ]),
    )
    // What has a key of its own is known to have it.
    expect(lines.find((line) => line.startsWith('view standing_alone '))).toContain('FROM badge')
    await leave()
  })

  test('nothing else is written, and what was released stands as it was', async () => {
    const { files, leave } = await written([])
    expect(await files()).toEqual(new Map())
    await leave()
    for (const [name, sha256] of await releasedIn(migrations)) {
      const text = await readFile(join(migrations, name), 'utf8')
      expect(createHash('sha256').update(text).digest('hex'), `\`${name}\` is released: add a step instead (docs/decisions/0020)`).toBe(
        sha256,
      )
    }
  })
})

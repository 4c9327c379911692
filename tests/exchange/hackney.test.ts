import { randomUUID } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { describe, expect, test } from 'vitest'
import { pageOfEvidence } from '#evidence/read.ts'
import { importHackney } from '#exchange/hackney/import.ts'
import { testDatabase } from '../support/database.ts'
import { livewest } from '../support/edition.ts'
import { testGate } from '../support/gate.ts'
import { bulk, familyOf, filesOf, haveRealFiles, realFiles } from './hackney-files.ts'

const on = await testDatabase()
const released = await livewest()
const { deps } = await testGate(on, released)

/** What is still held shows only once the garbage is gone. */
function garbageCollector(): () => void {
  setFlagsFromString('--expose-gc')
  const found: unknown = runInNewContext('gc')
  if (typeof found !== 'function') throw new Error('no garbage collector to call')
  // What the first finds is given back beside the program, in its own time: the second waits for that.
  return () => {
    found()
    found()
  }
}

async function count(table: string, where = 'true'): Promise<number> {
  const [row] = await on.asAdmin((admin) => admin.query<{ n: number }>(`select count(*) as n from ${table} where ${where}`))
  return row?.n ?? -1
}

async function rows(text: string, values: readonly unknown[] = []) {
  return on.asAdmin((admin) => admin.query(text, values))
}

describe.skipIf(!haveRealFiles)('the real files of a borough (skipped where ../shared/data is absent)', () => {
  test('every document ends stored, with its oddities named, and the sums agree', async () => {
    const report = await importHackney(deps, realFiles)
    expect(report).toMatchObject({ read: 300, stored: 300, unchanged: 0, refused: [] })
    expect(await count('person')).toBe(100)
    expect(await count('asset')).toBe(100)
    expect(await count('tenure')).toBe(100)
    expect(await count('household_member')).toBe(280)
    expect(await count('household_member', 'person_id is not null')).toBe(100)
    expect(await count('asset', 'postcode is null')).toBe(report.notes.filter((note) => note.reason.includes('postCode')).length)
    expect(await count('asset', `address like '%E02 2UP'`)).toBe(1)
    const reasons = new Set(report.notes.map((note) => note.reason.replace(/^\d+ of \d+/, 'n of m')))
    expect([...reasons].toSorted()).toEqual([
      '`assetAddress.postCode` is no possible UK postcode: it stays in the address, the postcode is left empty',
      'a child is named as responsible for the tenure: stored as a member of the household, not responsible',
      'a child is typed as a tenant: stored as a person, responsible for no tenure',
      'n of m household members are in no person document: stored as members of the household only',
    ])
    expect(report.notTaken).toMatchObject({
      'hackney_assets.sample.ndjson: assetCharacteristics': 100,
      'hackney_persons.sample.ndjson: personTypes': 100,
    })
  })

  test('the source, the activity and the edition stand on every row', async () => {
    for (const table of ['person', 'asset', 'tenure', 'household_member']) {
      expect(await rows(`select distinct activity, source, edition from ${table}`)).toEqual([
        { activity: 'tenancy-management', source: 'own-systems', edition: released.hash },
      ])
    }
    const changes = await pageOfEvidence(on.database, { kind: 'import' })
    expect(changes.map((row) => row.recordType).toSorted()).toEqual(['asset', 'household-member', 'person', 'tenure'])
    expect(changes[0]).toMatchObject({
      actor: 'colleague:import',
      subject: null,
      outcome: 'permitted',
      detail: { source: 'own-systems', items: 280 },
    })
  })

  test('importing again changes nothing', async () => {
    const before = await rows('select id, xmin::text, person_id from household_member order by id')
    expect(await importHackney(deps, realFiles)).toMatchObject({ read: 300, stored: 0, unchanged: 300, refused: [] })
    expect(await rows('select id, xmin::text, person_id from household_member order by id')).toEqual(before)
  })
})

describe('hostile files', () => {
  test('each broken line is refused by its number and reason, and the rest is stored', async () => {
    const good = [familyOf('Amina'), familyOf('Beth'), familyOf('Cleo')] as const
    const [amina, beth, cleo] = good
    const latin = Buffer.concat([Buffer.from('{"id":"'), Buffer.from([0xe9, 0x20, 0xff]), Buffer.from('"}\n')])
    const persons = Buffer.concat([
      Buffer.from(bulk(amina.person)), // 1, 2
      Buffer.from('{"index": {"_id": "x"}}\n{"id": "broken\n'), // 3, 4
      Buffer.from('{"id": "a\u0000b"}\n'), // 5
      latin, // 6
      Buffer.from(`{"id": "${randomUUID()}", "dateOfBirth": "1981-03-04", "dateOfBirth": "1918-03-04"}\n`), // 7
      Buffer.from('[1, 2]\n\n'), // 8, 9 empty
      Buffer.from('{"index": {"_id": "a"}}\n'), // 10: no document
      Buffer.from(bulk(beth.person)), // 11, 12
      Buffer.from(bulk({ ...amina.person, firstname: 'Not Amina' })), // 13, 14
      Buffer.from(bulk({ id: 'nobody', surname: 'X' })), // 15, 16
      Buffer.from(bulk({ ...cleo.person, id: randomUUID(), shoeSize: 7 })), // 17, 18
      Buffer.from(bulk({ ...cleo.person, id: randomUUID(), surname: 'a\u0000b' })), // 19, 20
      Buffer.from(bulk({ ...cleo.person, id: randomUUID(), surname: 'a\ud800' })), // 21, 22
      Buffer.from(bulk({ ...cleo.person, id: randomUUID(), dateOfBirth: '1981-02-30T00:00:00Z' })), // 23, 24
      Buffer.from(bulk({ ...cleo.person, id: randomUUID(), dateOfBirth: '2999-01-01' })), // 25, 26
      Buffer.from(`{"index": {"_id": "${randomUUID()}"}}\n${JSON.stringify(cleo.person)}\n`), // 27, 28
      Buffer.from(`{"delete": {"_id": "${cleo.ids.person}"}}\n`), // 29
      Buffer.from(`${'['.repeat(900_000)}${']'.repeat(100)}\n`), // 30
      Buffer.from(`{"a": ${'['.repeat(200_000)}${']'.repeat(200_000)}}\n`), // 31
      Buffer.from(`${JSON.stringify(cleo.person)}\r\n`), // 32: no index line
      Buffer.from('{"index": {"_id": "z"}}'), // 33: the file ends
    ])
    const files = await filesOf({
      persons,
      tenures: `${good.map((each) => bulk(each.tenure)).join('')}${bulk({ ...amina.tenure, id: randomUUID(), endOfTenureDate: '2001-01-01' })}`,
      assets: good.map((each) => bulk(each.asset)).join(''),
    })
    const report = await importHackney(deps, files)
    const reasons = report.refused.filter((each) => each.file === 'persons.ndjson').map((each) => [each.line, each.reason])
    expect(reasons).toEqual([
      [4, 'the line is not JSON'],
      [5, 'the line holds a NUL byte'],
      [6, 'the line is not UTF-8'],
      [7, 'an object of the line has the same key twice'],
      [8, 'the line is no JSON object'],
      [10, 'an index line without its document'],
      [14, 'the same `id` stands on line 2'],
      [16, '`id` is no UUID'],
      [18, '`shoeSize` is a field that this import does not know'],
      [20, '`surname` holds a NUL'],
      [22, '`surname` holds half a character'],
      [24, '`dateOfBirth` is no date'],
      [26, '`dateOfBirth` is in the future'],
      [28, 'the index line before the document names another id'],
      [29, '`delete` is not taken: a file says what there is'],
      [30, 'the line is not JSON'],
      [31, 'the document is nested too deep'],
      [33, 'an index line without its document'],
    ])
    expect(report.refused.at(-1)).toEqual({ file: 'tenures.ndjson', line: 8, reason: '`endOfTenureDate` is before `startOfTenureDate`' })
    expect(report.stored).toBe(9)
    expect(report.read).toBe(report.stored + report.unchanged + report.refused.length)
    expect(
      await rows(
        'select first_name, postcode, m.is_responsible from person p join household_member m on m.person_id = p.id join tenure t on t.id = m.tenure_id join asset a on a.id = t.asset_id where p.id = any($1) order by 1',
        [good.map((each) => each.ids.person)],
      ),
    ).toEqual([
      { first_name: 'Amina', postcode: 'EX5 2FZ', is_responsible: true },
      { first_name: 'Beth', postcode: 'EX5 2FZ', is_responsible: true },
      { first_name: 'Cleo', postcode: 'EX5 2FZ', is_responsible: true },
    ])
  })

  test('a line of 50 MB is refused without being held', async () => {
    const amina = familyOf('Amina')
    const files = await filesOf({ assets: bulk(amina.asset) })
    const out = createWriteStream(files.persons)
    out.write('{"id": "')
    // One buffer written fifty times: fifty of them would still be in memory when the import begins.
    const mebibyte = Buffer.alloc(1024 * 1024, 'x')
    for (let piece = 0; piece < 50; piece += 1) out.write(mebibyte)
    out.write(`"}\n${bulk(amina.person)}`)
    await new Promise((resolve) => out.end(resolve))
    const collectGarbage = garbageCollector()
    let [most, heard] = [0, 0]
    const measure = () => {
      heard += 1
      if (heard % 16 > 0) return
      collectGarbage()
      most = Math.max(most, process.memoryUsage().arrayBuffers)
    }
    // The files are gone through twice: what the first time leaves to be collected is not held.
    const report = await importHackney(deps, files, measure, { onRehearsal: measure })
    expect(report).toMatchObject({
      read: 3,
      stored: 2,
      refused: [{ file: 'persons.ndjson', line: 1, reason: 'the line is longer than 1 MiB' }],
    })
    expect(most).toBeLessThan(24 * 1024 * 1024)
  })

  test('no reason repeats what stands in the file', async () => {
    const secret = 'Zephyrine'
    const { person } = familyOf(secret)
    const each = (change: object): string => bulk({ ...person, id: randomUUID(), ...change })
    const files = await filesOf({
      persons: [
        each({ dateOfBirth: secret }),
        each({ title: secret.repeat(20) }),
        each({ [`${secret} Marsh`]: 1 }),
        each({ firstname: { secret } }),
        each({ tenures: secret }),
        each({ tenures: [{ id: secret }] }),
        `{"index": {"_id": "${secret}"}}\n${secret}\n`,
      ].join(''),
    })
    const report = await importHackney(deps, files)
    expect(report.refused).toHaveLength(7)
    expect(JSON.stringify(report)).not.toContain(secret)
  })
})

describe('households that do not fit', () => {
  test('someone whom their household does not name joins it without being responsible, and is named', async () => {
    const { ids, person, tenure, asset } = familyOf('Dora')
    const files = await filesOf({ persons: bulk(person), tenures: bulk({ ...tenure, householdMembers: [] }), assets: bulk(asset) })
    const report = await importHackney(deps, files)
    expect(report.notes).toEqual([
      { file: 'persons.ndjson', line: 2, reason: 'the household of the tenure does not name this person: added to it, not responsible' },
    ])
    expect(await rows('select full_name, is_responsible from household_member where person_id = $1', [ids.person])).toEqual([
      { full_name: 'Ms Dora Marsh', is_responsible: false },
    ])
    expect(await importHackney(deps, files)).toMatchObject({ unchanged: 3, stored: 0 })
  })

  test('twins of one name in one household are told apart by nobody: neither is linked', async () => {
    const { person, member, tenure, asset } = familyOf('Evie')
    const members = [member, { ...member, id: randomUUID() }]
    const files = await filesOf({ persons: bulk(person), tenures: bulk({ ...tenure, householdMembers: members }), assets: bulk(asset) })
    await importHackney(deps, files)
    expect(await count('household_member', `tenure_id = '${tenure.id}' and person_id is null`)).toBe(2)
  })

  test('a child named as responsible is a member of the household only', async () => {
    const { ids, person, tenure, asset } = familyOf('Finn', '2009-11-24')
    const report = await importHackney(deps, await filesOf({ persons: bulk(person), tenures: bulk(tenure), assets: bulk(asset) }))
    expect(report.notes.map((note) => note.reason)).toEqual([
      'a child is typed as a tenant: stored as a person, responsible for no tenure',
      'a child is named as responsible for the tenure: stored as a member of the household, not responsible',
    ])
    expect(await rows('select is_responsible from household_member where person_id = $1', [ids.person])).toEqual([
      { is_responsible: false },
    ])
  })

  test('a child who is linked by their id is a child, though the household does not say when they were born', async () => {
    const { ids, person, member, tenure, asset } = familyOf('Gus', '2009-11-24')
    const members = [{ ...member, id: ids.person, dateOfBirth: null }]
    const files = { persons: bulk(person), tenures: bulk({ ...tenure, householdMembers: members }), assets: bulk(asset) }
    const report = await importHackney(deps, await filesOf(files))
    expect(report.notes.map((note) => note.reason)).toContain(
      'a child is named as responsible for the tenure: stored as a member of the household, not responsible',
    )
    expect(await rows('select is_responsible from household_member where person_id = $1', [ids.person])).toEqual([
      { is_responsible: false },
    ])
  })

  test('a child who is linked since an earlier import is one, though the next file has no line about them', async () => {
    const { ids, person, member, tenure, asset } = familyOf('Hugo', '2009-11-24')
    const members = [{ ...member, id: ids.person, dateOfBirth: null }]
    const household = { tenures: bulk({ ...tenure, householdMembers: members }), assets: bulk(asset) }
    await importHackney(deps, await filesOf({ persons: bulk(person), ...household }))
    expect(await importHackney(deps, await filesOf(household))).toMatchObject({ unchanged: 2, stored: 0 })
    expect(await rows('select is_responsible from household_member where person_id = $1', [ids.person])).toEqual([
      { is_responsible: false },
    ])
  })

  test('a tenure of an unknown home, and a person of an unknown tenure, are stored and named', async () => {
    const { ids, person, tenure } = familyOf('Gwen')
    const files = await filesOf({
      persons: bulk({ ...person, tenures: [{ id: randomUUID() }] }),
      tenures: bulk({ ...tenure, householdMembers: [] }),
    })
    const report = await importHackney(deps, files)
    expect(report).toMatchObject({ read: 2, stored: 2 })
    expect(report.notes.map((note) => note.reason)).toEqual([
      '`tenures` names a tenure that is not stored: stored without it',
      '`tenuredAsset.id` is no home that is stored: stored without it',
    ])
    expect(await count('tenure', `id = '${ids.tenure}' and asset_id is null`)).toBe(1)
  })

  test('a person whose line was mended is linked to their household by the next import', async () => {
    const { ids, person, tenure, asset } = familyOf('Hana')
    const rest = { tenures: bulk(tenure), assets: bulk(asset) }
    await importHackney(deps, await filesOf({ persons: bulk({ ...person, dateOfBirth: 'never' }), ...rest }))
    expect(await count('household_member', `tenure_id = '${ids.tenure}' and person_id is null`)).toBe(1)
    expect(await importHackney(deps, await filesOf({ persons: bulk(person), ...rest }))).toMatchObject({ stored: 2, unchanged: 1 })
    expect(await count('household_member', `tenure_id = '${ids.tenure}' and person_id = '${ids.person}'`)).toBe(1)
    expect(await importHackney(deps, await filesOf(rest))).toMatchObject({ stored: 0, unchanged: 2 })
    expect(await count('household_member', `tenure_id = '${ids.tenure}' and person_id = '${ids.person}'`)).toBe(1)
  })

  test('what was noted at the desk survives an import that says nothing of it', async () => {
    const { ids, person } = familyOf('Iris')
    await importHackney(deps, await filesOf({ persons: bulk(person) }))
    const sealed = await deps.keys.seal(
      ids.person,
      { table: 'person', row: ids.person, category: 'support-needs' },
      { supportNeeds: 'Large print' },
    )
    await rows('update person set sealed_support_needs = $2 where id = $1', [ids.person, sealed])
    expect(await importHackney(deps, await filesOf({ persons: bulk({ ...person, surname: 'Marsh-Low' }) }))).toMatchObject({ stored: 1 })
    expect(await rows('select last_name, sealed_support_needs from person where id = $1', [ids.person])).toEqual([
      { last_name: 'Marsh-Low', sealed_support_needs: sealed },
    ])
  })

  test('what the database itself refuses is refused alone, and the rest of its batch is stored', async () => {
    const families = Array.from({ length: 9 }, (_, n) => familyOf(`Jo${n}`))
    await rows(`alter table person add constraint not_jo_4 check (first_name <> 'Jo4')`)
    const report = await importHackney(deps, await filesOf({ persons: families.map((each) => bulk(each.person)).join('') }))
    await rows('alter table person drop constraint not_jo_4')
    expect(report).toMatchObject({ read: 9, stored: 8, refused: [{ file: 'persons.ndjson', line: 10 }] })
    expect(report.refused[0]?.reason).toBe('the database does not take it: the database refused with `23514` at `not_jo_4`')
  })
})

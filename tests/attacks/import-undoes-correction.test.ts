import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, onTestFinished, test } from 'vitest'
import { bothValues, decideConflict } from '#duties/conflicts/conflicts.ts'
import { sweep } from '#duties/retention/sweep.ts'
import { whyLeftOut } from '#duties/subject-access/left-out.ts'
import { pageOfEvidence } from '#evidence/read.ts'
import { importCsv } from '#exchange/csv/import.ts'
import { importHackney } from '#exchange/hackney/import.ts'
import type { ImportOptions, OnProgress } from '#exchange/import-options.ts'
import { callRecording } from '#records/call-recording/call-recording.ts'
import { contactDetail, contactDetails } from '#records/contact-detail/contact-detail.ts'
import { everyRecordType } from '#records/every-record-type.ts'
import { filesOf as boroughFiles, bulk, familyOf } from '../exchange/hackney-files.ts'
import { testDatabase } from '../support/database.ts'
import { livewest } from '../support/edition.ts'
import { colleague, testGate } from '../support/gate.ts'
import { wholePack } from '../support/pack.ts'
import { putConsent, putHold, putPerson, putRecording } from '../support/people.ts'

const on = await testDatabase()
const { deps, gate } = await testGate(on, await livewest())
const officer = colleague('customer-service-adviser')

async function imported(texts: Readonly<Record<string, string>>, options: ImportOptions = {}, onProgress?: OnProgress) {
  const folder = await mkdtemp(join(tmpdir(), 'assured-again-'))
  afterAll(() => rm(folder, { recursive: true, force: true }))
  const paths = Object.keys(texts).map((name) => join(folder, name))
  await Promise.all(Object.values(texts).map((text, index) => writeFile(paths[index] ?? '', text)))
  return importCsv(deps, paths, onProgress, options)
}

let made = 0
/** Somebody with one telephone number, as a file brings them; the file with another number in it, and what is held. */
async function somebody() {
  made += 1
  const [person, detail] = [`P${made}`, `D${made}`]
  const file = (value: string, use = 'mobile', until = '') => ({
    'people.csv': `reference,firstName,lastName\n${person},Amina,Number${made}\n`,
    'contact-details.csv': `reference,person,contactType,subType,value,validUntil\n${detail},${person},phone,${use},${value},${until}\n`,
  })
  await imported(file('01392 555001'))
  const held = async () => {
    const text = `select c.id, c.person_id as person, c.value, c.sub_type as use, c.source, c.valid_until as until from contact_detail c
      join person p on p.id = c.person_id where p.last_name = $1`
    return (await on.asAdmin((admin) => admin.query<Held>(text, [`Number${made}`])))[0]
  }
  return { file, held }
}
type Held = { id: string; person: string; value: string; use: string; source: string; until: string | null }

async function openedFor(person: string) {
  const opened = await gate.open(officer, { activity: 'contact-handling', person, because: 'call', vouched: ['identity-verified'] })
  if (!opened.ok) throw new Error('the record does not open')
  return opened
}

async function correct(held: Held | undefined, values: { value?: string; subType?: string | null }) {
  if (held === undefined) throw new Error('nothing is held')
  const opened = await openedFor(held.person)
  const read = await opened.read(contactDetails, held.id)
  const version = read.ok ? (read.rows[0]?.version ?? '') : ''
  expect(await opened.correct(contactDetail, { id: held.id, version, values, source: 'the-person' })).toEqual({ ok: true })
}

/** Somebody whose number was put right here and changed in the file since: one value is left to decide. */
async function leftToDecide() {
  const { file, held } = await somebody()
  await correct(await held(), { value: '01392 555999' })
  await imported(file('01392 555777'))
  const { id: item, person } = (await held()) ?? { id: '', person: '' }
  const opened = await openedFor(person)
  return { item, person, held, opened, both: await bothValues(opened) }
}

const choicesOf = (item: string) =>
  on.asAdmin((admin) => admin.query(`select detail->>'chosen' as chosen from evidence where detail->>'item' = $1`, [item]))

describe('a number that was put right at the desk', () => {
  test('stays right when the same file is imported again', async () => {
    const { file, held } = await somebody()
    await correct(await held(), { value: '01392 555999' })
    expect(await imported(file('01392 555001'))).toMatchObject({ stored: 0, unchanged: 2, notes: [] })
    expect(await held()).toMatchObject({ value: '01392 555999', source: 'the-person' })
  })

  test('stays right when the file changes something else of the line, which is taken', async () => {
    const { file, held } = await somebody()
    await correct(await held(), { value: '01392 555999' })
    expect(await imported(file('01392 555001', 'work'))).toMatchObject({ stored: 1, notes: [] })
    expect(await held()).toMatchObject({ value: '01392 555999', use: 'work' })
  })

  test('stays right where the file changed the number too, and what the file says is kept for somebody to decide', async () => {
    const { file, held } = await somebody()
    await correct(await held(), { value: '01392 555999' })
    const report = await imported(file('01392 555777'))
    expect(report.notes.map(({ reason }) => reason)).toEqual([
      '`value` was changed here and in the source since the last import: what is here stays until somebody decides (a task waits)',
    ])
    expect(await held()).toMatchObject({ value: '01392 555999' })
    const [kept] = await on.asAdmin((admin) => admin.query('select field, sealed_value from source_conflict'))
    expect(kept).toMatchObject({ field: 'value' })
    expect(String(kept?.sealed_value)).not.toContain('555777')
  })

  test.each(['here', 'there'] as const)('is decided once, for what is %s, and the same file raises it no more', async (chosen) => {
    const { file, held } = await somebody()
    await correct(await held(), { value: '01392 555999' })
    await imported(file('01392 555777'))
    const before = await held()
    if (before === undefined) throw new Error('nothing is held')
    const waiting = () => on.asAdmin((admin) => admin.query('select role from task where about = $1 and done_at is null', [before.id]))
    expect(await waiting()).toHaveLength(1)
    const opened = await openedFor(before.person)
    const [both, ...others] = await bothValues(opened)
    if (both === undefined) throw new Error('nothing is left to decide')
    expect(others).toEqual([])
    expect(both).toMatchObject({
      label: 'Value',
      here: { value: '01392 555999' },
      conflict: { value: '01392 555777', source: 'own-systems' },
    })
    const pack = await wholePack(gate, colleague('data-protection-officer'), before.person)
    if (!pack.ok) throw new Error('no pack is made')
    expect(JSON.stringify(pack.sections)).toContain('01392 555777')
    const { id } = both.conflict
    expect(await decideConflict(deps, opened, { id, version: both.version, chosen })).toEqual({ ok: true })
    expect(await decideConflict(deps, opened, { id, version: both.version, chosen })).toEqual({
      ok: false,
      why: 'gone',
    })
    expect(await waiting()).toEqual([])
    const value = chosen === 'here' ? '01392 555999' : '01392 555777'
    expect(await held()).toMatchObject({ value })
    expect(await imported(file('01392 555777'))).toMatchObject({ stored: 0, notes: [] })
    expect(await held()).toMatchObject({ value })
    const [said] = await on.asAdmin((admin) =>
      admin.query(`select detail->>'chosen' as chosen from evidence where detail->>'item' = $1`, [before.id]),
    )
    expect(said).toEqual({ chosen })
  })

  test('waits for somebody’s decision though the import broke off in a later file, or was killed before it could say so', async () => {
    const { file, held } = await somebody()
    await correct(await held(), { value: '01392 555999' })
    const number = (await held())?.id
    const waiting = () => on.asAdmin((admin) => admin.query('select from task where about = $1 and done_at is null', [number]))
    const columns = 'reference,person,happenedAt,channel,direction,topic,summary'
    const files = { ...file('01392 555777'), 'contacts.csv': `${columns}\nBROKEN,P${made},2026-11-01T10:00,phone,in,lock,new\n` }
    const breaksOff = (done: number, total: number) => {
      if (done === total) throw new Error('broken off')
    }
    await expect(imported(files, {}, breaksOff)).rejects.toThrow('broken off')
    expect(await held()).toMatchObject({ value: '01392 555999' })
    expect(await waiting()).toHaveLength(1)
    // Killed, it says nothing any more.
    await on.asAdmin((admin) => admin.query('delete from task where about = $1', [number]))
    await sweep({ ...deps, types: everyRecordType }, { dryRun: false })
    expect(await waiting()).toHaveLength(1)
  })

  test('is decided on record once, however many decide it at the same time', async () => {
    const { item, opened, both } = await leftToDecide()
    const [conflict] = both.map((each) => each.conflict)
    if (conflict === undefined) throw new Error('nothing is left to decide')
    const answers = await Promise.all([opened.forgetConflict(conflict), opened.forgetConflict(conflict)])
    expect(answers.toSorted()).toEqual([false, true])
    expect(await choicesOf(item)).toHaveLength(1)
  })

  test.each(['here', 'there'] as const)(
    'stays as it is, and to be decided, where nothing can be put on record of what is %s',
    async (chosen) => {
      const { item, held, opened, both } = await leftToDecide()
      const [{ conflict, version } = { conflict: undefined, version: '' }] = both
      if (conflict === undefined) throw new Error('nothing is left to decide')
      const changes = () =>
        on.asAdmin((admin) => admin.query(`select seq from evidence where kind = 'change' and record_type = 'contact-detail'`))
      const before = await changes()
      const failing = `create function none_kept() returns trigger language plpgsql as $$ begin raise 'none'; end $$;
      create trigger none_kept before insert on evidence for each row when (new.detail ? 'chosen') execute function none_kept()`
      await on.asAdmin((admin) => admin.query(failing))
      onTestFinished(async () => void (await on.asAdmin((admin) => admin.query('drop function none_kept() cascade'))))
      await expect(decideConflict(deps, opened, { id: conflict.id, version, chosen })).rejects.toThrow()
      expect(await held()).toMatchObject({ value: '01392 555999', source: 'the-person' })
      expect(await on.asAdmin((admin) => admin.query('select from source_conflict where item_id = $1', [item]))).toHaveLength(1)
      expect(await changes()).toEqual(before)
    },
  )

  test('stays as it is where somebody found it right at the same moment, and one of the two is on record', async () => {
    const { item, held, opened, both } = await leftToDecide()
    const [{ conflict, version } = { conflict: undefined, version: '' }] = both
    if (conflict === undefined) throw new Error('nothing is left to decide')
    expect(await opened.forgetConflict(conflict)).toBe(true)
    const { source } = conflict
    const late = { id: item, version, values: { value: '01392 555777' }, source, decides: conflict }
    expect(await opened.correct(contactDetail, late)).toEqual({ ok: false, why: 'stale' })
    expect(await held()).toMatchObject({ value: '01392 555999' })
    expect(await choicesOf(item)).toEqual([{ chosen: 'here' }])
  })

  test('is put right with both on record: what was changed, and that it was decided', async () => {
    const { item, person, opened, both } = await leftToDecide()
    const [{ conflict, version } = { conflict: undefined, version: '' }] = both
    expect(await decideConflict(deps, opened, { id: conflict?.id ?? '', version, chosen: 'there' })).toEqual({ ok: true })
    const text = `select detail from evidence where kind = 'change' and subject = $1 order by seq desc limit 2`
    const details = (await on.asAdmin((admin) => admin.query<{ detail: object }>(text, [person]))).map(({ detail }) => detail)
    expect(details).toEqual([
      expect.objectContaining({ item, field: 'value', chosen: 'there' }),
      expect.objectContaining({ fields: ['value'], items: 1 }),
    ])
  })

  test('leaves evidence of what was kept to be decided, though nothing of the file was taken', async () => {
    const { item } = await leftToDecide()
    const text = `select detail from evidence where kind = 'import' and record_type = 'contact-detail' order by seq desc limit 1`
    const [row] = await on.asAdmin((admin) => admin.query(text))
    expect(row?.detail).toMatchObject({ items: 0, differing: 1 })
    expect(item).toBeDefined()
  })

  test('names the giver of what was taken, where what the other system says is right', async () => {
    const { opened, both, held } = await leftToDecide()
    const [{ conflict, version } = { conflict: undefined, version: '' }] = both
    if (conflict === undefined) throw new Error('nothing is left to decide')
    expect(await decideConflict(deps, opened, { id: conflict.id, version, chosen: 'there' })).toEqual({ ok: true })
    expect(await held()).toMatchObject({ value: '01392 555777', source: 'own-systems' })
  })

  test('is refused in words, and stays to be decided, where the activity may have nothing from that giver', async () => {
    const { item, opened, both } = await leftToDecide()
    await on.asAdmin((admin) => admin.query(`update source_conflict set source = 'local-authority' where item_id = $1`, [item]))
    const [{ conflict, version } = { conflict: undefined, version: '' }] = both
    const answer = await decideConflict(deps, opened, { id: conflict?.id ?? '', version, chosen: 'there' })
    expect(answer).toMatchObject({ ok: false, why: 'refused', refusal: { reasons: [{ code: 'source-not-in-activity' }] } })
    expect(await bothValues(opened)).toHaveLength(1)
  })

  test('takes what is left to decide with it when it is removed', async () => {
    const { file, held } = await somebody()
    await correct(await held(), { value: '01392 555999' })
    await imported(file('01392 555777'))
    const before = await held()
    if (before === undefined) throw new Error('nothing is held')
    const opened = await openedFor(before.person)
    await opened.erase(contactDetail, before.id)
    expect(await bothValues(opened)).toEqual([])
    await sweep({ ...deps, types: everyRecordType }, { dryRun: false })
    expect(await on.asAdmin((admin) => admin.query('select id from source_conflict where item_id = $1', [before.id]))).toEqual([])
  })

  test('is changed by a file that changed it alone', async () => {
    const { file, held } = await somebody()
    expect(await imported(file('01392 555777'))).toMatchObject({ stored: 1 })
    expect(await held()).toMatchObject({ value: '01392 555777' })
  })
})

describe('what another system says of a recording that is kept longer', () => {
  async function listening(role: 'team-leader' | 'senior-manager', person: string) {
    const asked = { activity: 'call-quality', person, because: 'check', vouched: ['private-setting'] } as const
    const opened = await gate.open(colleague(role), asked)
    if (!opened.ok) throw new Error('the record does not open')
    return opened.conflicts([callRecording])
  }

  /** Two recordings of which another system says who took the call; one of them is kept longer. */
  async function twoRecordings() {
    const { person } = await putPerson(on)
    const [free, held] = [await putRecording(on, person, '2026-11-01'), await putRecording(on, person, '2026-11-02')]
    for (const item of [free, held]) {
      const sealed = await deps.keys.seal(person, { table: 'source_conflict', row: item, category: 'takenBy' }, { value: 'Rowan' })
      const text = `insert into source_conflict (record_type, item_id, field, category, activity, person_id, source, said_at, sealed_value)
        values ('call-recording', $1, 'takenBy', 'call-recordings', 'call-recording', $2, 'telephone-system', now(), $3)`
      await on.asAdmin((admin) => admin.query(text, [item, person, sealed]))
    }
    await putHold(on, person, 'call-recording', held)
    return { person, free, held }
  }

  test('is closed to whoever may not hear it, as the recording is, and stays open to whoever may', async () => {
    const { person, free, held } = await twoRecordings()
    expect(await listening('team-leader', person)).toMatchObject([
      { item: free, closed: false, value: 'Rowan' },
      { item: held, closed: true, value: null },
    ])
    expect(await pageOfEvidence(on.database, { subject: person, kind: 'refusal' })).toMatchObject([
      { recordType: 'source-conflict', categories: ['call-recordings'], reasons: ['stopped-by-on-hold'], detail: { items: 1 } },
    ])
    expect(await listening('senior-manager', person)).toMatchObject([
      { item: free, value: 'Rowan' },
      { item: held, closed: false, value: 'Rowan' },
    ])
  })

  test('is left out of my pack with the recording, and each of the two is counted', async () => {
    const { person } = await twoRecordings()
    const pack = await wholePack(gate, colleague('data-protection-officer'), person)
    if (!pack.ok) throw new Error('no pack is made')
    expect(pack.withheld.filter(({ reason }) => reason.startsWith('This is on hold'))).toMatchObject([{ count: 1 }, { count: 1 }])
  })
})

describe('what another system says, and nobody has decided yet, is in my pack', () => {
  const officerOfRights = colleague('data-protection-officer')
  async function packOf(person: string) {
    const pack = await wholePack(gate, officerOfRights, person)
    if (!pack.ok) throw new Error('no pack is made')
    return pack
  }
  const fields = {
    'contact-details': ['contact_detail', 'contact-detail', 'value'],
    'support-needs': ['person', 'person', 'supportNeeds'],
    consents: ['consent', 'consent', 'wording'],
  } as const
  async function otherSays(person: string, category: keyof typeof fields, says: { source: string; value: string }) {
    const [table, type, field] = fields[category]
    const whose = table === 'person' ? 'id' : 'person_id'
    const [item] = await on.asAdmin((admin) => admin.query<{ id: string }>(`select id from ${table} where ${whose} = $1`, [person]))
    if (item === undefined) throw new Error(`no ${type} of theirs is held`)
    const sealed = await deps.keys.seal(person, { table: 'source_conflict', row: item.id, category: field }, { value: says.value })
    const text = `insert into source_conflict (record_type, item_id, field, category, activity, person_id, source, said_at, sealed_value)
      values ($1, $2, $3, $4, 'contact-handling', $5, $6, now(), $7)`
    await on.asAdmin((admin) => admin.query(text, [type, item.id, field, category, person, says.source, sealed]))
  }
  async function personHeld() {
    const { held } = await somebody()
    return (await held())?.person ?? ''
  }

  test('and is counted as an item of its own that was searched and given', async () => {
    const person = await personHeld()
    const before = await packOf(person)
    await otherSays(person, 'contact-details', { source: 'own-systems', value: '01392 555321' })
    const pack = await packOf(person)
    expect(JSON.stringify(pack.sections)).toContain('01392 555321')
    expect(pack.items['contact-detail']).toBe((before.items['contact-detail'] ?? 0) + 1)
    expect(pack.searched).toContainEqual({ type: 'contact-detail', category: 'contact-details', found: 2, given: 2 })
  })

  /** A tenant with Rowan in their household, who once agreed to be in pictures. */
  async function withRowan() {
    const { person, tenure } = await putPerson(on)
    const member = `insert into household_member (id, activity, source, collected_at, edition, tenure_id, full_name, is_responsible)
      values (gen_random_uuid(), 'tenancy-management', 'household', now(), 'test', $1, 'Rowan Test', false)`
    await on.asAdmin((admin) => admin.query(member, [tenure]))
    await putConsent(on, person, { answer: 'given', answeredAt: '2026-05-01T10:00:00Z', ended: null })
    return person
  }

  const givers = [
    {
      why: 'a council gave it in words of its own',
      source: 'local-authority',
      words: 'on the form of July',
      reason: whyLeftOut.othersWords,
    },
    { why: 'a neighbour gave it', source: 'neighbour', words: 'over the fence', reason: whyLeftOut.fromNeighbour },
    { why: 'it names somebody of my household', source: 'own-systems', words: 'as Rowan asked', reason: whyLeftOut.namesHousehold },
  ]

  test.each(givers)('but not where $why, which is the reason, and is counted', async ({ source, words, reason }) => {
    const person = await withRowan()
    const before = await packOf(person)
    await otherSays(person, 'consents', { source, value: `Pictures ${words}` })
    const pack = await packOf(person)
    expect(JSON.stringify(pack)).not.toContain(words)
    expect(pack.withheld).toContainEqual({ type: 'consent', count: 1, reason })
    expect(before.withheld).not.toContainEqual({ type: 'consent', count: 1, reason })
    expect(pack.searched).toContainEqual({ type: 'consent', category: 'consents', found: 2, given: 1 })
  })

  test.each(givers)('nor where it tells of my health and $why, for which health is the reason', async ({ source, words }) => {
    const person = await withRowan()
    await otherSays(person, 'support-needs', { source, value: `A ramp ${words}` })
    const pack = await packOf(person)
    expect(JSON.stringify(pack)).not.toContain(words)
    expect(pack.withheld).toContainEqual({ type: 'person', count: 1, reason: whyLeftOut.health })
    expect(pack.searched).toContainEqual({ type: 'person', category: 'support-needs', found: 1, given: 0 })
  })

  test('what our own systems say of a consent, and names nobody, is given', async () => {
    const person = await withRowan()
    await otherSays(person, 'consents', { source: 'own-systems', value: 'Pictures in the newsletter only' })
    const pack = await packOf(person)
    expect(JSON.stringify(pack.sections)).toContain('Pictures in the newsletter only')
    expect(pack.searched).toContainEqual({ type: 'consent', category: 'consents', found: 2, given: 2 })
  })

  test('but not where the item’s own words may tell whose it is', async () => {
    const person = await personHeld()
    await otherSays(person, 'contact-details', { source: 'own-systems', value: '01392 555321' })
    await on.asAdmin((admin) => admin.query(`update contact_detail set sub_type = 'her brother Colin' where person_id = $1`, [person]))
    expect(JSON.stringify(await packOf(person))).not.toContain('555321')
  })
})

test('a number that was removed at the desk does not come back by the same file, and comes back by a changed one only when that is said', async () => {
  const { file, held } = await somebody()
  const before = await held()
  if (before === undefined) throw new Error('nothing is held')
  expect(await (await openedFor(before.person)).erase(contactDetail, before.id)).toEqual({ ok: true })
  expect(await imported(file('01392 555001'))).toMatchObject({ stored: 0, unchanged: 2, refused: [] })
  expect(await held()).toBeUndefined()
  // Nor once the sweep has taken away what could be tried against the value.
  await sweep({ ...deps, types: everyRecordType }, { dryRun: false })
  const kept = 'select fields from source_line where item_id = $1'
  expect(await on.asAdmin((admin) => admin.query(kept, [before.id]))).toEqual([{ fields: {} }])
  expect(await imported(file('01392 555001'))).toMatchObject({ stored: 0, unchanged: 2, refused: [] })
  expect(await held()).toBeUndefined()
  const changed = await imported(file('01392 555777'))
  expect(changed.refused.map(({ reason }) => reason)).toEqual([expect.stringContaining('it was deleted here')])
  expect(await held()).toBeUndefined()
  expect(await imported(file('01392 555777'), { takeBack: true })).toMatchObject({ stored: 1, refused: [] })
  expect(await held()).toMatchObject({ value: '01392 555777' })
})

describe('the borough’s files', () => {
  test('leave a person’s name as it was put right, and take a birth date that they learnt', async () => {
    const family = familyOf('Amina')
    const files = async (person: object) =>
      boroughFiles({ persons: bulk({ ...family.person, ...person }), tenures: bulk(family.tenure), assets: bulk(family.asset) })
    await importHackney(deps, await files({}))
    await on.asAdmin((admin) =>
      admin.query(`update person set first_name = 'Aminah', source = 'the-person' where id = $1`, [family.ids.person]),
    )
    expect(await importHackney(deps, await files({}))).toMatchObject({ stored: 0, unchanged: 3 })
    await importHackney(deps, await files({ dateOfBirth: '1981-03-05T00:00:00Z' }))
    expect(
      await on.asAdmin((admin) => admin.query('select first_name, date_of_birth from person where id = $1', [family.ids.person])),
    ).toEqual([{ first_name: 'Aminah', date_of_birth: '1981-03-05' }])
  })

  test('do not bring back a household that the sweep deleted', async () => {
    const family = familyOf('Gone')
    const files = await boroughFiles({ persons: bulk(family.person), tenures: bulk(family.tenure), assets: bulk(family.asset) })
    await importHackney(deps, files)
    const { person, tenure } = family.ids
    await on.asAdmin(async (admin) => {
      await admin.query('delete from household_member where tenure_id = $1', [tenure])
      await admin.query('delete from tenure where id = $1', [tenure])
      await admin.query('delete from person where id = $1', [person])
    })
    expect(await importHackney(deps, files)).toMatchObject({ stored: 0, unchanged: 3, refused: [] })
    const [left] = await on.asAdmin((admin) => admin.query('select count(*)::int as people from person where id = $1', [person]))
    expect(left?.people).toBe(0)
  })
})

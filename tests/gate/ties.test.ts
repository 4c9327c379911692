import { randomUUID } from 'node:crypto'
import { beforeEach, describe, expect, test } from 'vitest'
import { sweep } from '#duties/retention/sweep.ts'
import { gatherPack } from '#duties/subject-access/gather.ts'
import { pageOfEvidence } from '#evidence/read.ts'
import { columnOf, tableOf } from '#gate/columns.ts'
import { field, optional, sealed } from '#gate/field.ts'
import { publish } from '#gate/grants/publish.ts'
import { part } from '#gate/record-part.ts'
import { categoriesOf, type RecordType, recordType } from '#gate/record-type.ts'
import { ties } from '#gate/ties/ties.ts'
import { everyPart } from '#records/every-part.ts'
import { everyRecordType } from '#records/every-record-type.ts'
import { testDatabase } from '../support/database.ts'
import { livewest, noon } from '../support/edition.ts'
import { colleague, testGate } from '../support/gate.ts'
import { putItem } from '../support/items.ts'
import { inMemory } from '../support/pack.ts'
import { putHold, putPerson } from '../support/people.ts'

/** A matter between several people, and what each of them has to do with it. */
const quarrel = recordType({
  name: 'quarrel',
  title: { one: 'Quarrel', many: 'Quarrels' },
  tie: ties.alone,
  category: 'complaints',
  usual: 'complaints-handling',
  matters: [],
  fields: {
    about: sealed('complaints', 'What it is about', { owner: 'may-name-others' }),
    closedOn: optional('date', 'complaints', 'Closed', { dates: ['case-closed'] }),
  },
})
const quarrelPart = recordType({
  name: 'quarrel-part',
  title: { one: 'Part in a quarrel', many: 'Parts in quarrels' },
  tie: ties.person.about,
  category: 'complaints',
  usual: 'complaints-handling',
  matters: ['case-closed'],
  erasable: true,
  fields: {
    quarrelId: field('uuid', 'complaints', 'Quarrel'),
    part: field('text', 'complaints', 'Part', { oneOf: { reporter: 'Reporter', witness: 'Witness', alleged: 'Alleged' } }),
    said: sealed('complaints', 'What they told us', { owner: 'own-words' }),
  },
})
const quarrels = part(quarrel, 'complaints')
const quarrelParts = part(quarrelPart, 'complaints')
const types: readonly RecordType[] = [...everyRecordType, quarrel, quarrelPart]

const on = await testDatabase()
const released = await livewest()
const { deps, gate, setNow } = await testGate(on, released)
const officer = colleague('complaints-officer')
const longAgo = Temporal.PlainDate.from('2019-02-03')

// What a migration would bring, for the time of this test.
await on.asOwner(async (owner) => {
  const [view] = await owner.query<{ says: string }>(`select pg_get_viewdef('standing_alone'::regclass) as says`)
  await owner.query(`create table quarrel (like item including all, closed_on date, sealed_complaints bytea)`)
  await owner.query(`create table quarrel_part (like item including all, person_id uuid not null references person (id),
    quarrel_id uuid not null references quarrel (id), part text not null, sealed_complaints bytea)`)
  await owner.query(
    `create or replace view standing_alone as ${view?.says.replace(';', '')} union all select id, 'quarrel', activity from quarrel`,
  )
})
await on.asAdmin((admin) => publish(admin, on.schema, released, types))

async function openedOf(person: string) {
  const opened = await gate.open(officer, { activity: 'complaints-handling', person, because: 'case' })
  if (!opened.ok) throw new Error(JSON.stringify(opened.refusal))
  return opened
}

async function saidOn(person: string) {
  const answer = await (await openedOf(person)).read(quarrelParts)
  if (!answer.ok) throw new Error('closed')
  return answer.rows.map(({ part, said }) => [part, said])
}

async function putQuarrel(clockFrom: Temporal.PlainDate | null = null) {
  const about = { about: 'Music at night' }
  const came = { activity: 'complaints-handling', collectedOn: longAgo, clockFrom }
  const id = await putItem(on, quarrel, { ...came, values: about, keys: deps.keys })
  const take = async (of: 'reporter' | 'witness' | 'alleged') => {
    const { person } = await putPerson(on)
    const part = randomUUID()
    const values = { quarrelId: id, part: of, said: `The ${of} says so.` }
    const item = { id: part, values, source: 'the-person', collectedAt: noon, clockFrom } as const
    expect(await (await openedOf(person)).collect(quarrelPart, item)).toEqual({ ok: true })
    return { person, part }
  }
  return { id, reporter: await take('reporter'), witness: await take('witness'), alleged: await take('alleged') }
}

const idsOf = (type: typeof quarrel | typeof quarrelPart) =>
  on.asAdmin((admin) => admin.query<{ id: string }>(`select id from ${tableOf(type)}`)).then((rows) => rows.map(({ id }) => id))

beforeEach(async () => {
  setNow(noon)
  await on.asAdmin((admin) => admin.query('truncate quarrel, quarrel_part, hold'))
})

describe('a matter in which several people have different parts', () => {
  test('is opened by its own id, and each part stands on the record of whose it is and on nobody else’s', async () => {
    const { id, reporter, witness, alleged } = await putQuarrel()
    expect(await (await openedOf(id)).read(quarrels)).toMatchObject({ rows: [{ id, about: 'Music at night' }] })
    expect(await (await openedOf(id)).read(quarrelParts)).toMatchObject({ rows: [] })
    expect(await (await openedOf(reporter.person)).read(quarrels)).toMatchObject({ rows: [] })
    expect(await saidOn(reporter.person)).toEqual([['reporter', 'The reporter says so.']])
    expect(await saidOn(witness.person)).toEqual([['witness', 'The witness says so.']])
    expect(await saidOn(alleged.person)).toEqual([['alleged', 'The alleged says so.']])
  })

  test('is sealed by each one’s own key: without it their words are gone, and all others stay', async () => {
    const { id, reporter, witness, alleged } = await putQuarrel()
    await deps.keys.erase(witness.person)
    expect(await saidOn(witness.person)).toEqual([['witness', null]])
    expect(await saidOn(reporter.person)).toEqual([['reporter', 'The reporter says so.']])
    expect(await saidOn(alleged.person)).toEqual([['alleged', 'The alleged says so.']])
    expect(await (await openedOf(id)).read(quarrels)).toMatchObject({ rows: [{ about: 'Music at night' }] })
    await deps.keys.erase(id)
    expect(await (await openedOf(id)).read(quarrels)).toMatchObject({ rows: [{ about: null }] })
    expect(await saidOn(reporter.person)).toEqual([['reporter', 'The reporter says so.']])
  })

  test('lets each one’s part be erased from their own record alone, and that is evidence about them', async () => {
    const { id, reporter, witness, alleged } = await putQuarrel()
    expect(await (await openedOf(reporter.person)).erase(quarrelPart, witness.part)).toEqual({ ok: false, why: 'stale' })
    expect(await (await openedOf(id)).erase(quarrelPart, witness.part)).toEqual({ ok: false, why: 'stale' })
    expect(await idsOf(quarrelPart)).toHaveLength(3)
    expect(await (await openedOf(witness.person)).erase(quarrelPart, witness.part)).toEqual({ ok: true })
    expect((await idsOf(quarrelPart)).toSorted()).toEqual([reporter.part, alleged.part].toSorted())
    const [erased] = await pageOfEvidence(on.database, { subject: witness.person, kind: 'change' })
    expect(erased).toMatchObject({ act: 'delete', recordType: 'quarrel-part', detail: { erased: witness.part } })
  })

  test('stays whole as long as a hold on one of them keeps that one’s part', async () => {
    const { id, alleged } = await putQuarrel(longAgo)
    await putHold(on, alleged.person)
    setNow(Temporal.Instant.from('2026-12-01T12:00:00Z'))
    await sweep({ ...deps, types }, { dryRun: false })
    expect([await idsOf(quarrelPart), await idsOf(quarrel)]).toEqual([[alleged.part], [id]])
    await on.asAdmin((admin) => admin.query(`update hold set lifted_on = '2026-12-01'`))
    await sweep({ ...deps, types }, { dryRun: false })
    expect([await idsOf(quarrelPart), await idsOf(quarrel)]).toEqual([[], []])
  })

  test('comes into the copy of whoever asks with their own part alone, and says that the matter itself was not searched', async () => {
    const { witness } = await putQuarrel()
    const { taker, sections } = inMemory()
    const asked = { person: witness.person, now: noon, edition: released.hash }
    const who = colleague('data-protection-officer')
    const pack = await gatherPack(gate, who, [...everyPart, quarrels, quarrelParts], asked, taker)
    const given = sections.filter(({ type }) => type.startsWith('quarrel')).flatMap(({ items }) => items.map(({ values }) => values))
    expect(given).toEqual([{ Part: 'witness', 'What they told us': 'The witness says so.' }])
    const why = 'It stands by itself and is tied to no record, so it cannot be searched by person.'
    expect(pack).toMatchObject({ ok: true, notSearched: expect.arrayContaining([{ what: 'Quarrels', why }]) })
  })
})

describe('the tie of every kind of record', () => {
  test('names a key that is at hand wherever words are sealed: an id of every row, or a field of the same category', () => {
    const wrong = types.flatMap((type) => {
      const { key, links } = type.tie
      if (key === 'id' || links.some((link) => link === columnOf(key))) return []
      const sealing = categoriesOf(type).filter((category) =>
        Object.values(type.fields).some((each) => each.sealed && each.category === category),
      )
      return sealing.filter((category) => type.fields[key]?.kind !== 'uuid' || type.fields[key].category !== category).map(() => type.name)
    })
    expect(wrong).toEqual([])
  })
})

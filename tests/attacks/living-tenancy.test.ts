import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { sweep } from '#duties/retention/sweep.ts'
import { confirmWaits, openWaits } from '#duties/retention/wait.ts'
import { importCsv } from '#exchange/csv/import.ts'
import { importHackney } from '#exchange/hackney/import.ts'
import type { DueReport } from '#exchange/import-tally.ts'
import { everyRecordType } from '#records/every-record-type.ts'
import { roleName } from '#store/role-names.ts'
import { filesOf as boroughFiles, bulk, familyOf } from '../exchange/hackney-files.ts'
import { testDatabase } from '../support/database.ts'
import { changed, livewest } from '../support/edition.ts'
import { testGate } from '../support/gate.ts'

type Family = ReturnType<typeof familyOf>

/** A landlord of its own, so that what one import makes due is not another's. */
async function landlord(noDates?: readonly string[]) {
  const on = await testDatabase()
  const released = await livewest()
  const edition =
    noDates === undefined ? released : changed(released, (each) => ({ ...each, landlord: { ...each.landlord, noDates: [...noDates] } }))
  const { deps } = await testGate(on, edition)
  const swept = () => sweep({ ...deps, types: everyRecordType }, { dryRun: false })
  const held = async ({ ids }: Family) => {
    const text = `select (select count(*)::int from person where id = $1) as people, (select count(*)::int from tenure where id = $2) as tenures,
      (select count(*)::int from household_member where tenure_id = $2) as members, (select ended_on from tenure where id = $2) as ended`
    return (await on.asAdmin((admin) => admin.query(text, [ids.person, ids.tenure])))[0]
  }
  const csv = async (texts: Readonly<Record<string, string>>) => {
    const folder = await mkdtemp(join(tmpdir(), 'assured-living-'))
    afterAll(() => rm(folder, { recursive: true, force: true }))
    const paths = Object.keys(texts).map((name) => join(folder, name))
    await Promise.all(Object.values(texts).map((text, index) => writeFile(paths[index] ?? '', text)))
    return importCsv(deps, paths)
  }
  return { on, parts: deps, swept, held, csv }
}

/** Families whose tenures say something of their own, as three files. */
async function borough(families: readonly Family[], tenure: (n: number) => object) {
  return boroughFiles({
    persons: families.map((each) => bulk(each.person)).join(''),
    tenures: families.map((each, n) => bulk({ ...each.tenure, ...tenure(n) })).join(''),
    assets: families.map((each) => bulk(each.asset)).join(''),
  })
}

const whole = { people: 1, tenures: 1, members: 1 }
const longOver = { startOfTenureDate: '2001-04-01T00:00:00Z', endOfTenureDate: '2004-03-31T00:00:00Z', isActive: false }

describe('a day that stands for none is none', () => {
  const days = [
    '1900-01-01T00:00:00Z',
    '1900-01-01',
    '1900-01-01T00:00:00+00:00',
    '1900-01-01T00:00:00+01:00',
    '1899-12-31T23:00:00Z',
    '1899-12-30T00:00:00Z',
    '1753-01-01T00:00:00.000Z',
    '0001-01-01T00:00:00Z',
    '0001-01-01T00:00:00+00:00',
    '0001-01-01T00:00:00',
    '9999-12-31T23:59:59.9999999Z',
    '9999-12-31T00:00:00',
    '1970-01-01T00:00:00Z',
  ]

  test('whatever its time of day and its offset: the tenure goes on, and no sweep takes anybody', async () => {
    const { parts: deps, swept, held } = await landlord(['1970-01-01'])
    const families = days.map((_, n) => familyOf(`Amina ${n}`))
    const files = await borough(families, (n) => ({
      startOfTenureDate: n % 2 === 0 ? null : days[n],
      endOfTenureDate: days[n],
      isActive: true,
    }))
    const report = await importHackney(deps, files)
    expect(report).toMatchObject({ stored: days.length * 3, refused: [], due: { items: [], people: 0, of: days.length, waits: false } })
    await swept()
    for (const [n, family] of families.entries()) expect(await held(family), days[n]).toMatchObject({ ...whole, ended: null })
  })

  test('in every date of every kind of record that a file brings', async () => {
    const { on, csv } = await landlord()
    const report = await csv({
      'people.csv': 'reference,firstName,dateOfBirth,collectedAt\nP1,Bo,1900-01-01,0001-01-01T00:00:00\n',
      'tenures.csv': 'reference,tenureType,startedOn,endedOn\nT1,Assured,0001-01-01,1900-01-01T00:00:00Z\n',
      'contact-details.csv': 'reference,person,contactType,value,validUntil\nD1,P1,phone,01392 555001,9999-12-31\n',
      'contacts.csv': 'reference,person,happenedAt,channel,direction,topic\nC1,P1,1900-01-01T00:00:00,phone,in,rent\n',
    })
    expect(report.refused.map(({ reason }) => reason)).toEqual(['`happenedAt` is empty'])
    const text = `select p.date_of_birth, p.collected_at > '2026-01-01' as now, t.started_on, t.ended_on, d.valid_until, d.clock_from
      from person p, tenure t, contact_detail d`
    expect(await on.asAdmin((admin) => admin.query(text))).toEqual([
      { date_of_birth: null, now: true, started_on: null, ended_on: null, valid_until: null, clock_from: null },
    ])
  })
})

describe('what a document says of being active is held against its dates', () => {
  test('what goes on has not ended, and every contradiction is told', async () => {
    const { parts: deps, swept, held } = await landlord()
    const families = ['past', 'none', 'future', 'unknown'].map((name) => familyOf(name))
    const ends = [
      { isActive: true, endOfTenureDate: '2004-03-31T00:00:00Z' },
      { isActive: false, endOfTenureDate: null },
      { isActive: false, endOfTenureDate: '2030-01-01T00:00:00Z' },
      { isActive: false, startOfTenureDate: null, endOfTenureDate: '2026-10-31T00:00:00Z' },
    ]
    const report = await importHackney(deps, await borough(families, (n) => ends[n] ?? {}))
    expect(report.notes.map(({ line, reason }) => [line, reason])).toEqual([
      [2, '`isActive` is true and `endOfTenureDate` is past: stored without its end, as a tenure that goes on'],
      [4, '`isActive` is false and `endOfTenureDate` says no end: kept as a tenure that goes on until its end is known'],
      [6, '`isActive` is false and `endOfTenureDate` is not past: stored as ending on that day'],
      [8, '`endOfTenureDate` is past and `startOfTenureDate` is not known: stored as ended'],
    ])
    await swept()
    for (const family of families) expect(await held(family)).toMatchObject(whole)
  })

  test('a date that hardly can be is told, and one that cannot is refused', async () => {
    const { csv } = await landlord()
    const report = await csv({
      'people.csv': 'reference,dateOfBirth\nP1,1850-01-01\nP2,2030-01-01\n',
      'tenures.csv':
        'reference,tenureType,startedOn,endedOn\nT1,Lease,2199-01-01,\nT2,Lease,2001-01-01,3000-01-01\nT3,Lease,2001-01-01,2000-01-01\n',
    })
    expect(report.notes.map(({ reason }) => reason)).toEqual([
      '`dateOfBirth` is more than 120 years ago: stored as it is written',
      '`startedOn` is more than 100 years ahead: stored as it is written',
      '`endedOn` is more than 100 years ahead: stored as it is written',
    ])
    expect(report.refused.map(({ reason }) => reason)).toEqual(['`dateOfBirth` is in the future', '`endedOn` is before `startedOn`'])
  })
})

describe('what an import would make due at once', () => {
  test('is told before anything is stored, waits where it is more than a hundredth of the people, and goes once somebody confirms it', async () => {
    const { parts: deps, swept, held } = await landlord()
    const families = Array.from({ length: 60 }, (_, n) => familyOf(`Amina ${n}`))
    const files = await borough(families, (n) => (n < 2 ? longOver : {}))
    const told: { due: DueReport; stored: number }[] = []
    const count = async () => (await deps.database.once(roleName(deps.database.schema, 'sweeper'), 'select id from person')).length
    let counted: Promise<unknown> = Promise.resolve()
    const onDue = (due: DueReport) => {
      counted = count().then((stored) => told.push({ due, stored }))
    }
    const dry = await importHackney(deps, files, undefined, { dryRun: true, onDue })
    await counted
    expect(dry).toMatchObject({ stored: 180, due: { people: 2, of: 60, waits: true } })
    expect(told).toEqual([{ due: dry.due, stored: 0 }])
    expect(await count()).toBe(0)
    expect(Object.fromEntries(dry.due.items.map(({ type, items }) => [type, items]))).toEqual({
      person: 2,
      tenure: 2,
      'household-member': 2,
    })
    for (const { rule } of dry.due.items) expect(rule).not.toBe('')

    expect(await importHackney(deps, files)).toMatchObject({ stored: 180, due: dry.due })
    expect((await swept()).deleted).toEqual({})
    for (const family of families) expect(await held(family)).toMatchObject(whole)
    const waits = await openWaits(deps.database)
    expect(waits).toMatchObject([{ cause: 'import', goes: { person: 2, tenure: 2, 'household-member': 2 } }])

    await deps.database.transaction(roleName(deps.database.schema, 'sweeper'), (session) =>
      confirmWaits(session, deps, waits, { actor: 'system:operator', role: null }),
    )
    await swept()
    expect(await held(families[0] ?? familyOf('none'))).toMatchObject({ people: 0, tenures: 0, members: 0 })
    expect(await held(families[5] ?? familyOf('none'))).toMatchObject(whole)
    expect(await importHackney(deps, files)).toMatchObject({ stored: 0, due: { items: [], waits: false } })
  })

  test('of a hundredth or less goes at the next sweep as ever, and is told', async () => {
    const { parts: deps, swept, held } = await landlord()
    const families = Array.from({ length: 100 }, (_, n) => familyOf(`Amina ${n}`))
    const report = await importHackney(deps, await borough(families, (n) => (n < 1 ? longOver : {})))
    expect(report.due).toMatchObject({ people: 1, of: 100, waits: false })
    expect((await swept()).deleted).toMatchObject({ person: 1, tenure: 1 })
    expect(await held(families[0] ?? familyOf('none'))).toMatchObject({ people: 0 })
  })

  test('waits as well where a later file ends the tenancies of people who are here already', async () => {
    const { parts: deps, swept, csv, on } = await landlord()
    await csv({
      'people.csv': 'reference,firstName\nP1,Amina\nP2,Bo\n',
      'tenures.csv': 'reference,tenureType,startedOn\nT1,Assured,2001-01-01\nT2,Assured,2001-01-01\n',
      'household-members.csv': 'reference,person,tenure,fullName,isResponsible\nM1,P1,T1,Amina,yes\nM2,P2,T2,Bo,yes\nM3,,T2,Cy,no\n',
      'rent-accounts.csv': 'reference,tenure\nA1,T1\n',
    })
    const report = await csv({
      'tenures.csv': 'reference,tenureType,startedOn,endedOn\nT1,Assured,2001-01-01,2004-01-01\nT2,Assured,2001-01-01,\n',
    })
    expect(report.due).toMatchObject({ people: 1, of: 1, waits: true })
    expect((await swept()).deleted).toEqual({})
    const left = await on.asAdmin((admin) =>
      admin.query('select (select count(*)::int from person) as people, (select count(*)::int from tenure) as tenures'),
    )
    expect(left).toEqual([{ people: 2, tenures: 2 }])
    expect((await openWaits(deps.database)).length).toBe(1)
  })

  test('is none of what was due before', async () => {
    const { parts: deps } = await landlord()
    const [old, young] = [familyOf('Old'), familyOf('Young')]
    await importHackney(deps, await borough([old], () => longOver))
    const files = await borough([old, young], (n) => (n === 0 ? { ...longOver, paymentReference: '204418' } : {}))
    expect((await importHackney(deps, files)).due).toMatchObject({
      items: [],
      people: 0,
      of: 2,
      waits: false,
    })
  })
})

import { describe, expect, test } from 'vitest'
import { sweep } from '#duties/retention/sweep.ts'
import { makeExample } from '#exchange/example/make-example.ts'
import { tableOf } from '#gate/columns.ts'
import { ties } from '#gate/ties/ties.ts'
import { everyRecordType } from '#records/every-record-type.ts'
import { type TestDatabase, testDatabase } from '../support/database.ts'
import { editionOf, livewest, today } from '../support/edition.ts'
import { testGate } from '../support/gate.ts'

const on = await testDatabase()
const { deps } = await testGate(on, await livewest())

/** All that is held, ciphertext too where `sealed`: it differs each time it is made, so that it stays only where nothing was made anew. */
async function content(of: TestDatabase, sealed: boolean): Promise<readonly unknown[]> {
  const kept = sealed ? 'to_jsonb(t)' : `(select jsonb_object_agg(key, value) from jsonb_each(to_jsonb(t)) where key not like 'sealed%')`
  return of.asAdmin(async (admin) => {
    const found = []
    for (const table of everyRecordType.map(tableOf)) {
      const text = `select '${table}' as of, md5(string_agg(md5(${kept}::text), '' order by id)) as sum, count(*)::int as items from ${table} t`
      found.push(...(await admin.query(text)))
    }
    return found
  })
}

describe('the invented landlord', () => {
  test('holds every kind of record, and is the same when it is made again', async () => {
    const made = await makeExample(deps, { people: 60, seed: 7, today })
    expect(made.leftOut).toEqual([])
    // What comes of working on a request is made by whoever tries the example out.
    const inExample = everyRecordType.filter((type) => type.tie !== ties.request.about)
    expect(Object.keys(made.items).toSorted()).toEqual(inExample.map((type) => type.name).toSorted())
    const before = await content(on, true)
    const [counted] = await on.asAdmin((admin) =>
      admin.query<{ imports: number }>(`select count(*)::int as imports from evidence where kind = 'import'`),
    )
    await makeExample(deps, { people: 60, seed: 7, today })
    expect(await content(on, true)).toEqual(before)
    const [again] = await on.asAdmin((admin) =>
      admin.query<{ imports: number }>(`select count(*)::int as imports from evidence where kind = 'import'`),
    )
    expect(again).toEqual(counted)
  })

  test('has the task of each case that waits for somebody, made together with it', async () => {
    const [cases] = await on.asAdmin((admin) =>
      admin.query(`select
        (select count(*)::int from hold where lifted_on is null) as holds,
        (select count(*)::int from hold h join task k on k.kind = 'hold-review' and k.about = h.id and k.done_at is null
          where h.lifted_on is null and k.due_on = h.review_on) as reviews,
        (select count(*)::int from disclosure where outcome is null) as disclosures,
        (select count(*)::int from disclosure d join task k on k.kind = 'disclosure-look' and k.about = d.id and k.done_at is null
          where d.outcome is null) as looks`),
    )
    expect(cases).toMatchObject({ holds: expect.any(Number), reviews: cases?.holds, looks: cases?.disclosures })
    expect(Number(cases?.holds)).toBeGreaterThan(0)
  })

  test('has shared a few things as colleagues do: each line was decided, and what the person was not told of waits for a decision', async () => {
    const lines = await on.asAdmin((admin) =>
      admin.query(`select recipient, activity, outcome, shown, consent_answer as consent,
          (select count(*)::int from evidence e where e.act = 'share' and e.detail->>'item' = s.id::text and e.outcome = 'permitted') as decided,
          exists (select from task k where k.kind = 'shown-review' and k.about = s.id and k.done_at is null) as waits
        from share s order by activity, outcome`),
    )
    const told = { shown: 'yes', consent: null, waits: false }
    const [asb, ombudsman, council, agreed, refused] = lines
    expect(asb).toMatchObject({ ...told, recipient: 'police', outcome: 'left', shown: 'no', waits: true })
    expect(ombudsman).toMatchObject({ ...told, recipient: 'housing-ombudsman', outcome: 'left' })
    expect(council).toMatchObject({ ...told, recipient: 'local-authority', outcome: 'left' })
    expect(agreed).toMatchObject({ ...told, recipient: 'support-agency', outcome: 'left', consent: 'agreed' })
    expect(refused).toMatchObject({ ...told, recipient: 'support-agency', outcome: 'stopped', consent: 'refused' })
    expect(lines).toHaveLength(5)
    // Each kind of information is decided as it is prepared, and again as it leaves.
    for (const line of lines.slice(0, 4)) expect(Number(line.decided)).toBeGreaterThan(1)
  })

  test('settles each line that was written when the process ended before it was settled', async () => {
    const wanted = { people: 60, seed: 7, today }
    const dying = await testDatabase()
    const { deps: ofDying } = await testGate(dying, await livewest())
    const lines = () => dying.asAdmin((admin) => admin.query('select id::text, outcome from share order by id'))
    await dying.asAdmin((admin) => admin.query('alter table share add constraint dies check (outcome is null) not valid'))
    // Where this ends, a line is written and cannot be settled.
    await expect(makeExample(ofDying, wanted)).rejects.toThrow()
    expect(await lines()).toEqual([{ id: expect.any(String), outcome: null }])
    await dying.asAdmin((admin) => admin.query('alter table share drop constraint dies'))
    const made = await makeExample(ofDying, wanted)
    const settled = await lines()
    expect(settled).toHaveLength(made.items.share ?? 0)
    expect(settled.filter(({ outcome }) => outcome === null)).toEqual([])
    expect(await content(dying, false)).toEqual(await content(on, false))
  })

  test('is the same at another place, to the last value that is not sealed', async () => {
    const elsewhere = await testDatabase()
    const { deps: ofOther } = await testGate(elsewhere, await livewest())
    await makeExample(ofOther, { people: 60, seed: 7, today })
    expect(await content(elsewhere, false)).toEqual(await content(on, false))
  })

  test('has items on both sides of each line: the first sweep takes some and leaves some', async () => {
    const report = await sweep({ ...deps, types: everyRecordType }, { dryRun: false })
    expect(report.deleted).toMatchObject({
      'call-recording': expect.any(Number),
      'contact-log': expect.any(Number),
      person: expect.any(Number),
      'household-member': expect.any(Number),
      consent: expect.any(Number),
      'rent-entry': expect.any(Number),
      'contact-detail': expect.any(Number),
      hold: expect.any(Number),
    })
    expect(report.held['call-recording']).toBeGreaterThan(0)
    expect(report.oldest['call-recording']).toBe(today.subtract({ days: 89 }).toString())
  })

  test('homes hold more than one: joint tenants with records of their own, and children without', async () => {
    const [row] = await on.asAdmin((admin) =>
      admin.query<{ joint: number; children: number }>(`select
        count(*) filter (where person_tenure_type = 'Joint tenant' and person_id is not null)::int as joint,
        count(*) filter (where date_of_birth > date '2026-11-23' - interval '18 years' and person_id is null)::int as children
        from household_member`),
    )
    expect(row?.joint).toBeGreaterThan(0)
    expect(row?.children).toBeGreaterThan(0)
  })

  test('what somebody needs support with is there, as ciphertext', async () => {
    const [row] = await on.asAdmin((admin) =>
      admin.query<{ sealed: number }>(`select count(*)::int as sealed from person where sealed_support_needs is not null`),
    )
    expect(row?.sealed).toBeGreaterThan(0)
  })
})

describe('at another landlord', () => {
  // What a notice takes in for letting, or from the person alone, is not made up for tenancies.
  test.each([
    ['harbour-homes', ['person', 'asset', 'tenure', 'contact-log', 'call-recording'], ['Holds', 'Household members']],
    ['moor-coop', ['person', 'contact-log', 'contact-detail'], ['Call recordings', 'Rent accounts']],
    ['city-trust', ['person', 'contact-detail', 'tenure', 'rent-account'], ['Call recordings', 'Contacts']],
  ])('%s: what its notice lets somebody take in is there, and what is left out is named', async (landlord, there, leftOut) => {
    const other = await testDatabase()
    const { deps: ofOther } = await testGate(other, await editionOf(`tests/landlords/${landlord}`))
    const made = await makeExample(ofOther, { people: 20, seed: 1, today })
    expect(Object.keys(made.items)).toEqual(expect.arrayContaining(there))
    expect(made.leftOut).toEqual(expect.arrayContaining(leftOut))
    // And every clock of what is there can be read.
    await sweep({ ...ofOther, types: everyRecordType }, { dryRun: false })
  })
})

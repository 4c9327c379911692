import { describe, expect, test } from 'vitest'
import { batchSize } from '#duties/retention/batch.ts'
import { sweep } from '#duties/retention/sweep.ts'
import { lastRun, pageOfEvidence } from '#evidence/read.ts'
import { tableOf } from '#gate/columns.ts'
import { heldSql } from '#gate/held.ts'
import { everyRecordType } from '#records/every-record-type.ts'
import type { Database } from '#store/database.ts'
import { isPrivilegeRefusal } from '#store/database-fault.ts'
import { roleName } from '#store/role-names.ts'
import { testDatabase } from '../support/database.ts'
import { livewest } from '../support/edition.ts'
import { testGate } from '../support/gate.ts'
import { putAccount, putHold, putPerson, putRecording } from '../support/people.ts'

const on = await testDatabase()
const released = await livewest()
const { deps, setNow } = await testGate(on, released)

async function sweepOn(day: string, options = { dryRun: false }) {
  setNow(Temporal.Instant.from(`${day}T03:00:00Z`))
  return sweep({ ...deps, types: everyRecordType }, options)
}

async function isThere(table: string, id: string): Promise<boolean> {
  return (await on.asAdmin((admin) => admin.query(`select from ${table} where id = $1`, [id]))).length === 1
}

describe('the sweep of millions of items', () => {
  // A look at each hold for each item took hours at three million, and every night's sweep ran out of time.
  test.each(everyRecordType)('looks for all holds at once: $name', async (type) => {
    const rows = await on.asAdmin((admin) => admin.query(`explain select from ${tableOf(type)} t where not ${heldSql(type)}`))
    expect(JSON.stringify(rows)).not.toContain('SubPlan')
  })
})

describe('a batch of what is due', () => {
  // Guessed to be one, twenty thousand people of whom nothing else was left were held against every contact detail there is.
  test('is looked up item by item, whatever number PostgreSQL guesses', async () => {
    const asked: { text: string; values: readonly unknown[] }[] = []
    const database: Database = {
      ...deps.database,
      transaction: (role, work) =>
        deps.database.transaction(role, (session) =>
          work({
            query: (statement, values = []) => {
              asked.push({ text: typeof statement === 'string' ? statement : statement.text, values })
              return session.query(statement, values)
            },
          }),
        ),
    }
    const { person } = await putPerson(on, { tenureEnded: '2011-01-01' })
    await putHold(on, person)
    setNow(Temporal.Instant.from('2026-11-23T03:00:00Z'))
    await sweep({ ...deps, database, types: everyRecordType }, { dryRun: false })
    const batches = asked.filter(({ text }) => /delete from (tenure|household_member) /.test(text))
    expect(batches.length).toBeGreaterThan(1)
    for (const { text, values } of batches) {
      const plan = await on.asAdmin((admin) => admin.query(`explain ${text}`, values))
      expect(JSON.stringify(plan)).not.toContain('Anti Join')
    }
  })
})

describe('the sweep', () => {
  test.each([
    ['2026-01-01', '2026-03-31', '2026-04-01'],
    ['2026-08-25', '2026-11-22', '2026-11-23'],
    // Over a leap day, and over both changes of the clocks.
    ['2027-12-31', '2028-03-29', '2028-03-30'],
    ['2026-01-15', '2026-04-14', '2026-04-15'],
    ['2026-09-01', '2026-11-29', '2026-11-30'],
  ])('a call recorded on %s is there on %s and gone on %s, day 90', async (recorded, before, due) => {
    const { person } = await putPerson(on)
    const id = await putRecording(on, person, recorded)
    await sweepOn(before)
    expect(await isThere('call_recording', id)).toBe(true)
    const report = await sweepOn(due)
    expect(report.deleted['call-recording']).toBe(1)
    expect(await isThere('call_recording', id)).toBe(false)
  })

  test('days on which the machine was off are made up for', async () => {
    const { person } = await putPerson(on)
    const id = await putRecording(on, person, '2026-01-01')
    await sweepOn('2026-12-24')
    expect(await isThere('call_recording', id)).toBe(false)
  })

  test('a hold keeps what is due until every hold is lifted', async () => {
    const { person } = await putPerson(on)
    const id = await putRecording(on, person, '2026-01-01')
    const holds = [await putHold(on, person, 'call-recording', id), await putHold(on, person)]
    const first = await sweepOn('2026-06-01')
    expect(first.held['call-recording']).toBe(1)
    expect(await isThere('call_recording', id)).toBe(true)
    const lift = (hold: string | undefined) =>
      on.asAdmin((admin) => admin.query(`update hold set lifted_on = '2026-06-01' where id = $1`, [hold]))
    await lift(holds[0])
    await sweepOn('2026-06-02')
    expect(await isThere('call_recording', id)).toBe(true)
    await lift(holds[1])
    await sweepOn('2026-06-03')
    expect(await isThere('call_recording', id)).toBe(false)
  })

  test('a hold on something else keeps nothing of this', async () => {
    const { person } = await putPerson(on)
    const id = await putRecording(on, person, '2026-01-01')
    await putHold(on, person, 'contact-log')
    await sweepOn('2026-06-01')
    expect(await isThere('call_recording', id)).toBe(false)
  })

  test('a hold that is being placed while the sweep begins wins', async () => {
    const { person } = await putPerson(on)
    const id = await putRecording(on, person, '2026-01-01')
    let sweeping: Promise<unknown> = Promise.resolve()
    await on.asAdmin(async (admin) => {
      await admin.query(
        `insert into hold (id, activity, source, collected_at, edition, person_id, placed_by, placed_on, review_on)
          values (gen_random_uuid(), 'legal-claims', 'colleague', now(), 'test', $1, 'P', '2026-06-01', '2027-01-01')`,
        [person],
      )
      // The hold is not committed yet: the sweep must wait for it, and then see it.
      sweeping = sweepOn('2026-06-01')
      await new Promise((resolve) => setTimeout(resolve, 300))
    })
    await sweeping
    expect(await isThere('call_recording', id)).toBe(true)
  })

  test('an item whose period begins anew while the sweep is about to delete it stays', async () => {
    const { person } = await putPerson(on)
    const id = await putRecording(on, person, '2026-01-01')
    let sweeping: Promise<unknown> = Promise.resolve()
    await on.asAdmin(async (admin) => {
      await admin.query(`update call_recording set clock_from = '2026-05-31' where id = $1`, [id])
      // Not committed yet: the sweep finds the item due, and must wait for what becomes of it.
      sweeping = sweepOn('2026-06-01')
      await new Promise((resolve) => setTimeout(resolve, 300))
    })
    await sweeping
    expect(await isThere('call_recording', id)).toBe(true)
  })

  test('more than a batch goes in two lanes: each item once, each batch with its own evidence, and what is not due stays', async () => {
    const { person } = await putPerson(on)
    const kept = await putRecording(on, person, '2026-05-31')
    const rows = batchSize + 20_000
    await on.asAdmin((admin) =>
      admin.query(
        `insert into call_recording (id, activity, source, collected_at, edition, clock_from, person_id, started_at, seconds, direction)
          select gen_random_uuid(), 'call-recording', 'telephone-system', now(), 'test', '2026-01-01', $1, now(), 60, 'in'
          from generate_series(1, ${rows})`,
        [person],
      ),
    )
    const { seq } = (await pageOfEvidence(on.database, { limit: 1 }))[0] ?? { seq: 0 }
    expect((await sweepOn('2026-06-01')).deleted).toEqual({ 'call-recording': rows })
    expect(await isThere('call_recording', kept)).toBe(true)
    const batches = (await pageOfEvidence(on.database, { kind: 'sweep', recordType: 'call-recording' })).filter((row) => row.seq > seq)
    expect(batches.length).toBeGreaterThan(1)
    expect(batches.reduce((sum, { detail }) => sum + Number(detail.items), 0)).toBe(rows)
    expect(batches.every(({ detail }) => Number(detail.items) < batchSize)).toBe(true)
  })

  test('whoever is in a household no longer is noted, also where a sweep looked while that was being written', async () => {
    const { person } = await putPerson(on)
    const other = await putPerson(on)
    await sweepOn('2026-06-01')
    const isNoted = async () =>
      (await on.asAdmin((admin) => admin.query('select from without_tenancy where person_id = $1', [person]))).length === 1
    expect(await isNoted()).toBe(false)
    // Noted and not looked up yet, as of somebody who moved: a second note must not be taken for the first.
    await on.asAdmin((admin) => admin.query('insert into tenancy_to_look_up values ($1)', [person]))
    let sweeping: Promise<unknown> = Promise.resolve()
    await on.asAdmin(async (admin) => {
      await admin.query('delete from household_member where person_id = $1', [person])
      sweeping = sweepOn('2026-06-02')
      await new Promise((resolve) => setTimeout(resolve, 300))
    })
    await sweeping
    await sweepOn('2026-06-03')
    expect(await isNoted()).toBe(true)
    await on.asAdmin((admin) =>
      admin.query(
        `insert into household_member (id, activity, source, collected_at, edition, person_id, tenure_id, full_name, is_responsible)
          select gen_random_uuid(), 'tenancy-management', 'own-systems', now(), 'test', $1, $2, 'Amina Test', true`,
        [person, other.tenure],
      ),
    )
    await sweepOn('2026-06-04')
    expect(await isNoted()).toBe(false)
    await on.asAdmin((admin) => admin.query('update household_member set person_id = $2 where person_id = $1', [person, other.person]))
    await sweepOn('2026-06-05')
    expect(await isNoted()).toBe(true)
  })

  test('a leaver’s record goes six years after the tenancy ended, the person last of all, and the key with them', async () => {
    const { person, tenure } = await putPerson(on, { tenureEnded: '2020-02-29' })
    const place = { table: 'person', row: person, category: 'support-needs' }
    const blob = await deps.keys.seal(person, place, { supportNeeds: 'Ramp' })
    await on.asAdmin((admin) => admin.query(`update person_key set made_at = now() - interval '2 days'`))
    await sweepOn('2026-02-27')
    expect(await isThere('person', person)).toBe(true)
    await sweepOn('2026-02-28')
    expect(await isThere('person', person)).toBe(false)
    expect(await isThere('tenure', tenure)).toBe(false)
    expect(await deps.keys.unseal(person, place, blob)).toBe(null)
  })

  // Its financial year would end months later: it stood there as nobody's, and no subject access could find it.
  test('an account goes with its tenancy at the latest, and no day later than the notice says', async () => {
    const { tenure } = await putPerson(on, { tenureEnded: '2020-11-23' })
    const { account, entry } = await putAccount(on, tenure, { activity: 'rent-collection', yearEnded: '2021-03-31' })
    await sweepOn('2026-11-22')
    expect(await isThere('rent_entry', entry)).toBe(true)
    expect(await isThere('rent_account', account)).toBe(true)
    await sweepOn('2026-11-23')
    expect(await isThere('rent_entry', entry)).toBe(false)
    expect(await isThere('rent_account', account)).toBe(false)
    expect(await isThere('tenure', tenure)).toBe(false)
  })

  test('while an account is kept longer, whoever it is about stays with it and can be found', async () => {
    const { person, tenure } = await putPerson(on, { tenureEnded: '2020-11-23' })
    const { account } = await putAccount(on, tenure, { activity: 'service-charges', yearEnded: '2021-03-31' })
    await sweepOn('2033-03-30')
    expect(await isThere('rent_account', account)).toBe(true)
    expect(await isThere('tenure', tenure)).toBe(true)
    expect(await isThere('person', person)).toBe(true)
    await sweepOn('2033-03-31')
    expect(await isThere('rent_account', account)).toBe(false)
    expect(await isThere('tenure', tenure)).toBe(false)
    expect(await isThere('person', person)).toBe(false)
  })

  test('what two clocks have made due and a hold keeps is counted once', async () => {
    const { person, tenure } = await putPerson(on, { tenureEnded: '2020-11-23' })
    await putAccount(on, tenure, { activity: 'rent-collection', yearEnded: '2020-03-31' })
    const before = await sweepOn('2026-11-23', { dryRun: true })
    await putHold(on, person)
    const after = await sweepOn('2026-11-23', { dryRun: true })
    expect((after.held['rent-account'] ?? 0) - (before.held['rent-account'] ?? 0)).toBe(1)
  })

  test('somebody with a tenancy that goes on keeps their record, however long ago an older one ended', async () => {
    const { person } = await putPerson(on)
    await sweepOn('2090-01-01')
    expect(await isThere('person', person)).toBe(true)
  })

  test('a dry run says the same and deletes nothing', async () => {
    const { person } = await putPerson(on)
    const id = await putRecording(on, person, '2026-01-01')
    const dry = await sweepOn('2026-06-01', { dryRun: true })
    expect(await isThere('call_recording', id)).toBe(true)
    const wet = await sweepOn('2026-06-01')
    expect(wet.deleted).toEqual(dry.deleted)
  })

  test('a dry run tells of what goes only because something else goes, and takes everything back', async () => {
    const { person, tenure } = await putPerson(on, { tenureEnded: '2020-02-29' })
    await sweepOn('2026-02-27')
    const dry = await sweepOn('2026-02-28', { dryRun: true })
    expect(dry.deleted).toMatchObject({ person: 1, tenure: 1, 'household-member': 1 })
    expect(await isThere('person', person)).toBe(true)
    expect(await isThere('tenure', tenure)).toBe(true)
    expect((await sweepOn('2026-02-28')).deleted).toEqual(dry.deleted)
  })

  test('a dry run tells what would be so afterwards, and writes nothing, not even who has left', async () => {
    const { person } = await putPerson(on)
    await putRecording(on, person, '2026-01-01')
    await putRecording(on, person, '2026-03-15')
    await putPerson(on, { tenureEnded: '2026-05-01' })
    const everything = () =>
      on.asAdmin((admin) =>
        admin.query(`select (select count(*)::int from evidence) as told, (select count(*)::int from leaver) as left,
          (select count(*)::int from without_tenancy) as without`),
      )
    const before = await everything()
    const dry = await sweepOn('2026-06-01', { dryRun: true })
    expect(await everything()).toEqual(before)
    expect(dry.oldest['call-recording']).toBe('2026-03-15')
    expect(await sweepOn('2026-06-01')).toEqual(dry)
  })

  test('each batch leaves one record with the digest of what went, and never what it was', async () => {
    const { person } = await putPerson(on)
    const id = await putRecording(on, person, '2026-01-01')
    await sweepOn('2026-06-01')
    const [, batch] = await pageOfEvidence(on.database, { kind: 'sweep', limit: 2 })
    expect(batch).toMatchObject({
      actor: 'system:sweep',
      recordType: 'call-recording',
      outcome: 'done',
      detail: { items: 1, rule: 'call-recordings' },
    })
    const [digest] = await on.asAdmin((admin) =>
      admin.query<{ hex: string }>(`select encode(sha256(uuid_send($1::uuid)), 'hex') as hex`, [id]),
    )
    expect(batch?.detail.digest).toBe(digest?.hex)
  })

  test('what the database refuses stops nothing else, is named, and leaves the sweep due', async () => {
    const leaver = await putPerson(on, { tenureEnded: '2020-02-29' })
    const other = await putPerson(on)
    const id = await putRecording(on, other.person, '2026-01-01')
    await on.asAdmin((admin) =>
      admin.query(`create function refuse() returns trigger language plpgsql as $$ begin raise exception 'Ada' using errcode = '57014'; end $$;
        create trigger refuse before delete on call_recording execute function refuse()`),
    )
    const before = await lastRun(on.database, 'sweep')
    const failure = await sweepOn('2026-06-01').catch((error: unknown) => error)
    await on.asAdmin((admin) => admin.query('drop function refuse() cascade'))
    expect(failure).toMatchObject({
      code: 'sweep-incomplete',
      message: expect.stringContaining('`call-recording` under `call-recordings`'),
    })
    expect(String(failure)).not.toContain('Ada')
    expect(await isThere('call_recording', id)).toBe(true)
    expect(await isThere('person', leaver.person)).toBe(false)
    const after = await lastRun(on.database, 'sweep')
    expect(after.ended).toEqual(before.ended)
    expect(after.failed).not.toEqual(before.failed)
    const [, told] = await pageOfEvidence(on.database, { kind: 'sweep', limit: 2 })
    expect(told).toMatchObject({ recordType: 'call-recording', outcome: 'failed', reasons: ['database-57014'] })
    await sweepOn('2026-06-01')
    expect(await isThere('call_recording', id)).toBe(false)
  })

  test('a type that it may not even ask about stops no other', async () => {
    const { person } = await putPerson(on)
    const id = await putRecording(on, person, '2026-01-01')
    const sweeper = roleName(on.schema, 'sweeper')
    await on.asAdmin((admin) =>
      admin.query(`revoke select on picture from "${sweeper}";
      revoke select (id, ctid, activity, clock_from, collected_at, media_id, media_bytes) on picture from "${sweeper}"`),
    )
    const failure = await sweepOn('2026-06-01').catch((error: unknown) => error)
    await on.asAdmin((admin) =>
      admin.query(`grant select (id, ctid, activity, clock_from, collected_at, media_id, media_bytes) on picture to "${sweeper}"`),
    )
    expect(failure).toMatchObject({ code: 'sweep-incomplete', message: expect.stringContaining('`picture`') })
    expect(await isThere('call_recording', id)).toBe(false)
  })

  test('the sweeper itself cannot read what it deletes', async () => {
    const refusal = await on.database
      .once(roleName(on.schema, 'sweeper'), 'select taken_by from call_recording')
      .catch((error: unknown) => error)
    expect(isPrivilegeRefusal(refusal)).toBe(true)
  })
})

import { randomUUID } from 'node:crypto'
import { readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { sweep } from '#duties/retention/sweep.ts'
import { evidenceOfChanged } from '#evidence/append.ts'
import { alteredDefinitions } from '#gate/grants/altered-definitions.ts'
import { contactDetail } from '#records/contact-detail/contact-detail.ts'
import { everyRecordType } from '#records/every-record-type.ts'
import { personalDetails } from '#records/person/person.ts'
import { startServer } from '#store/server.ts'
import { asAdmin, targetOf } from '#store/target.ts'
import { openSystem, type Running } from '../../src/main/system.ts'
import { entryFor } from '../evidence/entries.ts'
import { begunFolder } from '../support/begun-folder.ts'
import { testDatabase } from '../support/database.ts'
import { livewest, noon } from '../support/edition.ts'
import { colleague, testGate } from '../support/gate.ts'
import { putPerson, putRecording } from '../support/people.ts'
import { home, migrations, schema } from '../support/places.ts'
import { settingsOf } from '../support/settings.ts'

const on = await testDatabase()
const released = await livewest()
const { gate, deps, setNow } = await testGate(on, released)
const made = await readFile(join(migrations, 'definitions.txt'), 'utf8')
const differences = () => alteredDefinitions(on.database, made, released, everyRecordType)
const asSuperuser = (sql: string) => on.asAdmin((admin) => admin.query(sql))
const is = async (table: string, id: string) =>
  (await on.asAdmin((admin) => admin.query(`select from ${table} where id = $1`, [id]))).length === 1

/** Ways to keep rows of evidence from being written, each with how it is taken back. */
const ways = [
  [
    'a trigger that swallows each row',
    `create function swallow() returns trigger language plpgsql as $$ begin return null; end $$;
      create trigger swallow before insert on evidence for each row execute function swallow()`,
    'drop trigger swallow on evidence; drop function swallow()',
  ],
  [
    'a trigger that swallows those about one kind',
    `create function swallow() returns trigger language plpgsql as $$ begin
        if new.kind in ('read', 'change', 'sweep', 'search') then return null; end if; return new; end $$;
      create trigger swallow before insert on evidence for each row execute function swallow()`,
    'drop trigger swallow on evidence; drop function swallow()',
  ],
  ['a rule that does nothing instead', 'create rule swallow as on insert to evidence do instead nothing', 'drop rule swallow on evidence'],
  [
    'a policy that lets no row in',
    'alter table evidence enable row level security, force row level security',
    'alter table evidence disable row level security, no force row level security',
  ],
] as const

describe.each(ways)('where evidence is kept from being written by %s', (_, break_, mend) => {
  beforeAll(() => asSuperuser(break_))
  afterAll(() => asSuperuser(mend))

  test('no record is read', async () => {
    const { person } = await putPerson(on)
    const reading = (async () => {
      const opened = await gate.open(colleague('housing-officer'), { activity: 'tenancy-management', person, because: 'case' })
      return opened.ok ? opened.read(personalDetails) : opened
    })()
    await expect(reading).rejects.toMatchObject({ code: 'evidence-not-recorded' })
  })

  test('nothing that is due is deleted', async () => {
    const { person } = await putPerson(on)
    const recording = await putRecording(on, person, '2026-01-02')
    setNow(Temporal.Instant.from('2026-11-23T03:00:00Z'))
    await sweep({ ...deps, types: everyRecordType }, { dryRun: false }).catch(() => {})
    setNow(noon)
    expect(await is('call_recording', recording)).toBe(true)
  })

  test('a change of many items is taken back', async () => {
    const { person } = await putPerson(on)
    const recording = await putRecording(on, person, '2026-11-02')
    const evidence = evidenceOfChanged(1, entryFor(), 'changed')
    const text = `with changed as (update call_recording set seconds = 61 where id = '${recording}' returning id), ${evidence.recorded}
      select id from changed where ${evidence.whole}`
    await expect(on.asOwner((owner) => owner.query(text, [evidence.value]))).rejects.toThrow()
    const [row] = await on.asAdmin((admin) => admin.query('select seconds from call_recording where id = $1', [recording]))
    expect(row).toEqual({ seconds: 60 })
  })

  test('and a check of the evidence says so', async () => {
    expect((await differences()).length).toBeGreaterThan(0)
  })
})

describe('what keeps evidence and closes data is held against what the migrations and the edition made', () => {
  test('and nothing is found where nobody changed anything', async () => {
    expect(await differences()).toEqual([])
  })

  test.each([
    ['alter table evidence disable trigger evidence_is_append_only', 'alter table evidence enable trigger evidence_is_append_only'],
    ['alter table evidence_seal disable trigger all', 'alter table evidence_seal enable trigger all'],
    ['alter table person disable trigger all', 'alter table person enable trigger all'],
    [
      'alter table evidence drop constraint actor_is_pseudonymous',
      `alter table evidence add constraint actor_is_pseudonymous check (
        split_part(actor, ':', 1) = any ('{colleague,person,system}'::text[]) and actor ~ '^[a-z]*:[A-Za-z0-9_-]+$')`,
    ],
    ['alter table evidence alter column at set default now()', 'alter table evidence alter column at set default clock_timestamp()'],
    [
      `create function after_all() returns trigger language plpgsql security definer as $$ begin delete from evidence where seq = new.seq; return new; end $$;
        create trigger after_all after insert on evidence for each row execute function after_all()`,
      'drop trigger after_all on evidence; drop function after_all()',
    ],
    [
      `create or replace function evidence_whole(written bigint, wanted bigint) returns boolean language plpgsql stable as $$ begin return true; end $$`,
      `create or replace function evidence_whole(written bigint, wanted bigint) returns boolean language plpgsql stable as $$
begin
  if written is distinct from wanted then
    raise exception 'evidence was not recorded' using errcode = 'AE001';
  end if;
  return true;
end
$$`,
    ],
    [`grant update on evidence to ${schema}_evidence`, `revoke update on evidence from ${schema}_evidence`],
    [`grant insert (at) on evidence to ${schema}_evidence`, `revoke insert (at) on evidence from ${schema}_evidence`],
    [`grant select (first_name) on person to ${schema}_sweeper`, `revoke select (first_name) on person from ${schema}_sweeper`],
    [`grant delete on person to "${schema}__repairs"`, `revoke delete on person from "${schema}__repairs"`],
    [`revoke insert on evidence_seal from ${schema}_evidence`, `grant insert on evidence_seal to ${schema}_evidence`],
    ['grant select on evidence to public', 'revoke select on evidence from public'],
    ['alter table evidence owner to current_user', `alter table evidence owner to ${schema}_owner`],
    ['create table left_behind (words text)', 'drop table left_behind'],
    ['alter table contact_detail add column note text', 'alter table contact_detail drop column note'],
    ["alter table hold alter column placed_by set default ''", 'alter table hold alter column placed_by drop default'],
    [
      'create event trigger watch on ddl_command_end execute function public.watch()',
      'drop event trigger watch; drop function public.watch()',
    ],
  ])('finds: %s', async (change, back) => {
    if (change.startsWith('create event trigger'))
      await asSuperuser('create function public.watch() returns event_trigger language plpgsql as $$ begin end $$')
    await asSuperuser(change)
    expect((await differences()).length, change).toBeGreaterThan(0)
    await asSuperuser(back)
    expect(await differences()).toEqual([])
  })

  test('the tables that each record type has are among them', () => {
    for (const type of everyRecordType) expect(made).toContain(`relation ${type.name.replaceAll('-', '_')} `)
    expect(made).toContain(`column ${contactDetail.name.replaceAll('-', '_')}.`)
  })
})

describe('a command, when it ends', () => {
  const folders: string[] = []
  let running: Running | undefined
  afterAll(async () => {
    await running?.close()
    await Promise.all(folders.map((folder) => rm(folder, { recursive: true, force: true })))
  })

  test('has sealed what it did, so that taking it away afterwards is found out; a check seals nothing', async () => {
    const data = await begunFolder('empty')
    folders.push(data)
    const open = () => openSystem(settingsOf(data), home, Temporal.Now.instant)
    const server = await startServer(data)
    const sweeping = await open()
    await sweeping.sweep({ dryRun: false })
    await sweeping.close()
    const checking = await open()
    const whole = await checking.verifyEvidence()
    expect(whole).toMatchObject({ ok: true, faults: [], sealed: whole.rows, unsealed: { rows: 0 } })
    await checking.deps.record([entryFor({ actor: `colleague:${randomUUID()}` })])
    expect(await checking.verifyEvidence()).toMatchObject({ ok: true, sealed: whole.rows, unsealed: { rows: 1 } })
    await checking.close()
    const again = await open()
    expect(await again.verifyEvidence()).toMatchObject({ ok: true, sealed: whole.rows, unsealed: { rows: 1 } })
    const target = await targetOf(server.admin, schema, data)
    await asAdmin(target, async (admin) => {
      await admin.query("set local session_replication_role = 'replica'")
      const gone = await admin.query("delete from evidence where kind = 'sweep' and record_type is null returning seq")
      expect(gone.length).toBe(1)
    })
    expect(await again.verifyEvidence()).toMatchObject({ ok: false, faults: [{ kind: 'rows-removed' }] })
    await again.close()
    await server.stop()
  })
})

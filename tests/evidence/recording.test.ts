import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { beforeEach, describe, expect, it } from 'vitest'
import { entriesOf, evidenceColumns, evidenceOfChanged, evidenceOfEach, insertEvidence } from '#evidence/append.ts'
import { digestOf } from '#evidence/digest.ts'
import type { EvidenceEntry, Recorded } from '#evidence/entry.ts'
import { groupCommitter } from '#evidence/group-commit.ts'
import { lastRun, openingsOf, pageOfEvidence } from '#evidence/read.ts'
import type { Database } from '#store/database.ts'
import { roleName } from '#store/role-names.ts'
import { anyRecorded, entryFor } from './entries.ts'
import { prepareGround } from './ground.ts'

const ground = await prepareGround()
const role = roleName(ground.database.schema, 'evidence')
beforeEach(() => ground.superuser('set session_replication_role = replica; truncate evidence; reset session_replication_role'))

function asStored(entry: Recorded) {
  if (!('subjects' in entry)) return { ...entry, subjects: null }
  const { subjects, ...rest } = entry
  return subjects.length > 1 ? { ...rest, subject: null, subjects } : { ...rest, subject: subjects[0] ?? null, subjects: null }
}

const stored = async () =>
  (await ground.database.once<{ actor: string }>(role, 'select actor from evidence order by seq')).map((row) => row.actor)

describe('evidence once written', () => {
  it.each([
    "update evidence set outcome = 'refused'",
    'delete from evidence',
    'truncate evidence',
    "insert into evidence (kind, actor, outcome, at) values ('read', 'system:x', 'done', now())",
    "insert into evidence (kind, actor, outcome, tx) values ('read', 'system:x', 'done', 1)",
    "insert into evidence (seq, kind, actor, outcome) overriding system value values (1, 'read', 'system:x', 'done')",
    'update evidence_seal set count = 1',
    'delete from evidence_seal',
    'truncate evidence_seal',
  ])('is not open to its own role: %s', async (sql) => {
    await expect(ground.database.once(role, sql)).rejects.toMatchObject({ code: 'database-42501' })
  })

  it.each(["update evidence set outcome = 'refused'", 'delete from evidence', 'truncate evidence', 'delete from evidence_seal'])(
    'is closed even to the owner of the tables: %s',
    async (sql) => {
      await expect(ground.asOwner((owner) => owner.query(sql))).rejects.toMatchObject({ code: 'database-23001' })
    },
  )

  it.each(['colleague:Ada Smith', 'ada@example.org', 'colleague:', 'team:x', 'colleague:x:y', 'person:x\n', ':x', ''])(
    'never holds a name or an address for the one who acted, nor any other form: %j',
    async (actor) => {
      const named = ground.database.transaction(role, (session) => insertEvidence(session, [entryFor({ actor })]))
      await expect(named).rejects.toMatchObject({ constraint: 'actor_is_pseudonymous' })
    },
  )
})

describe('the words of evidence', () => {
  it.each([
    ['kind', 'reading'],
    ['kind', 'read\n'],
    ['kind', ''],
    ['outcome', 'maybe'],
    ['outcome', 'permitted or refused'],
  ])('are closed: the database refuses a %s of %j', async (column, word) => {
    const line = { kind: "'read'", outcome: "'done'", [column]: '$1' }
    const insert = `insert into evidence (kind, actor, outcome) values (${line.kind}, 'system:test', ${line.outcome})`
    await expect(ground.asOwner((owner) => owner.query(insert, [word]))).rejects.toMatchObject({
      constraint: `evidence_${column}_check`,
    })
  })
})

describe('evidence of a change', () => {
  it('stands or falls with it', async () => {
    const work = ground.database.transaction(role, async (session) => {
      await insertEvidence(session, [entryFor()])
      throw new Error('the change failed')
    })
    await expect(work).rejects.toThrow('the change failed')
    expect(await stored()).toEqual([])
  })

  it('is kept word for word, whatever the words', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyRecorded, { minLength: 1, maxLength: 5 }), async (entries) => {
        await ground.superuser('set session_replication_role = replica; truncate evidence; reset session_replication_role')
        await ground.database.transaction(role, (session) => insertEvidence(session, entries))
        const rows = await pageOfEvidence(ground.database, {})
        expect(rows.map(({ seq: _, at: __, ...row }) => row).reverse()).toEqual(entries.map(asStored))
      }),
      { numRuns: 60 },
    )
  })

  it('is handed over in the order of the type that takes it', async () => {
    const columns = await ground.superuser<{ name: string }>(`select attname as name from pg_attribute
      where attrelid = (select typrelid from pg_type where typname = 'evidence_entry' and typnamespace = '${ground.database.schema}'::regnamespace)
      order by attnum`)
    expect(columns.map(({ name }) => name)).toEqual(evidenceColumns)
  })

  it('of each of many can be part of the statement that makes them', async () => {
    const entry = entryFor({ categories: ['a "b" \\ {c,d}', '', 'null'], detail: { ids: ['x', 'y'], count: 3 } })
    const each = evidenceOfEach(2, 'changed', false)
    const text = `with changed as (select n, gen_random_uuid() as id from unnest($1::int[]) as t(n)),
      ${each.recorded} select 1 where ${each.whole}`
    await ground.database.once(role, text, [[0, 2], entriesOf([entry, entryFor(), { ...entry, act: 'delete' }])])
    const same = { ...entry, subjects: null, seq: expect.any(Number), at: expect.any(String) }
    expect(await pageOfEvidence(ground.database, {})).toEqual([{ ...same, act: 'delete' }, same])
  })

  it('counts the items that changed, and is not written where none did', async () => {
    const entry = entryFor({ detail: { because: 'case' } })
    const recorded = evidenceOfChanged(2, entry, 'changed')
    const change = (ids: readonly string[]) =>
      ground.database.once(
        role,
        `with changed as (select id from unnest($1::uuid[]) as t(id)), ${recorded.recorded} select 1 where ${recorded.whole}`,
        [ids, recorded.value],
      )
    await change([])
    expect(await stored()).toEqual([])
    const ids = [randomUUID(), randomUUID(), randomUUID()]
    await change(ids)
    const [row] = await pageOfEvidence(ground.database, {})
    expect(row).toMatchObject({ ...entry, detail: { because: 'case', items: 3, digest: digestOf(ids) } })
  })
})

describe('evidence of reads', () => {
  it('is on disk before the answer leaves, and shares its commit with what came meanwhile', async () => {
    let statements = 0
    const counting: Database = {
      ...ground.database,
      once: (as, statement, values) => {
        statements += 1
        return ground.database.once(as, statement, values)
      },
    }
    const committer = groupCommitter(counting)
    const entries = Array.from({ length: 200 }, () => entryFor())
    await Promise.all(
      entries.map(async (entry) => {
        await committer.record([entry])
        expect(await stored()).toContain(entry.actor)
      }),
    )
    expect(await stored()).toEqual(entries.map((entry) => entry.actor))
    // All 200 were begun in one turn: one statement, one wait for the disk.
    expect(statements).toBe(1)
    await committer.close()
    await expect(committer.record([entryFor()])).rejects.toMatchObject({ code: 'evidence-closed' })
  })

  it('waits for the disk on a connection told not to', async () => {
    await ground.superuser(`create function durability() returns trigger language plpgsql as $$ begin
      new.basis = current_setting('synchronous_commit'); return new; end $$;
      create trigger durability before insert on evidence for each row execute function durability();
      alter role ${roleName(ground.database.schema, 'app')} set synchronous_commit = off`)
    try {
      const again = ground.another()
      const [before] = await again.once<{ setting: string }>(role, "select current_setting('synchronous_commit') as setting")
      const committer = groupCommitter(again)
      await committer.record([entryFor()])
      const [after] = await again.once<{ setting: string }>(role, "select current_setting('synchronous_commit') as setting")
      expect([before?.setting, after?.setting]).toEqual(['off', 'off'])
      expect(await ground.superuser('select basis from evidence')).toEqual([{ basis: 'on' }])
      await again.close()
    } finally {
      await ground.superuser(
        `drop trigger durability on evidence; alter role ${roleName(ground.database.schema, 'app')} reset synchronous_commit`,
      )
    }
  })

  it('refuses one entry that cannot stand, and records what came with it', async () => {
    const committer = groupCommitter(ground.database)
    const first = committer.record([entryFor()])
    // A turn later the first batch runs, and the next two entries gather for the batch after it.
    await new Promise((resolve) => setImmediate(resolve))
    const outcomes = await Promise.allSettled([
      committer.record([entryFor()]),
      committer.record([entryFor({ actor: 'colleague:not allowed' })]),
    ])
    await first
    expect(outcomes.map((outcome) => outcome.status)).toEqual(['fulfilled', 'rejected'])
    await committer.record([entryFor()])
    expect(await stored()).toHaveLength(3)
    await committer.close()
  })

  it('acknowledges nothing when the connection dies while a batch runs, and goes on afterwards', async () => {
    const committer = groupCommitter(ground.database)
    for (let round = 0; round < 5; round += 1) {
      await ground.superuser('begin; lock table evidence in share mode')
      const entries = Array.from({ length: 20 }, () => entryFor())
      const recording = Promise.allSettled(entries.map((entry) => committer.record([entry])))
      for (;;) {
        await ground.superuser('select pg_stat_clear_snapshot()')
        const killed = await ground.superuser(
          `select pg_terminate_backend(pid) from pg_stat_activity where wait_event_type = 'Lock' and query like 'with recorded as (insert into evidence%' and datname = current_database()`,
        )
        if (killed.length > 0) break
      }
      await ground.superuser('commit')
      const outcomes = await recording
      expect(outcomes[0]).toMatchObject({ status: 'rejected', reason: { code: 'evidence-not-recorded' } })
      const kept = new Set(await stored())
      for (const [index, entry] of entries.entries()) {
        if (outcomes[index]?.status === 'fulfilled') expect(kept).toContain(entry.actor)
      }
      await committer.record([entryFor()])
    }
    await committer.close()
  })

  it('takes more than one batch can hold, and a caller larger than a batch', async () => {
    const committer = groupCommitter(ground.database)
    await Promise.all([800, 800, 1500, 1].map((rows) => committer.record(Array.from({ length: rows }, () => entryFor()))))
    await committer.record([])
    expect(await stored()).toHaveLength(3101)
    await committer.close()
  })
})

describe('what people ask of evidence', () => {
  it('tells who looked at a person, newest first, what they saw and what was refused', async () => {
    const [person, opening] = [randomUUID(), randomUUID()]
    const visit = { subject: person, opening, actor: 'colleague:a', activity: 'repairs' }
    const [toCouncil, conditions] = [{ kind: 'decision', act: 'share', outcome: 'permitted' } as const, ['art-9-2-g', 'sch-1-para-18']]
    await ground.database.transaction(role, (session) =>
      insertEvidence(session, [
        entryFor({ subject: person, kind: 'refusal', actor: 'colleague:b', role: null, categories: ['health'], outcome: 'refused' }),
        entryFor({ ...visit, kind: 'opening', categories: [] }),
        entryFor({ ...visit, categories: ['contact-details'] }),
        entryFor({ ...visit, categories: ['contact-details', 'repairs'] }),
        entryFor({ ...visit, act: 'use', categories: ['tenure'] }),
        entryFor({ ...visit, kind: 'refusal', categories: ['health'], outcome: 'needs-consent' }),
        entryFor({ ...visit, ...toCouncil, categories: ['support-needs'], detail: { recipient: 'local-authority', conditions } }),
        entryFor({ ...visit, ...toCouncil, categories: ['tenure'], detail: { recipient: 'local-authority' } }),
        entryFor({ actor: 'colleague:somebody-else' }),
      ]),
    )
    const visits = await openingsOf(ground.database, person, Temporal.Instant.from('2020-01-01T00:00:00Z'))
    expect(visits).toEqual([
      {
        opening,
        at: expect.any(String),
        actor: 'colleague:a',
        role: 'housing-officer',
        activity: 'repairs',
        kinds: ['decision', 'opening', 'read', 'refusal'],
        seen: ['contact-details', 'repairs'],
        compared: ['tenure'],
        refused: ['health'],
        shared: [
          { recipient: 'local-authority', category: 'support-needs', conditions, item: null },
          { recipient: 'local-authority', category: 'tenure', conditions: [], item: null },
        ],
      },
      {
        opening: null,
        at: expect.any(String),
        actor: 'colleague:b',
        role: null,
        activity: 'repairs',
        kinds: ['refusal'],
        seen: [],
        compared: [],
        refused: ['health'],
        shared: [],
      },
    ])
    expect(await openingsOf(ground.database, person, Temporal.Now.instant().add({ hours: 1 }))).toEqual([])
  })

  it('tells each of several whom one row names, and nobody else', async () => {
    const [one, other, third] = [randomUUID(), randomUUID(), randomUUID()]
    const { subject: _, ...entry } = entryFor({ actor: 'colleague:lister' })
    await ground.database.transaction(role, (session) =>
      insertEvidence(session, [
        { ...entry, subjects: [one, other] },
        { ...entry, subjects: [third] },
        { ...entry, subjects: [] },
      ]),
    )
    const since = Temporal.Instant.from('2020-01-01T00:00:00Z')
    for (const person of [one, other, third]) {
      expect(await openingsOf(ground.database, person, since)).toMatchObject([{ actor: 'colleague:lister', seen: ['contact-details'] }])
      expect(await pageOfEvidence(ground.database, { subject: person })).toHaveLength(1)
    }
    expect(await openingsOf(ground.database, randomUUID(), since)).toEqual([])
    expect(await stored()).toHaveLength(3)
  })

  it('tells when the last sweep ended, which neither a batch of it nor a failure is', async () => {
    expect(await lastRun(ground.database, 'sweep')).toEqual({ ended: null, failed: null })
    const put = (change: Partial<EvidenceEntry>) =>
      ground.database.transaction(role, (session) =>
        insertEvidence(session, [entryFor({ kind: 'sweep', recordType: null, outcome: 'done', ...change })]),
      )
    await put({ recordType: 'call-recording' })
    expect(await lastRun(ground.database, 'sweep')).toEqual({ ended: null, failed: null })
    await put({ outcome: 'failed' })
    const { failed } = await lastRun(ground.database, 'sweep')
    await put({})
    const after = await lastRun(ground.database, 'sweep')
    expect(after.failed).toEqual(failed)
    expect(String(after.ended) > String(failed)).toBe(true)
  })

  it('shows it page by page, and only what was asked for', async () => {
    await ground.database.transaction(role, (session) =>
      insertEvidence(session, [
        entryFor({ actor: 'system:one' }),
        entryFor({ actor: 'system:two', kind: 'sweep' }),
        entryFor({ actor: 'system:three' }),
      ]),
    )
    const actors = async (filter: Parameters<typeof pageOfEvidence>[1]) =>
      (await pageOfEvidence(ground.database, filter)).map((row) => row.actor)
    expect(await actors({})).toEqual(['system:three', 'system:two', 'system:one'])
    expect(await actors({ kind: 'sweep' })).toEqual(['system:two'])
    expect(await actors({ kind: 'read', outcome: 'permitted', recordType: 'contact-detail' })).toEqual(['system:three', 'system:one'])
    expect(await actors({ until: Temporal.Instant.from('2020-01-01T00:00:00Z') })).toEqual([])
    const [newest] = await pageOfEvidence(ground.database, { limit: 1 })
    expect(await actors({ before: newest?.seq ?? 0, limit: 1 })).toEqual(['system:two'])
  })
})

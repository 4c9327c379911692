import fc from 'fast-check'
import { beforeEach, describe, expect, it } from 'vitest'
import { insertEvidence } from '#evidence/append.ts'
import { raiseOffset } from '#evidence/clock.ts'
import { explainLateRows } from '#evidence/explain.ts'
import { seal } from '#evidence/seal.ts'
import { verify } from '#evidence/verify.ts'
import type { Session } from '#store/database.ts'
import { roleName } from '#store/role-names.ts'
import { entryFor } from '../evidence/entries.ts'
import { prepareGround } from '../evidence/ground.ts'

const ground = await prepareGround()
const role = roleName(ground.database.schema, 'evidence')
let headsFile: string
const edition = 'e'.repeat(64)

beforeEach(async () => {
  await ground.superuser(
    'set session_replication_role = replica; truncate evidence; truncate evidence_seal; reset session_replication_role',
  )
  headsFile = ground.newHeadsFile()
})

const write = (session: Session, rows = 1) =>
  insertEvidence(
    session,
    Array.from({ length: rows }, () => entryFor()),
  )
const search = () => ground.database.transaction(role, (session) => write(session))
const start = () => ground.asOwner(raiseOffset)
const sealNow = () => seal(ground.database, headsFile, Temporal.Now.instant())
const check = () => verify(ground.database, headsFile)

type Open = { readonly end: (how: 'commit' | 'rollback') => Promise<unknown> }

/** A transaction that has written a row and stays open until it is told how to end. */
async function openWriter(): Promise<Open> {
  const told = Promise.withResolvers<'commit' | 'rollback'>()
  const written = Promise.withResolvers<void>()
  const ended = ground.database
    .transaction(role, async (session) => {
      await write(session)
      written.resolve()
      if ((await told.promise) === 'rollback') throw new Error('changed my mind')
      await write(session)
    })
    .catch(() => {})
  await written.promise
  return {
    end: (how) => {
      told.resolve(how)
      return ended
    },
  }
}

describe('evidence is not accused of what nobody did', () => {
  it('by a start, two searches and a check while somebody is in the middle of a change', async () => {
    await search()
    await sealNow()
    const slow = await openWriter()
    await start()
    await search()
    await search()
    await sealNow()
    expect(await check()).toMatchObject({ ok: true, faults: [] })
    await slow.end('commit')
    expect(await check()).toMatchObject({ ok: true, faults: [], unsealed: { rows: 2, heldBackBy: 'nobody-seals' } })
    await sealNow()
    expect(await check()).toMatchObject({ ok: true, faults: [], rows: 5, sealed: 5, unsealed: { rows: 0, oldest: null, heldBackBy: null } })
  })

  it('by starts, seals, changes and checks in any order', async () => {
    const step = fc.constantFrom('open', 'commit', 'rollback', 'search', 'start', 'seal', 'check', 'all-at-once')
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 25 }), async (steps) => {
        await ground.superuser(
          'set session_replication_role = replica; truncate evidence; truncate evidence_seal; reset session_replication_role',
        )
        headsFile = ground.newHeadsFile()
        const open: Open[] = []
        for (const each of steps) {
          if (each === 'open' && open.length < 6) open.push(await openWriter())
          if (each === 'commit' || each === 'rollback') await open.splice(open.length >> 1, 1)[0]?.end(each)
          if (each === 'search') await search()
          if (each === 'start') await start()
          if (each === 'seal') await sealNow()
          if (each === 'check') expect(await check()).toMatchObject({ ok: true, faults: [] })
          if (each === 'all-at-once') {
            const ending = open.pop()?.end('commit')
            const [one, other] = await Promise.all([check(), check(), start(), sealNow(), search(), ending, sealNow(), search()])
            expect([...one.faults, ...other.faults]).toEqual([])
          }
        }
        await Promise.all(open.map(({ end }) => end('commit')))
        await sealNow()
        const found = await check()
        expect(found).toMatchObject({ ok: true, faults: [], sealed: found.rows, unsealed: { rows: 0 } })
      }),
      { numRuns: 30, endOnFailure: true },
    )
  })

  it('by a check, which neither seals nor writes', async () => {
    await search()
    const before = await check()
    expect(before).toMatchObject({ ok: true, rows: 1, sealed: 0, unsealed: { rows: 1, heldBackBy: 'nobody-seals' } })
    expect(before.unsealed.oldest?.seq).toBeGreaterThan(0)
    expect(await check()).toEqual(before)
  })

  it('and tells what holds the oldest unsealed row back', async () => {
    await search()
    await ground.superuser("begin; select pg_advisory_xact_lock(hashtextextended(current_schema() || '.evidence_seal', 0))")
    expect(await sealNow()).toBeUndefined()
    expect((await check()).unsealed).toMatchObject({ rows: 1, heldBackBy: 'sealer-at-work' })
    await ground.superuser('commit')
    await sealNow()
    expect((await check()).unsealed).toEqual({ rows: 0, oldest: null, heldBackBy: null })
  })
})

describe('a wound that an older way of sealing left', () => {
  /** A row that was written before its seal, and committed after it: its number lies among those sealed. */
  async function wound(): Promise<void> {
    await search()
    await search()
    await search()
    const [middle] = await ground.superuser<{ seq: number }>('select seq from evidence order by seq offset 1 limit 1')
    await ground.superuser(`create temp table late as select * from evidence where seq = ${middle?.seq};
      alter table evidence disable trigger all; delete from evidence where seq = ${middle?.seq}; alter table evidence enable trigger all`)
    await sealNow()
    await ground.superuser(`alter table evidence alter column seq set generated by default; insert into evidence select * from late;
      alter table evidence alter column seq set generated always; drop table late`)
  }

  it('can be told what happened, and then counts as explained and not as tampering', async () => {
    await wound()
    const hurt = await check()
    expect(hurt).toMatchObject({ ok: false, faults: [{ kind: 'rows-added', seal: 1 }] })
    const told = await explainLateRows(ground.database, 1, edition, false)
    expect(told).toMatchObject({ seal: 1, seqs: [expect.any(String)] })
    expect(await check()).toMatchObject({ ok: false })
    await explainLateRows(ground.database, 1, edition, true)
    await sealNow()
    expect(await check()).toMatchObject({ ok: true, faults: [], explained: [{ seal: 1, seqs: told.seqs, digest: told.digest }] })
  })

  it.each([
    ['another row is put in', "insert into evidence (kind, actor, outcome, tx) select 'read', 'system:x', 'done', min(tx) from evidence"],
    ['a sealed row is altered', "update evidence set act = 'x' where seq = (select min(seq) from evidence)"],
    ['a sealed row is taken away', 'delete from evidence where seq = (select min(seq) from evidence)'],
    ['the late row is altered', "update evidence set act = 'x' where seq = (select seq from evidence order by seq offset 1 limit 1)"],
  ])('hides nothing else: %s', async (_, sql) => {
    await wound()
    await explainLateRows(ground.database, 1, edition, true)
    await sealNow()
    await ground.superuser(`alter table evidence disable trigger all; ${sql}; alter table evidence enable trigger all`)
    expect(await check()).toMatchObject({ ok: false })
  })

  it('is not explained where something else is wrong, or nothing is', async () => {
    await search()
    await sealNow()
    const nothing = { code: 'nothing-to-explain' }
    await expect(explainLateRows(ground.database, 1, edition, true)).rejects.toMatchObject(nothing)
    await expect(explainLateRows(ground.database, 7, edition, true)).rejects.toMatchObject(nothing)
    await ground.superuser(`alter table evidence disable trigger all; update evidence set act = 'x'; alter table evidence enable trigger all;
      insert into evidence (kind, actor, outcome, tx) select 'read', 'system:x', 'done', min(tx) from evidence`)
    await expect(explainLateRows(ground.database, 1, edition, true)).rejects.toMatchObject(nothing)
  })

  it('is not explained by a row that says it was written after its seal', async () => {
    await search()
    await sealNow()
    await ground.superuser("insert into evidence (kind, actor, outcome, tx) select 'read', 'system:x', 'done', min(tx) from evidence")
    await expect(explainLateRows(ground.database, 1, edition, true)).rejects.toMatchObject({ code: 'nothing-to-explain' })
  })
})

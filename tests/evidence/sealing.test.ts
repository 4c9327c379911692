import { randomUUID } from 'node:crypto'
import { appendFile, readFile, rm, writeFile } from 'node:fs/promises'
import { beforeEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { insertEvidence } from '#evidence/append.ts'
import { raiseOffset } from '#evidence/clock.ts'
import { leafSelect } from '#evidence/leaf.ts'
import { seal } from '#evidence/seal.ts'
import { verify } from '#evidence/verify.ts'
import { roleName } from '#store/role-names.ts'
import { entryFor } from './entries.ts'
import { prepareGround } from './ground.ts'
import { sealAll } from './seal-all.ts'

const ground = await prepareGround()
let headsFile: string
const now = Temporal.Instant.from('2026-03-01T10:00:00Z')

beforeEach(async () => {
  await ground.superuser(
    'set session_replication_role = replica; truncate evidence; truncate evidence_seal; reset session_replication_role',
  )
  headsFile = ground.newHeadsFile()
})

/** Whether a seal `s` is the first that covers a row of evidence: said here once more, without the code's own words. */
const coveredSql = `tx < s.to_tx and tx <> all(s.running)
  and not exists (select from evidence_seal e where e.n < s.n and tx < e.to_tx and tx <> all(e.running))`

const append = (rows: number) =>
  ground.database.transaction(roleName(ground.database.schema, 'evidence'), (session) =>
    insertEvidence(
      session,
      Array.from({ length: rows }, () => entryFor()),
    ),
  )
const kinds = async () => (await verify(ground.database, headsFile)).faults.map((fault) => `${fault.kind} ${fault.seal}`)

async function threeSeals(): Promise<void> {
  for (const rows of [2, 3, 1]) {
    await append(rows)
    await sealAll(ground, headsFile, now)
  }
}

describe('sealing', () => {
  it('seals what is there, counts what is not sealed yet, and makes no empty seal', async () => {
    await threeSeals()
    expect(await seal(ground.database, headsFile, now)).toBeUndefined()
    await append(4)
    const found = await verify(ground.database, headsFile)
    expect(found).toMatchObject({ ok: true, rows: 10, sealed: 6, faults: [] })
    const lines = (await readFile(headsFile, 'utf8')).trimEnd().split('\n')
    expect(JSON.parse(lines[2] ?? '')).toEqual({ seal: '3', head: found.head, rows: '1', at: '2026-03-01T10:00:00Z' })
  })

  it('hashes a row about one person as before rows could name several, and one of several with whom it names', async () => {
    const [one, several] = [randomUUID(), [randomUUID(), randomUUID()]]
    const { subject: _, ...entry } = entryFor()
    const role = roleName(ground.database.schema, 'evidence')
    await ground.database.transaction(role, (session) =>
      insertEvidence(session, [
        { ...entry, subject: one },
        { ...entry, subjects: several },
      ]),
    )
    const leaves = await ground.database.once<{ leaf: string }>(role, `select ${leafSelect} from evidence order by evidence.seq`)
    const [about, ofMany] = leaves.map(({ leaf }) => z.array(z.string().nullable()).parse(JSON.parse(leaf)))
    const words = (subject: string | null) => [
      ...['read', entry.actor, 'housing-officer', 'repairs', 'view', subject, 'contact-detail', '{contact-details}', 'permitted', '{}'],
      ...['contract', '{P2}', 'e'.repeat(64), null, '{}'],
    ]
    expect(about?.slice(3)).toEqual(words(one))
    expect(ofMany?.slice(3)).toEqual([...words(null), `{${several.join(',')}}`])
  })

  it('leaves a row of a transaction still running for the next seal', async () => {
    await ground.database.transaction(roleName(ground.database.schema, 'evidence'), async (slow) => {
      await insertEvidence(slow, [entryFor()])
      await append(2)
      expect(await seal(ground.database, headsFile, now)).toMatchObject({ n: '1', count: '2' })
      expect(await verify(ground.database, headsFile)).toMatchObject({ ok: true, rows: 2, sealed: 2, unsealed: { rows: 0, oldest: null } })
    })
    expect(await sealAll(ground, headsFile, now)).toMatchObject([{ n: '2', count: '1' }])
    expect(await kinds()).toEqual([])
  })

  it('keeps every committed row in exactly one seal while many write, wait and roll back', async () => {
    let writing = true
    const committed: string[] = []
    const writer = async (number: number) => {
      for (let round = 0; round < 25; round += 1) {
        const rows = Array.from({ length: 1 + ((round + number) % 3) }, () => entryFor())
        const work = ground.database.transaction(roleName(ground.database.schema, 'evidence'), async (session) => {
          await insertEvidence(session, rows)
          await new Promise((done) => setTimeout(done, (round * 7 + number * 13) % 40))
          if ((round + number) % 4 === 0) throw new Error('changed my mind')
        })
        await work.then(
          () => committed.push(...rows.map((row) => row.actor)),
          () => {},
        )
      }
    }
    const sealing = async () => {
      let seals = 0
      while (writing) if ((await seal(ground.database, headsFile, now)) !== undefined) seals += 1
      return seals
    }
    const verifying = async () => {
      while (writing) expect(await kinds()).toEqual([])
    }
    const others = Promise.all([sealing(), sealing(), verifying()])
    await Promise.all(Array.from({ length: 8 }, (_, number) => writer(number))).finally(() => {
      writing = false
    })
    const [one, two] = await others
    const last = (await sealAll(ground, headsFile, now)).length
    const rows = await ground.superuser<{ actor: string; seals: number }>(
      `select actor, (select count(*) from evidence_seal s where ${coveredSql}) as seals from evidence`,
    )
    expect(rows.map((row) => row.actor).toSorted()).toEqual(committed.toSorted())
    expect(new Set(rows.map((row) => Number(row.seals)))).toEqual(new Set([1]))
    const found = await verify(ground.database, headsFile)
    expect(found).toMatchObject({ ok: true, rows: committed.length, sealed: committed.length })
    const [counted] = await ground.superuser<{ seals: number }>('select count(*) as seals from evidence_seal')
    expect(Number(counted?.seals)).toBe(one + two + last)
    expect(one + two + last).toBeGreaterThan(3)
  })

  it('bears a crash between the seal and the file of heads, and makes it good', async () => {
    await threeSeals()
    const whole = await readFile(headsFile, 'utf8')
    await writeFile(headsFile, whole.slice(0, -20))
    expect(await kinds()).toEqual([])
    await append(1)
    await sealAll(ground, headsFile, now)
    expect((await readFile(headsFile, 'utf8')).startsWith(whole)).toBe(true)
    expect(await kinds()).toEqual([])
  })

  it('finds a file of heads that is gone, cut, altered or contradicts itself', async () => {
    await threeSeals()
    const whole = await readFile(headsFile, 'utf8')
    const [first = '', second = '', third = ''] = whole.trimEnd().split('\n')
    await writeFile(headsFile, `${first}\n${third}\n`)
    expect(await kinds()).toEqual(['head-not-kept 2'])
    await writeFile(headsFile, `${first}\n`)
    expect(await kinds()).toEqual(['head-not-kept 2'])
    await writeFile(headsFile, `${first}\nnot a head\n${second}\n${third}\n`)
    expect(await kinds()).toEqual(['heads-unreadable null'])
    await writeFile(headsFile, whole.replace(/"seal":"2","head":"(..)/, '"seal":"2","head":"00'))
    expect(await kinds()).toEqual(['head-differs 2'])
    await writeFile(headsFile, whole)
    await appendFile(headsFile, `${third.replace(/"head":"(..)/, '"head":"00')}\n`)
    expect(await kinds()).toEqual(['heads-contradict 3'])
    await rm(headsFile)
    expect(await kinds()).toEqual(['head-not-kept 1', 'head-not-kept 2'])
  })

  it('finds that all of it is gone', async () => {
    await threeSeals()
    await ground.superuser(
      'set session_replication_role = replica; truncate evidence; truncate evidence_seal; reset session_replication_role',
    )
    expect(await kinds()).toEqual(['seal-removed 1', 'seal-removed 2', 'seal-removed 3'])
  })

  it('goes on counting upwards in a restored database, and refuses to seal before it does', async () => {
    await append(1)
    await sealAll(ground, headsFile, now)
    // A database restored into a new cluster holds numbers far above those that the cluster gives out.
    await ground.superuser(`set session_replication_role = replica; update evidence set tx = tx + 1000000;
      update evidence_seal set to_tx = to_tx + 1000000; reset session_replication_role`)
    await append(1)
    await expect(seal(ground.database, headsFile, now)).rejects.toMatchObject({ code: 'evidence-clock-behind' })
    const offset = await ground.asOwner(raiseOffset)
    expect(offset).toBeGreaterThan(0)
    expect(await ground.asOwner(raiseOffset)).toBe(offset)
    await append(2)
    expect(await sealAll(ground, headsFile, now)).toMatchObject([{ n: '2', count: '2' }])
  })
})

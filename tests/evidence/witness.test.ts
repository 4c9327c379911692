import { mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import fc from 'fast-check'
import { beforeAll, beforeEach, describe, expect, onTestFinished, test } from 'vitest'
import { insertEvidence } from '#evidence/append.ts'
import { verify } from '#evidence/verify.ts'
import { folderWitness } from '#evidence/witness/folder-witness.ts'
import { headsCopy } from '#evidence/witness/heads-copy.ts'
import { headsText, publishedHeads } from '#evidence/witness/published.ts'
import { headSender } from '#evidence/witness/send.ts'
import type { KeptHeads, Witness } from '#evidence/witness/witness.ts'
import { witnessStandings } from '#evidence/witness/witnessed.ts'
import { roleName } from '#store/role-names.ts'
import { forgeChain } from '../support/forged-chain.ts'
import { entryFor } from './entries.ts'
import { prepareGround } from './ground.ts'
import { sealAll } from './seal-all.ts'
import { inBucket, kinds, store } from './witnesses.ts'

const ground = await prepareGround()
let headsFile: string
beforeAll(async () => {
  // What somebody who rules the database would do first.
  await ground.superuser('alter table evidence disable trigger all; alter table evidence_seal disable trigger all')
})
beforeEach(async () => {
  await ground.superuser('truncate evidence; truncate evidence_seal; truncate witnessed')
  headsFile = ground.newHeadsFile()
})

const role = roleName(ground.database.schema, 'evidence')
const now = () => Temporal.Now.instant()

/** Records so many rows, and seals them. */
async function work(rows = 2): Promise<void> {
  await ground.database.transaction(role, (session) =>
    insertEvidence(
      session,
      Array.from({ length: rows }, () => entryFor()),
    ),
  )
  await sealAll(ground, headsFile, now())
}

const sends = (...witnesses: readonly Witness[]) => headSender({ database: ground.database, clock: now, witnesses }, { every: 0 })
const checked = (...witnesses: readonly Witness[]) => verify(ground.database, headsFile, { witnesses })

/** Somebody with the database, the data folder and every key: builds all seals anew over what stands there now, with a file of heads that fits. */
async function sealAllAnew(): Promise<void> {
  await ground.superuser('truncate evidence_seal')
  await rm(headsFile, { force: true })
  await sealAll(ground, headsFile, now())
}

const tamperings = [
  ['removes the newest records, with their seal', 'delete from evidence where seq > (select max(seq) - 2 from evidence)'],
  ['rewrites an old record', `update evidence set actor = 'system:nobody' where seq = (select min(seq) from evidence)`],
  ['puts a record in', `insert into evidence (kind, actor, outcome) values ('read', 'system:invented', 'done')`],
] as const

describe.each(kinds)('a witness that is $where', ({ make }) => {
  test('takes the newest head, which covers all before it, and the evidence is as it was witnessed', async () => {
    const witness = await make()
    await work()
    await work()
    const send = sends(witness)
    await send()
    await send()
    await work()
    const report = await checked(witness)
    expect(report).toMatchObject({
      ok: true,
      faults: [],
      witnesses: [{ reached: true, heads: 1, newest: { seal: 2 }, notYet: 1, lost: [] }],
    })
    const [kept] = await witness.heads()
    expect(await witness.linesOf([{ seal: '7', head: 'none' }, ...(kept === undefined ? [] : [kept])])).toEqual([
      '',
      expect.stringMatching(/^2 [0-9a-f]{64} [0-9a-f]{64} \["2",.*\]\n$/),
    ])
    await send()
    expect(await checked(witness)).toMatchObject({ ok: true, witnesses: [{ heads: 2, newest: { seal: 3 }, notYet: 0 }] })
  })

  test.each(tamperings)('finds somebody with all the keys who %s and seals everything anew', async (_, sql) => {
    const witness = await make()
    await work()
    await work()
    await sends(witness)()
    await ground.superuser(sql)
    await sealAllAnew()
    // Who has everything leaves nothing here that could tell.
    expect(await verify(ground.database, headsFile)).toMatchObject({ ok: true, faults: [] })
    const report = await checked(witness)
    expect(report).toMatchObject({ ok: false, witnesses: [{ reached: true }] })
    expect(report.faults.map(({ kind }) => kind)).toContain('witness-differs')
  })

  test('goes on being told the newest head, and has both where the chain was built anew', async () => {
    const witness = await make()
    await work()
    await sends(witness)()
    await ground.superuser(tamperings[1][1])
    await sealAllAnew()
    await sends(witness)()
    expect(new Set((await witness.heads()).map(({ seal: n }) => n))).toEqual(new Set(['1']))
    expect(await witness.heads()).toHaveLength(2)
    expect((await checked(witness)).faults.map(({ kind }) => kind)).toEqual(['witness-differs'])
  })

  test('is told apart from one that has lost what it took', async () => {
    const [witness, other] = [await make(), await make()]
    await work()
    await sends(witness)()
    await ground.superuser(`update witnessed set place = '${other.place}'`)
    await work()
    await expect(sends(other)()).rejects.toMatchObject({ code: 'witness-lost' })
    expect(await other.heads()).toEqual([])
    expect((await checked(other)).faults.map(({ kind }) => kind)).toEqual(['witness-lost'])
  })

  test('finds whatever was done to what it witnessed, however far it had come', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 5 }), fc.nat({ max: 4 }), fc.nat({ max: 2 }), async (seals, which, how) => {
        await ground.superuser('truncate evidence; truncate evidence_seal; truncate witnessed')
        headsFile = ground.newHeadsFile()
        const witness = await make()
        const witnessedAfter = which % seals
        for (let n = 0; n < seals; n += 1) {
          await work(1)
          if (n === witnessedAfter) await sends(witness)()
        }
        const [first] = await ground.superuser<{ seq: number }>('select min(seq)::int as seq from evidence')
        const target = (first?.seq ?? 0) + ((which + how) % seals)
        await ground.superuser(
          how === 0 ? `delete from evidence where seq >= ${target}` : `update evidence set actor = 'system:x' where seq = ${target}`,
        )
        await forgeChain(ground.database, ground.superuser, headsFile)
        expect((await verify(ground.database, headsFile)).ok).toBe(true)
        const isCovered = (which + how) % seals <= witnessedAfter
        expect((await checked(witness)).ok, `${seals} seals, the witness has ${witnessedAfter + 1}, ${how} of ${target}`).toBe(!isCovered)
      }),
      { numRuns: 15, endOnFailure: true },
    )
  })
})

test('a head that is sent while a check reads the witness accuses nobody of having removed it', async () => {
  const witness = await kinds[0].make()
  await work()
  await sends(witness)()
  const busy: Witness = {
    ...witness,
    async heads(from) {
      const heads = await witness.heads(from)
      await work()
      await sends(witness)()
      return heads
    },
  }
  expect(await checked(busy)).toMatchObject({ ok: true, faults: [], witnesses: [{ heads: 1, newest: { seal: 1 }, notYet: 1 }] })
})

describe('a witness that does not answer', () => {
  test('is said, and is not passed over; nothing is lost, and all of it is caught up', async () => {
    const [kept, away] = [await kinds[0].make(), await inBucket('Board secretary')]
    const { ways } = await store()
    await work()
    ways.away = true
    onTestFinished(() => {
      ways.away = false
    })
    const send = sends(away, kept)
    await expect(send()).rejects.toMatchObject({ code: 'witness-unreachable' })
    expect(await kept.heads()).toHaveLength(1)
    const report = await checked(kept, away)
    expect(report).toMatchObject({ ok: false, faults: [], witnesses: [{ reached: true }, { reached: false, notYet: 1 }] })
    await work()
    ways.away = false
    await send()
    expect(await checked(kept, away)).toMatchObject({ ok: true, witnesses: [{ notYet: 0 }, { reached: true, heads: 1, notYet: 0 }] })
  }, 60_000)

  test('is reported as long as it is away, and tried again ever less often', async () => {
    let tries = 0
    const never: Witness = {
      ...(await kinds[0].make()),
      keep: () => {
        tries += 1
        return Promise.reject(new Error('away'))
      },
    }
    await work()
    const send = headSender({ database: ground.database, clock: now, witnesses: [never] }, { every: 30 })
    const began = performance.now()
    while (performance.now() - began < 300) await expect(send()).rejects.toThrow('away')
    expect(tries).toBeGreaterThan(1)
    expect(tries).toBeLessThan(6)
  })

  test('keeps no other witness waiting where it never answers, and is asked no second time meanwhile', async () => {
    let asks = 0
    const [kept, given] = [await kinds[0].make(), Promise.withResolvers<void>()]
    const hanging: Witness = {
      ...(await kinds[0].make()),
      keep: () => {
        asks += 1
        return given.promise
      },
    }
    await work()
    const send = headSender({ database: ground.database, clock: now, witnesses: [hanging, kept] }, { every: 0, patience: 2_000 })
    await expect(send()).rejects.toMatchObject({ code: 'witness-unreachable' })
    expect(await kept.heads()).toHaveLength(1)
    await expect(send()).rejects.toMatchObject({ code: 'witness-unreachable' })
    expect(asks).toBe(1)
    given.resolve()
    await expect.poll(() => send().then(() => 'sent'), { timeout: 10_000 }).toBe('sent')
    expect(await witnessStandings(ground.database, [hanging], now())).toMatchObject([{ last: { seal: '1' } }])
  })

  test('is late after a day, and not before', async () => {
    const witness = await kinds[0].make()
    await work()
    const standing = async (later: string) =>
      (await witnessStandings(ground.database, [witness], now().add(Temporal.Duration.from(later))))[0]
    expect(await standing('PT23H')).toMatchObject({ last: null, late: false })
    expect(await standing('PT25H')).toMatchObject({ last: null, late: true })
    await sends(witness)()
    expect(await standing('PT25H')).toMatchObject({ last: { seal: '1' }, behindSince: null, late: false })
  })
})

describe('a folder', () => {
  test('is never made: where a disk is not mounted, nothing is written to the machine itself', async () => {
    const witness = await kinds[0].make()
    const folder = join(witness.place, '..')
    await work()
    await sends(witness)()
    await rename(folder, `${folder}-away`)
    await work()
    await expect(sends(witness)()).rejects.toMatchObject({ code: 'witness-unreachable' })
    expect(await checked(witness)).toMatchObject({ ok: false, faults: [], witnesses: [{ reached: false }] })
    await rename(`${folder}-away`, folder)
    await sends(witness)()
    expect(await checked(witness)).toMatchObject({ ok: true, witnesses: [{ heads: 2 }] })
  })

  test('leaves alone what is not ours, and makes whole what a kill cut short', async () => {
    const witness = await kinds[0].make()
    await work()
    await sends(witness)()
    const [head] = await witness.heads()
    const [line = ''] = await witness.linesOf([head ?? { seal: '', head: '' }])
    const file = join(witness.place, '0000000', `000000000001-${head?.head}.txt`)
    await writeFile(file, line.slice(0, 40))
    await writeFile(join(witness.place, 'note.txt'), 'for the board')
    await ground.superuser('truncate witnessed')
    await sends(witness)()
    expect(await witness.linesOf([head ?? { seal: '', head: '' }])).toEqual([line])
    expect(await witness.heads()).toHaveLength(1)
  })
})

describe('a bucket', () => {
  test('takes each head under lock, and lets nobody replace or delete it; a deletion there is told', async () => {
    const witness = await inBucket('Board secretary')
    const { endpoint, names, bucket } = await store()
    await work()
    await sends(witness)()
    expect(await witness.check()).toContain('locked for 6 years')
    const part = witness.place.split(' ')[0]?.slice(`s3://${bucket}/`.length) ?? ''
    const name = names().find((each) => each.startsWith(part)) ?? ''
    const at = `${endpoint}/${bucket}/${name}`
    const lock = {
      'content-md5': 'x',
      'x-amz-object-lock-mode': 'COMPLIANCE',
      'x-amz-object-lock-retain-until-date': '2999-01-01T00:00:00Z',
    }
    expect((await fetch(at, { method: 'PUT', body: 'another', headers: lock })).status).toBe(403)
    expect((await fetch(at.replace('0000000/', '0000000/9'), { method: 'PUT', body: 'no lock' })).status).toBe(403)
    const versions = await (await fetch(`${endpoint}/${bucket}?versions`)).text()
    for (const [, id] of versions.matchAll(/<VersionId>([^<]+)</g))
      expect((await fetch(`${at}?versionId=${id}`, { method: 'DELETE' })).status).toBe(
        versions.includes(`${name}</Key><VersionId>${id}<`) ? 403 : 204,
      )
    // Whoever rules the bucket can hide an object behind a mark of deletion. Then they remove what it witnessed.
    expect((await fetch(at, { method: 'DELETE' })).status).toBe(204)
    expect(await checked(witness)).toMatchObject({ ok: true, witnesses: [{ heads: 1, removed: 1 }] })
    await ground.superuser(tamperings[1][1])
    await sealAllAnew()
    expect((await checked(witness)).faults.map(({ kind }) => kind)).toEqual(['witness-differs'])
  })

  test('that has no object lock, or forgets it, is no witness', async () => {
    const witness = await inBucket('Board secretary')
    const { ways } = await store()
    onTestFinished(() => {
      Object.assign(ways, { locks: true, forgetsLock: false })
    })
    await work()
    ways.forgetsLock = true
    await expect(sends(witness)()).rejects.toMatchObject({ code: 'witness-does-not-lock' })
    expect(await witnessStandings(ground.database, [witness], now())).toMatchObject([{ last: null }])
    await expect(witness.check()).rejects.toMatchObject({ code: 'witness-does-not-lock' })
    Object.assign(ways, { locks: false, forgetsLock: false })
    await expect((await inBucket('Another')).check()).rejects.toMatchObject({ code: 'witness-does-not-lock' })
  })
})

test('where no witness is set, a check against witnesses is not whole', async () => {
  await work()
  expect(await checked()).toMatchObject({ ok: false, faults: [], witnesses: [] })
  expect(await verify(ground.database, headsFile)).toMatchObject({ ok: true, witnesses: null })
})

test('a folder that hangs, as a share whose server is gone, is given up, said to have not answered, and not asked again while it hangs', async () => {
  const folder = ground.newHeadsFile()
  const calls = join(await mkdtemp(join(tmpdir(), 'assured-calls-')), 'calls')
  const by = ['sh', '-c', `echo called >> '${calls}'; exec sleep 3`]
  // No signal ends a process that a share keeps waiting; this one ends nothing.
  const hanging = folderWitness('Internal audit', dirname(folder), 'landlord', { within: 300, by, ending: 'SIGCONT' })
  await work()
  const began = performance.now()
  const { ok, faults, witnesses } = await checked(hanging)
  expect(performance.now() - began).toBeLessThan(3_000)
  expect([ok, faults]).toEqual([false, []])
  expect(witnesses).toEqual([
    expect.objectContaining({ reached: false, why: 'the witness “Internal audit” did not answer within 0.3 seconds' }),
  ])
  await expect(hanging.check()).rejects.toMatchObject({ code: 'witness-unreachable' })
  expect(await readFile(calls, 'utf8')).toBe('called\n')
})

test('a folder is looked into once for all the lines that are read of it', async () => {
  const folder = ground.newHeadsFile()
  const calls = join(await mkdtemp(join(tmpdir(), 'assured-calls-')), 'calls')
  const witness = folderWitness('Internal audit', dirname(folder), 'landlord', { by: ['sh', '-c', `echo called >> '${calls}'`] })
  const none = ['1', '2', '3'].map((seal) => ({ seal, head: 'none' }))
  expect(await witness.linesOf(none)).toEqual(['', '', ''])
  expect(await readFile(calls, 'utf8')).toBe('called\n')
})

describe('a copy of heads.txt that somebody kept', () => {
  const copyOf = async (change: (text: string) => string = (text) => text) => {
    const file = join(await mkdtemp(join(tmpdir(), 'assured-copy-')), 'heads.txt')
    await writeFile(file, change(headsText(await publishedHeads(ground.database, null), '/promises/heads.txt')))
    return headsCopy(file)
  }
  const against = async (copy: KeptHeads) => verify(ground.database, headsFile, { witnesses: [copy] })

  test('is in the chain, and seals made since are no fault', async () => {
    await work()
    const copy = await copyOf()
    await work()
    expect(await against(copy)).toMatchObject({ ok: true, witnesses: [{ reached: true, heads: 1, notYet: 1 }] })
  })

  test('is read once, whatever is asked of it', async () => {
    await work()
    await work()
    const copy = await copyOf()
    const heads = await copy.heads()
    await rm(copy.place)
    expect(await copy.linesOf([...heads.toReversed(), { seal: '9', head: 'none' }])).toEqual([
      expect.stringMatching(/^2 /),
      expect.stringMatching(/^1 /),
      '',
    ])
  })

  test('tells that everything was sealed anew', async () => {
    await work()
    const copy = await copyOf()
    await ground.superuser(`update evidence set actor = 'system:nobody' where seq = (select min(seq) from evidence)`)
    await sealAllAnew()
    const { ok, faults } = await against(copy)
    expect([ok, faults.map(({ kind }) => kind)]).toEqual([false, ['witness-differs']])
  })

  test.each([
    ['with a changed line', (text: string) => text.replace(/"\]\n/, '0"]\n'), 'the copy proves nothing'],
    ['that is another file', () => 'Dear Sir or Madam', 'the copy proves nothing'],
    ['without a head', () => '# assured-heads-1\n', 'has no heads'],
  ])('%s proves nothing, and is not passed over', async (_, change, says) => {
    await work()
    expect(await against(await copyOf(change))).toMatchObject({
      ok: false,
      faults: [],
      witnesses: [{ reached: false, why: expect.stringContaining(says) }],
    })
  })
})

import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { afterEach, describe, expect, it } from 'vitest'
import { insertEvidence, recordEvidence } from '#evidence/append.ts'
import { isIncluded, leafHash } from '#evidence/merkle.ts'
import { type Proofs, proofsOf } from '#evidence/proofs.ts'
import { seal } from '#evidence/seal.ts'
import { headOf } from '#evidence/seal-row.ts'
import { roleName } from '#store/role-names.ts'
import { entryFor } from './entries.ts'
import { prepareGround } from './ground.ts'
import { sealAll } from './seal-all.ts'

const ground = await prepareGround()
const { database } = ground
const role = roleName(database.schema, 'evidence')
const now = Temporal.Instant.from('2026-11-30T12:00:00Z')
const headsFile = ground.newHeadsFile()

afterEach(async () => {
  await sealAll(ground, headsFile, now)
})

function line() {
  const about = { record: randomUUID(), type: 'share', item: randomUUID() }
  const row = (part: Parameters<typeof entryFor>[0] = {}) =>
    entryFor({ kind: 'decision', act: 'share', subject: about.record, recordType: 'share', detail: { item: about.item }, ...part })
  return { about, row }
}

/** The texts of the rows that are proved, each by its own way to the root of a seal whose head is made from it. */
function provenTexts(proofs: Proofs): readonly string[] {
  if (proofs.state !== 'proven') throw new Error(proofs.state)
  return proofs.seals.flatMap(({ seal, before, rows }) => {
    expect(headOf(before, seal).equals(seal.head)).toBe(true)
    return rows.map(({ leaf, index, path }) => {
      const claim = { index, size: Number(seal.count), leaf: leafHash(leaf), root: seal.root, proof: path }
      expect(isIncluded(claim)).toBe(true)
      return leaf
    })
  })
}

describe('the evidence of one item', () => {
  it('is every row about it but the looks at it, and each is proved by its seal', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.array(fc.boolean(), { minLength: 1, maxLength: 9 }), { minLength: 1, maxLength: 4 }), async (seals) => {
        const { about, row } = line()
        for (const rows of seals) {
          await recordEvidence(
            database,
            role,
            rows.map((isOurs) => (isOurs ? row() : entryFor())),
          )
          await recordEvidence(database, role, [row({ kind: 'read', act: 'view' }), row({ subject: randomUUID() })])
          await sealAll(ground, headsFile, now)
        }
        const ours = seals.flat().filter(Boolean).length
        const proofs = await proofsOf(database, about)
        if (ours === 0) expect(proofs).toEqual({ state: 'unsealed', rows: 0 })
        else expect(provenTexts(proofs)).toHaveLength(ours)
      }),
      { numRuns: 15 },
    )
  })

  it('is proved also where its transaction ended after a later one was sealed', async () => {
    const { about, row } = line()
    await database.transaction(role, async (slow) => {
      await insertEvidence(slow, [row()])
      await recordEvidence(database, role, [row(), entryFor()])
      await seal(database, headsFile, now)
      expect(await proofsOf(database, about)).toMatchObject({ state: 'proven' })
    })
    expect(await proofsOf(database, about)).toEqual({ state: 'unsealed', rows: 1 })
    await sealAll(ground, headsFile, now)
    const proofs = await proofsOf(database, about)
    expect(provenTexts(proofs)).toHaveLength(2)
    expect(proofs).toMatchObject({ seals: [{}, {}] })
  })

  it('is not offered while a row of it is not sealed', async () => {
    const { about, row } = line()
    await recordEvidence(database, role, [row()])
    await sealAll(ground, headsFile, now)
    await recordEvidence(database, role, [row(), row()])
    expect(await proofsOf(database, about)).toEqual({ state: 'unsealed', rows: 2 })
  })

  it('is not offered once a row under the same seal was altered', async () => {
    const { about, row } = line()
    const other = entryFor({ detail: { item: randomUUID() } })
    await recordEvidence(database, role, [row(), other, row()])
    const [seal] = await sealAll(ground, headsFile, now)
    const change = (to: string, from: string) =>
      ground.superuser(
        `begin; set local session_replication_role = replica;
         update evidence set detail = jsonb_set(detail, '{item}', '"${to}"') where detail->>'item' = '${from}'; commit`,
      )
    await change('another', String(other.detail.item))
    expect(await proofsOf(database, about)).toEqual({ state: 'altered', seal: seal?.n })
    await change(String(other.detail.item), 'another')
    expect(provenTexts(await proofsOf(database, about))).toHaveLength(2)
  })
})

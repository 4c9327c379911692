import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { sweep } from '#duties/retention/sweep.ts'
import { clearVault } from '#duties/vault/clear.ts'
import { pageOfEvidence } from '#evidence/read.ts'
import { camera } from '#records/camera/camera.ts'
import { everyRecordType } from '#records/every-record-type.ts'
import { footage } from '#records/footage/footage.ts'
import { film, registerCamera } from '../support/cameras.ts'
import { testDatabase } from '../support/database.ts'
import { livewest } from '../support/edition.ts'
import { testGate } from '../support/gate.ts'
import { putItem } from '../support/items.ts'
import { madeMedia } from '../support/media.ts'
import { putHold } from '../support/people.ts'

const on = await testDatabase()
const at = await testGate(on, await livewest())
const { deps, setNow } = at

async function kept(): Promise<{ readonly rows: number; readonly files: number }> {
  const rows = await on.asAdmin((admin) => admin.query('select from footage'))
  const entries = await readdir(join(on.data, 'vault'), { recursive: true, withFileTypes: true })
  return { rows: rows.length, files: entries.filter((entry) => entry.isFile()).length }
}

async function sweepOn(day: string): Promise<void> {
  setNow(Temporal.Instant.from(`${day}T12:00:00Z`))
  await sweep({ ...deps, types: everyRecordType }, { dryRun: false })
  await clearVault({ ...deps, types: everyRecordType })
}

/** Filmed at ten in the morning, and taken in the day after. */
async function filmedOn(day: string): Promise<string> {
  setNow(Temporal.Instant.from(`${day}T12:00:00Z`).add({ hours: 24 }))
  const camera = await registerCamera(at, `REC ${day}`)
  const taken = await film(at, camera, Temporal.Instant.from(`${day}T10:00:00Z`))
  if (taken.taken !== 'stored') throw new Error(JSON.stringify(taken))
  return taken.footage
}

describe('footage is deleted on the day three months of the calendar have passed, and its bytes with it', () => {
  test.each([
    ['2026-08-23', '2026-11-22', '2026-11-23'],
    ['2026-11-30', '2027-02-27', '2027-02-28'],
  ])('filmed on %s it is there on %s and gone on %s', async (day, before, due) => {
    await filmedOn(day)
    await sweepOn(before)
    expect(await kept()).toEqual({ rows: 1, files: 1 })
    await sweepOn(due)
    expect(await kept()).toEqual({ rows: 0, files: 0 })
    expect((await pageOfEvidence(on.database, { recordType: 'footage', kind: 'sweep' }))[0]).toMatchObject({
      clauses: expect.arrayContaining(['CV2', 'OF2']),
      detail: { items: 1, rule: 'footage' },
    })
  })

  test.each([
    ['2023-11-30', '2024-02-28', '2024-02-29'],
    ['2023-11-29', '2024-02-28', '2024-02-29'],
    ['2023-12-31', '2024-03-30', '2024-03-31'],
    ['2024-02-29', '2024-05-28', '2024-05-29'],
    ['2024-03-31', '2024-06-29', '2024-06-30'],
    ['2025-11-30', '2026-02-27', '2026-02-28'],
  ])('where months end earlier, in common years and in leap years: filmed on %s, there on %s, gone on %s', async (day, before, due) => {
    const filmed = { activity: 'cctv', collectedOn: Temporal.PlainDate.from(day), clockFrom: Temporal.PlainDate.from(day) }
    await putItem(on, footage, { ...filmed, place: await putItem(on, camera, filmed) })
    await sweepOn(before)
    expect((await kept()).rows).toBe(1)
    await sweepOn(due)
    expect((await kept()).rows).toBe(0)
  })

  test('the day is London’s: what was filmed before midnight there goes a day before what was filmed after', async () => {
    setNow(Temporal.Instant.from('2026-07-02T12:00:00Z'))
    const camera = await registerCamera(at, 'REC midnight')
    // Summer time: London is an hour ahead, and its day ends at eleven.
    expect(await film(at, camera, Temporal.Instant.from('2026-06-30T22:59:00Z'))).toMatchObject({ taken: 'stored' })
    expect(await film(at, camera, Temporal.Instant.from('2026-06-30T23:00:00Z'))).toMatchObject({ taken: 'stored' })
    await sweepOn('2026-09-30')
    expect(await kept()).toEqual({ rows: 1, files: 1 })
    await sweepOn('2026-10-01')
    expect(await kept()).toEqual({ rows: 0, files: 0 })
  })
})

test('what is held for a recorded reason stays past its day, and goes once the reason has ended', async () => {
  const held = await filmedOn('2026-08-20')
  const [row] = await on.asAdmin((admin) => admin.query<{ place: string }>('select place_id as place from footage where id = $1', [held]))
  const hold = await putHold(on, row?.place ?? '', 'footage', held)
  await sweepOn('2026-12-20')
  expect(await kept()).toEqual({ rows: 1, files: 1 })
  await on.asAdmin((admin) => admin.query(`update hold set lifted_on = '2026-12-20' where id = $1`, [hold]))
  await sweepOn('2026-12-21')
  expect(await kept()).toEqual({ rows: 0, files: 0 })
})

test('what is kept of it on disk shows nothing to whoever takes the disk', async () => {
  await filmedOn('2027-01-10')
  const entries = await readdir(join(on.data, 'vault'), { recursive: true, withFileTypes: true })
  const [file, ...others] = entries.filter((entry) => entry.isFile())
  if (file === undefined) throw new Error('nothing is kept')
  expect(others).toEqual([])
  const kept = await readFile(join(file.parentPath, file.name))
  const sent = await madeMedia('film.mp4')
  expect(kept.length).toBeGreaterThan(sent.length)
  // Every film of this kind has these words near its beginning.
  expect(sent.includes('ftyp')).toBe(true)
  expect(kept.includes('ftyp')).toBe(false)
  for (let from = 0; from + 64 <= sent.length; from += 4096) expect(kept.includes(sent.subarray(from, from + 64))).toBe(false)
})

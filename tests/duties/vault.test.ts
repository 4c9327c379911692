import { randomUUID } from 'node:crypto'
import { mkdir, readdir, rm, utimes, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { sweep } from '#duties/retention/sweep.ts'
import { clearVault, missingMedia, reconcileVault } from '#duties/vault/clear.ts'
import { digestOf } from '#evidence/digest.ts'
import { pageOfEvidence } from '#evidence/read.ts'
import { takeInCall } from '#exchange/telephone/take-in.ts'
import { callRecordings } from '#records/call-recording/call-recording.ts'
import { everyRecordType } from '#records/every-record-type.ts'
import { testDatabase } from '../support/database.ts'
import { livewest, noon } from '../support/edition.ts'
import { colleague, testGate } from '../support/gate.ts'
import { putHold, putPerson } from '../support/people.ts'
import { inChunks } from '../support/sound.ts'

/** An MP3 by its beginning: nothing is drawn of it without a tool, so that it lies in the vault by itself. */
const undrawn = Buffer.concat([Buffer.from([0xff, 0xfb, 0x90, 0]), Buffer.alloc(4000)])

async function house() {
  const on = await testDatabase()
  const { gate, parts, setNow } = await testGate(on, await livewest())
  const whole = { ...parts, types: everyRecordType }
  const take = async (days: number) => {
    const { person } = await putPerson(on)
    const startedAt = noon.subtract({ hours: 24 * days }).toString()
    const call = { reference: randomUUID(), direction: 'in', startedAt, seconds: 2, person } as const
    const answer = await takeInCall({ ...parts, gate, ffmpeg: null }, call, inChunks(undrawn))
    if (answer.taken !== 'stored') throw new Error(JSON.stringify(answer))
    const text = 'select media_id from call_recording where id = $1'
    const [row] = await on.asAdmin((admin) => admin.query<{ media_id: string }>(text, [answer.recording]))
    return { person, recording: answer.recording, media: String(row?.media_id) }
  }
  /** Something made of the recording, kept beside it; answers its name. */
  const derive = async ({ person, recording, media }: Awaited<ReturnType<typeof take>>) => {
    const system = colleague('customer-service-adviser')
    const opened = await gate.open(system, { activity: 'call-recording', person, because: 'import' })
    if (!opened.permitted) throw new Error(JSON.stringify(opened.refusal))
    const asked = { id: recording, kind: 'waveform', by: 'collect' } as const
    await opened.deriveMedia(callRecordings, asked, () => ({ bytes: inChunks(Buffer.from('drawn')), type: () => 'image/svg+xml' }))
    const text = 'select media_id from derived_media where parent_id = $1'
    const [row] = await on.asAdmin((admin) => admin.query<{ media_id: string }>(text, [media]))
    return String(row?.media_id)
  }
  const files = async () => {
    const entries = await readdir(join(on.data, 'vault'), { recursive: true, withFileTypes: true })
    return entries.filter((entry) => entry.isFile()).map((entry) => entry.name)
  }
  const pathOf = (media: string) => join(on.data, 'vault', media.slice(0, 2), media)
  return { on, whole, take, derive, files, pathOf, setNow }
}

test('on the ninetieth day the recording goes, its row and its bytes, with proof; one on hold stays', async () => {
  const { on, whole, take, files, setNow } = await house()
  const [due, young, held] = [await take(30), await take(29), await take(30)]
  await putHold(on, held.person, 'call-recording', held.recording)
  setNow(noon.add({ hours: 24 * 60 }))
  expect((await sweep(whole, { dryRun: false })).deleted).toEqual({ 'call-recording': 1 })
  expect(await files()).toContain(due.media)
  expect(await clearVault(whole)).toBe(1)
  expect((await files()).toSorted()).toEqual([young.media, held.media].toSorted())
  const [proof] = await pageOfEvidence(on.database, { kind: 'erasure' })
  expect(proof).toMatchObject({ actor: 'system:vault', reasons: ['media-gone'], detail: { items: 1, digest: digestOf([due.media]) } })
  expect(await clearVault(whole)).toBe(0)
})

test('what was made of a recording goes with it, with proof, and not before', async () => {
  const { on, whole, take, derive, files } = await house()
  const [goes, stays] = [await take(1), await take(1)]
  const [drawn, kept] = [await derive(goes), await derive(stays)]
  expect(await reconcileVault(whole)).toEqual({ orphans: 0, missing: {} })
  await on.asAdmin((admin) => admin.query('delete from call_recording where id = $1', [goes.recording]))
  expect(await clearVault(whole)).toBe(2)
  expect((await files()).toSorted()).toEqual([stays.media, kept].toSorted())
  const [proof] = await pageOfEvidence(on.database, { kind: 'erasure' })
  expect(proof).toMatchObject({ detail: { items: 2, derived: 1, digest: digestOf([goes.media, drawn]) } })
  const left = await on.asAdmin((admin) => admin.query('select media_id from derived_media'))
  expect(left).toEqual([{ media_id: kept }])
})

test('killed before the bytes were gone, or before that was noted, the next call goes on', async () => {
  const { on, whole, take, files, pathOf } = await house()
  const [first, second] = [await take(1), await take(1)]
  await on.asAdmin((admin) => admin.query('delete from call_recording'))
  // One was taken away, and its note still stands.
  await rm(pathOf(first.media))
  expect(await files()).toEqual([second.media])
  expect(await clearVault(whole)).toBe(2)
  expect(await files()).toEqual([])
})

test('a dry run of the sweep takes no bytes away', async () => {
  const { whole, take, files, setNow } = await house()
  await take(30)
  setNow(noon.add({ hours: 24 * 60 }))
  expect((await sweep(whole, { dryRun: true })).deleted).toEqual({ 'call-recording': 1 })
  expect(await clearVault(whole)).toBe(0)
  expect(await files()).toHaveLength(1)
})

test('bytes that are nobody’s go, what may still be coming in stays, and a record without its bytes is told', async () => {
  const { on, whole, take, derive, files, pathOf } = await house()
  const [kept, lost] = [await take(1), await take(1)]
  const [drawn, undrawn] = [await derive(kept), await derive(lost)]
  const [orphan, coming] = [randomUUID(), randomUUID()]
  // As the house's clock has it: two days old, half written and whole, and of this hour.
  for (const [path, hours] of [
    [pathOf(orphan), 48],
    [`${pathOf(orphan)}.part`, 48],
    [pathOf(coming), 0],
  ] as const) {
    await mkdir(dirname(path), { recursive: true })
    await writeFile(path, 'x')
    const at = new Date(noon.subtract({ hours }).epochMilliseconds)
    await utimes(path, at, at)
  }
  await rm(pathOf(lost.media))
  expect(await missingMedia(whole)).toEqual({ 'call-recording': 1 })
  await rm(pathOf(undrawn))
  expect(await reconcileVault(whole)).toMatchObject({ missing: { 'call-recording': 2 } })
  expect((await files()).toSorted()).toEqual([kept.media, drawn, coming].toSorted())
  const reasons = (await pageOfEvidence(on.database, { kind: 'erasure' })).map((row) => row.reasons)
  expect(reasons).toEqual([['media-orphaned']])
})

import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { sweep } from '#duties/retention/sweep.ts'
import { clearVault, lossesOf, reconcileVault } from '#duties/vault/clear.ts'
import { digestOf } from '#evidence/digest.ts'
import { pageOfEvidence } from '#evidence/read.ts'
import { takeInCall } from '#exchange/telephone/take-in.ts'
import { callRecordings } from '#records/call-recording/call-recording.ts'
import { everyRecordType } from '#records/every-record-type.ts'
import type { Objects } from '#store/vault/objects.ts'
import { testDatabase } from '../support/database.ts'
import { livewest, noon } from '../support/edition.ts'
import { colleague, testGate } from '../support/gate.ts'
import { putHold, putPerson } from '../support/people.ts'
import { inChunks, undrawn, wholeOf } from '../support/sound.ts'
import { namesIn, vaults } from '../support/vaults.ts'

async function house(make: () => Promise<Objects>) {
  const on = await testDatabase()
  const objects = await make()
  /** Objects that the house's clock has been over for so many hours. */
  const aged = new Map<string, number>()
  const withAges: Objects = {
    ...objects,
    async *list() {
      for await (const each of objects.list()) yield { ...each, at: noon.subtract({ hours: aged.get(each.name) ?? 0 }) }
    },
  }
  const { gate, deps, setNow } = await testGate(on, await livewest(), withAges)
  const whole = { ...deps, gate, types: everyRecordType }
  const take = async (days: number) => {
    const { person } = await putPerson(on)
    const startedAt = noon.subtract({ hours: 24 * days }).toString()
    const call = { reference: randomUUID(), direction: 'in', startedAt, seconds: 2, person } as const
    const answer = await takeInCall({ ...deps, gate, ffmpeg: null }, call, inChunks(undrawn()))
    if (answer.taken !== 'stored') throw new Error(JSON.stringify(answer))
    const text = 'select media_id from call_recording where id = $1'
    const [row] = await on.asAdmin((admin) => admin.query<{ media_id: string }>(text, [answer.recording]))
    return { person, recording: answer.recording, media: String(row?.media_id) }
  }
  /** Something made of the recording, kept beside it; answers its name. */
  const derive = async ({ person, recording, media }: Awaited<ReturnType<typeof take>>) => {
    const system = colleague('customer-service-adviser')
    const opened = await gate.open(system, { activity: 'call-recording', person, because: 'import' })
    if (!opened.ok) throw new Error(JSON.stringify(opened.refusal))
    const asked = { id: recording, kind: 'waveform', by: 'collect' } as const
    await opened.deriveMedia(callRecordings, asked, () => ({ bytes: inChunks(Buffer.from('drawn')), type: () => 'image/svg+xml' }))
    const text = 'select media_id from derived_media where parent_id = $1'
    const [row] = await on.asAdmin((admin) => admin.query<{ media_id: string }>(text, [media]))
    return String(row?.media_id)
  }
  const files = () => namesIn(objects)
  return { on, whole, take, derive, files, objects, aged, setNow }
}

describe.each(vaults)('with media in $where', ({ make }) => {
  test('on the ninetieth day the recording goes, its row and its bytes, with proof; one on hold stays', async () => {
    const { on, whole, take, files, setNow } = await house(make)
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
    const { on, whole, take, derive, files } = await house(make)
    const [goes, stays] = [await take(1), await take(1)]
    const [drawn, kept] = [await derive(goes), await derive(stays)]
    expect(await reconcileVault(whole)).toEqual({ orphans: 0, missing: {}, cut: {}, strange: 0 })
    await on.asAdmin((admin) => admin.query('delete from call_recording where id = $1', [goes.recording]))
    expect(await clearVault(whole)).toBe(2)
    expect((await files()).toSorted()).toEqual([stays.media, kept].toSorted())
    const [proof] = await pageOfEvidence(on.database, { kind: 'erasure' })
    expect(proof).toMatchObject({ detail: { items: 2, derived: 1, digest: digestOf([goes.media, drawn]) } })
    const left = await on.asAdmin((admin) => admin.query('select media_id from derived_media'))
    expect(left).toEqual([{ media_id: kept }])
  })

  test('what was cut short or exchanged is told of or refused, and what is not ours is told of and left alone', async () => {
    const { whole, take, files, objects, aged } = await house(make)
    const [cut, one, other] = [await take(1), await take(1), await take(1)]
    const everything = { from: 0, to: Number.MAX_SAFE_INTEGER }
    const sealed = async (name: string) => await wholeOf(objects.get(name, everything))
    const [short, first, second] = [await sealed(cut.media), await sealed(one.media), await sealed(other.media)]
    await objects.put(cut.media, inChunks(short.subarray(0, -1)))
    await objects.put(one.media, inChunks(second))
    await objects.put(other.media, inChunks(first))
    await objects.put('aa-notes.txt', inChunks(Buffer.from('x')))
    aged.set('aa-notes.txt', 48)
    const losses = { missing: {}, cut: { 'call-recording': 1 }, strange: 1 }
    expect(await reconcileVault(whole)).toEqual({ orphans: 0, ...losses })
    expect(await files()).toContain('aa-notes.txt')
    for (const { person, recording } of [cut, one, other]) {
      const asked = { activity: 'call-quality', person, because: 'case', vouched: ['private-setting'] } as const
      const opened = await whole.gate.open(colleague('team-leader'), asked)
      if (!opened.ok) throw new Error(JSON.stringify(opened.refusal))
      const heard = await opened.hear(callRecordings, { id: recording, ...everything })
      if (!heard.ok) throw new Error(heard.why)
      await expect(wholeOf(heard.stretch.read())).rejects.toMatchObject({ code: 'media-altered' })
    }
  })

  test('killed before the bytes were gone, or before that was noted, the next call goes on', async () => {
    const { on, whole, take, files, objects } = await house(make)
    const [first, second] = [await take(1), await take(1)]
    await on.asAdmin((admin) => admin.query('delete from call_recording'))
    // One was taken away, and its note still stands.
    await objects.delete(first.media)
    expect(await files()).toEqual([second.media])
    expect(await clearVault(whole)).toBe(2)
    expect(await files()).toEqual([])
  })

  test('two that clear at once share what there is; one that the vault fails leaves its notes for the next', async () => {
    const { on, whole, take, files } = await house(make)
    const gone = [await take(1), await take(1), await take(1)].map(({ media }) => media)
    await on.asAdmin((admin) => admin.query('delete from call_recording'))
    const away = { ...whole.objects, delete: () => Promise.reject(new Error('far away')) }
    await expect(clearVault({ ...whole, objects: away })).rejects.toThrow('far away')
    expect((await files()).toSorted()).toEqual(gone.toSorted())
    const [one, other] = await Promise.all([clearVault(whole), clearVault(whole)])
    expect(one + other).toBe(3)
    expect(await files()).toEqual([])
    const proofs = (await pageOfEvidence(on.database, { kind: 'erasure' })).map(({ detail }) => Number(detail.items))
    expect(proofs.reduce((sum, items) => sum + items, 0)).toBe(3)
  })

  test('a dry run of the sweep takes no bytes away', async () => {
    const { whole, take, files, setNow } = await house(make)
    await take(30)
    setNow(noon.add({ hours: 24 * 60 }))
    expect((await sweep(whole, { dryRun: true })).deleted).toEqual({ 'call-recording': 1 })
    expect(await clearVault(whole)).toBe(0)
    expect(await files()).toHaveLength(1)
  })

  test('bytes that are nobody’s go, what may still be coming in stays, and a record without its bytes is told', async () => {
    const { on, whole, take, derive, files, objects, aged } = await house(make)
    const [kept, lost] = [await take(1), await take(1)]
    const [drawn, undrawn] = [await derive(kept), await derive(lost)]
    const [orphan, coming] = [randomUUID(), randomUUID()]
    await objects.put(orphan, inChunks(Buffer.from('x')))
    await objects.put(coming, inChunks(Buffer.from('x')))
    aged.set(orphan, 48).set(kept.media, 48).set(drawn, 48)
    await objects.delete(lost.media)
    expect(await lossesOf(whole)).toMatchObject({ missing: { 'call-recording': 1 } })
    await objects.delete(undrawn)
    expect(await reconcileVault(whole)).toMatchObject({ missing: { 'call-recording': 2 } })
    expect((await files()).toSorted()).toEqual([kept.media, drawn, coming].toSorted())
    const reasons = (await pageOfEvidence(on.database, { kind: 'erasure' })).map((row) => row.reasons)
    expect(reasons).toEqual([['media-orphaned']])
  })
})

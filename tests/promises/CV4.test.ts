import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { decideDisclosure } from '#duties/disclosures/decide.ts'
import { prepare } from '#duties/disclosures/prepare.ts'
import { ledgerOf } from '#duties/shares/ledger.ts'
import { pageOfEvidence } from '#evidence/read.ts'
import type { Colleague } from '#gate/judge.ts'
import { disclosures } from '#records/disclosure/disclosure.ts'
import { dateIn } from '#shared/clock.ts'
import { film, registerCamera } from '../support/cameras.ts'
import { asksForClip, rungBack } from '../support/clips.ts'
import { testDatabase } from '../support/database.ts'
import { changed, livewest, noon } from '../support/edition.ts'
import { colleague, openTo, testGate } from '../support/gate.ts'
import { madeMedia } from '../support/media.ts'
import { inChunks, wholeOf } from '../support/sound.ts'

const on = await testDatabase()
const released = await livewest()
const at = await testGate(on, released)

const open = async (who: Colleague, camera: string) =>
  openTo(at.gate, who, { activity: 'crime-prevention', person: camera, because: 'case' })
const [operator, manager] = [colleague('cctv-operator'), colleague('senior-manager')]
const request = await asksForClip(on)
const { organisation: organisationId, ...said } = request

test('what was given of footage is on record with who asked, on what power, which part, who released it, and its digest', async () => {
  const camera = await registerCamera(at, 'REC/1')
  const from = noon.subtract({ hours: 3 })
  const taken = await film(at, camera, from)
  const span = { from, to: from.add({ seconds: 4 }) }
  const treated = { masks: [], silences: [], uploaded: inChunks(await madeMedia('film.mp4')) }
  const asked = { piece: taken.taken === 'stored' ? taken.footage : '', request, ...span, ...treated }
  expect(await prepare({ ...at.deps, ffmpeg: null }, await open(operator, camera), operator, asked)).toMatchObject({ ok: true })
  const standing = async () => {
    const read = await (await open(manager, camera)).read(disclosures)
    const [row] = read.ok ? read.rows : []
    if (row === undefined) throw new Error('nothing is there')
    return row
  }
  expect(await decideDisclosure(at.deps, await open(manager, camera), manager, await standing(), rungBack)).toEqual({ ok: true })
  const given = await standing()
  const times = { fromAt: span.from.toString(), toAt: span.to.toString() }
  expect(given).toMatchObject({
    ...said,
    organisationId,
    recipient: 'police',
    ...times,
    outcome: 'released',
    confirmedHow: 'Rang back 01632 960101',
  })
  const clip = await (await open(manager, camera)).hear(disclosures, { id: given.id, from: 0, to: Number.MAX_SAFE_INTEGER })
  if (!clip.ok) throw new Error(JSON.stringify(clip))
  expect(given.digest).toBe(
    createHash('sha256')
      .update(await wholeOf(clip.stretch.read()))
      .digest('hex'),
  )
  const sought = { from: dateIn(from), until: dateIn(noon), recipient: 'police', organisationId, activity: null }
  const listed = await ledgerOf({ ...at.deps, gate: at.gate }).list(colleague('data-protection-officer'), sought)
  expect(listed).toMatchObject({ ok: true, rows: [{ type: 'disclosure', id: given.id, activity: 'crime-prevention', shown: 'no' }] })
  const [entry] = await pageOfEvidence(on.database, { subject: camera, kind: 'decision' })
  expect(entry).toMatchObject({
    act: 'share',
    basis: 'legitimate-interests',
    detail: { recipient: 'police', organisation: organisationId, digest: given.digest },
  })
})

test('where the notice no longer lets the police have footage, none is prepared, and what was prepared does not leave', async () => {
  const camera = await registerCamera(at, 'REC/2')
  const from = noon.subtract({ hours: 3 })
  const taken = await film(at, camera, from)
  const piece = taken.taken === 'stored' ? taken.footage : ''
  const asked = async () => {
    const uploaded = inChunks(await madeMedia('film.mp4'))
    return { piece, request, from, to: from.add({ seconds: 4 }), masks: [], silences: [], uploaded }
  }
  const deps = { ...at.deps, ffmpeg: null }
  expect(await prepare(deps, await open(operator, camera), operator, await asked())).toMatchObject({ ok: true })
  const read = await (await open(manager, camera)).read(disclosures)
  const [clip] = read.ok ? read.rows : []
  if (clip === undefined) throw new Error('no clip waits')
  const closed = changed(released, (edition) => {
    for (const each of edition.activities) each.sharing = each.sharing.filter((sharing) => !sharing.with.includes('police'))
    return edition
  })
  await at.publish(closed)
  expect(await prepare(deps, await open(operator, camera), operator, await asked())).toMatchObject({ ok: false, why: 'refused' })
  expect(await decideDisclosure(at.deps, await open(manager, camera), manager, clip, rungBack)).toMatchObject({
    ok: false,
    why: 'refused',
  })
  expect(await (await open(manager, camera)).read(disclosures)).toMatchObject({ rows: [{ outcome: null, digest: null }] })
})

import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { pageOfEvidence } from '#evidence/read.ts'
import { takeInFootage } from '#exchange/recorder/take-in.ts'
import type { Role } from '#notice/vocabulary.ts'
import { filmed } from '#records/footage/footage.ts'
import { film, filmSeconds, registerCamera } from '../support/cameras.ts'
import { testDatabase } from '../support/database.ts'
import { livewest, noon, today } from '../support/edition.ts'
import { colleague, testGate } from '../support/gate.ts'
import { madeMedia } from '../support/media.ts'
import { inChunks, wholeOf } from '../support/sound.ts'

const on = await testDatabase()
const at = await testGate(on, await livewest())
const { gate, deps } = at
const yesterday = noon.subtract({ hours: 24 })
const all = { from: 0, to: Number.MAX_SAFE_INTEGER }

async function stored(): Promise<readonly string[]> {
  const entries = await readdir(join(on.data, 'vault'), { recursive: true, withFileTypes: true })
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
}

async function watching(camera: string, role: Role) {
  const opened = await gate.open(colleague(role), { activity: 'cctv', person: camera, because: 'case' })
  return opened.ok ? opened : null
}

describe('what a camera films', () => {
  test.each(['film.mp4', 'film-index-last.mp4', 'film.mkv'] as const)(
    'is taken in as it comes (%s), sealed, and watched as it came',
    async (name) => {
      const camera = await registerCamera(at, `REC/${name}`)
      const bytes = await madeMedia(name)
      const piece = { camera: `REC/${name}`, from: yesterday.toString(), to: yesterday.add({ seconds: filmSeconds }).toString() }
      const answer = await takeInFootage({ ...deps, gate }, piece, inChunks(bytes))
      if (answer.taken !== 'stored') throw new Error(JSON.stringify(answer))
      const opened = await watching(camera, 'cctv-operator')
      const read = await opened?.read(filmed)
      expect(read).toMatchObject({ rows: [{ id: answer.footage, startedAt: piece.from, endedAt: piece.to, mediaBytes: bytes.length }] })
      const heard = await opened?.hear(filmed, { id: answer.footage, ...all })
      expect(heard?.ok === true && (await wholeOf(heard.stretch.read())).equals(bytes)).toBe(true)
      expect(heard).toMatchObject({ stretch: { type: name.endsWith('mkv') ? 'video/x-matroska' : 'video/mp4' } })
      for (const file of await readdir(join(on.data, 'vault'), { recursive: true, withFileTypes: true }))
        if (file.isFile()) expect((await readFile(join(file.parentPath, file.name))).includes('ftyp')).toBe(false)
      expect(await takeInFootage({ ...deps, gate }, piece, inChunks(bytes))).toMatchObject({ taken: 'unchanged' })
    },
  )

  test('that is no film, whatever it is called, is not taken in, and leaves nothing', async () => {
    await registerCamera(at, 'REC/none')
    const piece = { camera: 'REC/none', from: yesterday.toString(), to: noon.toString() }
    const before = (await stored()).length
    for (const name of ['sound.m4a', 'sound.mp3', 'picture.png'] as const) {
      const taken = takeInFootage({ ...deps, gate }, piece, inChunks(await madeMedia(name)))
      await expect(taken).rejects.toMatchObject({ code: 'media-unknown-kind' })
    }
    await expect(takeInFootage({ ...deps, gate }, piece, inChunks(Buffer.alloc(0)))).rejects.toMatchObject({ code: 'media-empty' })
    expect((await stored()).length).toBe(before)
  })
})

describe('a camera', () => {
  test.each([
    ['that nobody registered', 'unregistered', null],
    ['that was not assessed', 'unassessed', { assessedOn: null }],
    ['whose assessment has no day to be looked at again', 'unassessed', { assessmentReviewOn: null }],
    ['whose assessment is overdue', 'assessment-overdue', { assessmentReviewOn: '2026-11-22' }],
    ['that should have been reviewed', 'review-overdue', { reviewOn: '2026-11-22' }],
    ['that was taken down before', 'removed', { removedOn: '2026-11-21' }],
    ['that was assessed, and is to be looked at today', null, { assessmentReviewOn: '2026-11-23', reviewOn: '2026-11-23' }],
    ['that was taken down later that day', null, { removedOn: '2026-11-22' }],
  ] as const)('%s: what it filmed is refused with words of its own, or kept', async (words, why, entry) => {
    if (entry !== null) await registerCamera(at, words, entry)
    expect(await film(at, words, yesterday)).toMatchObject(why === null ? { taken: 'stored' } : { taken: 'refused', why })
  })

  test('films nothing that has not happened, or that would have to go at once', async () => {
    await registerCamera(at, 'REC/when')
    expect(await film(at, 'REC/when', noon)).toMatchObject({ why: 'future' })
    const onIts = (day: Temporal.PlainDate) => day.toZonedDateTime({ timeZone: 'Europe/London', plainTime: '10:00' }).toInstant()
    expect(await film(at, 'REC/when', onIts(today.subtract({ months: 3 })))).toMatchObject({ why: 'past' })
    expect(await film(at, 'REC/when', onIts(today.subtract({ months: 3 }).add({ days: 1 })))).toMatchObject({ taken: 'stored' })
  })
})

describe('what cameras filmed', () => {
  test.each([
    ['an operator', 'cctv-operator', true],
    ['somebody who deals with the incident', 'anti-social-behaviour-officer', true],
    ['a senior manager', 'senior-manager', true],
    ['a housing officer', 'housing-officer', false],
    ['a receptionist', 'receptionist', false],
    ['whoever runs the machine', 'system-administrator', false],
  ] as const)('is watched by those whom the notice names, each time on record with which part: %s', async (who, role, may) => {
    const camera = await registerCamera(at, `REC/${who}`)
    const taken = await film(at, camera, yesterday)
    const id = taken.taken === 'stored' ? taken.footage : ''
    const opened = await watching(camera, role)
    const heard = await opened?.hear(filmed, { id, from: 100, to: 199 })
    expect(heard?.ok ?? false).toBe(may)
    const looks = await pageOfEvidence(on.database, { subject: camera, kind: 'read' })
    expect(looks.filter((look) => look.detail.item === id)).toMatchObject(may ? [{ role, detail: { from: 100, to: 199 } }] : [])
  })

  test('cannot be opened once the camera’s key is gone, and another camera’s record has none of it', async () => {
    const camera = await registerCamera(at, 'REC/key')
    const other = await registerCamera(at, 'REC/other')
    const taken = await film(at, camera, yesterday)
    const id = taken.taken === 'stored' ? taken.footage : ''
    const elsewhere = await watching(other, 'cctv-operator')
    expect(await elsewhere?.hear(filmed, { id, ...all })).toEqual({ ok: false, why: 'absent' })
    expect(await elsewhere?.read(filmed)).toMatchObject({ rows: [] })
    await deps.keys.eraseLeavers()
    expect(await (await watching(camera, 'cctv-operator'))?.hear(filmed, { id, ...all })).toMatchObject({ ok: true })
    await deps.keys.erase(camera)
    expect(await (await watching(camera, 'cctv-operator'))?.hear(filmed, { id, ...all })).toEqual({ ok: false, why: 'absent' })
  })
})

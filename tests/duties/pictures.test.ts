import { randomUUID } from 'node:crypto'
import { crc32 } from 'node:zlib'
import sharp from 'sharp'
import { describe, expect, test } from 'vitest'
import { addPicture, type PictureFacts, thumbnail } from '#duties/pictures/add.ts'
import { album } from '#duties/pictures/album.ts'
import { stopPicture, takeDown } from '#duties/pictures/take-down.ts'
import { tasks } from '#duties/tasks/tasks.ts'
import { pictures } from '#records/picture/picture.ts'
import { testDatabase } from '../support/database.ts'
import { livewest } from '../support/edition.ts'
import { colleague, testGate } from '../support/gate.ts'
import { madeMedia } from '../support/media.ts'
import { putConsent, putObjection, putPerson } from '../support/people.ts'
import { groupPicture as facts, putPicture, onOurWebsite as website } from '../support/pictures.ts'

const on = await testDatabase()
const { deps, gate } = await testGate(on, await livewest())
const all = { ...deps, gate }
const book = album(all)
const officer = colleague('communications-officer')
const today = Temporal.Now.plainDateISO('Europe/London')

const added = (more: Partial<PictureFacts> = {}, name?: 'picture.jpg' | 'picture.png' | 'picture.webp') => putPicture(all, more, name)

async function bytesOf(id: string, derived?: string): Promise<Buffer> {
  const opened = await gate.open(officer, { activity: 'community-events', person: id, because: 'case' })
  if (!opened.ok) throw new Error('closed')
  const asked = { id, from: 0, to: Number.MAX_SAFE_INTEGER, ...(derived === undefined ? {} : { derived }) }
  const heard = await opened.hear(pictures, asked)
  if (!heard.ok) throw new Error(heard.why)
  return Buffer.concat(await Array.fromAsync(heard.stretch.read()))
}

const displayed = async (id: string) =>
  (await on.asAdmin((admin) => admin.query('select from displayed_picture where picture_id = $1', [id]))).length > 0
const shownAt = async (id: string) => {
  const look = await book.look(officer, id)
  return look.ok
    ? look.placements.map(({ medium, endedOn, endedHow, askedOn }) => [medium, endedHow, endedOn !== null, askedOn !== null])
    : []
}

describe('a picture that is added', () => {
  test.each(['picture.jpg', 'picture.png', 'picture.webp'] as const)('is kept encrypted with a small one beside it: %s', async (name) => {
    const id = await added({}, name)
    const [whole, small] = await Promise.all([bytesOf(id), bytesOf(id, thumbnail)])
    expect(await sharp(whole).metadata()).toMatchObject({
      width: 320,
      height: 240,
      format: name === 'picture.jpg' ? 'jpeg' : name.slice(8),
    })
    expect(await sharp(small).metadata()).toMatchObject({ width: 320, format: 'webp' })
  })

  test('tells nobody where it was taken and with which device, and stands upright', async () => {
    const exif = { IFD0: { Make: 'Acme', Model: 'One' }, IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '50/1 43/1 0/1' } }
    const sent = await sharp(await madeMedia('picture.jpg'))
      .withExif(exif)
      .withMetadata({ orientation: 6 })
      .jpeg()
      .toBuffer()
    expect((await sharp(sent).metadata()).exif).toBeDefined()
    const answer = await addPicture(all, officer, facts, sent)
    if (!answer.ok) throw new Error('refused')
    const kept = await bytesOf(answer.id)
    expect(await sharp(kept).metadata()).toMatchObject({ width: 240, height: 320 })
    expect((await sharp(kept).metadata()).exif).toBeUndefined()
    expect(kept.includes('Acme')).toBe(false)
    expect(await book.look(officer, answer.id)).toMatchObject({ head: { removed: expect.stringContaining('place') } })
  })

  test.each([
    ['is cut short', async () => (await madeMedia('picture.jpg')).subarray(0, 4000), 'media-broken'],
    ['is a film that is called a picture', () => madeMedia('film.mp4'), 'media-unknown-kind'],
    ['is empty', async () => Buffer.alloc(0), 'media-empty'],
    ['unfolds to more than anybody’s camera takes', bomb, 'media-broken'],
  ] as const)('is refused where it %s, and nothing of it stays', async (_, sent, code) => {
    const before = await Array.fromAsync(deps.objects.list())
    await expect(addPicture(all, officer, facts, await sent())).rejects.toMatchObject({ code })
    expect(await Array.fromAsync(deps.objects.list())).toHaveLength(before.length)
  })

  test('is refused to whoever the notice gives no pictures', async () => {
    expect(await addPicture(all, colleague('repairs-planner'), facts, await madeMedia('picture.jpg'))).toMatchObject({ ok: false })
  })
})

/** A small picture that says it is 30,000 by 30,000 pixels. */
async function bomb(): Promise<Buffer> {
  const sent = Buffer.from(await madeMedia('picture.png'))
  for (const at of [16, 20]) sent.writeUInt32BE(30_000, at)
  sent.writeUInt32BE(crc32(sent.subarray(12, 29)), 29)
  return sent
}

test('a picture that somebody unknown stops is not down without the task to say whether it stays down', async () => {
  const id = await added()
  const alter = (what: string) => on.asAdmin((admin) => admin.query(`alter table task ${what}`))
  await alter(`add constraint broken check (kind <> 'picture-look-again') not valid`)
  await expect(stopPicture(all, 'website', id)).rejects.toMatchObject({ state: '23514' })
  await alter('drop constraint broken')
  expect(await on.asAdmin((admin) => admin.query('select stopped_on from picture where id = $1', [id]))).toEqual([{ stopped_on: null }])
})

describe('a group’s picture', () => {
  test('is shown with nobody named, and comes down from everywhere when somebody says no', async () => {
    const id = await added()
    await book.show(officer, id, website)
    await book.show(officer, id, { ...website, medium: 'social-media', ours: false, place: 'A page of the council' })
    await book.show(officer, id, { ...website, medium: 'print', place: 'Summer leaflet' })
    expect(await displayed(id)).toBe(true)
    expect(await stopPicture(all, { by: officer, source: 'the-person' }, id)).toEqual({ ok: true })
    expect(await displayed(id)).toBe(false)
    expect((await shownAt(id)).toSorted()).toEqual([
      ['print', 'past', true, false],
      ['social-media', null, false, true],
      ['website', 'taken-down', true, false],
    ])
    expect(await book.show(officer, id, website)).toEqual({ ok: false, why: 'stopped' })
    // The rest is a task with a day; what was done ends the showing.
    const list = tasks(deps)
    const [task] = await list.waiting(officer, null)
    expect(task).toMatchObject({ kind: 'picture-take-down', dueOn: Temporal.PlainDate.from('2026-11-25') })
    await list.settle(officer, task?.id ?? '', 'The council took it off; I looked.')
    expect(await shownAt(id)).toContainEqual(['social-media', 'taken-down', true, true])
    expect(await list.waiting(officer, null)).toEqual([])
  })

  test('comes down when somebody noted on it objects, by whatever way we heard', async () => {
    const { person } = await putPerson(on)
    const id = await added()
    expect(await book.note(officer, id, person, null)).toEqual({ ok: true })
    await book.show(officer, id, website)
    expect(await displayed(id)).toBe(true)
    await putObjection(on, person, { kind: 'objection', against: 'community-events', decision: 'waiting', ended: null })
    expect(await displayed(id)).toBe(false)
    expect(await takeDown(all)).toBe(1)
    expect(await takeDown(all)).toBe(0)
    expect(await shownAt(id)).toEqual([['website', 'taken-down', true, false]])
  })
})

describe('somebody else changes a picture in the same moment', () => {
  /** Every correction finds that somebody was quicker, so many times. */
  const raced = (times: number) => {
    let left = times
    const meanwhile = async (table: string, id: string) => {
      if (left-- > 0) await on.asAdmin((admin) => admin.query(`update ${table} set edition = edition where id = $1`, [id]))
    }
    const open: typeof gate.open = async (...asked) => {
      const opened = await gate.open(...asked)
      if (!opened.ok) return opened
      const correct: typeof opened.correct = async (type, correction) => {
        await meanwhile(type.name, correction.id)
        return opened.correct(type, correction)
      }
      return { ...opened, correct }
    }
    return { ...deps, gate: { ...gate, open } }
  }

  test('and it is taken down all the same', async () => {
    const id = await added()
    await book.show(officer, id, website)
    expect(await stopPicture(raced(1), { by: officer, source: 'the-person' }, id)).toEqual({ ok: true })
    expect(await displayed(id)).toBe(false)
    expect(await shownAt(id)).toEqual([['website', 'taken-down', true, false]])
  })

  test('and a showing that was not settled is not counted: it is the next time', async () => {
    const { person } = await putPerson(on)
    const id = await added()
    await book.note(officer, id, person, null)
    await book.show(officer, id, website)
    await putObjection(on, person, { kind: 'objection', against: 'community-events', decision: 'waiting', ended: null })
    expect(await takeDown(raced(1))).toBe(0)
    expect(await takeDown(all)).toBe(1)
  })
})

describe('a name with a picture', () => {
  test('needs the person’s permission in force, and comes down with it', async () => {
    const { person } = await putPerson(on)
    const id = await added()
    expect(await book.note(officer, id, person, 'Amina')).toMatchObject({ ok: false, why: 'refused' })
    await putConsent(on, person, { answer: 'given', answeredAt: '2020-05-01T10:00:00Z', ended: null })
    expect(await book.note(officer, id, person, 'Amina')).toEqual({ ok: true })
    await book.show(officer, id, website)
    expect(await displayed(id)).toBe(true)
    await on.asAdmin((admin) => admin.query('update consent set ended_on = $2 where person_id = $1', [person, today.toString()]))
    expect(await displayed(id)).toBe(false)
    await takeDown(all)
    expect(await shownAt(id)).toEqual([['website', 'taken-down', true, false]])
    // A later yes brings back nothing by itself.
    await putConsent(on, person, { answer: 'given', answeredAt: '2026-11-24T10:00:00Z', ended: null })
    expect(await displayed(id)).toBe(false)
  })

  test('cannot be stored without permission, not even by a mistake above the database', async () => {
    const { person } = await putPerson(on)
    const id = await added()
    const put = on.asAdmin((admin) =>
      admin.query(
        `insert into pictured_person (id, activity, source, collected_at, edition, person_id, picture_id, shown_as)
          values ($1, 'community-events', 'colleague', now(), 'test', $2, $3, 'Amina')`,
        [randomUUID(), person, id],
      ),
    )
    await expect(put).rejects.toMatchObject({ code: 'database-23514' })
  })
})

test('a picture of people is shown once somebody on it said yes, and a home’s picture names nobody', async () => {
  const { person } = await putPerson(on)
  const people = await added({ kind: 'people' })
  expect(await book.show(officer, people, website)).toEqual({ ok: false, why: 'nobody-agreed' })
  expect(await book.note(officer, people, person, null)).toMatchObject({ ok: false, why: 'refused' })
  await putConsent(on, person, { answer: 'given', answeredAt: '2020-05-01T10:00:00Z', ended: null })
  expect(await book.note(officer, people, person, null)).toEqual({ ok: true })
  expect(await book.note(officer, people, person, null)).toEqual({ ok: false, why: 'already' })
  expect(await book.show(officer, people, website)).toEqual({ ok: true })
  const home = await added({ kind: 'home' })
  expect(await book.note(officer, home, person, 'Amina')).toEqual({ ok: false, why: 'home' })
  expect(await book.show(officer, home, website)).toEqual({ ok: true })
})

import { expect, test } from 'vitest'
import { album } from '#duties/pictures/album.ts'
import { lookAgain } from '#duties/pictures/look-again.ts'
import { shownPictures } from '#duties/pictures/shown.ts'
import { stopPicture, takeDown } from '#duties/pictures/take-down.ts'
import { tasks } from '#duties/tasks/tasks.ts'
import { pageOfEvidence } from '#evidence/read.ts'
import { testDatabase } from '../support/database.ts'
import { livewest } from '../support/edition.ts'
import { colleague, testGate } from '../support/gate.ts'
import { putObjection, putPerson } from '../support/people.ts'
import { onOurWebsite, putPicture } from '../support/pictures.ts'
import { exampleSite } from '../web/example-site.ts'
import { opened, send } from '../web/sent-form.ts'

const on = await testDatabase()
const { deps, gate, setNow } = await testGate(on, await livewest())
const all = { ...deps, gate }
const book = album(all)
const shown = shownPictures(all)
const list = tasks(deps)
const officer = colleague('communications-officer')

/** Shown everywhere that a picture can be. */
async function everywhere(): Promise<string> {
  const id = await putPicture(all)
  const places = [
    { medium: 'website', ours: true },
    { medium: 'website', ours: false },
    { medium: 'newsletter', ours: true },
    { medium: 'social-media', ours: true },
    { medium: 'print', ours: true },
  ] as const
  for (const place of places) await book.show(officer, id, { ...onOurWebsite, ...place })
  return id
}

async function endings(id: string) {
  const look = await book.look(officer, id)
  if (!look.ok) throw new Error('not found')
  return look.placements.map(({ medium, ours, endedHow }) => `${medium} ${ours ? 'ours' : 'theirs'}: ${endedHow}`).toSorted()
}

const ways: readonly (readonly [string, (id: string) => Promise<unknown>])[] = [
  ['tells the photographer', (id) => stopPicture(all, { by: officer, source: 'the-person' }, id)],
  ['writes in on our page', (id) => shown.stop(id)],
  ['objects, and is noted on it', objects],
]

async function objects(id: string): Promise<void> {
  const { person } = await putPerson(on)
  await book.note(officer, id, person, null)
  await putObjection(on, person, { kind: 'objection', against: null, decision: 'upheld', ended: null })
  await takeDown(all)
}

test.each(ways)('somebody who %s is taken down from every place, with a day and a proof', async (_, say) => {
  const id = await everywhere()
  expect(await shown.image(id, 'whole')).toBeDefined()
  await say(id)
  expect(await shown.image(id, 'whole')).toBeUndefined()
  expect((await shown.list()).map((each) => each.id)).not.toContain(id)
  const before = [
    'newsletter ours: null',
    'print ours: past',
    'social-media ours: null',
    'website ours: taken-down',
    'website theirs: null',
  ]
  expect(await endings(id)).toEqual(before)
  const waiting = (await list.waiting(officer, null)).filter(({ kind }) => kind === 'picture-take-down')
  expect(waiting.map(({ kind, dueOn }) => [kind, dueOn.toString()])).toEqual(Array(3).fill(['picture-take-down', '2026-11-25']))
  for (const task of waiting) expect(await list.settle(officer, task.id, 'It is gone: I looked.')).toEqual({ ok: true })
  const after = [
    'newsletter ours: taken-down',
    'print ours: past',
    'social-media ours: taken-down',
    'website ours: taken-down',
    'website theirs: taken-down',
  ]
  expect(await endings(id)).toEqual(after)
  expect(await list.look(officer, waiting[0]?.id ?? '')).toMatchObject({ proof: 'It is gone: I looked.' })
  await lookAgain(all).keepDown(officer, id)
  const noted = await pageOfEvidence(on.database, { subject: id, kind: 'change', recordType: 'placement' })
  expect(noted.filter(({ actor }) => actor === 'colleague:take-down')).toHaveLength(5)
})

test('whoever is in a picture finds it on our page, presses the button there, and it is gone from the page', async () => {
  const id = await everywhere()
  const { app } = exampleSite({ pictures: shown })
  expect((await app.inject('/pictures')).body).toContain(`/pictures/${id}/take-down`)
  expect((await app.inject(`/pictures/${id}/whole`)).statusCode).toBe(200)
  const form = await opened(app, `/pictures/${id}/take-down`)
  expect((await send(app, `/pictures/${id}/take-down`, form, {})).headers.location).toBe('/pictures/down')
  expect((await app.inject('/pictures')).body).not.toContain(id)
  expect((await app.inject(`/pictures/${id}/whole`)).statusCode).toBe(404)
  for (const task of await list.waiting(officer, null)) await list.settle(officer, task.id, 'It is gone.')
  await lookAgain(all).keepDown(officer, id)
})

test('somebody who says so without saying who they are is believed, and a colleague says that it stays down or why it is shown again', async () => {
  const again = lookAgain(all)
  const [stays, back] = [await everywhere(), await everywhere()]
  const about = async () => (await list.waiting(officer, null)).flatMap(({ kind, about }) => (kind === 'picture-look-again' ? about : []))
  for (const id of [stays, back]) {
    await shown.stop(id)
    expect(await about()).toContain(id)
  }
  expect(await again.showAgain(colleague('repairs-planner'), back, 'It was a prank.')).toMatchObject({ ok: false, why: 'refused' })
  expect(await again.keepDown(officer, stays)).toEqual({ ok: true })
  expect(await again.showAgain(officer, stays, 'It was a prank.')).toEqual({ ok: false, why: 'stale' })
  expect(await again.showAgain(officer, back, 'Every picture was pressed within a minute.')).toEqual({ ok: true })
  await takeDown(all)
  expect(await about()).not.toContain(back)
  expect(await shown.image(stays, 'whole')).toBeUndefined()
  expect(await shown.image(back, 'whole')).toBeDefined()
  const nowhere = ['newsletter ours: null', 'print ours: past', 'social-media ours: null', 'website ours: null', 'website theirs: null']
  expect(await endings(back)).toEqual(nowhere)
  const waiting = await list.waiting(officer, null)
  expect(waiting).toHaveLength(3)
  for (const task of waiting) await list.settle(officer, task.id, 'It is gone.')
})

test('a picture that a person who is known objects to is not shown again because somebody unknown pressed the button too', async () => {
  const id = await everywhere()
  await shown.stop(id)
  await objects(id)
  await lookAgain(all).showAgain(officer, id, 'It was a prank.')
  await takeDown(all)
  expect(await shown.image(id, 'whole')).toBeUndefined()
  expect((await endings(id)).filter((each) => each.startsWith('website ours'))).toEqual(['website ours: taken-down'])
  for (const task of await list.waiting(officer, null)) await list.settle(officer, task.id, 'It is gone.')
})

test('what is to be printed still is stopped before it is', async () => {
  const id = await putPicture(all)
  await book.show(officer, id, { ...onOurWebsite, medium: 'print', from: Temporal.PlainDate.from('2026-12-24') })
  await stopPicture(all, { by: officer, source: 'the-person' }, id)
  expect(await endings(id)).toEqual(['print ours: null'])
  expect(await list.waiting(officer, null)).toHaveLength(1)
})

test('a take-down that nobody did in time is late for all to see', async () => {
  setNow(Temporal.Instant.from('2026-11-27T12:00:00Z'))
  const [task] = await list.waiting(officer, null)
  expect(Temporal.PlainDate.compare(task?.dueOn ?? '2100-01-01', '2026-11-27')).toBe(-1)
})

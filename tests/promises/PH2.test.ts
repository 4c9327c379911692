import { expect, test } from 'vitest'
import { album } from '#duties/pictures/album.ts'
import { shownPictures } from '#duties/pictures/shown.ts'
import { takeDown } from '#duties/pictures/take-down.ts'
import { testDatabase } from '../support/database.ts'
import { livewest } from '../support/edition.ts'
import { colleague, testGate } from '../support/gate.ts'
import { putConsent, putPerson } from '../support/people.ts'
import { onOurWebsite, putPicture } from '../support/pictures.ts'

const on = await testDatabase()
const { deps, gate } = await testGate(on, await livewest())
const all = { ...deps, gate }
const book = album(all)
const officer = colleague('communications-officer')
const said = (answer: 'given' | 'refused', ended: string | null = null) => ({ answer, answeredAt: '2020-05-01T10:00:00Z', ended })

test.each([
  ['never asked', null],
  ['who said no', said('refused')],
  ['who took their yes back', said('given', '2020-06-01')],
] as const)('somebody %s is not named in a picture', async (_, answer) => {
  const { person } = await putPerson(on)
  if (answer !== null) await putConsent(on, person, answer)
  const id = await putPicture(all)
  expect(await book.note(officer, id, person, 'Amina')).toMatchObject({ ok: false, why: 'refused' })
  expect(await book.look(officer, id)).toMatchObject({ people: [] })
})

test('somebody who agreed and later said no is not named: their newest answer counts', async () => {
  const { person } = await putPerson(on)
  await putConsent(on, person, said('given'))
  await putConsent(on, person, { ...said('refused'), answeredAt: '2020-06-01T10:00:00Z' })
  expect(await book.note(officer, await putPicture(all), person, 'Amina')).toMatchObject({ ok: false, why: 'refused' })
})

test('a child’s own yes is not enough to be named', async () => {
  const { person } = await putPerson(on, { born: '2014-03-04' })
  await putConsent(on, person, said('given'))
  const id = await putPicture(all)
  expect(await book.note(officer, id, person, 'Amina')).toMatchObject({ ok: false, why: 'refused' })
})

test('somebody who agreed is named, and when they take it back the name and the picture are down at once', async () => {
  const { person } = await putPerson(on)
  await putConsent(on, person, said('given'))
  const id = await putPicture(all)
  expect(await book.note(officer, id, person, 'Amina')).toEqual({ ok: true })
  await book.show(officer, id, onOurWebsite)
  expect(await shownPictures(all).list()).toMatchObject([{ id, names: ['Amina'] }])
  await on.asAdmin((admin) => admin.query('update consent set ended_on = current_date where person_id = $1', [person]))
  expect(await shownPictures(all).list()).toEqual([])
  expect(await shownPictures(all).image(id, 'whole')).toBeUndefined()
  await takeDown(all)
  expect(await book.look(officer, id)).toMatchObject({ placements: [{ endedHow: 'taken-down' }] })
})

import { expect, test } from 'vitest'
import { album } from '#duties/pictures/album.ts'
import { shownPictures } from '#duties/pictures/shown.ts'
import { promiseStates } from '#duties/promises/promise-states.ts'
import { pageOfEvidence } from '#evidence/read.ts'
import { testDatabase } from '../support/database.ts'
import { livewest } from '../support/edition.ts'
import { colleague, testGate } from '../support/gate.ts'
import { onOurWebsite, putPicture } from '../support/pictures.ts'

const on = await testDatabase()
const { deps, gate } = await testGate(on, await livewest())
const all = { ...deps, gate }
const book = album(all)
const officer = colleague('communications-officer')

test('a picture is kept with where and when each showing of it is, and whoever put it there is on record', async () => {
  const id = await putPicture(all, { kind: 'home', shows: 'Alder Court in spring' })
  await book.show(officer, id, onOurWebsite)
  const until = Temporal.PlainDate.from('2020-07-01')
  await book.show(officer, id, {
    medium: 'newsletter',
    ours: true,
    place: 'Your home, June',
    from: Temporal.PlainDate.from('2020-06-05'),
    until,
  })
  expect(await book.look(officer, id)).toMatchObject({
    placements: [
      { medium: 'website', place: 'Pictures we show', shownFrom: '2020-06-02', shownUntil: null },
      { medium: 'newsletter', place: 'Your home, June', shownFrom: '2020-06-05', shownUntil: '2020-07-01' },
    ],
  })
  expect(await shownPictures(all).list()).toMatchObject([{ id, shows: 'Alder Court in spring', names: [] }])
  const states = await promiseStates({ ...deps, tests: new Map() })
  expect(states.find(({ clause }) => clause === 'PH1')).toMatchObject({ evidence: '2 places where pictures are shown.' })
  const put = await pageOfEvidence(on.database, { recordType: 'placement', kind: 'change' })
  expect(put.map(({ actor, subject }) => [actor, subject])).toEqual(Array(2).fill([`colleague:${officer.id}`, id]))
})

test('nobody whose work it is not puts a picture anywhere', async () => {
  const id = await putPicture(all)
  for (const role of ['repairs-planner', 'housing-officer', 'system-administrator'] as const)
    expect(await book.show(colleague(role), id, onOurWebsite)).toMatchObject({ ok: false, why: 'refused' })
})

test('a showing that is over, or has not begun, is no longer or not yet on our pages', async () => {
  const day = (text: string) => Temporal.PlainDate.from(text)
  const over = await putPicture(all)
  await book.show(officer, over, { ...onOurWebsite, until: day('2020-06-30') })
  const later = await putPicture(all)
  await book.show(officer, later, { ...onOurWebsite, from: day('2200-01-01') })
  const shown = (await shownPictures(all).list()).map(({ id }) => id)
  for (const id of [over, later]) {
    expect(shown).not.toContain(id)
    expect(await shownPictures(all).image(id, 'whole')).toBeUndefined()
  }
})

test('our pages show what is on our website, and not what others show or what is in a newsletter', async () => {
  const from = Temporal.PlainDate.from('2020-06-02')
  const elsewhere = [
    { medium: 'website', ours: false, place: 'A newspaper’s page', from, until: null },
    { medium: 'newsletter', ours: true, place: 'Your home, June', from, until: null },
    { medium: 'social-media', ours: true, place: 'Our account', from, until: null },
    { medium: 'print', ours: true, place: 'A leaflet', from, until: null },
  ] as const
  for (const placed of elsewhere) {
    const id = await putPicture(all)
    expect(await book.show(officer, id, placed)).toEqual({ ok: true })
    expect((await shownPictures(all).list()).map((shown) => shown.id)).not.toContain(id)
    expect(await shownPictures(all).image(id, 'whole')).toBeUndefined()
    expect(await book.look(officer, id)).toMatchObject({
      placements: [{ medium: placed.medium, place: placed.place, shownFrom: '2020-06-02' }],
    })
  }
})

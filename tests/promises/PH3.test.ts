import { expect, test } from 'vitest'
import { album } from '#duties/pictures/album.ts'
import { shownPictures } from '#duties/pictures/shown.ts'
import { testDatabase } from '../support/database.ts'
import { decided } from '../support/decided.ts'
import { livewest } from '../support/edition.ts'
import { colleague, testGate } from '../support/gate.ts'
import { onOurWebsite, putPicture } from '../support/pictures.ts'

const on = await testDatabase()
const released = await livewest()
const { deps, gate } = await testGate(on, released)
const all = { ...deps, gate }
const book = album(all)
const officer = colleague('communications-officer')

test('a group’s picture may be in the newsletter, on the website and on social media, with nobody named', async () => {
  const id = await putPicture(all)
  for (const medium of ['website', 'newsletter', 'social-media'] as const)
    expect(await book.show(officer, id, { ...onOurWebsite, medium })).toEqual({ ok: true })
  expect(await shownPictures(all).list()).toMatchObject([{ id, event: 'Garden day', names: [] }])
})

test('that is the rule of a group’s picture alone: one of people is shown to nobody until somebody on it agreed', async () => {
  const id = await putPicture(all, { kind: 'people' })
  expect(await book.show(officer, id, onOurWebsite)).toEqual({ ok: false, why: 'nobody-agreed' })
})

test('it rests on an interest that was weighed, and not without the assessment in date', () => {
  const ask = (circumstances: readonly 'assessment-in-date'[]) =>
    decided(released, {
      who: { role: 'communications-officer' },
      act: 'use',
      activity: 'community-events',
      categories: ['photographs'],
      circumstances: new Set(circumstances),
    })
  expect(ask(['assessment-in-date'])).toMatchObject({ outcome: 'permitted', basis: 'legitimate-interests' })
  expect(ask([])).toMatchObject({ outcome: 'refused' })
})

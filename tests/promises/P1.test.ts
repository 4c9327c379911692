import { expect, test } from 'vitest'
import { parseRequest } from '#decisions/parse-request.ts'
import { decided } from '../support/decided.ts'
import { livewest, today } from '../support/edition.ts'

const released = await livewest()

test('every answer names its basis and clause, or says why not', () => {
  const ask = (category: 'repairs' | 'rent-account') =>
    decided(released, {
      who: { role: 'repairs-planner' },
      act: 'view',
      activity: 'repairs',
      categories: [category],
      circumstances: new Set(),
    })
  expect(ask('repairs')).toMatchObject({ outcome: 'permitted', basis: 'contract', clauses: expect.arrayContaining(['U5']) })
  expect(ask('rent-account')).toMatchObject({ outcome: 'refused', reasons: [{ code: 'category-not-in-activity' }] })
})

test('a word that nobody knows is refused, never passed over', () => {
  const words = { role: 'repairs-planner', act: 'view', activity: 'repairs', categories: ['repairs'] }
  for (const wrong of [
    { role: 'boss' },
    { act: 'peek' },
    { categories: ['gossip'] },
    { relationship: 'friend' },
    { circumstances: ['luck'] },
  ]) {
    expect(parseRequest({ ...words, ...wrong }, today)).toMatchObject({ understood: false, refusal: { outcome: 'refused' } })
  }
})

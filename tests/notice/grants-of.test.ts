import { expect, test } from 'vitest'
import { opensList } from '#notice/grants-of.ts'
import { livewest } from '../support/edition.ts'

const { edition } = await livewest()
const calls = { activity: 'call-quality', category: 'call-recordings' } as const

test('a list is open to the roles that the notice names, and to no other', () => {
  const cameras = { activity: 'cctv', category: 'cctv-footage' } as const
  expect(opensList(edition, ['housing-officer', 'cctv-operator'], cameras)).toBe(true)
  expect(opensList(edition, ['housing-officer'], cameras)).toBe(false)
  expect(opensList(edition, ['senior-manager'], cameras)).toBe(true)
  expect(opensList(edition, ['senior-manager'], { ...cameras, act: 'collect' })).toBe(false)
})

test('what needs the identity of one person opens no list of many', () => {
  const contacts = { activity: 'contact-handling', category: 'contact-log' } as const
  expect(opensList(edition, ['customer-service-adviser'], contacts)).toBe(false)
})

test('what needs that nobody else is present opens a list, since it counts for all of them', () => {
  expect(opensList(edition, ['team-leader'], calls)).toBe(true)
})

test('an activity that the notice does not name opens none', () => {
  expect(opensList({ activities: [] }, ['team-leader'], calls)).toBe(false)
})

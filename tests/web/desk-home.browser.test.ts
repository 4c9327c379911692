import { randomUUID } from 'node:crypto'
import { beforeAll, expect, test } from 'vitest'
import { openings } from '#duties/openings/openings.ts'
import { tasks } from '#duties/tasks/tasks.ts'
import type { Colleague } from '#gate/judge.ts'
import { message } from '#records/message/message.ts'
import { unlinkedCall } from '#records/unlinked-call/unlinked-call.ts'
import { barriers, sidewaysScroll } from '../support/browser.ts'
import { noon, today } from '../support/edition.ts'
import { colleague } from '../support/gate.ts'
import { putItem } from '../support/items.ts'
import { putPerson } from '../support/people.ts'
import { deskInBrowser } from './desk-in-browser.ts'

const { on, tested, site, show } = await deskInBrowser()
const { deps, gate, setNow } = tested

/** Somebody with every role that the page shows something to. */
const busy = colleague('data-protection-officer', 'customer-service-adviser', 'housing-officer', 'communications-officer')
const idle = colleague('system-administrator')

beforeAll(async () => {
  const task = { kind: 'picture-take-down', role: 'communications-officer', person: null } as const
  for (const days of [-1, 0, 1, 2, 3, 4]) await tasks(deps).raise({ ...task, about: randomUUID(), dueOn: today.add({ days }) })
  await putItem(on, message, { activity: 'rights-requests', collectedOn: today })
  await putItem(on, unlinkedCall, { activity: 'call-recording', collectedOn: today, clockFrom: today })
  const kept = openings({ ...deps, gate })
  const asked = { reason: 'case', specialReason: null, privateSetting: false } as const
  const open = async (activity: 'tenancy-management' | 'contact-handling', name: string, reference: string) =>
    kept.begin(busy, { ...asked, person: (await putPerson(on, { name })).person, activity, reference })
  setNow(noon.subtract({ hours: 20 }))
  await open('tenancy-management', 'Amina', 'case 4711')
  setNow(noon.subtract({ minutes: 1 }))
  await open('tenancy-management', 'Bela', 'the letter of 12 November about the gate')
  setNow(noon)
  await open('contact-handling', 'Cora', 'call 4712')
})

async function homeOf(who: Colleague, width: number) {
  await site.as(who)
  return show('/desk', width)
}

test.each([
  ['a full day at 390 pixels', busy, 390],
  ['a full day at 1366 pixels', busy, 1366],
  ['an empty day at 390 pixels', idle, 390],
  ['an empty day at 1366 pixels', idle, 1366],
] as const)('%s keeps nobody out', async (_day, who, width) => {
  const { page, close } = await homeOf(who, width)
  expect(await page.getByRole('heading').allTextContents()).toEqual([
    'Today, Monday 23 November',
    'Find a person',
    'Your tasks',
    'What came in',
    'What you opened last',
    ...(who === busy ? ['Name closed: call 4712 Open until 12:30', expect.stringContaining('Bela Test'), 'Amina Test '] : []),
  ])
  expect(await page.locator('.app-bar [aria-current]').allTextContents()).toEqual(['Today'])
  expect(await sidewaysScroll(page)).toBe(0)
  expect(await barriers(page)).toEqual([])
  await close()
})

test('finding somebody begins there, and its page leads back', async () => {
  const { page, close } = await homeOf(busy, 1366)
  await page.getByLabel('Name, address').fill('Bela')
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: 'found' }).waitFor()
  expect(await page.locator('#results:focus').count()).toBe(1)
  expect(await barriers(page)).toEqual([])
  await page.getByLabel('Name, address').fill('B')
  await page.getByRole('button', { name: 'Find' }).click()
  expect(await page.title()).toContain('Error:')
  expect(await barriers(page)).toEqual([])
  await page.getByRole('navigation', { name: 'Back' }).getByRole('link', { name: 'Today' }).click()
  await page.getByRole('heading', { name: 'Your tasks' }).waitFor()
  await close()
})

test('on paper stands what waits, and neither the bar nor the box to find somebody', async () => {
  const { page, close } = await homeOf(busy, 1366)
  await page.emulateMedia({ media: 'print' })
  expect(await page.getByRole('heading', { name: 'Find a person' }).isVisible()).toBe(false)
  expect(await page.getByText('Your tasks').first().isVisible()).toBe(true)
  await close()
})

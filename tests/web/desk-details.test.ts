import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { barriers, sidewaysScroll, titleOf } from '../support/browser.ts'
import { type Desk, startDesk } from './running-desk.ts'

let desk: Desk
beforeAll(async () => {
  desk = await startDesk()
}, 120_000)
afterAll(() => desk.stop(), 60_000)

async function tenancyOpen(width = 1366): Promise<Page> {
  const page = await desk.signedInAs('Marek Bell', width)
  await desk.findAndOpen(page, 'Tregenza')
  await desk.sayWhy(page, 'Managing your tenancy or lease')
  await page.getByRole('heading', { name: 'Contact details' }).waitFor()
  return page
}

async function add(page: Page, number: string): Promise<void> {
  await page.getByRole('link', { name: 'Add a contact detail' }).click()
  await page.getByLabel('Telephone number').check()
  await page.getByLabel('Number or address').fill(number)
  await page.getByLabel('The person themselves').check()
  await page.getByRole('button', { name: 'Add' }).click()
  await page.getByRole('cell', { name: number, exact: true }).waitFor()
  expect(await page.getByRole('alert').textContent()).toContain('has been added')
}

test.each([390, 1366])('a way to reach somebody is added, put right and removed, at %d pixels', async (width) => {
  const page = await tenancyOpen(width)
  await page.getByRole('link', { name: 'Add a contact detail' }).click()
  expect(await barriers(page)).toEqual([])
  expect(await sidewaysScroll(page)).toBe(0)
  await page.goBack()
  await add(page, '01392 555 0101')
  await page.getByRole('link', { name: 'Change telephone 01392 555 0101' }).click()
  expect(await barriers(page)).toEqual([])
  await page.getByLabel('Telephone number').fill('12')
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByText('There is a problem').waitFor()
  expect(await titleOf(page)).toContain('Error:')
  expect(await barriers(page)).toEqual([])
  await page.getByLabel('Telephone number').fill('01392 555 0177')
  await page.getByLabel('The person themselves').check()
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByRole('link', { name: 'Change telephone 01392 555 0177' }).click()
  await page.getByRole('link', { name: 'Remove it' }).click()
  expect(await page.textContent('main')).toContain('It cannot be restored')
  expect(await barriers(page)).toEqual([])
  await page.getByRole('button', { name: 'Remove it' }).click()
  await page.getByRole('heading', { name: 'Contact details' }).waitFor()
  expect(await page.getByRole('alert').textContent()).toContain('has been removed')
  expect(await barriers(page)).toEqual([])
  await page.reload()
  expect(await page.getByRole('alert').count()).toBe(0)
  expect(await page.getByRole('cell', { name: '01392 555 0177' }).count()).toBe(0)
  expect(page.url()).toMatch(/\/desk\/openings\/[0-9a-f-]{36}$/)
  await page.context().close()
})

test('two colleagues change the same number at once: the second is told, and overwrites nothing', async () => {
  const first = await tenancyOpen()
  await add(first, '01392 555 0102')
  await first.getByRole('link', { name: 'Change telephone 01392 555 0102' }).click()
  const second = await first.context().newPage()
  await second.goto(first.url())
  await second.getByLabel('Telephone number').fill('01392 555 0133')
  await second.getByLabel('The person themselves').check()
  await second.getByRole('button', { name: 'Save' }).click()
  await second.getByRole('cell', { name: '01392 555 0133', exact: true }).waitFor()
  await first.getByLabel('Telephone number').fill('01392 555 0144')
  await first.getByLabel('A colleague').check()
  const [answer] = await Promise.all([
    first.waitForResponse((response) => response.request().method() === 'POST'),
    first.getByRole('button', { name: 'Save' }).click(),
  ])
  expect(answer.status()).toBe(412)
  expect(await first.textContent('main')).toContain('It now says: 01392 555 0133')
  expect(await barriers(first)).toEqual([])
  await first.context().close()
})

test('a mistyped number, put right after another colleague’s change, does not overwrite that change', async () => {
  const first = await tenancyOpen()
  await add(first, '01392 555 0103')
  await first.getByRole('link', { name: 'Change telephone 01392 555 0103' }).click()
  const second = await first.context().newPage()
  await second.goto(first.url())
  await second.getByLabel('Telephone number').fill('01392 555 0134')
  await second.getByLabel('The person themselves').check()
  await second.getByRole('button', { name: 'Save' }).click()
  await second.getByRole('cell', { name: '01392 555 0134', exact: true }).waitFor()
  await first.getByLabel('Telephone number').fill('12')
  await first.getByLabel('A colleague').check()
  await first.getByRole('button', { name: 'Save' }).click()
  await first.getByLabel('Telephone number').fill('01392 555 0145')
  await first.getByRole('button', { name: 'Save' }).click()
  await first.getByRole('heading', { name: 'Somebody has changed this' }).waitFor()
  expect(await first.textContent('main')).toContain('It now says: 01392 555 0134')
  await first.context().close()
})

test('a number changed while its removal was being confirmed is not removed', async () => {
  const first = await tenancyOpen()
  await add(first, '01392 555 0104')
  await first.getByRole('link', { name: 'Change telephone 01392 555 0104' }).click()
  const second = await first.context().newPage()
  await second.goto(first.url())
  await first.getByRole('link', { name: 'Remove it' }).click()
  await second.getByLabel('Telephone number').fill('01392 555 0135')
  await second.getByLabel('The person themselves').check()
  await second.getByRole('button', { name: 'Save' }).click()
  await second.getByRole('cell', { name: '01392 555 0135', exact: true }).waitFor()
  await first.getByRole('button', { name: 'Remove it' }).click()
  await first.getByRole('heading', { name: 'Somebody has changed this' }).waitFor()
  await first.context().close()
})

test('who may see contact details and not keep them is not offered to change them', async () => {
  const page = await desk.signedInAs('Will Couch')
  await desk.findAndOpen(page, 'Tregenza')
  await desk.sayWhy(page, 'Managing your tenancy or lease')
  const details = page.locator('.app-card', { has: page.getByRole('heading', { name: 'Contact details' }) })
  expect(await details.getByRole('cell').count()).toBeGreaterThan(0)
  expect(await details.getByRole('link').count()).toBe(0)
  const answer = await page.goto(`${page.url()}/contact-details/new`)
  expect(answer?.status()).toBe(200)
  await page.getByLabel('Telephone number').check()
  await page.getByLabel('Number or address').fill('01392 555 0155')
  await page.getByLabel('The person themselves').check()
  await page.getByRole('button', { name: 'Add' }).click()
  await page.getByRole('heading', { name: 'closed to you' }).waitFor()
  await page.context().close()
})

test('whoever collects the rent can note a new number too: a link that is offered leads somewhere', async () => {
  const page = await desk.signedInAs('Colin Reeve')
  await desk.findAndOpen(page, 'Tregenza')
  await desk.sayWhy(page, 'Collecting rent')
  await add(page, '01392 555 0166')
  await page.context().close()
})

test('a page of a contact detail says whose it is, and leads back to the record', async () => {
  const page = await tenancyOpen()
  const person = await page.getByRole('region', { name: 'Person' }).locator('p').first().textContent()
  await page.getByRole('link', { name: 'Add a contact detail' }).click()
  expect(await page.getByRole('region', { name: 'Person' }).textContent()).toContain(person)
  await page.getByRole('link', { name: 'Back to the record' }).click()
  await page.getByRole('heading', { name: 'Contact details' }).waitFor()
  await page.context().close()
})

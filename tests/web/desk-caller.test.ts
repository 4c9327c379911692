import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { barriers, sidewaysScroll } from '../support/browser.ts'
import { type Desk, startDesk } from './running-desk.ts'

let desk: Desk
beforeAll(async () => {
  desk = await startDesk()
}, 120_000)
afterAll(() => desk.stop(), 60_000)

const call = { reason: 'Phone call with them' }

async function onTheLine(name: string, words: string, activity: string, width = 1366): Promise<Page> {
  const page = await desk.signedInAs(name, width)
  await desk.findAndOpen(page, words)
  await desk.sayWhy(page, activity, call)
  await page.getByRole('heading', { name: 'Check who this is first' }).waitFor()
  return page
}

/** Sends a form that no page offers, with the token of one that a page does. */
async function send(page: Page, path: string, fields: Readonly<Record<string, string>>): Promise<number> {
  const [answer] = await Promise.all([
    page.waitForResponse((response) => response.request().method() === 'POST'),
    page.evaluate(
      ([to, given]) => {
        const form = document.querySelector('form')
        if (form === null) return
        form.action = to
        for (const [name, value] of Object.entries(given)) {
          const input = document.createElement('input')
          Object.assign(input, { name, value })
          form.append(input)
        }
        form.submit()
      },
      [path, fields] as const,
    ),
  ])
  await page.waitForLoadState()
  return answer.status()
}

test.each([
  ['Dee Marsh', 'Answering when you get in touch', 390],
  ['Marek Bell', 'Managing your tenancy or lease', 1366],
])('a caller whom nobody has checked is nobody yet: %s, %s, at %d pixels', async (name, activity, width) => {
  const { born, reference } = await desk.knownOf('Tregenza')
  const page = await onTheLine(name, 'Tregenza', activity, width)
  const [first] = await page.getByRole('heading', { level: 2 }).allTextContents()
  expect(first).toBe('Check who this is first')
  expect(await page.getByRole('region', { name: 'Person' }).textContent()).toBe('This person')
  const main = (await page.textContent('body')) ?? ''
  for (const secret of ['Tregenza', born, reference, '@example.org', '@example.com']) expect(main).not.toContain(secret)
  expect(main).toContain('Until you have checked, you can')
  expect(await barriers(page)).toEqual([])
  expect(await sidewaysScroll(page)).toBe(0)
  await page.getByRole('link', { name: 'Who opened this' }).click()
  expect(await page.textContent('main')).toContain('Nobody has checked yet')
  expect(await page.getByRole('table').count()).toBe(0)
  expect(await barriers(page)).toEqual([])
  await page.context().close()
})

test.each([
  ['Dee Marsh', 'Answering when you get in touch'],
  ['Marek Bell', 'Managing your tenancy or lease'],
])('a stranger on the telephone can have no number changed, removed or added: %s', async (name, activity) => {
  const officer = await desk.signedInAs('Marek Bell')
  await desk.findAndOpen(officer, 'Nowak')
  await desk.sayWhy(officer, 'Managing your tenancy or lease')
  await officer
    .getByRole('link', { name: /^Change telephone/ })
    .first()
    .click()
  const item = new URL(officer.url()).pathname.split('/').at(-1)
  const held = await officer.getByLabel('Telephone number').inputValue()
  const version = await officer.locator('input[name=version]').inputValue()
  const page = await onTheLine(name, 'Nowak', activity)
  const record = page.url()
  const refused = async () => {
    expect(await page.textContent('main')).toContain('Nobody has checked yet')
    expect(await page.textContent('body')).not.toContain(held)
    await page.goto(record)
  }
  for (const path of [`${item}`, `${item}/remove`]) {
    expect((await page.goto(`${record}/contact-details/${path}`))?.status()).toBe(403)
    await refused()
  }
  const about = { version, value: '07700 900999', source: 'the-person' }
  expect(await send(page, `${record}/contact-details/${item}`, about)).toBe(403)
  await refused()
  expect(await send(page, `${record}/contact-details/${item}/remove`, { version })).toBe(403)
  await refused()
  const added = { kind: 'phone', value: '07700 900999', source: 'the-person' }
  expect(await send(page, `${record}/contact-details/new`, added)).toBe(403)
  await refused()
  await officer.reload()
  expect(await officer.getByLabel('Telephone number').inputValue()).toBe(held)
  await officer.context().close()
  await page.context().close()
})

test('once the caller has shown who they are, everything that the activity allows is there, and can be put right', async () => {
  const { born, reference } = await desk.knownOf('Nowak')
  const page = await onTheLine('Dee Marsh', 'Nowak', 'Answering when you get in touch')
  await page.getByRole('button', { name: 'Check who you are talking to' }).click()
  expect(await page.textContent('main')).toContain('If they wrote to us, enter two details from their letter')
  await page.getByLabel('Date of birth').fill(born)
  await page.getByLabel('Payment reference').fill(reference)
  await page.getByRole('button', { name: 'Check', exact: true }).click()
  expect(await page.getByRole('alert').textContent()).toContain('The answers match')
  const headings = await page.getByRole('heading', { level: 2 }).allTextContents()
  expect(headings).toEqual(expect.arrayContaining(['Personal details', 'Contact details', 'Tenancy or lease', 'Rent account']))
  expect(headings).not.toContain('Check who this is first')
  expect(await page.getByRole('region', { name: 'Person' }).textContent()).toContain('Nowak')
  await page
    .getByRole('link', { name: /^Change telephone/ })
    .first()
    .click()
  await page.getByLabel('Telephone number').fill('07700 900888')
  await page.getByLabel('The person themselves').check()
  await page.getByRole('button', { name: 'Save' }).click()
  expect(await page.getByRole('alert').textContent()).toContain('has been changed')
  await page.context().close()
})

test('a letter is not a caller, and an adviser checks it by two details that stand in it', async () => {
  const page = await desk.signedInAs('Dee Marsh')
  await desk.findAndOpen(page, 'Trevithick')
  await desk.sayWhy(page, 'Answering when you get in touch', { reason: 'They wrote to us' })
  await page.getByRole('button', { name: 'Check who wrote this' }).waitFor()
  await page.context().close()
})

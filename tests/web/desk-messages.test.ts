import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { barriers, sidewaysScroll, titleOf } from '../support/browser.ts'
import { type Desk, startDesk } from './running-desk.ts'

let desk: Desk
beforeAll(async () => {
  desk = await startDesk()
}, 120_000)
afterAll(() => desk.stop(), 60_000)

/** Sent from the public site by somebody who is not signed in; answers the reference they were given. */
async function sent(page: Page, kind: 'concern' | 'feedback'): Promise<string> {
  if (kind === 'concern') {
    await page.goto(`${desk.at}/contact`)
    await page.getByLabel('What has happened').fill('My letter went next door.\nIt was opened.')
    await page.getByLabel('Your name').fill('Iris Quill')
    await page.getByLabel('How can we reach you?').fill('iris@example.org')
    await page.getByRole('button', { name: 'Send to the team' }).click()
  } else {
    await page.goto(`${desk.at}/notice/how-long`)
    await page.getByRole('link', { name: 'Tell us which words to mend' }).click()
    await page.getByLabel('What is unclear?').fill('What is a <b>tenure</b>?')
    await page.getByRole('button', { name: 'Send' }).click()
  }
  const reference = /[CF]-[2-9A-Z]{4}-[2-9A-Z]{4}/.exec((await page.textContent('main')) ?? '')?.[0] ?? ''
  expect(await page.textContent('main')).toContain('3 years after the last step')
  return reference
}

async function checked(page: Page): Promise<void> {
  expect(await barriers(page)).toEqual([])
  expect(await sidewaysScroll(page)).toBe(0)
}

async function queue(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Messages', exact: true }).first().click()
  await page.getByRole('heading', { name: 'Messages', level: 1 }).waitFor()
  expect(await page.locator('.app-bar [aria-current]').allTextContents()).toEqual(['Messages'])
}

describe('messages', () => {
  test.each([390, 1366])(
    'the data protection team finds a concern by its reference, reads it and closes it, at %d pixels',
    async (width) => {
      const page = await desk.signedInAs('Ruth Adeyemi', width)
      const reference = await sent(page, 'concern')
      await page.goto(`${desk.at}/desk`)
      await queue(page)
      await checked(page)
      expect(await page.textContent('main')).not.toContain('next door')
      // The example's are older: the newest stands last.
      expect(await page.getByRole('rowheader').last().textContent()).toBe(reference)
      await page.getByRole('link', { name: reference }).click()
      await checked(page)
      const said = (await page.textContent('main')) ?? ''
      for (const word of [
        'Concern or request',
        'Data protection team',
        'Iris Quill',
        'iris@example.org',
        'It was opened.',
        '3 years after',
      ])
        expect(said).toContain(word)
      const at = page.url()
      expect(at).toMatch(/\/desk\/messages\/[0-9a-f-]{36}$/)
      await page.getByRole('button', { name: 'Close the message' }).click()
      expect(await titleOf(page)).toContain('Error:')
      await checked(page)
      await page.getByLabel('What was the outcome?').fill('We said sorry, and fixed the address.')
      await page.getByRole('button', { name: 'Close the message' }).click()
      expect(await page.getByRole('alert').textContent()).toContain('The message is closed.')
      expect(await page.getByRole('link', { name: reference }).count()).toBe(0)
      await checked(page)
      await page.goto(at)
      expect(await page.textContent('main')).toContain('We said sorry, and fixed the address.')
      expect(await page.getByRole('button', { name: 'Close the message' }).count()).toBe(0)
      await checked(page)
      await page.context().close()
    },
  )

  test('feedback names the page of the notice it is about, and what was typed stays text', async () => {
    const page = await desk.signedInAs('Ruth Adeyemi')
    const reference = await sent(page, 'feedback')
    await page.goto(`${desk.at}/desk/messages`)
    const row = page.getByRole('row', { name: reference })
    expect(await row.textContent()).toContain('“How long we keep things”')
    expect(await row.textContent()).toContain('No answer is expected')
    await page.getByRole('link', { name: reference }).click()
    expect(await page.textContent('main')).toContain('What is a <b>tenure</b>?')
    expect(await page.textContent('main')).toContain('February 2023')
    await page.getByLabel('What was the outcome?').fill('It says “tenancy” now.')
    await page.getByRole('button', { name: 'Close the message' }).click()
    await page.getByRole('alert').waitFor()
    await page.context().close()
  })

  test('two colleagues at once: the second is told, and the first one’s words stay', async () => {
    const [one, two] = [await desk.signedInAs('Ruth Adeyemi'), await desk.signedInAs('Ruth Adeyemi')]
    const reference = await sent(one, 'concern')
    for (const page of [one, two]) {
      await page.goto(`${desk.at}/desk/messages`)
      await page.getByRole('link', { name: reference }).click()
      await page.getByLabel('What was the outcome?').fill(page === one ? 'The first.' : 'The second.')
    }
    await one.getByRole('button', { name: 'Close the message' }).click()
    await one.getByRole('alert').waitFor()
    await two.getByRole('button', { name: 'Close the message' }).click()
    await two.getByRole('heading', { name: 'Somebody has changed this' }).waitFor()
    expect(await two.textContent('main')).toContain('The first.')
    await checked(two)
    await one.context().close()
    await two.context().close()
  })

  test('whoever the notice does not name is shown no way to them, and is refused with the reason', async () => {
    const page = await desk.signedInAs('Dee Marsh')
    expect(await page.getByRole('link', { name: 'Messages' }).count()).toBe(0)
    const answer = await page.goto(`${desk.at}/desk/messages`)
    expect(answer?.status()).toBe(403)
    await page.getByRole('heading', { name: 'closed to you' }).waitFor()
    await checked(page)
    await page.context().close()
  })

  test('when everything is closed the page says so, and what was never there is not found', async () => {
    const page = await desk.signedInAs('Ruth Adeyemi')
    await queue(page)
    for (let open = await page.getByRole('rowheader').count(); open > 0; open -= 1) {
      await page.getByRole('rowheader').getByRole('link').first().click()
      await page.getByRole('textbox').fill('Done.')
      await page.getByRole('button', { name: 'Close the message' }).click()
      await page.getByRole('alert').waitFor()
    }
    expect(await page.textContent('main')).toContain('No messages are open.')
    await checked(page)
    expect((await page.goto(`${desk.at}/desk/messages/5f0f8f7e-3b8e-4f0e-9d5b-0a3a5b2c4d6e`))?.status()).toBe(404)
    expect((await page.goto(`${desk.at}/desk/messages?after=nonsense`))?.status()).toBe(400)
    await page.context().close()
  })
})

test.each([390, 1366])('the retention board can be read at %d pixels, by whoever is at the desk', async (width) => {
  const page = await desk.signedInAs('Ruth Adeyemi', width)
  await page.getByRole('link', { name: 'Retention', exact: true }).click()
  await page.getByRole('heading', { name: 'Retention', level: 1 }).waitFor()
  await checked(page)
  expect(await page.getByRole('img', { name: /^Call recordings: / }).count()).toBe(1)
  await page.goto(`${desk.at}/desk/retention/reviews`)
  await checked(page)
  await page.context().close()
})

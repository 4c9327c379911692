import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { barriers, sidewaysScroll, titleOf } from '../support/browser.ts'
import { type Desk, startDesk } from './running-desk.ts'

let desk: Desk
beforeAll(async () => {
  desk = await startDesk()
}, 120_000)
afterAll(() => desk.stop(), 60_000)

describe('the desk', () => {
  test.each([390, 1366])(
    'a housing officer finds somebody by a misspelt name, says why, and sees the tenancy, at %d pixels',
    async (width) => {
      const page = await desk.signedInAs('Marek Bell', width)
      await desk.findAndOpen(page, 'Tregensa')
      expect(await barriers(page)).toEqual([])
      await page.getByRole('button', { name: 'Open the record' }).click()
      await page.getByText('There is a problem').waitFor()
      expect(await titleOf(page)).toContain('Error:')
      expect(await barriers(page)).toEqual([])
      await desk.sayWhy(page, 'Managing your tenancy or lease')
      await page.getByRole('heading', { name: 'Tenancy or lease' }).waitFor()
      expect(await page.getByText('Open because:').locator('..').textContent()).toContain('call 4711')
      expect(await barriers(page)).toEqual([])
      expect(await sidewaysScroll(page)).toBe(0)
      expect(page.url()).toMatch(/\/desk\/openings\/[0-9a-f-]{36}$/)
      await page.getByRole('link', { name: 'Who opened this' }).click()
      expect(await page.getByRole('rowgroup').last().textContent()).toContain('Marek Bell')
      expect(await barriers(page)).toEqual([])
      await page.context().close()
    },
  )

  test('what is closed says why once and who can, never looks empty, and leads to the identity check that opens it', async () => {
    const page = await desk.signedInAs('Dee Marsh')
    await desk.findAndOpen(page, 'Tregenza')
    await desk.sayWhy(page, 'Answering when you get in touch', { reason: 'Phone call with them' })
    const closed = page.locator('.app-card', { has: page.getByRole('heading', { name: 'Check who this is first' }) })
    expect(await closed.count()).toBe(1)
    expect(await closed.textContent()).toContain('Closed to you')
    expect(await closed.textContent()).toMatch(/Personal details, contact details.*rent account/)
    expect(await closed.textContent()).toContain('SE2')
    await closed.getByRole('button', { name: 'Check who you are talking to' }).click()
    await page.getByRole('button', { name: 'Check' }).click()
    expect(await titleOf(page)).toContain('Error:')
    expect(await barriers(page)).toEqual([])
    await page.getByRole('link', { name: 'Back to the record' }).click()
    await page.getByRole('heading', { name: 'Check who this is first' }).waitFor()
    await page.context().close()
  })

  test('a refusal names the role, the activity and the information, and is never a form letter with gaps', async () => {
    const page = await desk.signedInAs('Joan Tully')
    await desk.findAndOpen(page, 'Tregenza')
    await desk.sayWhy(page, 'Repairing and maintaining homes')
    await page.getByText('Closed to you').first().waitFor()
    const said = (await page.textContent('main')) ?? ''
    expect(said).toContain('for “Repairing and maintaining homes”')
    expect(said).not.toContain('whoever asked')
    await page.context().close()
  })

  test('a caller who answers wrongly opens nothing, and is never told what is right', async () => {
    const page = await desk.signedInAs('Dee Marsh')
    await desk.findAndOpen(page, 'Tregenza')
    await page.getByRole('link', { name: 'check their identity' }).click()
    await page.getByLabel('Date of birth').fill('1 1 1901')
    await page.getByLabel('Payment reference').fill('000000')
    await page.getByRole('button', { name: 'Check' }).click()
    expect(await page.textContent('main')).toContain('The answers do not match')
    expect(await barriers(page)).toEqual([])
    await page.context().close()
  })

  test('whoever runs the machine sees nobody', async () => {
    const page = await desk.signedInAs('Sam Ito')
    await page.getByLabel('Name, address').fill('Tregenza')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: 'closed to you' }).waitFor()
    expect(await page.textContent('main')).toContain('not part of')
    await page.context().close()
  })

  test('what was found is gone to at once, with a keyboard too', async () => {
    const page = await desk.signedInAs('Marek Bell')
    await page.getByLabel('Name, address').fill('Tregenza')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: 'people found' }).waitFor()
    expect(await page.locator('#results:focus').count()).toBe(1)
    await page.keyboard.press('Tab')
    expect(
      await page
        .getByRole('rowheader')
        .getByRole('link')
        .first()
        .evaluate((link) => link.matches(':focus')),
    ).toBe(true)
    await page.context().close()
  })

  test('a colleague who mistypes an address stays at the desk', async () => {
    const page = await desk.signedInAs('Marek Bell')
    await page.goto(`${desk.at}/desk/peeple`)
    await page.getByRole('heading', { name: 'Page not found' }).waitFor()
    expect(await barriers(page)).toEqual([])
    await page.getByRole('main').getByRole('link', { name: 'Desk' }).click()
    await page.getByRole('heading', { name: 'Find a person' }).waitFor()
    await page.context().close()
  })

  test('signing out says so, and closes the way back to a record', async () => {
    const page = await desk.signedInAs('Marek Bell')
    await desk.findAndOpen(page, 'Tregenza')
    await desk.sayWhy(page, 'Managing your tenancy or lease')
    const record = page.url()
    await page.getByRole('button', { name: 'Sign out' }).click()
    await page.getByRole('heading', { name: 'You are signed out' }).waitFor()
    expect(await barriers(page)).toEqual([])
    await page.goto(record)
    await page.getByRole('heading', { name: 'Who would you like to be?' }).waitFor()
    await page.context().close()
  })

  test('signed out, a record’s address shows nothing', async () => {
    const answer = await fetch(`${desk.at}/desk/people/3f0c7c1e-2a4b-4a53-8b0a-0d1f2e3a4b5c/open`, { redirect: 'manual' })
    expect(answer.status).toBe(303)
    expect(answer.headers.get('location')).toMatch(/^\/desk\/sign-in\?to=/)
    expect(await answer.text()).toBe('')
  })
})

import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Desk, startDesk } from './running-desk.ts'

let desk: Desk
beforeAll(async () => {
  desk = await startDesk()
}, 120_000)
afterAll(() => desk.stop(), 60_000)

test('the example’s fire warden has the list on their telephone, declares an alarm and sees who is inside', async () => {
  const page = await desk.signedInAs('Joe Treloar', 390)
  await page.getByRole('link', { name: 'Roll call' }).click()
  await page.getByText('Ready to work offline').waitFor()
  await page.evaluate('navigator.serviceWorker.ready.then(() => undefined)')
  await page.context().setOffline(true)
  await page.goto(`${desk.at}/desk/roll-call`)
  await page.getByRole('button', { name: 'Alarm: open the list' }).click()
  await page.getByRole('checkbox').first().waitFor()
  await page.context().setOffline(false)
  await page.getByText('This is on record.').waitFor()
  await page.getByRole('link', { name: 'See the list as it is now' }).click()
  await page.getByText('Alarm declared by Joe Treloar').waitFor()
  expect(await page.getByRole('checkbox').count()).toBeGreaterThan(1)
}, 60_000)

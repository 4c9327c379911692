import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { barriers } from '../support/browser.ts'
import { wavOf } from '../support/sound.ts'
import { type Desk, startDesk } from './running-desk.ts'

const number = '+44 7700 900013'
let desk: Desk
beforeAll(async () => {
  desk = await startDesk()
}, 120_000)
afterAll(() => desk.stop(), 60_000)

const asTelephoneSystem = () => ({ authorization: `Bearer ${desk.telephoneToken}` })

async function rings(reference: string, line: string, callingNumber: string): Promise<void> {
  const headers = { ...asTelephoneSystem(), 'content-type': 'application/json' }
  const answer = await fetch(`${desk.at}/api/v1/calls`, {
    method: 'POST',
    headers,
    body: JSON.stringify({ reference, line, callingNumber }),
  })
  expect(answer.ok).toBe(true)
}

async function handsOver(reference: string, person: string): Promise<string> {
  const body = new FormData()
  // It began so long ago that the note does not count as its by the time alone.
  const startedAt = Temporal.Now.instant().subtract({ hours: 2 }).toString()
  body.append('call', JSON.stringify({ reference, direction: 'in', startedAt, seconds: 2, person }))
  body.append('sound', new Blob([Uint8Array.from(wavOf(2))]), 'call.wav')
  const answer = await fetch(`${desk.at}/api/v1/recordings`, { method: 'POST', body, headers: asTelephoneSystem() })
  expect(answer.status).toBe(201)
  return (await answer.json()).recording
}

/** Opens the record of the caller who rings, with the reason that the call gives. */
async function answers(page: Page, reference: string): Promise<string> {
  await rings(reference, '2104', number)
  await page.goto(`${desk.at}/desk/calls/arriving`)
  await page.getByRole('rowheader').first().getByRole('link').click()
  return /[0-9a-f]{8}-[0-9a-f-]{27}/.exec(page.url())?.[0] ?? ''
}

async function opens(page: Page, reference: string): Promise<void> {
  expect(await page.getByLabel('Reference').inputValue()).toBe(reference)
  await page.getByLabel('Answering when you get in touch', { exact: true }).check()
  await page.getByRole('button', { name: 'Open the record' }).click()
  expect(new URL(page.url()).search).toBe('')
  // What they owe stands on the page, and so does the box to note that they asked.
  await page
    .getByText(/ is owed\.|Nothing is owed|in credit/)
    .first()
    .waitFor()
}

async function notes(page: Page, topic: string): Promise<void> {
  await page.getByLabel(topic, { exact: true }).click()
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await page.getByText('The note is saved.').waitFor()
}

test('a ringing call is answered, checked, read and noted in two clicks, and its recording belongs to the note, whichever comes first', async () => {
  const page = await desk.signedInAs('Dee Marsh')
  await page.goto(`${desk.at}/desk/calls/arriving`)
  await page.getByLabel('Which extension are you on?').fill('2104')
  await page.keyboard.press('Enter')
  await page.getByText('No calls to 2104').waitFor()
  await rings('PBX-4712', '2104', number)
  await page.getByRole('button', { name: 'Check again' }).click()
  const caller = (await page.getByRole('rowheader').first().getByRole('link').textContent()) ?? ''
  const person = await answers(page, 'PBX-4712')
  await page.getByRole('link', { name: 'check their identity' }).click()
  const known = await desk.knownOf(caller)
  await page.getByLabel('Date of birth').fill(known.born)
  await page.getByLabel('Payment reference').fill(known.reference)
  await page.getByRole('button', { name: 'Check', exact: true }).click()
  await page.getByRole('button', { name: 'Say why you are opening the record' }).click()
  await opens(page, 'PBX-4712')
  await notes(page, 'Rent')
  expect(await page.locator('.app-timeline__entry').first().textContent()).toContain('call PBX-4712')
  expect(await barriers(page)).toEqual([])
  const recordings = [await handsOver('PBX-4712', person), await handsOver('PBX-4713', person)]
  await answers(page, 'PBX-4713')
  await opens(page, 'PBX-4713')
  await notes(page, 'Repair')

  const officer = await desk.signedInAs('Priya Nair')
  await officer.goto(`${desk.at}/desk/people/${person}/open`)
  await desk.sayWhy(officer, 'Handling complaints', { alone: true })
  const record = officer.url()
  for (const [place, topic] of ['Rent', 'Repair'].entries()) {
    await officer.goto(record)
    const noted = officer.locator('.app-timeline__entry', { hasText: `call PBX-471${place + 2}` })
    await noted.getByRole('link', { name: 'Listen to this call' }).click()
    expect(officer.url()).toContain(recordings[place])
    expect(await officer.textContent('main')).toMatch(new RegExp(`Contact\\s*${topic}, `))
  }
  await officer.context().close()
  await page.context().close()
})

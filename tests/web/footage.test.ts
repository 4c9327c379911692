import { readFile } from 'node:fs/promises'
import { TextWriter, Uint8ArrayReader, ZipReader } from '@zip.js/zip.js'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { barriers, sidewaysScroll } from '../support/browser.ts'
import { madeMedia } from '../support/media.ts'
import { type Desk, startDesk } from './running-desk.ts'

let desk: Desk
beforeAll(async () => {
  desk = await startDesk()
}, 120_000)
afterAll(() => desk.stop(), 60_000)

const hourAgo = Temporal.Now.instant().subtract({ hours: 1 }).round('minute')

async function send(footage: Readonly<Record<string, unknown>>, film?: Buffer, token = desk.recorderToken) {
  const body = new FormData()
  body.append('footage', JSON.stringify(footage))
  if (film !== undefined) body.append('film', new Blob([Uint8Array.from(film)]), 'film.avi')
  const answer = await fetch(`${desk.at}/api/v1/footage`, { method: 'POST', body, headers: { authorization: `Bearer ${token}` } })
  return { status: answer.status, body: await answer.json() }
}
const pieceOf = (camera: string, more: Readonly<Record<string, unknown>> = {}) => ({
  camera,
  from: hourAgo.toString(),
  to: hourAgo.add({ seconds: 4 }).toString(),
  ...more,
})

describe('cameras at the desk', () => {
  test.each([1366, 390])('one is registered, what it films comes in, and is watched with a reason, at %d pixels', async (width) => {
    const camera = `REC/${width}`
    expect(await send(pieceOf(camera), await madeMedia('film.mp4'))).toMatchObject({
      status: 422,
      body: { error: { code: 'unregistered' } },
    })
    const page = await desk.signedInAs('Kit Lowry', width)
    await page.getByRole('link', { name: 'Cameras' }).click()
    expect(await barriers(page)).toEqual([])
    await page.getByRole('link', { name: 'Register a camera' }).click()
    await page.getByRole('button', { name: 'Register the camera' }).click()
    expect(await page.getByRole('alert').textContent()).toContain('Enter the recorder’s reference')
    expect(await barriers(page)).toEqual([])
    expect(await sidewaysScroll(page)).toBe(0)
    for (const [label, words] of [
      ['Name', `Door ${width}`],
      ['Reference', camera],
      ['Place', 'Alder Court'],
      ['Postcode', 'EX5 2FZ'],
      ['Purpose', 'Break-ins'],
      ['Signs', 'At the door'],
      ['Assessment (', 'DPIA 12'],
    ] as const)
      await page.getByLabel(label, { exact: false }).first().fill(words)
    const date = async (legend: string, year: number) => {
      const group = page.getByRole('group', { name: legend })
      for (const [box, value] of [
        ['Day', '1'],
        ['Month', '2'],
        ['Year', `${year}`],
      ] as const)
        await group.getByLabel(box).fill(value)
    }
    const { year } = Temporal.Now.plainDateISO()
    await date('When was it assessed?', year - 1)
    await date('When is the assessment due for review?', year + 1)
    await date('When is the camera due for review?', year + 1)
    await page.getByRole('button', { name: 'Register the camera' }).click()
    await page.getByText('The camera is registered.').waitFor()
    expect(await barriers(page)).toEqual([])
    expect(await sidewaysScroll(page)).toBe(0)
    expect(await send(pieceOf(camera), await madeMedia('film.mp4'))).toMatchObject({ status: 201, body: { stored: true } })
    expect(await send(pieceOf(camera), await madeMedia('film.mp4'))).toMatchObject({ status: 200, body: { stored: false } })

    await page.getByRole('link', { name: 'Open its footage' }).click()
    await page.getByLabel('Cameras', { exact: true }).check()
    await page.getByLabel('Reference').fill('incident 12')
    expect(await barriers(page)).toEqual([])
    await page.getByRole('button', { name: 'Open the footage' }).click()
    const local = hourAgo.toZonedDateTimeISO('Europe/London')
    await page.getByLabel('Day').fill(`${local.day}/${local.month}/${local.year}`)
    await page.getByLabel('From').fill('00:00')
    await page.getByLabel('To', { exact: true }).fill('23:59')
    await page.getByRole('button', { name: 'Find' }).click()
    await page.getByRole('link', { name: /watch$/ }).waitFor()
    expect(await barriers(page)).toEqual([])
    expect(await sidewaysScroll(page)).toBe(0)
    await page.getByRole('link', { name: /watch$/ }).click()
    await page.getByRole('heading', { name: 'Camera footage' }).waitFor()
    expect(await barriers(page)).toEqual([])
    expect(await sidewaysScroll(page)).toBe(0)
    const watched = await page.evaluate(async () => {
      const player = document.querySelector('video')
      if (player === null) return null
      player.muted = true
      await player.play()
      await new Promise((resolve) => player.addEventListener('timeupdate', resolve, { once: true }))
      player.currentTime = 3
      await new Promise((resolve) => player.addEventListener('seeked', resolve, { once: true }))
      return { length: Math.round(player.duration), at: Math.floor(player.currentTime), width: player.videoWidth }
    })
    expect(watched).toEqual({ length: 4, at: 3, width: 160 })
    await page.context().close()
  })

  test('part of what one filmed is prepared for the police, looked at by another colleague, and fetched once', async () => {
    const kit = await desk.signedInAs('Kit Lowry')
    const open = async (page: Page) => {
      await page.getByRole('link', { name: 'Cameras' }).click()
      await page.getByRole('link', { name: 'Door 1366' }).click()
      await page.getByRole('link', { name: 'Open its footage' }).click()
      await page.getByLabel('Preventing and detecting crime').check()
      await page.getByLabel('Reference').fill('request 7')
      await page.getByRole('button', { name: 'Open the footage' }).click()
    }
    await open(kit)
    const local = hourAgo.toZonedDateTimeISO('Europe/London')
    const [day, time] = [
      `${local.day}/${local.month}/${local.year}`,
      (second: number) => local.add({ seconds: second }).toPlainTime().toString(),
    ]
    await kit.getByLabel('Day').fill(day)
    await kit.getByLabel('From').fill('00:00')
    await kit.getByLabel('To', { exact: true }).fill('23:59')
    await kit.getByRole('button', { name: 'Find' }).click()
    await kit.getByRole('link', { name: /watch$/ }).click()
    await kit.getByRole('link', { name: 'Share part of it' }).click()
    expect(await barriers(kit)).toEqual([])
    await kit.getByRole('link', { name: 'Devon and Cornwall Police' }).click()
    await kit.getByRole('button', { name: 'Prepare the clip' }).click()
    expect(await kit.getByRole('alert').textContent()).toContain('Enter the power they rely on')
    expect(await barriers(kit)).toEqual([])
    await kit.getByLabel('They asked in writing').check()
    await kit.getByLabel('It shows the victim').check()
    for (const [label, words] of [
      ['Who asked?', 'DC 1234'],
      ['Who authorised the request there?', 'Inspector Lee Hart'],
      ['Power relied on', 'DPA 2018 Schedule 2 paragraph 2'],
      ['Their reference', 'OP/77'],
      ['Day', day],
      ['From', time(1)],
    ] as const)
      await kit.getByLabel(label).fill(words)
    await kit.getByLabel('To', { exact: true }).fill(time(3))
    await kit.getByLabel('Yes. I hide them below').check()
    await kit.getByLabel('What to black out').fill('0:00-0:02 25 25 50 50')
    await kit.getByRole('button', { name: 'Prepare the clip' }).click()
    await kit.getByText('The clip has been made.').waitFor()
    expect(await barriers(kit)).toEqual([])
    expect(await kit.locator('.govuk-inset-text').textContent()).toContain('A senior manager has to approve it')

    const will = await desk.signedInAs('Will Couch', 390)
    await will.getByRole('link', { name: 'Tasks', exact: true }).click()
    await will.getByRole('link', { name: 'Approve footage before it is shared' }).click()
    await will.getByRole('link', { name: 'Open the record' }).click()
    await will.getByLabel('Preventing and detecting crime').check()
    await will.getByLabel('Reference').fill('request 7')
    await will.getByRole('button', { name: 'Open the footage' }).click()
    await will.getByRole('link', { name: 'Footage shared with the police' }).click()
    expect(await barriers(will)).toEqual([])
    expect(await sidewaysScroll(will)).toBe(0)
    await will.locator('tbody').getByRole('link').first().click()
    expect(await will.locator('.govuk-inset-text').textContent()).toContain(
      'Ring them back first, on the number in our register: 01632 960101.',
    )
    await will.getByLabel('Yes, and I rang them back').check()
    await will.getByRole('button', { name: 'Save' }).click()
    expect(await will.getByRole('alert').textContent()).toContain('Choose whether the victim has been told')
    await will.getByLabel('Not given').check()
    await will.getByLabel('If not: why?').fill('The force tells them.')
    await will.getByRole('button', { name: 'Save' }).click()
    await will.getByText('The clip is approved').waitFor()
    expect(await barriers(will)).toEqual([])
    expect(await sidewaysScroll(will)).toBe(0)

    await kit.reload()
    const passphrase = (await kit.locator('.govuk-inset-text').first().textContent()) ?? ''
    expect(passphrase).toMatch(/^([2-9A-Z]{4}-){5}[2-9A-Z]{4}$/)
    const [download] = await Promise.all([
      kit.waitForEvent('download'),
      kit.getByRole('button', { name: 'Download the encrypted file' }).click(),
    ])
    const archive = await readFile(await download.path())
    const entries = await new ZipReader(new Uint8ArrayReader(archive)).getEntries()
    const [receipt] = entries
    if (receipt?.directory !== false) throw new Error('no receipt')
    expect(await receipt.getData(new TextWriter(), { password: passphrase })).toMatch(
      /Their reference: OP\/77[\s\S]*Decided by: Will Couch/,
    )
    for (const ours of ['Rang back', 'victim', 'The force tells'])
      expect(await receipt.getData(new TextWriter(), { password: passphrase })).not.toContain(ours)
    const told = await receipt.getData(new TextWriter(), { password: passphrase })
    const exactly = (second: number) => `${time(second).padEnd(8, ':00')} ${local.offset === '+00:00' ? 'GMT' : 'BST'} (${local.offset})`
    expect(told).toContain(`Asked for, from: ${local.toPlainDate().toLocaleString('en-GB', { dateStyle: 'long' })}, ${exactly(1)}`)
    for (const part of [`Film held: `, exactly(0), exactly(4), 'In the clip: 2 seconds', exactly(3)]) expect(told).toContain(part)
    await kit.reload()
    expect(await kit.getByRole('button', { name: 'Download the encrypted file' }).count()).toBe(0)
    await kit.context().close()
    await will.context().close()
  })

  test('what one filmed is kept longer for a reason, until a review says that the need has ended', async () => {
    const open = async (page: Page) => {
      await page.getByRole('link', { name: 'Cameras' }).click()
      await page.getByRole('link', { name: 'Door 390' }).click()
      await page.getByRole('link', { name: 'Open its footage' }).click()
      await page.getByLabel('Cameras', { exact: true }).check()
      await page.getByLabel('Reference').fill('incident 12')
      await page.getByRole('button', { name: 'Open the footage' }).click()
      await page.getByLabel('Day').waitFor()
    }
    const kit = await desk.signedInAs('Kit Lowry', 390)
    await open(kit)
    const local = hourAgo.toZonedDateTimeISO('Europe/London')
    await kit.getByLabel('Day').fill(`${local.day}/${local.month}/${local.year}`)
    await kit.getByLabel('From').fill('00:00')
    await kit.getByLabel('To', { exact: true }).fill('23:59')
    await kit.getByRole('button', { name: 'Find' }).click()
    await kit.getByRole('link', { name: /watch$/ }).click()
    await kit.getByRole('link', { name: 'Keep this longer' }).click()
    await kit.getByRole('button', { name: 'Keep it' }).click()
    expect(await kit.textContent('[role="alert"]')).toContain('Enter a reason')
    await kit.getByLabel('An incident that it may show').check()
    await kit.getByLabel('Explain why').fill('A window was broken at 14:10')
    for (const [name, value] of [
      ['Day', '1'],
      ['Month', '3'],
      ['Year', '2099'],
    ] as const)
      await kit.getByLabel(name, { exact: true }).fill(value)
    expect([await barriers(kit), await sidewaysScroll(kit)]).toEqual([[], 0])
    await kit.getByRole('button', { name: 'Keep it' }).click()
    await kit.getByText('The hold is in place').waitFor()
    expect([await barriers(kit), await sidewaysScroll(kit)]).toEqual([[], 0])
    await kit.getByRole('link', { name: /An incident/ }).click()
    await kit.getByLabel('No, the need has ended').check()
    await kit.getByLabel('Why?').fill('The insurer has what it needs')
    await kit.getByRole('button', { name: 'Save' }).click()
    await kit.getByText('The hold is lifted').waitFor()
    await kit.context().close()
  })

  test('are closed to colleagues whose work they are not, and say so', async () => {
    const page = await desk.signedInAs('Dee Marsh')
    expect(await page.getByRole('link', { name: 'Cameras' }).count()).toBe(0)
    await page.goto(`${desk.at}/desk/cameras`)
    expect(await page.textContent('main')).toContain('“Cameras” is not')
    await page.context().close()
  })
})

test('a recorder is let in by its token alone, and hears which field was wrong', async () => {
  expect(await send(pieceOf('REC/1'), undefined, desk.telephoneToken)).toMatchObject({
    status: 401,
    body: { error: { code: 'not-known' } },
  })
  expect(await send(pieceOf('REC/1'))).toMatchObject({ status: 422, body: { error: { code: 'film-missing' } } })
  const backwards = await send(pieceOf('REC/1', { to: hourAgo.subtract({ hours: 1 }).toString() }), Buffer.from('x'))
  expect(backwards).toMatchObject({
    status: 422,
    body: { error: { code: 'footage-wrong', message: expect.stringContaining('`footage.to`') } },
  })
})

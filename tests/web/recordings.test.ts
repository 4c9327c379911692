import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { barriers, sidewaysScroll } from '../support/browser.ts'
import { wavOf } from '../support/sound.ts'
import { type Desk, startDesk } from './running-desk.ts'

let desk: Desk
let person: string
beforeAll(async () => {
  desk = await startDesk()
  const page = await desk.signedInAs('Marek Bell')
  await desk.findAndOpen(page, 'Tregenza')
  person = /[0-9a-f]{8}-[0-9a-f-]{27}/.exec(page.url())?.[0] ?? ''
  await page.context().close()
}, 120_000)
afterAll(() => desk.stop(), 60_000)

type Field = readonly [name: string, value: string | Blob]

async function send(fields: readonly Field[], token = desk.telephoneToken) {
  const body = new FormData()
  for (const [name, value] of fields) {
    if (typeof value === 'string') body.append(name, value)
    else body.append(name, value, 'call.wav')
  }
  const answer = await fetch(`${desk.at}/api/v1/recordings`, { method: 'POST', body, headers: { authorization: `Bearer ${token}` } })
  return { status: answer.status, body: await answer.json() }
}

const hourAgo = () => Temporal.Now.instant().subtract({ hours: 1 }).toString()
const callOf = (more: Readonly<Record<string, unknown>> = {}) =>
  JSON.stringify({ reference: 'PBX-1', direction: 'in', startedAt: hourAgo(), seconds: 75, person, ...more })
const sound = (seconds = 75) => new Blob([Uint8Array.from(wavOf(seconds))])

describe('a call that rings', () => {
  test('tells whoever answers that telephone who it may be, and leads to the reason with the call filled in', async () => {
    const page = await desk.signedInAs('Dee Marsh', 390)
    await page.getByRole('link', { name: 'Calls', exact: true }).click()
    await page.getByLabel('Which extension are you on?').fill('2104')
    await page.keyboard.press('Enter')
    await page.getByText('No calls to 2104').waitFor()
    const answer = await fetch(`${desk.at}/api/v1/calls`, {
      method: 'POST',
      headers: { authorization: `Bearer ${desk.telephoneToken}`, 'content-type': 'application/json' },
      body: JSON.stringify({ reference: 'PBX-4711', line: '2104', callingNumber: '+44 7700 900013' }),
    })
    expect(answer.status).toBe(201)
    await page.getByRole('button', { name: 'Check again' }).click()
    await page.getByRole('heading', { name: 'It may be' }).waitFor()
    expect([await barriers(page), await sidewaysScroll(page)]).toEqual([[], 0])
    await page.getByRole('rowheader').getByRole('link').click()
    await page.waitForURL(/open\?call=/)
    expect(await page.getByLabel('Phone call with them').isChecked()).toBe(true)
    expect(await page.getByLabel('Reference').inputValue()).toBe('PBX-4711')
    await page.context().close()
  })

  test('is offered to nobody whose work it is not, and they hear why', async () => {
    const page = await desk.signedInAs('Marek Bell')
    await page.goto(`${desk.at}/desk/calls/arriving`)
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('This is closed to you')
    await page.context().close()
  })
})

describe('a telephone system that hands over a call', () => {
  test('hears that it is stored, and the second time that it was already', async () => {
    const fields: readonly Field[] = [
      ['call', callOf({ reference: 'PBX-twice' })],
      ['sound', sound(2)],
    ]
    expect(await send(fields)).toMatchObject({ status: 201, body: { stored: true, person, bytes: 32_044 } })
    expect(await send(fields)).toMatchObject({ status: 200, body: { stored: false } })
  })

  const wrong: readonly (readonly [string, () => readonly Field[], number, string])[] = [
    ['with no sound', () => [['call', callOf()]], 422, 'sound-missing'],
    ['with the sound before its data', () => [['sound', sound(1)]], 422, 'call-missing'],
    [
      'with data that is no JSON',
      () => [
        ['call', '{'],
        ['sound', sound(1)],
      ],
      422,
      'call-wrong',
    ],
    [
      'with a number that is none',
      () => [
        ['call', callOf({ callingNumber: 'home' })],
        ['sound', sound(1)],
      ],
      422,
      'call-wrong',
    ],
    [
      'with a field that nobody knows',
      () => [
        ['call', callOf({ note: 'x' })],
        ['sound', sound(1)],
      ],
      422,
      'call-wrong',
    ],
    [
      'with sound of a mobile',
      () => [
        ['call', callOf({ segments: [{ to: 'mobile', from: 0, until: 75, recorded: true }] })],
        ['sound', sound(1)],
      ],
      422,
      'mobile',
    ],
    [
      'with more sound than it says was recorded',
      () => [
        ['call', callOf({ segments: [{ to: 'colleague', from: 0, until: 5, recorded: true }] })],
        ['sound', sound(9)],
      ],
      422,
      'media-too-long',
    ],
    [
      'that has not happened',
      () => [
        ['call', callOf({ startedAt: '2999-01-01T00:00:00Z' })],
        ['sound', sound(1)],
      ],
      422,
      'future',
    ],
    [
      'of long ago',
      () => [
        ['call', callOf({ startedAt: '2020-01-01T00:00:00Z' })],
        ['sound', sound(1)],
      ],
      422,
      'past',
    ],
    [
      'that is empty',
      () => [
        ['call', callOf({ reference: 'e' })],
        ['sound', new Blob([])],
      ],
      422,
      'media-empty',
    ],
    [
      'that is no sound',
      () => [
        ['call', callOf({ reference: 'n' })],
        ['sound', new Blob(['<html>'.repeat(50)])],
      ],
      415,
      'media-unknown-kind',
    ],
  ]
  test.each(wrong)('hears what is wrong with one %s', async (_, fields, status, code) => {
    const answer = await send(fields())
    expect(answer).toMatchObject({ status, body: { error: { code, message: expect.any(String) } } })
    expect(JSON.stringify(answer.body)).not.toContain('home')
  })

  test('hears which field it was', async () => {
    const { body } = await send([
      ['call', callOf({ callingNumber: 'home' })],
      ['sound', sound(1)],
    ])
    expect(body).toMatchObject({ error: { message: expect.stringContaining('`call.callingNumber`') } })
  })

  test('is let in by its token alone', async () => {
    expect(await send([['call', callOf()]], 'another')).toMatchObject({ status: 401, body: { error: { code: 'not-known' } } })
    const answer = await fetch(`${desk.at}/api/v1/recordings`, { method: 'POST', body: '{}' })
    expect(answer.status).toBe(401)
  })
})

describe('a recording at the desk', () => {
  test.each([1366, 390])('is played where it is, and can be sought through, at %d pixels', async (width) => {
    await send([
      ['call', callOf({ reference: `PBX-play-${width}` })],
      ['sound', sound()],
    ])
    const page = await desk.signedInAs('Ann Hosking', width)
    await desk.findAndOpen(page, 'Tregenza')
    await desk.sayWhy(page, 'Listening to calls to improve the service', { alone: true })
    await page
      .getByRole('link', { name: /^Listen/ })
      .first()
      .click()
    await page.getByRole('heading', { name: 'Call recording' }).waitFor()
    expect(await barriers(page)).toEqual([])
    expect(await sidewaysScroll(page)).toBe(0)
    const played = await page.evaluate(async () => {
      const player = document.querySelector('audio')
      if (player === null) return null
      player.muted = true
      await player.play()
      await new Promise((resolve) => player.addEventListener('timeupdate', resolve, { once: true }))
      player.currentTime = 60
      await new Promise((resolve) => player.addEventListener('seeked', resolve, { once: true }))
      return { length: Math.round(player.duration), at: Math.floor(player.currentTime) }
    })
    expect(played).toEqual({ length: 75, at: 60 })
    // What was played is told once it ends; what can be pressed beside the controls does what it says.
    const told = page.waitForRequest((request) => /from=6\d&until=6\d/.test(request.postData() ?? ''))
    await page.waitForFunction(() => (document.querySelector('audio')?.currentTime ?? 0) > 61)
    await page.evaluate(() => document.querySelector('audio')?.pause())
    expect((await (await told).response())?.status()).toBe(204)
    await page.getByRole('button', { name: 'Back 10 seconds' }).press('Enter')
    await page.getByLabel('Speed').selectOption('1.5')
    const now = await page.evaluate(() => {
      const player = document.querySelector('audio')
      return [
        Math.floor(player?.currentTime ?? 0),
        player?.playbackRate,
        document.querySelector('svg path')?.getAttribute('d')?.split('M').length,
      ]
    })
    expect(now).toEqual([expect.toSatisfy((at: number) => at >= 51 && at < 60), 1.5, 401])
    const from = page.url()
    expect((await page.request.get(`${from}/sound`, { headers: { range: 'bytes=100-199' } })).headers()).toMatchObject({
      'content-range': 'bytes 100-199/1200044',
      'content-type': 'audio/wav',
      'cache-control': 'no-store',
    })
    expect((await page.request.get(`${from}/sound`, { headers: { range: 'bytes=9999999-' } })).status()).toBe(416)
    await page.context().close()
  })

  test('is listed for whoever monitors calls, once they have said what for and that they are alone', async () => {
    await send([
      ['call', callOf({ reference: 'PBX-monitored', segments: [{ to: 'colleague', from: 0, until: 75, recorded: true }] })],
      ['sound', sound(2)],
    ])
    const page = await desk.signedInAs('Ann Hosking', 390)
    await page.getByRole('link', { name: 'Calls', exact: true }).click()
    await page.getByRole('button', { name: 'Show the calls' }).click()
    expect(await page.textContent('[role="alert"]')).toContain('Confirm that nobody else can hear')
    await page.getByLabel('Purpose').fill('quality sample')
    await page.getByLabel('I am where nobody else can hear').check()
    await page.getByRole('button', { name: 'Show the calls' }).click()
    await page.getByRole('heading', { name: 'Calls to monitor' }).waitFor()
    expect(await barriers(page)).toEqual([])
    expect(await sidewaysScroll(page)).toBe(0)
    await page
      .getByRole('button', { name: /^Listen/ })
      .first()
      .click()
    await page.getByRole('heading', { name: 'Call recording' }).waitFor()
    expect(await page.textContent('main')).toContain('0:00 to 1:15: with a colleague, recorded')
    await page.context().close()
    const other = await desk.signedInAs('Marek Bell')
    // Whoever may be heard on a call is asked there for themselves, and sees nothing else.
    expect(await other.getByRole('link', { name: 'Calls', exact: true }).first().getAttribute('href')).toBe('/desk/calls/your-voice')
    await other.goto(`${desk.at}/desk/calls`)
    expect(await other.textContent('main')).toContain('closed to')
    await other.context().close()
  })

  test('of nobody known is linked by a colleague who knows whose it was', async () => {
    const { status, body } = await send([
      ['call', callOf({ reference: 'PBX-nobody', person: undefined, callingNumber: '07700 900 777' })],
      ['sound', sound(2)],
    ])
    expect({ status, body }).toMatchObject({ status: 201, body: { person: null, stored: true } })
    const page = await desk.signedInAs('Ann Hosking')
    await page.goto(`${desk.at}/desk/calls/unlinked`)
    expect(await barriers(page)).toEqual([])
    await page
      .getByRole('row', { name: /07700 900 777/ })
      .getByRole('link')
      .click()
    await page.getByLabel('Name, address').fill('Tregenza')
    await page.getByRole('button', { name: 'Find' }).click()
    expect(await barriers(page)).toEqual([])
    await page
      .getByRole('button', { name: /^Link the call/ })
      .first()
      .click()
    await page.getByText('The call has been added to the person’s record.').waitFor()
    expect(await page.textContent('main')).not.toContain('07700 900 777')
    await page.context().close()
  })

  test('is kept longer by a senior manager, whose review it is', async () => {
    await send([
      ['call', callOf({ reference: 'PBX-kept' })],
      ['sound', sound(2)],
    ])
    const page = await desk.signedInAs('Will Couch', 390)
    await page.goto(`${desk.at}/desk/people/${person}/open`)
    await desk.sayWhy(page, 'Recording calls', { alone: true })
    await page
      .getByRole('link', { name: /^Listen/ })
      .first()
      .click()
    await page.getByRole('link', { name: 'Keep this recording longer' }).click()
    await page.getByLabel('An abusive call').check()
    await page.getByRole('button', { name: 'Keep it' }).click()
    expect(await page.textContent('[role="alert"]')).toContain('Enter a reason')
    await page.getByLabel('Explain why').fill('Threats from the third minute on')
    for (const [name, value] of [
      ['Day', '1'],
      ['Month', '3'],
      ['Year', '2099'],
    ] as const)
      await page.getByLabel(name, { exact: true }).fill(value)
    expect(await barriers(page)).toEqual([])
    expect(await sidewaysScroll(page)).toBe(0)
    await page.getByRole('button', { name: 'Keep it' }).click()
    await page.getByText('The hold is in place').waitFor()
    await page.getByRole('link', { name: 'Tasks', exact: true }).click()
    expect(await barriers(page)).toEqual([])
    expect(await page.textContent('main')).toContain('Review a hold')
    await page.goto(`${desk.at}/desk/people/${person}/open`)
    await desk.sayWhy(page, 'Recording calls', { alone: true })
    await page.getByRole('link', { name: 'An abusive call' }).click()
    await page.getByLabel('No, the need has ended').check()
    await page.getByLabel('Why?').fill('It is settled')
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByText('The hold is lifted').waitFor()
    await page.context().close()
  })

  test('teaches as an extract, once somebody else has listened to it', async () => {
    await send([
      ['call', callOf({ reference: 'PBX-teaches' })],
      ['sound', sound(20)],
    ])
    const page = await desk.signedInAs('Ann Hosking', 390)
    await page.goto(`${desk.at}/desk/people/${person}/open`)
    await desk.sayWhy(page, 'Listening to calls to improve the service', { alone: true })
    await page
      .getByRole('link', { name: /^Listen/ })
      .first()
      .click()
    await page.getByRole('link', { name: 'Make a training extract' }).click()
    await page.getByLabel('From').fill('0:01')
    await page.getByLabel('Until').fill('0:01')
    await page.getByLabel('Parts to silence').fill('0:01 to 0:02')
    await page.getByLabel('What does it teach?').fill('Calm with Tregenza')
    await page.getByLabel('Nobody on it can be recognised').check()
    await page.getByRole('button', { name: 'Make the extract' }).click()
    expect(await page.textContent('[role="alert"]')).toContain('Enter a time after the beginning')
    expect(await barriers(page)).toEqual([])
    expect(await sidewaysScroll(page)).toBe(0)
    await page.getByLabel('Until').fill('0:02')
    await page.getByRole('button', { name: 'Make the extract' }).click()
    expect(await page.textContent('[role="alert"]')).toContain('Remove the name')
    await page.getByLabel('What does it teach?').fill('Staying calm')
    await page.getByRole('button', { name: 'Make the extract' }).click()
    await page.getByText('The extract has been made').waitFor()
    expect(await barriers(page)).toEqual([])
    await page.getByRole('link', { name: 'Staying calm' }).click()
    expect(await page.textContent('main')).toContain('somebody else has to release it')
    expect((await page.request.get(`${page.url()}/sound`)).status()).toBe(404)
    await page.context().close()
    const second = await desk.signedInAs('Will Couch')
    await second.goto(`${desk.at}/desk/calls/training`)
    await second.getByRole('link', { name: 'Staying calm' }).click()
    expect(await barriers(second)).toEqual([])
    const extract = second.url()
    expect((await second.request.get(`${extract}/sound`)).status()).toBe(404)
    const form = { _csrf: await second.locator('input[name=_csrf]').first().inputValue(), version: '1', listened: 'yes' }
    expect((await second.request.post(`${extract}/release`, { form })).status()).toBe(403)
    await second.goto(extract)
    await second.getByRole('link', { name: 'Confirm that first' }).click()
    await second.getByLabel('Purpose').fill('release of an extract')
    await second.getByLabel('I am where nobody else can hear').check()
    await second.getByRole('button', { name: 'Show the calls' }).click()
    await second.getByRole('heading', { name: 'Calls to monitor' }).waitFor()
    await second.goto(extract)
    expect(await barriers(second)).toEqual([])
    const played = await second.request.get(`${second.url()}/sound`)
    expect([played.status(), played.headers()['content-type']]).toEqual([200, 'audio/wav'])
    await second.getByLabel('I listened to all of it').check()
    await second.getByRole('button', { name: 'Release it for training' }).click()
    await second.getByText('The extract has been released').waitFor()
    await second.goto(extract)
    const later = { ...form, _csrf: await second.locator('input[name=_csrf]').first().inputValue() }
    expect((await second.request.post(`${extract}/release`, { form: later })).status()).toBe(412)
    await second.context().close()
  })

  test('is closed to somebody who has not said that they are alone, and says so', async () => {
    const page = await desk.signedInAs('Ann Hosking')
    await desk.findAndOpen(page, 'Tregenza')
    await desk.sayWhy(page, 'Listening to calls to improve the service')
    expect(await page.getByRole('link', { name: /^Listen/ }).count()).toBe(0)
    expect(await page.textContent('main')).toContain('nobody else can hear')
    await page.context().close()
  })
})

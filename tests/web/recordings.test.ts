import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { axe, sidewaysScroll } from '../support/browser.ts'
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
    expect(await axe(page)).toEqual([])
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
    const from = page.url()
    expect((await page.request.get(`${from}/sound`, { headers: { range: 'bytes=100-199' } })).headers()).toMatchObject({
      'content-range': 'bytes 100-199/1200044',
      'content-type': 'audio/wav',
      'cache-control': 'no-store',
    })
    expect((await page.request.get(`${from}/sound`, { headers: { range: 'bytes=9999999-' } })).status()).toBe(416)
    await page.context().close()
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

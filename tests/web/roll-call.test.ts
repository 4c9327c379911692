import { createDecipheriv, generateKeyPairSync, privateDecrypt } from 'node:crypto'
import { renderToString } from 'preact-render-to-string'
import { afterAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { alarms } from '#duties/visits/alarms.ts'
import { visitBook } from '#duties/visits/visit-book.ts'
import { Names } from '#web/desk/roll-call/names.tsx'
import { testDatabase } from '../support/database.ts'
import { livewest, noon } from '../support/edition.ts'
import { colleague, testGate } from '../support/gate.ts'
import { entry } from '../support/visits.ts'
import { deskSite } from './desk-site.ts'

const on = await testDatabase()
const released = await livewest()
const tested = await testGate(on, released)
const duties = { ...tested.deps, gate: tested.gate }
const site = await deskSite(tested, released)
afterAll(() => site.close())

const warden = colleague('fire-warden')
const receptionist = colleague('receptionist')
const path = '/desk/roll-call'
await visitBook(duties).signInByColleague(receptionist, 'exeter', entry({ needsHelp: true }))

const device = generateKeyPairSync('rsa', { modulusLength: 2048 })
const sealedTo = device.publicKey.export({ format: 'jwk' }).n ?? ''
const list = z.strictObject({
  office: z.literal('exeter'),
  name: z.literal('Exeter'),
  day: z.literal('2026-11-23'),
  alarm: z.string(),
  by: z.string(),
  key: z.base64url(),
  iv: z.base64url(),
  data: z.base64url(),
})

/** As the page's script asks. */
async function fetched(who = warden, headers: Record<string, string> = { 'sealed-to': sealedTo }, office = 'exeter') {
  const one = await site.as(who)
  return one.get(`${site.at}${path}/lists/${office}`, headers)
}

function openedWith({ key, iv, data }: z.infer<typeof list>): string {
  const raw = privateDecrypt({ key: device.privateKey, oaepHash: 'sha256' }, Buffer.from(key, 'base64url'))
  const bytes = Buffer.from(data, 'base64url')
  const opener = createDecipheriv('aes-256-gcm', raw, Buffer.from(iv, 'base64url')).setAuthTag(bytes.subarray(-16))
  return Buffer.concat([opener.update(bytes.subarray(0, -16)), opener.final()]).toString('utf8')
}

const evidence = async () => (await on.asAdmin((session) => session.query('select seq from evidence'))).length

describe('the list that a device keeps', () => {
  test('it is sealed, and the device reads what the page would show', async () => {
    const answer = await fetched()
    const text = await answer.text()
    expect(answer.headers.get('cache-control')).toBe('no-store')
    expect(text).not.toContain('Quince')
    const words = openedWith(list.parse(JSON.parse(text)))
    expect(words).toContain('Ada Quince')
    expect(words).toContain('Need help to get out')
  })

  test('one that has not changed is not sent again, and nothing is recorded', async () => {
    const etag = (await fetched()).headers.get('etag') ?? ''
    const before = await evidence()
    const again = await fetched(warden, { 'sealed-to': sealedTo, 'if-none-match': etag })
    expect([again.status, await again.text()]).toEqual([304, ''])
    expect(await evidence()).toBe(before)
    await visitBook(duties).signInByColleague(receptionist, 'exeter', entry({ name: 'Bo Birch' }))
    expect((await fetched(warden, { 'sealed-to': sealedTo, 'if-none-match': etag })).status).toBe(200)
  })

  test.each([
    ['a device without a key', 400, warden, {}, 'exeter'],
    ['a key that is none', 400, warden, { 'sealed-to': 'A'.repeat(400) }, 'exeter'],
    ['a short key', 400, warden, { 'sealed-to': 'AQAB' }, 'exeter'],
    ['an office that is not the landlord’s', 404, warden, { 'sealed-to': sealedTo }, 'nowhere'],
    ['somebody who is no fire warden', 403, colleague('housing-officer'), { 'sealed-to': sealedTo }, 'exeter'],
  ] as const)('%s gets none', async (_who, status, who, headers, office) => {
    const answer = await fetched(who, headers, office)
    expect(answer.status).toBe(status)
    expect(await answer.text()).not.toContain('Quince')
  })

  test('signed out, nobody gets it', async () => {
    const answer = await fetch(`${site.at}${path}/lists/exeter`, { headers: { 'sealed-to': sealedTo }, redirect: 'manual' })
    expect(answer.status).toBe(303)
  })
})

test('whoever needs help comes first, also where they came on an earlier day', () => {
  const arrivedAt = noon.subtract({ hours: 26 })
  const one = { visit: '1', name: 'Ada Quince', host: null, arrivedAt, needsHelp: true, earlierDay: true }
  const html = renderToString(Names({ inside: [one, { ...one, visit: '2', name: 'Bo Birch', needsHelp: false }] }))
  expect(html).toMatch(/<strong>1<\/strong> inside.*<strong>1<\/strong> needs help/)
  expect(html).toMatch(/Need help to get out \(1\).*Ada Quince.*Since.*22 November 2026.*probably gone \(1\).*Bo Birch/s)
})

describe('what is the same for everybody', () => {
  test('the page for no network names nobody and sets no cookie, also for whoever is signed in', async () => {
    const one = await site.as(receptionist)
    const [mine, everybodys] = [await one.get(`${site.at}${path}/offline`), await fetch(`${site.at}${path}/offline`)]
    expect(mine.headers.getSetCookie()).toEqual([])
    const html = await mine.text()
    expect(html).toBe(await everybodys.text())
    expect(html).not.toMatch(/Quince|Marsh|csrf/)
  })

  test('the worker is asked for anew each time, answers for the roll call alone, and keeps three files', async () => {
    const answer = await fetch(`${site.at}${path}/worker.js`)
    expect(answer.headers.get('cache-control')).toBe('no-cache')
    expect(answer.headers.get('service-worker-allowed')).toBe(path)
    expect(answer.headers.get('content-type')).toContain('text/javascript')
    const [, kept = ''] = /^const kept = (.*)$/m.exec(await answer.text()) ?? []
    expect(z.array(z.string()).parse(JSON.parse(kept))).toEqual([
      `${path}/offline`,
      expect.stringMatching(/^\/look\/roll-call-\w+\.js$/),
      expect.stringMatching(/^\/look\/assured-\w+\.css$/),
    ])
  })
})

describe('the page', () => {
  test('without an alarm it names no visitor and says what declaring one does', async () => {
    const { html, status } = await (await site.as(warden)).open(path)
    expect(status).toBe(200)
    expect(html).toContain('No fire alarm is running.')
    expect(html).toContain('This does not sound an alarm or call the fire service. Dial 999.')
    expect(html).not.toMatch(/Quince|Birch/)
  })

  test('whoever is neither warden nor receptionist is refused with the clause, and finds no link to it', async () => {
    const officer = await site.as(colleague('housing-officer'))
    const { html, status } = await officer.open(path)
    expect(status).toBe(403)
    expect(html).toContain('“Visiting our offices” is not part of this role (Housing officer).')
    expect(html).toContain('#clause-R1')
    expect((await officer.open('/desk')).html).not.toContain(path)
    expect((await (await site.as(receptionist)).open('/desk')).html).toContain(path)
  })

  test('in an alarm it shows who is inside until the alarm is ended', async () => {
    const one = await site.as(warden)
    expect((await one.send(path, { office: 'exeter' }, `${path}/alarms`)).status).toBe(303)
    const { html } = await one.open(path)
    expect(html).toContain('Alarm declared by Dee Marsh at 12:00.')
    expect(html).toMatch(/Need help to get out \(1\).*Ada Quince.*Everybody else \(1\).*Bo Birch/s)
    const [running] = await alarms(duties).running()
    expect((await one.send(path, {}, `${path}/alarms/${running?.id}/end`)).status).toBe(303)
    expect((await one.open(path)).html).toContain('Nobody can see the list any more.')
    expect(await alarms(duties).running()).toEqual([])
  })
})

describe('a use of the list without a network', () => {
  const tell = async (fields: Record<string, string>, who = warden) => {
    const one = await site.as(who)
    const { token } = z.object({ token: z.string() }).parse(await (await one.get(`${site.at}${path}/used`)).json())
    return one.post(`${site.at}${path}/used`, { _csrf: token, ...fields })
  }

  test('is put on record with its time and declares the alarm', async () => {
    tested.setNow(noon.add({ hours: 1 }))
    const answer = await tell({ office: 'exeter', at: noon.add({ minutes: 51 }).toString(), by: receptionist.id })
    expect(answer.status).toBe(200)
    const rows = await on.asAdmin((session) => session.query(`select actor, detail from evidence where detail ? 'usedAt'`))
    expect(rows).toMatchObject([
      { actor: `colleague:${warden.id}`, detail: { site: 'exeter', usedAt: '2026-11-23T12:51:00Z', fetchedBy: receptionist.id } },
    ])
    expect(await alarms(duties).running()).toMatchObject([{ site: 'exeter', declaredBy: 'Dee Marsh' }])
  })

  test('that is refused is on record as refused, and the device learns so; a form that nobody was given tells it nothing', async () => {
    const fields = { office: 'exeter', at: noon.toString(), by: 'x' }
    const refused = await tell(fields, colleague('housing-officer'))
    expect([refused.status, await refused.json()]).toEqual([403, { told: true }])
    const forged = await (await site.as(warden)).post(`${site.at}${path}/used`, { _csrf: 'x', ...fields })
    expect(forged.status).toBe(403)
    expect(forged.headers.get('content-type')).not.toContain('json')
  })

  test.each([
    ['without a time', { office: 'exeter', by: 'x' }, 400],
    ['with somebody’s words', { office: 'exeter', at: noon.toString(), by: 'Ada Quince' }, 400],
    ['of an office that is not the landlord’s', { office: 'nowhere', at: noon.toString(), by: 'x' }, 404],
  ] as const)('is refused %s', async (_what, fields, status) => {
    expect((await tell(fields)).status).toBe(status)
  })
})

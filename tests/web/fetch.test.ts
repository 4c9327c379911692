import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { databaseSentForms } from '#duties/browsers/sent-forms.ts'
import { databaseSessions } from '#duties/browsers/sessions.ts'
import { handoversAtPage } from '#duties/handovers/at-page.ts'
import { webLog } from '#web/log.ts'
import { testTools, unpacked } from '../support/answers.ts'
import { testDatabase } from '../support/database.ts'
import { livewest, noon } from '../support/edition.ts'
import { colleague, testGate } from '../support/gate.ts'
import { handedAnswers } from '../support/handed-answers.ts'
import { putContactDetail } from '../support/people.ts'
import { deskSite } from './desk-site.ts'
import { exampleSite } from './example-site.ts'
import { visitor } from './visitor.ts'

const on = await testDatabase()
const released = await livewest()
const tested = await testGate(on, released)
const handed = handedAnswers(on, tested)
const logged: string[] = []
const log = webLog('trace', { write: (line: string) => logged.push(line) })
/** All of these tests come from one address. */
let tried: number | null = null
const tries = {
  async count() {
    if (tried !== null) tried += 1
    return { tries: tried ?? 0, left: 30 }
  },
}
/** As in earnest: what browsers have is kept in the database. Cookies end by the clock of this machine. */
const kept = { sessions: databaseSessions(on.database, () => Temporal.Now.instant()), sentForms: databaseSentForms(on.database) }
const parts = { handovers: handed.page, log, tries, ...kept }
const site = await deskSite(tested, released, parts, null, await testTools(join(on.data, 'set-aside')))
afterAll(() => site.close())
const rows = (text: string, values: readonly unknown[] = []) => on.asAdmin((admin) => admin.query(text, values))

beforeEach(() => {
  tested.setNow(noon)
  tried = null
})

const textOf = (html: string) => html.replaceAll(/<[^>]+>/g, ' ').replaceAll(/\s+/g, ' ')
const tokenIn = (html: string) => /name="_csrf" value="([^"]+)"/.exec(html)?.[1] ?? ''

/** Somebody who was sent a link. */
function fetcher(link: string, on = site.at) {
  const one = visitor()
  const at = `${on}/fetch/${link}`
  const open = async () => {
    const answer = await one.get(at)
    const html = await answer.text()
    return { answer, html, text: textOf(html), form: tokenIn(html) }
  }
  return {
    ...{ one, at, open },
    say: async (code: string) => one.post(at, { _csrf: (await open()).form, code }),
    download: async () => one.post(`${at}/file`, { _csrf: (await open()).form }),
  }
}

/** The answer is read a moment before the server notes that all of it was sent. */
const untilNoted = (id: string) => expect.poll(async () => (await handed.seen(id)).closedOn).toBe('2026-11-23')

describe('the page where something is fetched', () => {
  test('asks for the code, gives the file whole, and again with the same button, and says nothing of what it is or whose', async () => {
    const { id, token, code } = await handed.waits()
    const { digest, passphrase } = await handed.last(id)
    const { reference } = await handed.seen(id)
    const them = fetcher(token)
    const first = await them.open()
    expect(first.text).toMatch(/LiveWest .* has a file for you\. You can fetch it here until the end of 7 December 2026/)
    expect(first.text).toContain('A file that you asked for')
    expect((await them.say(code)).headers.get('location')).toBe(`/fetch/${token}`)
    const shown = await them.open()
    expect(shown.text).toContain('The code is right')
    for (const words of [code, passphrase ?? '-', reference, 'Amina', 'Alder', 'copy'])
      for (const page of [first, shown]) expect(page.text, words).not.toContain(words)
    const download = () => them.one.post(`${them.at}/file`, { _csrf: shown.form })
    for (const answer of [await download(), await download()]) {
      expect([answer.status, answer.headers.get('content-disposition')]).toEqual([200, 'attachment; filename="your-file.zip"'])
      const whole = Buffer.from(await answer.arrayBuffer())
      expect([createHash('sha256').update(whole).digest('hex'), answer.headers.get('content-length')]).toEqual([digest, `${whole.length}`])
      expect((await unpacked(whole, passphrase ?? '')).size).toBe(1)
    }
    await untilNoted(id)
  })

  test('counts and changes nothing when a program that checks mail opens it, by whatever way of looking', async () => {
    const { token, code } = await handed.waits()
    const before = await rows('select row_to_json(h)::text as whole from handover h')
    const [{ n } = { n: 0 }] = await rows('select count(*)::int as n from evidence')
    for (const method of ['GET', 'HEAD', 'OPTIONS'])
      for (const path of ['', '/file', `?code=${code.replace(' ', '')}`])
        for (const purpose of ['', 'prefetch']) {
          const answer = await fetch(`${site.at}/fetch/${token}${path}`, { method, headers: { 'sec-purpose': purpose } })
          expect((await answer.text()).startsWith('PK')).toBe(false)
        }
    expect(await rows('select row_to_json(h)::text as whole from handover h')).toEqual(before)
    expect(await rows('select count(*)::int as n from evidence')).toEqual([{ n }])
    expect((await fetcher(token).say(code)).status).toBe(303)
  })

  test('is kept by nothing, is in no list of a search engine, tells no other page its address, and is in no log', async () => {
    const { id, token, code } = await handed.waits()
    const them = fetcher(token)
    const unknown = fetcher(token.replaceAll(/\d/g, '2').replaceAll(/[a-z]/g, 'b'))
    const answers = [await them.one.get(them.at), await them.say('1234'), await unknown.one.get(unknown.at), await them.say(code)]
    answers.push(await them.download())
    for (const { headers } of answers) {
      expect(headers.get('cache-control')).toBe('no-store')
      expect(headers.get('referrer-policy')).toBe('strict-origin')
      expect(headers.get('x-robots-tag')).toContain('noindex')
    }
    await answers.at(-1)?.arrayBuffer()
    await untilNoted(id)
    expect(logged.join('')).toContain('/fetch/:link')
    for (const secret of [token, token.slice(0, 9), code, code.replace(' ', '')])
      expect(logged.join('').toLowerCase()).not.toContain(secret)
  })

  test('says how many tries are left, and after the last answers like any address where nothing waits', async () => {
    const { token, code } = await handed.waits()
    const them = fetcher(token)
    const wrong = handed.wrong(code)
    const typo = await them.say('123')
    expect([typo.status, textOf(await typo.text())]).toEqual([422, expect.stringContaining('The code has eight digits')])
    const said = await them.say(wrong)
    const html = await said.text()
    expect([said.status, html]).toEqual([422, expect.stringContaining('You can try 4 more times, then it is locked')])
    expect(html).not.toContain(wrong)
    for (let tries = 0; tries < 3; tries += 1) await them.say(wrong)
    const locked = await them.say(wrong)
    const unknown = await fetcher('a'.repeat(28)).open()
    expect([locked.status, unknown.answer.status]).toEqual([404, 404])
    const [one, other] = [textOf(await locked.text()), unknown.text]
    expect(one).toBe(other)
    expect(one).toMatch(/ring us.*\d{4}/i)
    expect((await them.open()).text).toBe(other)
  })

  test.each([
    ['over', async (_: string) => tested.setNow(Temporal.Instant.from('2026-12-08T00:00:00Z'))],
    ['stopped', async (item: string) => rows('update handover set stopped_at = now() where item_id = $1', [item])],
  ] as const)('answers in the same words where it is %s', async (_, happens) => {
    const { id, token } = await handed.waits()
    await happens((await handed.last(id)).id)
    expect((await fetcher(token).open()).text).toBe((await fetcher('a'.repeat(28)).open()).text)
  })

  test('gives nothing to a browser that has not shown the code, nor to a form that another page made', async () => {
    const { id, token, code } = await handed.waits()
    const other = fetcher(token)
    expect((await other.download()).headers.get('location')).toBe(`/fetch/${token}`)
    const them = fetcher(token)
    await them.say(code)
    const { form } = await them.open()
    expect((await them.one.post(`${them.at}/file`, { _csrf: 'made-up' })).status).toBe(403)
    const stolen = await other.one.post(`${them.at}/file`, { _csrf: form })
    expect(stolen.status).toBe(403)
    expect(await rows('select begun from handover where whose = $1', [id])).toEqual([{ begun: 0 }])
  })

  test('says what to do where the answer may not leave at this moment, though the code is right', async () => {
    const { id, token, code } = await handed.waits()
    const them = fetcher(token)
    await them.say(code)
    await rows(`update rights_answer set released_at = null where rights_request_id = $1`, [id])
    const answer = await them.download()
    expect([answer.status, textOf(await answer.text())]).toEqual([409, expect.stringContaining('we have to look at something first')])
  })

  test('takes few tries a minute from one address', async () => {
    const { token, code } = await handed.waits()
    const them = fetcher(token)
    const statuses = new Set<number>()
    tried = 0
    for (let tries = 0; tries < 25; tries += 1) statuses.add((await them.one.post(them.at, { _csrf: 'x', code })).status)
    expect(statuses).toEqual(new Set([403, 429]))
  })
})

test('a restart between forgets nothing: the tries that were made count, and the code opens the same link', async () => {
  const { token, code } = await handed.waits()
  await handed.page.tryCode(token, handed.wrong(code))
  const { app } = exampleSite({ ...parts, handovers: handoversAtPage(handed.all), clock: tested.deps.clock })
  const at = await app.listen({ port: 0, host: '127.0.0.1' })
  const them = fetcher(token, at)
  expect(await (await them.say(handed.wrong(code))).text()).toContain('You can try 3 more times')
  expect((await them.say(code)).status).toBe(303)
  expect((await them.download()).status).toBe(200)
  await app.close()
})

test('a download that breaks off is not noted as sent; one that comes to its end is', async () => {
  let noted = 0
  const sent = async () => {
    noted += 1
  }
  const piece = Buffer.alloc(1_000_000)
  const pieces = 40
  async function* archive() {
    for (let n = 0; n < pieces; n += 1) yield piece
  }
  const shown = { id: 'h', codes: 1 }
  const found = { ...shown, bytes: piece.length * pieces, what: 'A file', lastDay: Temporal.PlainDate.from('2026-03-01') }
  const { app } = exampleSite({
    handovers: {
      behind: async () => found,
      tryCode: async () => ({ ok: true, shown }),
      fetch: async () => ({ ok: true, archive: archive(), bytes: found.bytes, sent }),
    },
  })
  const at = `${await app.listen({ port: 0, host: '127.0.0.1' })}/fetch/some-link`
  const one = visitor()
  const form = async () => tokenIn(await (await one.get(at)).text())
  await one.post(at, { _csrf: await form(), code: '1234 5678' })
  const broken = await one.post(`${at}/file`, { _csrf: await form() })
  const reader = broken.body?.getReader()
  await reader?.read()
  await reader?.cancel()
  const whole = await one.post(`${at}/file`, { _csrf: await form() })
  expect((await whole.arrayBuffer()).byteLength).toBe(found.bytes)
  await expect.poll(() => noted).toBe(1)
  await app.close()
  expect(noted).toBe(1)
})

describe('the desk', () => {
  test('shows the link and the code once, then what became of it, and makes a new code, and stops it', async () => {
    const { id, person } = await handed.released()
    await putContactDetail(on, person)
    const officer = await site.as(colleague('data-protection-officer'))
    const at = `/desk/requests/${id}/answer`
    const version = async () => /name="version" value="(\d+)"/.exec((await officer.open(`${at}/page`)).html)?.[1] ?? ''
    const agree = { version: /name="version" value="(\d+)"/.exec((await officer.open(`${at}/agree`)).html)?.[1] ?? '' }
    expect((await officer.send(`${at}/agree`, { ...agree, by: 'page', to: 'as-given', others: 'nobody' })).status).toBe(303)
    expect(textOf((await officer.open(at)).html)).toContain('Make the link and the code')
    const none = await officer.send(`${at}/page`, { version: await version() })
    expect([none.status, await none.text()]).toEqual([422, expect.stringContaining('Choose how you tell them')])
    const made = await officer.send(`${at}/page`, { version: await version(), told: 'face-to-face' })
    const html = await made.text()
    const link = /http:\/\/localhost\/fetch\/([a-z0-9-]{34})/.exec(html)?.[1] ?? ''
    const code = /app-badge__code">(\d{4} \d{4})</.exec(html)?.[1] ?? ''
    expect([link.length, code.length]).toEqual([34, 9])
    const page = await officer.open(at)
    expect(page.html).not.toContain(link)
    expect(page.html).not.toContain(code)
    expect(textOf(page.html)).toMatch(/Waits until the end of 7 December 2026.*by Dee Marsh.*Fetched Not yet.*0 since the last code/)
    const fresh = await officer.send(`${at}/page`, { version: await version(), told: 'face-to-face' })
    const anew = await fresh.text()
    expect(anew).toContain('The new code')
    expect(anew).not.toContain('/fetch/')
    const told = /app-badge__code">(\d{4} \d{4})</.exec(anew)?.[1] ?? ''
    expect(await handed.page.tryCode(link, told)).toMatchObject({ ok: true })
    expect((await officer.send(at, {}, `${at}/page/stop`)).status).toBe(303)
    expect(textOf((await officer.open(at)).html)).toMatch(/It is stopped\..*Stopped .* by Dee Marsh/)
    expect(await handed.page.behind(link)).toBeUndefined()
  }, 60_000)

  test('leads from the task about a lock to the answer', async () => {
    const { id, token, code } = await handed.waits()
    for (let tries = 0; tries < 5; tries += 1) await handed.page.tryCode(token, handed.wrong(code))
    const officer = await site.as(colleague('data-protection-officer'))
    const { html } = await officer.open('/desk/tasks')
    expect(textOf(html)).toContain('too many wrong codes')
    const [{ about } = { about: '' }] = await rows(`select h.id as about from handover h where whose = $1`, [id])
    const led = await officer.get(`${site.at}/desk/handovers/${String(about)}`)
    expect([led.status, led.headers.get('location')]).toEqual([303, `/desk/requests/${id}/answer`])
    expect(textOf((await officer.open(`/desk/requests/${id}/answer`)).html)).toContain('Locked: a wrong code was typed 5 times')
    expect((await officer.open('/desk/handovers/00000000-0000-4000-8000-000000000000')).status).toBe(404)
  })

  test('shows after the request is closed when it was fetched, and that it may be fetched again', async () => {
    const { id, token, code } = await handed.waits()
    await (await handed.fetches(token, code)).sent()
    const officer = await site.as(colleague('data-protection-officer'))
    const page = await officer.open(`/desk/requests/${id}/answer`)
    expect(textOf(page.html)).toMatch(/It left on 23 November 2026.*fetched from a page on our site.*Fetched 23 November 2026/)
    expect(page.html).toContain('Make a new code')
  })
})

import decodeQR from 'qr/decode.js'
import sharp from 'sharp'
import { afterAll, describe, expect, test } from 'vitest'
import type { ReceptionDeps } from '#web/reception/deps.ts'
import type { Door } from '#web/server.ts'
import { memorySessions } from '#web/sessions.ts'
import { livewest, noon } from '../support/edition.ts'
import { colleague } from '../support/gate.ts'
import { receptionSite } from './reception-site.ts'

const released = await livewest()
const kept = new Map<string, string>()
const inMemory = memorySessions()
/** Sessions that a test can look into. */
const sessions: typeof inMemory = {
  read: inMemory.read,
  async write(id, content, expires) {
    kept.set(id, content)
    await inMemory.write(id, content, expires)
  },
  async remove(id) {
    kept.delete(id)
    await inMemory.remove(id)
  },
}
const standIn: Door = async (app) => {
  app.get('/stand-in', async (request, reply) => {
    request.session.set('colleague', colleague('receptionist'))
    return reply.send('')
  })
  app.get('/who', async (request) => request.session.colleague?.id ?? 'nobody')
}
/** The tests set up more tablets, and sign more people in, than anybody may. */
const uncounted = { count: async () => ({ tries: 1, left: 60 }) }
const site = await receptionSite(released, {}, { sessions, doors: [standIn], tries: uncounted })
afterAll(() => site.close())

const refusal = { outcome: 'refused', reasons: [{ code: 'role-not-in-activity', category: 'visits' }], clauses: ['OF1'] } as const
const refuses = async () => ({ ok: false, why: 'refused', refusal }) as const
/** A book into which the notice lets nothing. */
const noBook: ReceptionDeps['book'] = { signInAtKiosk: refuses, signOutByBadge: refuses, badge: async () => ({ state: 'unknown' }) }

const visit = { name: 'Amina Okafor', host: 'Housing team', registration: 'WA24 XYZ' }

/** A tablet that a receptionist has set up. */
async function tablet(at = site) {
  const browser = at.browser()
  await browser.open('/reception')
  expect((await browser.send('/reception/claim', { code: at.newCode() })).location).toBe('/reception')
  return browser
}

/** Answers the questions, up to where they are checked. */
async function answers(browser: Awaited<ReturnType<typeof tablet>>, also: Readonly<Record<string, string>> = {}) {
  for (const [step, fields] of [
    ['name', { name: visit.name }],
    ['host', { host: visit.host }],
    ['registration', { registration: visit.registration }],
    ['help', also],
  ] as const) {
    await browser.open(`/reception/${step}`)
    await browser.send(`/reception/${step}`, fields)
  }
  await browser.open('/reception/check')
}

/** Answers the questions, and signs in. `token`: of the form that did it. */
async function signsIn(browser: Awaited<ReturnType<typeof tablet>>, also: Readonly<Record<string, string>> = {}) {
  await answers(browser, also)
  const token = browser.token()
  return { token, answer: await browser.send('/reception/check') }
}

describe('the start screen', () => {
  test('says why it is asked, how long it is kept, and that cameras film, in the words of the notice in force', async () => {
    const { html } = await (await tablet()).open('/reception')
    const { edition } = released
    const book = edition.activities.find(({ id }) => id === 'visitor-safety')
    expect(html).toContain(book?.why)
    expect(html).toContain(edition.retention.find(({ id }) => id === 'visitor-book')?.words)
    expect(html).toContain(edition.clauses.find(({ id }) => id === 'OF2')?.says)
  })

  test('shows nobody’s name, has no box to look somebody up with, and leads nowhere but to the tablet’s own pages', async () => {
    const browser = await tablet()
    await signsIn(browser)
    for (const path of ['/reception', '/reception/notice', '/reception/sign-out', '/reception/signed-out']) {
      const { html } = await browser.open(path)
      expect(html, path).not.toContain(visit.name)
      expect(html, path).not.toMatch(/type="search"/)
      expect(
        [...html.matchAll(/<a href="([^"#]+)/g)].filter(([, to]) => to?.startsWith('/reception') !== true),
        path,
      ).toEqual([])
    }
  })

  test('signs out a colleague who had signed in on the tablet', async () => {
    const browser = await tablet()
    await browser.open('/stand-in')
    expect((await browser.open('/who')).html).not.toBe('nobody')
    await browser.open('/reception')
    expect((await browser.open('/who')).html).toBe('nobody')
  })
})

describe('a browser that nobody set up', () => {
  test('leaves a colleague signed in who comes by', async () => {
    const browser = site.browser()
    await browser.open('/stand-in')
    const id = (await browser.open('/who')).html
    for (const path of ['/reception', '/reception/name']) await browser.open(path)
    expect((await browser.open('/who')).html).toBe(id)
  })

  test('is asked for the code, and told when it is wrong', async () => {
    const browser = site.browser()
    expect((await browser.open('/reception')).html).toContain('Set up this tablet')
    const wrong = await browser.send('/reception/claim', { code: 'GUESSED1' })
    expect([wrong.status, wrong.html]).toEqual([422, expect.stringContaining('This code is wrong, or is no longer valid')])
    expect((await browser.send('/reception/claim', { code: '' })).html).toContain('Enter the code that the desk shows')
  })

  test('gets to no question, and puts nothing into the book', async () => {
    const before = site.book.length
    const browser = site.browser()
    await browser.open('/reception')
    for (const step of ['name', 'host', 'registration', 'help', 'check', 'badge', 'sign-out', 'notice'])
      expect((await browser.open(`/reception/${step}`)).location, step).toBe('/reception')
    expect((await browser.send('/reception/name', { name: visit.name })).location).toBe('/reception')
    expect(site.book).toHaveLength(before)
  })

  test('cannot guess the code without end', async () => {
    const own = await receptionSite(released)
    const browser = own.browser()
    await browser.open('/reception')
    const tried: number[] = []
    for (let tries = 0; tries < 11; tries += 1) tried.push((await browser.send('/reception/claim', { code: `GUESS${tries}` })).status)
    expect(tried).toEqual([...Array(10).fill(422), 429])
    await own.close()
  })
})

describe('a visitor at the tablet', () => {
  test('signs in: the book has what was answered, and the badge bears no name', async () => {
    const browser = await tablet()
    const { answer } = await signsIn(browser, { needsHelp: 'yes' })
    expect(answer.location).toBe('/reception/badge')
    expect(site.book.at(-1)).toMatchObject({ ...visit, needsHelp: true })
    const { html } = await browser.open('/reception/badge')
    const { code = '' } = site.book.at(-1) ?? {}
    expect(html).toContain(code)
    expect(html).not.toContain(visit.name)
  })

  test('gets a code that a camera reads as the address of the badge', async () => {
    const browser = await tablet()
    await signsIn(browser)
    const { html } = await browser.open('/reception/badge')
    const drawn = /<svg class="app-qr".*?<\/svg>/s.exec(html)?.[0].replace('<svg', '<svg xmlns="http://www.w3.org/2000/svg"') ?? ''
    const { data, info } = await sharp(Buffer.from(drawn)).resize(600).ensureAlpha().raw().toBuffer({ resolveWithObject: true })
    const read = decodeQR({ width: info.width, height: info.height, data: new Uint8Array(data) })
    expect(read).toBe(`${site.at}/badge/${site.book.at(-1)?.badge}`)
  })

  test('who presses the last button twice is in the book once, and sees the badge', async () => {
    const browser = await tablet()
    const before = site.book.length
    const { token } = await signsIn(browser)
    const again = await browser.sendAgain('/reception/check', token)
    expect([again.status, again.headers.get('location')]).toEqual([303, '/reception/badge'])
    expect(site.book).toHaveLength(before + 1)
    expect((await browser.open('/reception/badge')).html).toContain(site.book.at(-1)?.code)
  })

  test('who presses twice before the first is in the book waits for the badge', async () => {
    const { promise: written, resolve: write } = Promise.withResolvers<void>()
    const { promise: asked, resolve: ask } = Promise.withResolvers<void>()
    const own = await receptionSite(released, {
      book: {
        ...noBook,
        async signInAtKiosk() {
          ask()
          await written
          return { ok: true, visit: '', badge: 'b'.repeat(24), code: '7KQM-2XAB', arrivedAt: noon }
        },
      },
    })
    const browser = await tablet(own)
    await answers(browser)
    const first = browser.sendAgain('/reception/check', browser.token())
    await asked
    const second = await browser.send('/reception/check')
    expect([second.status, second.refresh]).toEqual([200, '2; url=/reception/badge'])
    expect((await browser.open('/reception/badge')).location).toBe('/reception/check')
    write()
    await first
    expect((await browser.open('/reception/badge')).html).toContain('7KQM-2XAB')
    await own.close()
  })

  test('who presses twice at a question is asked the next', async () => {
    const browser = await tablet()
    await browser.open('/reception/name')
    const token = browser.token()
    await browser.send('/reception/name', { name: visit.name })
    expect((await browser.sendAgain('/reception/name', token)).headers.get('location')).toBe('/reception/host')
  })

  test('who leaves out the car and says nothing about help is signed in without', async () => {
    const browser = await tablet()
    for (const [step, fields] of [
      ['name', { name: 'Bo' }],
      ['host', { host: 'IT' }],
      ['registration', { registration: ' ' }],
      ['help', {}],
    ] as const) {
      await browser.open(`/reception/${step}`)
      await browser.send(`/reception/${step}`, fields)
    }
    expect((await browser.open('/reception/check')).html).toContain('No, or not said')
    await browser.send('/reception/check')
    expect(site.book.at(-1)).toMatchObject({ name: 'Bo', host: 'IT', registration: null, needsHelp: false })
  })

  test.each([
    ['name', { name: '' }, 'Enter your name'],
    ['name', { name: 'a'.repeat(500) }, 'Enter 100 characters or fewer'],
    ['host', { host: ' ' }, 'Enter who you are visiting'],
    ['registration', { registration: 'A'.repeat(500) }, 'characters or fewer'],
  ])('is told what is wrong with the %s', async (step, fields, words) => {
    const browser = await tablet()
    await browser.open('/reception/name')
    await browser.send('/reception/name', { name: visit.name })
    await browser.open('/reception/host')
    await browser.send('/reception/host', { host: visit.host })
    await browser.open(`/reception/${step}`)
    const wrong = await browser.send(`/reception/${step}`, fields)
    expect([wrong.status, wrong.html]).toEqual([422, expect.stringContaining(words)])
  })

  test('who comes to a later question without the earlier ones begins at the start', async () => {
    const browser = await tablet()
    for (const step of ['host', 'registration', 'help', 'check', 'badge'])
      expect((await browser.open(`/reception/${step}`)).location, step).toBe('/reception')
  })

  test('changes an answer and comes back to all of them', async () => {
    const browser = await tablet()
    await signsIn(browser)
    await browser.open('/reception')
    for (const step of ['name', 'host', 'registration', 'help']) {
      await browser.open(`/reception/${step}`)
      await browser.send(`/reception/${step}`, step === 'help' ? {} : { [step]: 'First' })
    }
    expect((await browser.open('/reception/name')).html).toContain('value="First"')
    expect((await browser.send('/reception/name', { name: 'Second' })).location).toBe('/reception/check')
    expect((await browser.open('/reception/check')).html).toContain('Second')
  })
})

describe('once a visitor has gone', () => {
  test('nothing of them is left on the tablet, nor in any session', async () => {
    const browser = await tablet()
    const withName = () => [...kept.values()].filter((content) => content.includes(visit.name)).length
    const before = withName()
    await browser.open('/reception/name')
    await browser.send('/reception/name', { name: visit.name })
    expect(withName()).toBe(before + 1)
    await signsIn(browser)
    await browser.open('/reception')
    for (const step of ['check', 'badge', 'host']) expect((await browser.open(`/reception/${step}`)).location, step).toBe('/reception')
    expect((await browser.open('/reception/name')).html).not.toMatch(/name="name"[^>]*value=/)
    expect(withName()).toBe(before)
  })

  test('the screen asks after a while whether somebody is still there, and clears itself 20 seconds later', async () => {
    const browser = await tablet()
    await browser.open('/reception/name')
    await browser.send('/reception/name', { name: visit.name })
    const { refresh } = await browser.open('/reception/host')
    // Long enough for a slow typist.
    expect(refresh).toBe('180; url=/reception/still-there?at=host')
    expect((await browser.open('/reception/notice')).refresh).toBe('60; url=/reception/still-there?at=notice')
    const asks = await browser.open('/reception/still-there?at=host')
    expect([asks.refresh, asks.html]).toEqual(['20; url=/reception', expect.stringContaining('Are you still there?')])
    // “Yes, go on”: the answers are still there.
    expect((await browser.open('/reception/host')).status).toBe(200)
    await browser.open('/reception')
    expect((await browser.open('/reception/host')).location).toBe('/reception')
  })

  test('a tablet that was asleep shows the next visitor nothing of the last', async () => {
    let now = noon
    const own = await receptionSite(released, { clock: () => now })
    const wait = (seconds: number) => {
      now = now.add({ seconds })
    }
    const browser = await tablet(own)
    await answers(browser)
    // Whoever asks for a page in time goes on, as often as it takes.
    for (const _ of [1, 2, 3]) {
      wait(200)
      expect((await browser.open('/reception/check')).html).toContain(visit.name)
    }
    wait(240)
    for (const step of ['check', 'badge', 'host']) expect((await browser.open(`/reception/${step}`)).location, step).toBe('/reception')
    expect((await browser.open('/reception/name')).html).not.toContain(visit.name)
    await signsIn(browser)
    expect((await browser.open('/reception/badge')).status).toBe(200)
    wait(240)
    expect((await browser.open('/reception/badge')).location).toBe('/reception')
    await own.close()
  })

  test('no page is kept by the browser', async () => {
    const browser = await tablet()
    for (const step of ['', '/name', '/sign-out']) {
      const answer = await browser.get(`${site.at}/reception${step}`)
      expect(answer.headers.get('cache-control'), step).toBe('no-store')
    }
  })

  test('what went wrong does not stand on the screen for ever', async () => {
    const browser = await tablet()
    const answer = await browser.post(`${site.at}/reception/name`, { name: visit.name })
    expect([answer.status, answer.headers.get('refresh')]).toEqual([403, '20; url=/reception'])
  })
})

test('a tablet that was removed says so, forgets what was answered, and takes nothing in', async () => {
  const own = await receptionSite(released)
  const browser = await tablet(own)
  await browser.open('/reception/name')
  await browser.send('/reception/name', { name: visit.name })
  await browser.open('/reception/host')
  own.revokeAll()
  expect((await browser.send('/reception/host', { host: visit.host })).location).toBe('/reception')
  expect((await browser.open('/reception')).html).toContain('This tablet is no longer set up')
  expect(own.book).toEqual([])
  await own.close()
})

test('where the notice lets nothing into the book, the visitor is sent to the receptionist and nothing is kept', async () => {
  const own = await receptionSite(released, { book: noBook })
  const browser = await tablet(own)
  const { answer } = await signsIn(browser)
  expect([answer.status, answer.html]).toEqual([403, expect.stringContaining('Please see the receptionist')])
  await browser.open('/reception/sign-out')
  expect((await browser.send('/reception/sign-out', { code: '7KQM-2XAB' })).status).toBe(403)
  await own.close()
})

test('what the notice lets nobody ask is not asked', async () => {
  const activities = released.edition.activities.map((each) => {
    const asks = each.colleagues.filter(({ categories }) => !categories.includes('support-needs'))
    return each.id === 'visitor-safety' ? { ...each, colleagues: asks } : each
  })
  const own = await receptionSite({ ...released, edition: { ...released.edition, activities } })
  const browser = await tablet(own)
  for (const step of ['name', 'host', 'registration']) {
    await browser.open(`/reception/${step}`)
    const { location } = await browser.send(`/reception/${step}`, { [step]: 'Words' })
    if (step === 'registration') expect(location).toBe('/reception/check')
  }
  const { html } = await browser.open('/reception/check')
  expect(html).not.toMatch(/help/i)
  expect((await browser.open('/reception/help')).location).toBe('/reception')
  await own.close()
})

test('thirty entries a minute are taken from one tablet; the next is asked to wait, in words, and is not lost', async () => {
  const own = await receptionSite(released)
  const browser = await tablet(own)
  const answers: number[] = []
  for (let one = 0; one < 31; one += 1) answers.push((await signsIn(browser)).answer.status)
  expect(answers).toEqual([...Array(30).fill(303), 429])
  expect(own.book).toHaveLength(30)
  expect((await browser.open('/reception/check')).html).toContain(visit.name)
  expect((await signsIn(browser)).answer.html).toContain('Please wait a moment')
  await own.close()
})

describe('a badge', () => {
  async function badge() {
    const browser = await tablet()
    await signsIn(browser)
    return { browser, ...(site.book.at(-1) ?? { badge: '', code: '' }) }
  }

  test('signs its bearer out by a button on their own phone; looking at it changes nothing', async () => {
    const { badge: token } = await badge()
    const phone = site.browser()
    for (let looks = 0; looks < 2; looks += 1) {
      const { html, status } = await phone.open(`/badge/${token}`)
      expect([status, html]).toEqual([200, expect.stringContaining('You signed in at 10:02')])
      expect(html).not.toContain(visit.name)
    }
    expect((await phone.send(`/badge/${token}`)).location).toBe('/badge/signed-out')
    expect((await phone.open('/badge/signed-out')).html).toContain('You are signed out')
    expect(site.book.at(-1)?.state).toEqual({ state: 'left' })
  })

  test('used twice, also on two phones that both show the button, says that it was used and not when', async () => {
    const { badge: token } = await badge()
    const [phone, other] = [site.browser(), site.browser()]
    for (const each of [phone, other]) await each.open(`/badge/${token}`)
    await phone.send(`/badge/${token}`)
    for (const again of [await other.send(`/badge/${token}`), await phone.open(`/badge/${token}`)]) {
      expect([again.status, again.html]).toEqual([410, expect.stringContaining('This badge has been used')])
      expect(again.html).not.toContain('10:02')
    }
  })

  test('of an earlier day, and one that nobody gave out, lead to the receptionist', async () => {
    const { badge: token } = await badge()
    const last = site.book.at(-1)
    if (last !== undefined) last.state = { state: 'earlier-day' }
    const phone = site.browser()
    expect((await phone.open(`/badge/${token}`)).html).toContain('This badge is from an earlier day')
    const unknown = await phone.open(`/badge/${'A'.repeat(22)}`)
    expect([unknown.status, unknown.html]).toEqual([404, expect.stringContaining('We do not know this badge')])
  })

  test('is not known by its letters anywhere but at the tablet', async () => {
    const { code } = await badge()
    expect((await site.browser().open(`/badge/${code}`)).status).toBe(404)
    const last = site.book.at(-1)
    // The book would know a code with however many dashes.
    const dashed = [...code].join('--')
    if (last !== undefined) site.book[site.book.length - 1] = { ...last, code: dashed }
    expect((await site.browser().open(`/badge/${dashed}`)).status).toBe(404)
  })

  test('signs out by its letters at the tablet, once', async () => {
    const { browser, code } = await badge()
    await browser.open('/reception/sign-out')
    expect((await browser.send('/reception/sign-out', { code })).location).toBe('/reception/signed-out')
    await browser.open('/reception/sign-out')
    const again = await browser.send('/reception/sign-out', { code })
    expect([again.status, again.html]).toEqual([422, expect.stringContaining('This badge has been used')])
  })

  test('cannot be guessed by trying letters', async () => {
    const own = await receptionSite(released)
    const browser = await tablet(own)
    await browser.open('/reception/sign-out')
    const said: string[] = []
    for (let tries = 0; tries < 31; tries += 1) said.push((await browser.send('/reception/sign-out', { code: `WRONG${tries}` })).html)
    expect(said[29]).toContain('There is no badge like this')
    expect(said[30]).toContain('Too many badges were tried here')
    await own.close()
  })
})

test('no log line has a name, a registration, a badge or its letters', () => {
  const all = site.logged.join()
  expect(all).toContain('/badge/:token')
  for (const secret of [visit.name, visit.registration, ...site.book.flatMap(({ badge, code }) => [badge, code])])
    expect(all).not.toContain(secret)
})

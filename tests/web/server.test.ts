import { afterAll, describe, expect, test } from 'vitest'
import { exampleSite } from './example-site.ts'
import { opened, send } from './sent-form.ts'

const site = exampleSite()
afterAll(() => site.app.close())

const feedback = { about: 'calls', text: 'What is a recording?' }

describe('a form', () => {
  test('is taken in when it was shown, and answered with a reference', async () => {
    const form = await opened(site.app, '/feedback?about=calls')
    const answer = await send(site.app, '/feedback', form, feedback)
    expect(answer.statusCode).toBe(303)
    expect(answer.headers.location).toBe('/feedback/sent')
    const confirmed = await site.app.inject({ url: '/feedback/sent', headers: { cookie: form.cookie } })
    expect(confirmed.body).toMatch(/<strong>F-\d+<\/strong>/)
    expect(site.feedback.at(-1)).toMatchObject({
      about: 'calls',
      text: 'What is a recording?',
      edition: site.parts.editions.current().hash,
    })
    expect(site.feedback.at(-1)?.formId).not.toBe('')
  })

  test('is confirmed to whoever sent it, and no address can make the site confirm another', async () => {
    for (const url of ['/feedback/sent', '/contact/sent']) {
      const nothingSent = await site.app.inject(url)
      expect(nothingSent).toMatchObject({ statusCode: 303, headers: { location: url.replace('/sent', '') } })
    }
    const made = await site.app.inject('/contact/sent?reference=C-1001&by=2026-03-09')
    expect(made.statusCode).toBe(400)
    expect(made.body).not.toContain('C-1001')
  })

  test('counts once when it is sent twice', async () => {
    const form = await opened(site.app, '/feedback')
    await send(site.app, '/feedback', form, feedback)
    const before = site.feedback.length
    const again = await send(site.app, '/feedback', form, feedback)
    expect(again.statusCode).toBe(409)
    expect(again.body).toContain('This form was already sent')
    expect(site.feedback).toHaveLength(before)
  })

  test('counts once when it is sent twice at the same moment', async () => {
    const form = await opened(site.app, '/feedback')
    const before = site.feedback.length
    const answers = await Promise.all([send(site.app, '/feedback', form, feedback), send(site.app, '/feedback', form, feedback)])
    expect(answers.map((answer) => answer.statusCode).toSorted()).toEqual([303, 409])
    expect(site.feedback).toHaveLength(before + 1)
  })

  test('is refused when another site made it', async () => {
    const before = site.feedback.length
    const forged = await send(site.app, '/feedback', { cookie: '', token: 'made-up' }, feedback)
    const mine = await opened(site.app, '/feedback')
    const wrong = await send(site.app, '/feedback', { ...mine, token: 'made-up' }, feedback)
    const header = await send(site.app, '/feedback', { ...mine, token: '' }, feedback, { 'csrf-token': mine.token })
    expect([forged.statusCode, wrong.statusCode, header.statusCode]).toEqual([403, 403, 403])
    expect(site.feedback).toHaveLength(before)
  })

  test('of another person’s session is refused', async () => {
    const [mine, yours] = [await opened(site.app, '/feedback'), await opened(site.app, '/feedback')]
    expect((await send(site.app, '/feedback', { cookie: mine.cookie, token: yours.token }, feedback)).statusCode).toBe(403)
  })

  test('that lacks something is shown again with the error, the title and what was typed', async () => {
    const form = await opened(site.app, '/contact')
    const answer = await send(site.app, '/contact', form, { text: 'My <b>name</b> is wrong', name: ' ', contact: 'a@b.example' })
    expect(answer.statusCode).toBe(422)
    expect(answer.body).toContain('<title>Error: Contact us about your information')
    expect(answer.body).toContain('href="#name"')
    expect(answer.body).toContain('Enter your name')
    expect(answer.body).toContain('My &lt;b>name&lt;/b> is wrong')
    expect(answer.body).toContain('value="a@b.example"')
  })

  test('with a field that its page does not have, or one field twice, is refused without a word of what was sent', async () => {
    const one = await opened(site.app, '/feedback')
    const extra = await send(site.app, '/feedback', one, { ...feedback, admin: 'secret-value' })
    const two = await opened(site.app, '/feedback')
    const twice = await site.app.inject({
      method: 'POST',
      url: '/feedback',
      headers: { cookie: two.cookie, 'content-type': 'application/x-www-form-urlencoded' },
      payload: `_csrf=${two.token}&about=calls&text=one&text=two`,
    })
    expect([extra.statusCode, twice.statusCode]).toEqual([400, 400])
    expect(extra.body).not.toContain('secret-value')
  })
})

describe('bad input', () => {
  const raw = (payload: string, type: string) =>
    site.app.inject({ method: 'POST', url: '/feedback', headers: { 'content-type': type }, payload })

  test.each([
    ['an over-long body', 413, () => raw(`text=${'x'.repeat(70_000)}`, 'application/x-www-form-urlencoded')],
    ['JSON where a form belongs', 415, () => raw('{}', 'application/json')],
    ['broken encoding', 400, () => raw('text=%E0%A4', 'application/x-www-form-urlencoded')],
    ['a NUL character', 400, () => raw('text=%00', 'application/x-www-form-urlencoded')],
    ['a flood of fields', 400, () => raw('a=1&'.repeat(200), 'application/x-www-form-urlencoded')],
    ['an unknown page', 404, () => site.app.inject('/nothing-here')],
    ['an unknown edition', 404, () => site.app.inject('/notice/editions/never')],
    ['an unknown layer', 404, () => site.app.inject('/notice/layers/never')],
    ['a query no page has', 400, () => site.app.inject('/notice?debug=1')],
    ['a broken address', 400, () => site.app.inject('/%')],
    ['a subject that is not one', 400, () => site.app.inject('/feedback?about=%3Cscript%3E')],
  ])('%s is answered with status %i, a page and a reference', async (_what, status, ask) => {
    const answer = await ask()
    expect(answer.statusCode).toBe(status)
    expect(answer.headers['content-type']).toContain('text/html')
    expect(answer.body).toMatch(/Reference: <strong>[0-9a-f]{12}<\/strong>/)
    expect(answer.body).not.toMatch(/at .*\.tsx?:|node_modules/)
  })

  test('a fault of ours is a plain page; the log has its kind and place, not its words', async () => {
    const broken = exampleSite({
      promises: async () => {
        throw new Error('Amina Yusuf, 4 March 1981')
      },
    })
    const answer = await broken.app.inject('/promises')
    expect(answer.statusCode).toBe(500)
    expect(answer.body).toContain('Sorry, something went wrong')
    expect(answer.body).not.toContain('Amina')
    expect(broken.logged.join('')).toContain('request failed')
    expect(broken.logged.join('')).not.toContain('Amina')
    await broken.app.close()
  })

  test('too many requests are told to wait', async () => {
    const busy = exampleSite({ limits: { address: 2 } })
    const answers = [await busy.app.inject('/notice'), await busy.app.inject('/notice'), await busy.app.inject('/notice')]
    expect(answers.map((answer) => answer.statusCode)).toEqual([200, 200, 429])
    expect(answers[2]?.body).toContain('Too many requests')
    await busy.app.close()
  })
})

describe('every answer', () => {
  test('carries the strict policy, and no cookie for reading', async () => {
    const answer = await site.app.inject('/notice')
    expect(answer.headers['content-security-policy']).toBe(
      "default-src 'self';style-src 'self';script-src 'self';object-src 'none';base-uri 'none';form-action 'self';frame-ancestors 'none'",
    )
    expect(answer.headers['referrer-policy']).toBe('same-origin')
    expect(answer.headers['x-content-type-options']).toBe('nosniff')
    expect(answer.headers['strict-transport-security']).toBeUndefined()
    expect(answer.headers['set-cookie']).toBeUndefined()
    expect(answer.body).not.toMatch(/<script|style=/)
  })

  test('over HTTPS tells the browser to stay there', async () => {
    const secure = exampleSite({ secure: true })
    expect((await secure.app.inject('/notice')).headers['strict-transport-security']).toContain('max-age=31536000')
    await secure.app.close()
  })

  test('the style sheet is named by its content and may be kept for ever', async () => {
    const [sheet = ''] = site.parts.look.stylesheets
    const answer = await site.app.inject(sheet)
    expect(sheet).toMatch(/^\/look\/assured-[0-9a-f]{12}\.css$/)
    expect(answer.headers['cache-control']).toBe('public, max-age=31536000, immutable')
    expect(answer.body).not.toMatch(/url\(|GDS Transport|#1d70b8/)
  })

  test('health says ready and which edition is in force', async () => {
    expect((await site.app.inject('/health')).json()).toEqual({ ready: true, edition: site.parts.editions.current().hash })
    const starting = exampleSite({ ready: async () => false })
    expect((await starting.app.inject('/health')).statusCode).toBe(503)
    await starting.app.close()
  })

  test('is logged by its route, never by its address', async () => {
    const quiet = exampleSite()
    await quiet.app.inject('/notice/editions/compare?from=northgate-2024-06&to=northgate-2026-02')
    await quiet.app.inject('/someone@example.com')
    const lines = quiet.logged.join('')
    expect(lines).toContain('"route":"/notice/editions/compare"')
    expect(lines).not.toContain('northgate-2024-06')
    expect(lines).not.toContain('someone@example.com')
    await quiet.app.close()
  })
})

describe('the notice', () => {
  test('says what changed between two editions', async () => {
    const answer = await site.app.inject('/notice/editions/compare?from=northgate-2024-06')
    expect(answer.body).toContain('What changed from June 2024 to February 2026')
    expect(answer.body).toMatch(/180 days to 90 days/)
    expect(answer.body).toContain('Equality statistics')
  })

  test('marks the periods that the landlord must still confirm', async () => {
    const answer = await site.app.inject('/notice/how-long/schedule')
    expect(answer.body).toMatch(/(Proposed, not fixed.*){3}/s)
    expect(answer.body).toContain('On the day of the call')
  })

  test('shows only the rows of a layer', async () => {
    const answer = await site.app.inject('/notice/layers/callers/detail')
    expect(answer.body).toContain('Recording calls')
    expect(answer.body).not.toContain('Equality statistics')
  })

  test('tells a broken promise loudly, and one still to come as “not yet”', async () => {
    const { body } = await site.app.inject('/promises')
    expect(body).toContain('One promise is broken at this moment')
    expect(body).toContain('Not yet')
    expect(body).toContain('The sweep has not run for 31 hours')
  })
})

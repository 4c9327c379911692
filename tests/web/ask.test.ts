import { afterAll, describe, expect, test } from 'vitest'
import { livewest } from '../support/edition.ts'
import { exampleSite } from './example-site.ts'

const released = await livewest()
const only = { current: () => released, list: () => [], get: () => released }
const { app, logged } = exampleSite({ editions: only })
afterAll(() => app.close())

const asForm = { 'content-type': 'application/x-www-form-urlencoded' }
const send = (payload: string, headers: Readonly<Record<string, string>> = {}) =>
  app.inject({ method: 'POST', url: '/ask', payload, headers: { ...asForm, ...headers } })
const ask = (question: string) => send(`question=${encodeURIComponent(question)}`)

describe('one box asks the notice', () => {
  test.each(['/notice', '/notice/full', '/ask'])(
    'it stands on %s, is sent by POST to one address, and nobody gets a cookie for it',
    async (url) => {
      const { statusCode, body, headers } = await app.inject(url)
      expect(statusCode).toBe(200)
      expect(body.match(/<form[^>]*action="\/ask"[^>]*>/)?.[0]).toContain('method="post"')
      expect(headers['set-cookie']).toBeUndefined()
    },
  )

  test('the answer has its clause, its section and the figure of last night', async () => {
    const { statusCode, body, headers } = await ask('how long do you keep my calls?')
    expect(statusCode).toBe(200)
    expect(body).toContain('we keep recordings for 90 days')
    expect(body).toContain('href="/notice/full/calls"')
    expect(body).toContain('href="/promises#clause-TC3"')
    expect(body).toContain('82 deleted last night.')
    expect(headers['set-cookie']).toBeUndefined()
    expect(headers['cache-control']).toBe('no-store')
  })

  test('where the figures cannot be read, the answer comes all the same', async () => {
    const site = exampleSite({ editions: only, answerFigures: async () => null })
    const { statusCode, body } = await site.app.inject({ method: 'POST', url: '/ask', headers: asForm, payload: 'question=calls+how+long' })
    expect(statusCode).toBe(200)
    expect(body).not.toContain('app-card__figure')
    await site.app.close()
  })

  test('what the notice does not say is said plainly, with the way to us', async () => {
    const { body } = await ask('can I keep a dog')
    expect(body).toContain('The notice does not say.')
    expect(body).toContain('href="/contact"')
  })
})

describe('the question is kept nowhere', () => {
  const secret = 'zanzibarian-orchid'

  test.each([
    ['asked', () => ask(`why do you know about my ${secret}`)],
    ['asked with a field that the box does not have', () => send(`question=${secret}&name=${secret}`)],
    ['asked twice in one form', () => send(`question=${secret}&question=${secret}`)],
    ['sent as no form', () => send(`{"question":"${secret}"}`, { 'content-type': 'application/json' })],
    ['in the address', () => app.inject(`/ask?question=${secret}`)],
    ['in the address of a form', () => app.inject({ method: 'POST', url: `/ask?q=${secret}`, headers: asForm, payload: 'question=x' })],
  ])('%s: it is in no log, no address and no cookie', async (_, sent) => {
    const { headers } = await sent()
    expect(JSON.stringify(headers)).not.toContain(secret)
    expect(logged.join('\n')).toContain('/ask')
    expect(logged.join('\n')).not.toContain(secret)
  })

  test('an address with a question is refused, and says nothing of it', async () => {
    const { statusCode, body } = await app.inject(`/ask?question=${secret}`)
    expect(statusCode).toBe(400)
    expect(body).not.toContain(secret)
  })
})

describe('whatever is typed has a plain page', () => {
  test.each([
    ['nothing', ''],
    ['blanks', '   '],
    ['control characters', '\u0007\u001b[31m'],
    ['ten thousand words', 'zebra '.repeat(10_000)],
    ['another script', 'Как долго'],
  ])('%s', async (_, question) => {
    const { statusCode, body } = await ask(question)
    expect(statusCode).toBe(200)
    expect(body).toContain('The notice does not say.')
    expect(body.length).toBeLessThan(20_000)
  })

  test('markup is shown as it was typed, and is none', async () => {
    const { body } = await ask('"><script>alert(1)</script>')
    expect(body).not.toContain('<script>alert')
    expect(body).toContain('&lt;script>alert(1)&lt;/script>')
  })

  test('broken encoding, and a form without a question, are refused as for every form', async () => {
    for (const payload of ['question=%ff', 'question=%00', '', 'other=1']) expect((await send(payload)).statusCode, payload).toBe(400)
  })
})

import { afterAll, describe, expect, test } from 'vitest'
import { errands } from '#notice/card.ts'
import { cardsOf } from '#notice/cards.ts'
import { addressOf, errandOf } from '#web/public-site/errands.ts'
import { livewest } from '../support/edition.ts'
import { exampleSite } from './example-site.ts'

const released = await livewest()
const { edition } = released
const only = { current: () => released, list: () => [], get: () => released }
const { app } = exampleSite({ editions: only })
afterAll(() => app.close())

const pages = [
  '/notice',
  '/notice/rights',
  '/contact',
  ...edition.relationships.map((_, index) => `/notice?for=${index + 1}`),
  ...edition.notice.map(({ id }) => `/notice/full/${id}`),
  ...edition.layers.flatMap(({ id }) => [`/notice/layers/${id}`, `/notice/layers/${id}/detail`]),
]

async function bodyOf(address: string, site = app): Promise<{ readonly status: number; readonly body: string }> {
  const { statusCode, body } = await site.inject({ url: address.replace(/#.*/, '') })
  return { status: statusCode, body }
}

/** What is done on a page: the form that takes it, or what stands there where there is only something to read. */
const done: Readonly<Record<(typeof errands)[number], RegExp>> = {
  copy: /<form method="post" action="\/your-copy"/,
  correct: /action="\/contact".*Put it right: <\/textarea>/s,
  erase: /action="\/contact".*Have it deleted: <\/textarea>/s,
  restrict: /action="\/contact".*Make us pause: <\/textarea>/s,
  object: /action="\/contact".*Object: <\/textarea>/s,
  move: /action="\/contact".*Take it with you: <\/textarea>/s,
  withdraw: /action="\/contact".*Change your mind: <\/textarea>/s,
  marketing: /<form method="post" action="\/no-marketing"/,
  complain: /id="raise-a-concern".*<form method="post" action="\/contact"/s,
  contact: /mailto:.*<form method="post" action="\/contact"/s,
  feedback: /<form method="post" action="\/feedback"/,
  pictures: /<h1[^>]*>[^<]*[Pp]icture/,
  'how-long': /\/notice\/how-long\/schedule/,
  'who-gets-what': /\/notice\/who-gets-what\/table/,
  uses: /\/notice\/uses\/table/,
  rights: /id="right-copy"/,
  editions: /<h1/,
  changes: /href="\/notice\/changes[^"]*"|action="\/notice\/changes/,
}

test.each(errands)('%s: the page of it is where it is done, in the place that its link names', async (errand) => {
  const address = addressOf(errand)
  const { status, body } = await bodyOf(address)
  expect(status).toBe(200)
  expect(body).toMatch(done[errand])
  const [, anchor] = address.split('#')
  if (anchor !== undefined) expect(body).toContain(`id="${anchor}"`)
})

/** The links of the page itself to pages of this site; its bar and its foot stand on every page. */
const linksOn = (body: string) =>
  [...body.slice(body.indexOf('<main'), body.indexOf('</main>')).matchAll(/<a [^>]*href="(\/[^"]*)"/g)].map(([, href = '']) =>
    href.replaceAll('&amp;', '&'),
  )

test('no link of the notice’s own pages is dead, and each leads to the very place that it names', async () => {
  const seen = new Map<string, { readonly status: number; readonly body: string }>()
  const dead: string[] = []
  for (const url of pages) {
    for (const href of linksOn((await bodyOf(url)).body)) {
      const [path = '', anchor] = href.split('#')
      const led = seen.get(path) ?? (await bodyOf(path))
      seen.set(path, led)
      // The promises of this site are invented; that each clause has its place among them is for the tests of that page.
      const isThere = path === '/promises' || anchor === undefined || led.body.includes(`id="${anchor}"`)
      if (led.status !== 200 || !isThere) dead.push(`${url}: ${href}`)
    }
  }
  expect(dead).toEqual([])
  expect(seen.size).toBeGreaterThan(100)
})

test('what a text says that its reader can do stands on its page, with the place where it is done', async () => {
  const saying = [
    ...edition.notice.map(({ id, can }) => ({ url: `/notice/full/${id}`, can: can ?? [] })),
    ...edition.layers.map(({ id, can }) => ({ url: `/notice/layers/${id}`, can: can ?? [] })),
    ...cardsOf(edition).map(({ can: { errand } }) => ({ url: '/notice', can: [errand] })),
  ]
  for (const { url, can } of saying) {
    const links = linksOn((await bodyOf(url)).body)
    for (const errand of can) expect(links, `${url} ${errand}`).toContain(errandOf(edition, errand).href)
  }
})

test('the page of pictures is linked wherever a text tells of pictures of its readers that we show', async () => {
  const tells = /(show|no to|use|put your name to a)[^.]{0,30}(picture|photo)|^- (\*\*)?(Pictures|Sometimes a photo)/m
  const telling = [
    ...edition.notice.filter(({ body }) => tells.test(body)).map(({ id }) => `/notice/full/${id}`),
    ...edition.layers.filter(({ body }) => tells.test(body)).map(({ id }) => `/notice/layers/${id}`),
  ]
  expect(telling).toEqual(expect.arrayContaining(['/notice/full/photographs', '/notice/layers/community-events-and-connectors']))
  expect(telling.length).toBeGreaterThan(5)
  for (const url of ['/notice', ...telling]) expect(linksOn((await bodyOf(url)).body), url).toContain('/pictures')
})

describe('where the notice lets nothing be taken in on the site', () => {
  const closed = { isOpen: () => false, submit: async () => null }
  const site = exampleSite({ editions: only, concerns: closed, copies: closed, noMarketing: closed, feedback: closed })

  test.each(['/contact', '/your-copy', '/no-marketing', '/feedback?about=notice'])(
    '%s has no form and says whom to write to or call',
    async (url) => {
      const { status, body } = await bodyOf(url, site.app)
      expect(status).toBe(200)
      expect(body).not.toContain('<form method="post"')
      expect(body).toMatch(/@[\w.]+/)
    },
  )
})

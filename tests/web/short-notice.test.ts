import { afterAll, describe, expect, test } from 'vitest'
import { cardsFor, cardsOf } from '#notice/cards.ts'
import { periodWords } from '#notice/period-words.ts'
import { addressOf } from '#web/public-site/errands.ts'
import { selvesOf } from '#web/public-site/notice/reader.ts'
import { editionOf, livewest } from '../support/edition.ts'
import { exampleSite } from './example-site.ts'
import { minutesSaid, wordsOn } from './words-on.ts'

const released = await livewest()
const { edition } = released

/** As long as any figure gets: the words of a page with figures are counted. */
const figures = async () => new Map(cardsOf(edition).map(({ id }) => [id, '12,082 deleted on 27 November 2026, the last time.']))
const only = { current: () => released, list: () => [], get: () => released }
const { app } = exampleSite({ editions: only, figures })
afterAll(() => app.close())

async function page(url: string): Promise<string> {
  const { statusCode, body } = await app.inject({ url })
  expect(statusCode, url).toBe(200)
  return body
}

const selves = selvesOf(edition)
const at = (id: string) => selves.find((each) => each.id === id)?.at ?? ''
const readers = [[], ...selves.map((self) => [self]), selves.slice(0, 2), selves].map(
  (ticked) => [ticked.map(({ says }) => says).join(', ') || 'nothing', ticked] as const,
)
const cards = (body: string) =>
  [...body.matchAll(/<li class="app-card" id="card-(.*?)">(.*?)<\/li>/gs)].map(([, id, card]) => ({ id, card: card ?? '' }))

describe('the notice in three minutes', () => {
  test.each(readers)('has at most 600 words for whoever ticks: %s', async (_, ticked) => {
    const query = ticked.map((self) => `for=${self.at}`).join('&')
    expect(wordsOn(await page(`/notice${query === '' ? '' : `?${query}`}`))).toBeLessThanOrEqual(600)
  })

  test('each card is one answer, leads to all of it, has one thing to do, and one figure of the system', async () => {
    const shown = cards(await page('/notice'))
    expect(shown.length).toBeGreaterThanOrEqual(6)
    expect(shown.length).toBeLessThanOrEqual(8)
    for (const { id, card } of shown) {
      const links = [...card.matchAll(/href="([^"]+)"/g)].map(([, href]) => href ?? '')
      expect(links, id).toHaveLength(2)
      expect(links[0], id).toMatch(/^\/notice\/full\//)
      for (const href of links) await page(href.replaceAll('&amp;', '&').replace(/#.*/, ''))
      expect(card.match(/app-card__figure/g), id).toHaveLength(1)
    }
  })

  test('where the figures cannot be read, the page comes all the same and says so once', async () => {
    const without = exampleSite({ editions: only, figures: async () => null })
    const { statusCode, body } = await without.app.inject('/notice')
    expect(statusCode).toBe(200)
    expect(body.match(/figures are unavailable/g)).toHaveLength(1)
    expect(cards(body).length).toBe(cardsOf(edition).length)
    expect(body).not.toContain('app-card__figure')
  })
})

describe('what somebody is narrows it', () => {
  test('a visitor reads of the visitors’ book, and nothing of calls or short notices for homes', async () => {
    const body = await page(`/notice?for=${at('visitor')}`)
    expect(body).toContain('number plate')
    expect(cards(body).map(({ id }) => id)).not.toContain('calls')
    expect(body).not.toContain('/notice/layers/renting-a-home')
    expect(body).toContain(`/notice/uses?for=${at('visitor')}`)
  })

  test('several at once: what is about either is there, in the words for everybody', async () => {
    const body = await page(`/notice?for=${at('visitor')}&for=${at('tenant')}`)
    expect(cards(body).map(({ id }) => id)).toContain('calls')
    expect(body).toContain('/notice/layers/renting-a-home')
    expect(body).not.toContain('number plate of your car')
    expect(body.match(/checked/g)).toHaveLength(2)
  })

  test('an address says nothing of its reader: positions, and no words', async () => {
    const body = await page('/notice')
    const values = [...body.matchAll(/name="for" value="([^"]+)"/g)].map(([, value]) => value)
    expect(values.length).toBe(selves.length)
    for (const value of values) expect(value).toMatch(/^\d{1,2}$/)
  })

  test.each(['?for=0', '?for=99', '?for=tenant', '?as=1', '?for=1&name=Amina'])('%s is no address of ours', async (query) => {
    expect((await app.inject(`/notice${query}`)).statusCode).toBe(400)
  })

  test('the table of uses is narrowed by who, what for and which kind, and says how many are left', async () => {
    const everybody = { at: (list: readonly { id: string }[], id: string) => list.findIndex((each) => each.id === id) + 1 }
    const who = everybody.at(edition.relationships, 'child')
    const purpose = everybody.at(edition.purposes, 'preventing-crime')
    const kind = everybody.at(edition.categories, 'cctv-footage')
    expect(rowsOf(await page('/notice/uses/table'))).toEqual(edition.activities.map(({ id }) => id))
    const about = edition.activities.filter(({ relationships }) => relationships.includes('child')).map(({ id }) => id)
    expect(rowsOf(await page(`/notice/uses/table?for=${who}&purpose=&kind=`))).toEqual(about)
    const narrow = await page(`/notice/uses?for=${who}&purpose=${purpose}&kind=${kind}`)
    const left = edition.activities.filter(
      (each) => each.relationships.includes('child') && each.purpose === 'preventing-crime' && each.categories.includes('cctv-footage'),
    )
    expect(left.length).toBeGreaterThan(0)
    expect(rowsOf(narrow)).toEqual(left.map(({ id }) => id))
    expect(narrow).toContain(`${left.length} of ${edition.activities.length} uses`)
  })
})

const rowsOf = (body: string) => [...body.matchAll(/<tr[^>]*id="use-([^"]+)"/g)].map(([, id]) => id)
const plain = (html: string) =>
  html
    .replaceAll(/<[^>]+>/g, '')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&')

describe('a long table has the short answer in front of it', () => {
  test.each(['/notice/uses', '/notice/how-long', '/notice/who-gets-what'])('%s has at most 600 words', async (url) => {
    expect(wordsOn(await page(url))).toBeLessThanOrEqual(600)
  })

  test('the uses are told by name, under what each is for with their number, and each leads to its row', async () => {
    const body = await page('/notice/uses')
    expect(rowsOf(body)).toEqual([])
    for (const { id, label } of edition.purposes) {
      const uses = edition.activities.filter(({ purpose }) => purpose === id)
      expect(plain(body)).toContain(`${label} (${uses.length})`)
      for (const use of uses) {
        const [, href = '', anchor] = new RegExp(`href="([^"#]+)#(use-${use.id})"`).exec(body) ?? []
        expect(await page(href.replaceAll('&amp;', '&')), use.id).toMatch(new RegExp(`<tr[^>]*id="${anchor}"`))
      }
    }
  })

  test('where many are left, their names are told, with a way to all of their rows; where few are, the rows', async () => {
    const many = await page('/notice/uses?for=1')
    expect(rowsOf(many)).toEqual([])
    const tenants = edition.activities.filter(({ relationships }) => relationships.includes('tenant')).map(({ id }) => id)
    expect(plain(many)).toContain(`${tenants.length} of ${edition.activities.length} uses`)
    const [, all = ''] = /href="(\/notice\/uses\/table\?for=1)"/.exec(many) ?? []
    expect(rowsOf(await page(all))).toEqual(tenants)
    expect(rowsOf(await page('/notice/uses?for=16')).length).toBeGreaterThan(0)
  })

  test('each kind of information has its time, and leads to the rows of the schedule that say so, and to no others', async () => {
    const body = await page('/notice/how-long')
    const list = /<ul class="govuk-list govuk-list--spaced">(.*?)<\/ul>/s.exec(body)?.[1] ?? ''
    const told = [...list.matchAll(/<li>(.*?)<\/li>/gs)].flatMap(([, line = '']) => {
      const time = line.slice(line.lastIndexOf('</a>: ') + '</a>: '.length)
      return [...line.matchAll(/<a href="([^"]+)"[^>]*>(.*?)<\/a>/gs)].map(([, href = '', label = '']) => ({
        href,
        label: plain(label),
        time,
      }))
    })
    expect(told.length).toBe(edition.categories.length)
    for (const { id, label } of edition.categories) {
      const { href, time } = told.find((each) => each.label.toLowerCase() === label.toLowerCase()) ?? { href: '/nowhere', time: '' }
      const rules = edition.retention.filter(({ categories }) => categories.includes(id))
      expect([...(await page(href)).matchAll(/id="rule-([^"]+)"/g)].map(([, rule]) => rule)).toEqual(rules.map((rule) => rule.id))
      const general = rules.find(({ activities }) => activities === undefined)
      if (general !== undefined) expect(plain(time), id).toContain(general.words)
      const periods = rules.map(({ period }) => periodWords(period))
      const [, ...range] = /^(at once|\d+ \w+) to (\d+ \w+)/.exec(plain(time)) ?? []
      for (const end of range) expect(periods, id).toContain(end)
    }
  })

  test('everybody who can get something leads to what they get, each with its ground, and nobody else’s', async () => {
    const body = await page('/notice/who-gets-what')
    for (const [index, { id, label }] of edition.recipients.entries()) {
      const shares = edition.activities.flatMap(({ sharing }) => sharing).filter((share) => share.with.includes(id))
      const href = `/notice/who-gets-what/table?who=${index + 1}`
      expect(body.includes(`href="${href}"`), label).toBe(shares.length > 0)
      const led = await page(href)
      const rows = [...led.matchAll(/<tr class="app-record-table__row[^>]*>.*?<\/tr>|<tr[^>]*>.*?<\/tr>/gs)].map(([row]) => plain(row))
      for (const { because } of shares) expect(rows.join('\n'), label).toContain(because)
      const others = edition.activities.flatMap(({ sharing }) => sharing).filter((share) => !share.with.includes(id))
      const theirs = new Set(shares.map(({ because }) => because))
      for (const { because } of others) if (!theirs.has(because)) expect(plain(led), label).not.toContain(because)
    }
  })

  test.each(['/notice/how-long/schedule?kind=99', '/notice/who-gets-what/table?who=police', '/notice/uses/table?purpose=0'])(
    '%s is no address of ours',
    async (url) => {
      expect((await app.inject({ url })).statusCode).toBe(400)
    },
  )
})

test('each section that says what its reader can do leads to where it is done, and the one about pictures to the pictures', async () => {
  const says = /[Yy]ou can (also )?(ask|object|say no|see|complain|choose|change|read|reach|always)/
  const saying = edition.notice.filter(({ body }) => says.test(body))
  expect(saying.length).toBeGreaterThan(12)
  for (const { id } of saying) {
    const nav = /<nav class="app-you-can".*?<\/nav>/s.exec(await page(`/notice/full/${id}`))?.[0] ?? ''
    const links = [...nav.matchAll(/href="([^"#]+)/g)].map(([, href]) => href?.replaceAll('&amp;', '&') ?? '')
    expect(links.length, id).toBeGreaterThan(0)
    for (const url of links) expect((await app.inject({ url })).statusCode, url).toBe(200)
  }
  expect(await page('/notice/full/photographs')).toContain('href="/pictures"')
  expect(await page('/notice/full/homes-for-sale')).toContain('href="/no-marketing"')
})

test('every page that says how long it takes to read counts all that stands on it', async () => {
  const pages = [
    '/notice',
    ...edition.notice.map(({ id }) => `/notice/full/${id}`),
    ...edition.layers.flatMap(({ id }) => [`/notice/layers/${id}`, `/notice/layers/${id}/detail`]),
    `/notice/editions/${edition.id}`,
    '/notice/uses',
    '/notice/uses/table',
    '/notice/uses?for=16',
  ]
  const list = { ...only, list: () => [{ id: edition.id, hash: released.hash, dated: edition.dated, inForceFrom: '2023-02-01' }] }
  const whole = exampleSite({ editions: list, figures })
  for (const url of pages) {
    const { body } = await whole.app.inject(url)
    const words = wordsOn(body)
    expect(minutesSaid(body), `${url}: ${words} words`).toBe(Math.ceil(words / 200))
  }
})

test('whoever comes by an address of the one long page is led on to where that place is now', async () => {
  const body = await page('/notice')
  const places = [
    ...edition.notice.map(({ id }) => id),
    ...edition.activities.map(({ id }) => `use-${id}`),
    'every-use',
    'flows',
    'rights',
    'complain',
  ]
  for (const place of places) await leadsOn(body, place)
})

async function leadsOn(body: string, place: string): Promise<void> {
  const href = new RegExp(`<p class="app-moved" id="${place}">.*?href="([^"]+)"`).exec(body)?.[1] ?? ''
  const [path = '', anchor] = href.replaceAll('&amp;', '&').split('#')
  const led = await page(path)
  if (anchor !== undefined) expect(led, place).toContain(`id="${anchor}"`)
}

test('so is whoever comes by an address of a row that now stands behind the short answer', async () => {
  for (const { id } of edition.activities) await leadsOn(await page('/notice/uses'), `use-${id}`)
  for (const { id } of edition.retention) await leadsOn(await page('/notice/how-long'), `rule-${id}`)
  for (const place of ['purpose-preventing-crime', 'systems']) await leadsOn(await page('/notice/who-gets-what'), place)
})

describe('another landlord replaces one folder', () => {
  test.each(['harbour-homes', 'moor-coop', 'city-trust'])(
    '%s has a first page that answers, with or without cards of its own',
    async (landlord) => {
      const theirs = await editionOf(`tests/landlords/${landlord}`)
      const site = exampleSite({ editions: { current: () => theirs, list: () => [], get: () => theirs }, figures: async () => new Map() })
      const { statusCode, body } = await site.app.inject('/notice')
      expect(statusCode).toBe(200)
      expect(wordsOn(body)).toBeLessThanOrEqual(600)
      const shown = cards(body)
      expect(shown.map(({ id }) => id)).toEqual(cardsFor(theirs.edition, []).map(({ id }) => id))
      expect(shown.length).toBeGreaterThanOrEqual(3)
      for (const { card } of shown) {
        const section = /href="\/notice\/full\/([^"]+)"/.exec(card)?.[1]
        expect(theirs.edition.notice.map(({ id }) => id)).toContain(section)
      }
      expect(body).toContain(`href="${addressOf('copy')}"`)
    },
  )

  test('a page in another language says so to whoever reads it aloud', async () => {
    const welsh = { ...released, edition: { ...edition, language: 'cy' } }
    const site = exampleSite({ editions: { current: () => welsh, list: () => [], get: () => welsh }, figures })
    for (const url of [
      '/notice',
      '/notice/full',
      '/notice/layers/leasehold',
      '/notice/uses',
      '/notice/how-long',
      '/no-marketing',
      '/contact',
    ])
      expect((await site.app.inject(url)).body).toContain('<html lang="cy"')
    expect(await page('/notice')).toContain('<html lang="en-GB"')
  })
})

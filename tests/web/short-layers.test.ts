import { retext } from 'retext'
import readability from 'retext-readability'
import { afterAll, describe, expect, test } from 'vitest'
import { cardsFor } from '#notice/cards.ts'
import { livewest } from '../support/edition.ts'
import { exampleSite } from './example-site.ts'
import { wordsOn } from './words-on.ts'

const released = await livewest()
const { edition } = released
const { app } = exampleSite({ editions: { current: () => released, list: () => [], get: () => released } })
afterAll(() => app.close())

const page = async (url: string) => (await app.inject({ url })).body

/** The lowest age at which at least four of seven formulas find no sentence hard; words that a child knows count as others do. */
function readingAge(sentences: readonly string[]): number {
  const text = sentences.join('\n\n')
  const ages = [8, 9, 10, 11, 12, 13, 14, 15, 16, 18, 20, 22]
  const hard = (age: number) => retext().use(readability, { age }).processSync(text).messages.length
  return ages.find((age) => hard(age) === 0) ?? 99
}

/** What stands in `main` as lines, each with a full stop. */
function linesOf(html: string): readonly string[] {
  const main = /<main.*?>(.*)<div class="app-help"/s.exec(html)?.[1] ?? ''
  return main
    .replaceAll(/<nav.*?<\/nav>/gs, '')
    .split(/<\/(?:p|li|h1|h2|h3)>/)
    .map((line) =>
      line
        .replaceAll(/<[^>]+>/g, ' ')
        .replaceAll(/\s+/g, ' ')
        .trim(),
    )
    .filter((line) => line !== '')
    .map((line) => (/[.?!:]$/.test(line) ? line : `${line}.`))
}

describe('a short notice is short', () => {
  test.each(edition.layers.map(({ id }) => id))('%s has at most 600 words, no table, and its detail one click behind', async (id) => {
    const body = await page(`/notice/layers/${id}`)
    expect(wordsOn(body)).toBeLessThanOrEqual(600)
    expect(body).not.toContain('<table')
    expect(body).toContain(`href="/notice/layers/${id}/detail"`)
    expect(await page(`/notice/layers/${id}/detail`)).toContain(`href="/notice/layers/${id}"`)
  })

  test.each(edition.layers.map(({ id }) => id))('what %s says that its readers can do leads to where it is done', async (id) => {
    const nav = /<nav class="app-you-can".*?<\/nav>/s.exec(await page(`/notice/layers/${id}`))?.[0] ?? ''
    const links = [...nav.matchAll(/href="([^"#]+)/g)].map(([, href]) => href?.replaceAll('&amp;', '&') ?? '')
    expect(links.length).toBeGreaterThan(1)
    for (const url of links) expect((await app.inject({ url })).statusCode, url).toBe(200)
  })
})

describe('somebody of twelve can read what is for under 18s', () => {
  const at = '/notice/layers/under-18s-and-children'

  test('its first page has a reading age of at most 12', async () => {
    expect(readingAge(linesOf(await page(at)))).toBeLessThanOrEqual(12)
  })

  test('so has what it says of each use; and there is no table, and no use is left out', async () => {
    const layer = edition.layers.find(({ id }) => id === 'under-18s-and-children')
    expect(readingAge(layer?.uses?.map(({ says }) => says) ?? [])).toBeLessThanOrEqual(12)
    const detail = await page(`${at}/detail`)
    expect(detail).not.toContain('<table')
    for (const { id, relationships } of edition.activities)
      if (relationships.includes('child')) expect(detail, id).toContain(`id="use-${id}"`)
  })

  test('so have the cards of the first page for whoever ticks nothing but that', () => {
    const cards = cardsFor(edition, ['child'])
    for (const { id, says } of cards) expect(says, id).not.toBe(cardsFor(edition, []).find((each) => each.id === id)?.says)
    expect(readingAge(cards.map(({ says }) => says))).toBeLessThanOrEqual(12)
  })

  test('the measure finds the words for adults too hard for them', async () => {
    expect(readingAge(linesOf(await page('/notice/full/special-category-information')))).toBeGreaterThan(12)
  })
})

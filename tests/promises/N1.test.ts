import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { decide } from '#decisions/decide.ts'
import { sweep } from '#duties/retention/sweep.ts'
import { readLandlordFolder } from '#exchange/landlord-folder/read.ts'
import { cardsOf } from '#notice/cards.ts'
import { checkLandlord } from '#notice/check.ts'
import { neverRunning } from '#notice/checks/clocks.ts'
import type { ReleasedEdition } from '#notice/edition.ts'
import { periodWords } from '#notice/period-words.ts'
import { retentionRuleFor } from '#notice/retention-of.ts'
import { circumstances } from '#notice/vocabulary.ts'
import { clocksStored } from '#records/clocks-stored.ts'
import { everyRecordType } from '#records/every-record-type.ts'
import { testDatabase } from '../support/database.ts'
import { changed, livewest, today } from '../support/edition.ts'
import { testGate } from '../support/gate.ts'
import { putPerson, putRecording } from '../support/people.ts'
import { home } from '../support/places.ts'
import { exampleSite } from '../web/example-site.ts'

const on = await testDatabase()
const released = await livewest()
const { deps, publish } = await testGate(on, released)

/** LiveWest's folder with another period for recordings, and its words left as they were or told anew. */
const withCallsKept = (period: string, words: string) =>
  changed(released, (edition) => ({
    ...edition,
    retention: edition.retention.map((rule) => (rule.id === 'call-recordings' ? { ...rule, period, words } : rule)),
  }))

async function saidOfCalls(edition: ReleasedEdition): Promise<string> {
  const site = exampleSite({ editions: { current: () => edition, list: () => [], get: () => edition } })
  const { body } = await site.app.inject('/notice/how-long')
  return body.replaceAll(/<[^>]+>/g, ' ').replaceAll(/\s+/g, ' ')
}

test('what the notice says of a recording is what happens to it: change the one line, and both follow', async () => {
  const { person } = await putPerson(on)
  await putRecording(on, person, '2026-09-20')
  const swept = async () => (await sweep({ ...deps, types: everyRecordType }, { dryRun: true })).deleted['call-recording'] ?? 0
  expect(await saidOfCalls(released)).toContain('90 days after the call')
  expect(await swept()).toBe(0)
  const shorter = withCallsKept('P60D', '60 days after the call')
  await publish(shorter)
  expect(await saidOfCalls(shorter)).toContain('60 days after the call')
  expect(await swept()).toBe(1)
})

test('a notice whose words tell another period than the one that runs is not published', async () => {
  const { current } = await readLandlordFolder(join(home, 'landlords/livewest'))
  const schedule = current.find((file) => file.path.endsWith('retention.yaml'))
  const otherwise = current.map((file) => (file === schedule ? { ...file, text: file.text.replace('period: P90D', 'period: P60D') } : file))
  const { edition, findings } = checkLandlord(otherwise, { today })
  expect(edition).toBe(undefined)
  expect(findings).toMatchObject([{ message: '`call-recordings` runs 60 days, and its words do not say so (N1)' }])
})

test('the notice tells of each use which kinds of information it has, how long each is kept, where it is from and why', async () => {
  const { edition } = released
  const site = exampleSite({ editions: { current: () => released, list: () => [], get: () => released } })
  const { body } = await site.app.inject('/notice/uses/table')
  for (const activity of edition.activities) {
    const row = new RegExp(`<tr[^>]*id="use-${activity.id}".*?</tr>`, 's').exec(body)?.[0] ?? ''
    const said = row
      .replaceAll(/<[^>]+>/g, ' ')
      .replaceAll(/\s+/g, ' ')
      .toLowerCase()
    const labels = [
      ...activity.categories.map((id) => edition.categories.find((each) => each.id === id)?.label ?? id),
      ...activity.categories.map((id) => retentionRuleFor(edition, id, activity.id)?.words ?? id),
      ...activity.sources.map((id) => edition.sources.find((each) => each.id === id)?.label ?? id),
    ]
    expect(
      labels.filter((label) => !said.includes(label.toLowerCase())),
      activity.id,
    ).toEqual([])
    expect(row, activity.id).toContain(activity.title)
  }
})

describe('from the first page, two clicks lead to everything', async () => {
  const { app } = exampleSite({ editions: { current: () => released, list: () => [], get: () => released } })
  const { edition } = released

  /** The pages that so many clicks lead to, each with what is on it. */
  async function reached(clicks: number): Promise<ReadonlyMap<string, string>> {
    const pages = new Map<string, string>()
    let next = ['/notice']
    for (let click = 0; click <= clicks; click += 1) {
      const led: string[] = []
      for (const url of next) {
        if (pages.has(url)) continue
        const { body } = await app.inject({ url })
        pages.set(url, body)
        // What is shown only to those who follow an old address is no way on.
        const seen = body.replaceAll(/<p class="app-moved".*?<\/p>/gs, '')
        led.push(...[...seen.matchAll(/<a href="(\/[^"#]*)/g)].map(([, href = '']) => href.replaceAll('&amp;', '&')))
      }
      next = led
    }
    return pages
  }
  const pages = await reached(2)

  test('every clause: an answer that tells it can be read', () => {
    for (const { id } of edition.clauses) {
      const told = edition.notice
        .filter((article) => article.clauses.includes(id))
        .map((article) => pages.get(`/notice/full/${article.id}`))
      expect(told.length, id).toBeGreaterThan(0)
      expect(
        told.some((body) => body?.includes(`href="/promises#clause-${id}"`)),
        id,
      ).toBe(true)
    }
  })

  test('every use: its row, with all that the notice says of it', () => {
    const tables = [...pages].flatMap(([url, body]) => (url.startsWith('/notice/uses/table') ? [body] : [])).join('')
    for (const { id } of edition.activities) expect(tables, id).toMatch(new RegExp(`<tr[^>]*id="use-${id}"`))
  })

  test('every period, and everybody who gets something, each with the ground', () => {
    const at = (path: string) => [...pages].flatMap(([url, body]) => (url.startsWith(path) ? [body] : [])).join('')
    const schedule = at('/notice/how-long/schedule')
    for (const { id } of edition.retention) expect(schedule, id).toContain(`id="rule-${id}"`)
    const sharing = at('/notice/who-gets-what/table').replaceAll('&#39;', "'").replaceAll('&amp;', '&')
    for (const { because } of edition.activities.flatMap((activity) => activity.sharing)) expect(sharing).toContain(because)
  })

  test('every short notice, and what stands behind it', () => {
    for (const { id } of edition.layers) for (const at of [id, `${id}/detail`]) expect([...pages.keys()]).toContain(`/notice/layers/${at}`)
  })
})

describe('nothing is published that is not enforced', () => {
  const { edition } = released
  const against = ['consent-refused', 'objection', 'restriction', 'on-hold', 'under-18', 'incapable-of-consent']
  const given = new Set(circumstances.filter((each) => !against.includes(each)))

  test.each(edition.activities)('whom $id names as getting something may be given it, and whom it does not name may not', (activity) => {
    for (const category of activity.categories) {
      const named = activity.sharing.filter((share) => share.categories.includes(category)).flatMap((share) => share.with)
      for (const { id: recipient } of edition.recipients) {
        // Somebody else may get it only if the person themselves agrees (B2).
        const circumstances = named.includes(recipient) ? given : new Set([...given].filter((each) => each !== 'consent'))
        const asked = { who: { recipient }, act: 'share', activity: activity.id, categories: [category], circumstances } as const
        expect(decide(released, asked).outcome === 'permitted', `${category} to ${recipient}`).toBe(named.includes(recipient))
      }
    }
  })

  test('every period that is published begins with something that the software dates, so that it runs', () => {
    expect(neverRunning(edition, clocksStored)).toEqual([])
  })

  test('a card that tells a period tells that of the rule whose deletions it counts', () => {
    for (const { id, title, figure } of cardsOf(edition)) {
      const counted = 'deleted' in figure && figure.deleted !== 'everything' ? figure.deleted : []
      const periods = counted
        .flatMap((rule) => edition.retention.filter((each) => each.id === rule))
        .map(({ period }) => periodWords(period))
      for (const words of periods) expect(title, id).toContain(words)
    }
    expect(cardsOf(edition).map(({ title }) => title)).toEqual(expect.arrayContaining(['Calls: 90 days', 'Cameras: 3 months']))
  })
})

test('every kind of information that anybody may use is on the page that says how long it is kept', async () => {
  const used = new Set(released.edition.activities.flatMap((activity) => activity.categories))
  const covered = new Set(released.edition.retention.flatMap((rule) => rule.categories))
  expect([...used].filter((category) => !covered.has(category))).toEqual([])
})

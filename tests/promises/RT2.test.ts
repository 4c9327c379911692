import { expect, test } from 'vitest'
import { noticeCheckCommand, noticeToConfirmCommand } from '#cli/commands/notice.ts'
import { citesLaw } from '#law/cites-law.ts'
import { contextOf } from '../cli/context.ts'
import { livewest } from '../support/edition.ts'
import { exampleSite } from '../web/example-site.ts'

const released = await livewest()
const { edition } = released

test('every period says what it rests on and how sure that is', () => {
  expect(edition.retention.length).toBeGreaterThan(40)
  for (const rule of edition.retention) expect(rule.ground.length, rule.id).toBeGreaterThan(10)
})

test('only what the notice or the law fixes is called fixed; the rest is the landlord’s to confirm', () => {
  const fixed = edition.retention.filter((rule) => rule.standing !== 'to-confirm')
  expect(fixed.map((rule) => rule.period).toSorted()).toEqual(['P3M', 'P90D'])
  for (const rule of fixed) expect(rule.confidence).toBe('A')
})

test('each period rests on a law or regulation, or the landlord is shown that it does not', async () => {
  const context = contextOf({ checkedLandlord: async () => ({ edition, lapsed: undefined, findings: [] }) })
  const shown = await noticeCheckCommand.run(context, { words: [], options: { review: true } })
  expect(shown.exit).toBe(0)
  const unmet = edition.retention.filter(({ ground }) => !citesLaw(ground))
  expect(unmet.length).toBeGreaterThan(0)
  expect(shown.text).toContain(`RT2: ${unmet.length} of ${edition.retention.length} periods cite no law or regulation`)
  for (const { id, ground } of unmet) for (const words of [`  ${id}: `, ground]) expect(shown.text).toContain(words)
  expect(shown.json).toMatchObject({ review: { unmetGrounds: unmet.map(({ id }) => ({ rule: id })) } })
  const toConfirm = await noticeToConfirmCommand.run(context, { words: [], options: {} })
  for (const { id, ground } of unmet) expect(toConfirm.text).toContain(`ground ${id}: rests on no law or regulation: ${ground}`)
  expect(toConfirm.text.match(/^ground /gm)).toHaveLength(unmet.length)
  const unasked = await noticeCheckCommand.run(context, { words: [], options: {} })
  expect(unasked.text).not.toContain('RT2')
})

test('the public reads of each period what it rests on, and which the notice, the law or nobody yet says', async () => {
  const { app } = exampleSite({ editions: { current: () => released, list: () => [], get: () => released } })
  const { body } = await app.inject('/notice/how-long/schedule')
  const rows = new Map([...body.matchAll(/<tr[^>]*id="rule-([^"]+)".*?<\/tr>/gs)].map(([row, id]) => [id, row]))
  const saidBy = { 'to-confirm': 'Proposed, not fixed', notice: 'The notice', law: 'The law', landlord: edition.landlord.shortName }
  const plain = (html: string) =>
    html
      .replaceAll(/<[^>]*>/g, ' ')
      .replaceAll('&amp;', '&')
      .replaceAll('&quot;', '"')
      .replaceAll('&#39;', "'")
  for (const { id, ground, standing } of edition.retention) {
    const told = plain(rows.get(id) ?? '')
    expect(told, id).toContain(ground)
    for (const [by, words] of Object.entries(saidBy)) expect(told.includes(` ${words} `), `${id} ${by}`).toBe(by === standing)
  }
})

test('how sure a proposal is, and what others publish, is for whoever confirms it: no page of the public says it', async () => {
  const { app } = exampleSite({ editions: { current: () => released, list: () => [], get: () => released } })
  const noted = edition.retention.filter(({ note }) => note !== undefined)
  expect(noted.length).toBeGreaterThan(20)
  const layers = edition.layers.flatMap(({ id }) => [`/notice/layers/${id}`, `/notice/layers/${id}/detail`])
  for (const url of [
    '/notice',
    '/notice/how-long',
    '/notice/how-long/schedule',
    '/notice/uses',
    '/notice/uses/table',
    '/notice/policy',
    '/notice/full/how-long',
    ...layers,
  ]) {
    const { body } = await app.inject({ url })
    for (const { id, note = '' } of noted) expect(body.includes(note), `${url} ${id}`).toBe(false)
    expect(body, url).not.toMatch(/for the landlord to (confirm|settle)|to be (confirmed|settled)|published source|was found/)
  }
  const context = contextOf({ checkedLandlord: async () => ({ edition, lapsed: undefined, findings: [] }) })
  const { text } = await noticeCheckCommand.run(context, { words: [], options: { review: true } })
  const proposed = edition.retention.filter(({ standing }) => standing === 'to-confirm')
  expect(text).toContain(`RT1: ${proposed.length} of ${edition.retention.length} periods are proposed`)
  for (const { note = '' } of noted) expect(text).toContain(note)
})

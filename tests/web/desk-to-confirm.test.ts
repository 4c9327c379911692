import { afterAll, expect, test } from 'vitest'
import { leftToConfirm } from '#notice/left-to-confirm.ts'
import { testDatabase } from '../support/database.ts'
import { livewest } from '../support/edition.ts'
import { colleague, testGate } from '../support/gate.ts'
import { deskSite } from './desk-site.ts'

const on = await testDatabase()
const released = await livewest()
const site = await deskSite(await testGate(on, released), released)
afterAll(() => site.close())

const plain = (html: string) =>
  html
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll('&amp;', '&')
    .replaceAll('&#39;', "'")
    .replaceAll('&quot;', '"')

test('the data protection officer reads all that is left to confirm, with how sure each proposal is and what others publish', async () => {
  const { status, html } = await (await site.as(colleague('data-protection-officer'))).open('/desk/to-confirm')
  expect(status).toBe(200)
  const said = plain(html)
  const open = leftToConfirm(released.edition)
  expect(open.length).toBeGreaterThan(100)
  for (const { id, what } of open) expect(said, id).toContain(what)
  for (const { how } of open) expect(said).toContain(how)
  for (const { note } of released.edition.retention) if (note !== undefined) expect(said).toContain(note)
  expect(html).toContain('href="/desk/to-confirm"')
})

test('nobody else has it: no link leads them there, and the page is closed', async () => {
  const planner = await site.as(colleague('repairs-planner'))
  expect((await planner.open('/desk')).html).not.toContain('/desk/to-confirm')
  const { status, html } = await planner.open('/desk/to-confirm')
  expect(status).toBe(403)
  expect(plain(html)).not.toContain('by proposal')
})

import { afterAll, expect, test } from 'vitest'
import { inbox } from '#duties/inbox/inbox.ts'
import { pageOfEvidence } from '#evidence/read.ts'
import { testDatabase } from '../support/database.ts'
import { livewest, noon } from '../support/edition.ts'
import { colleague, testGate } from '../support/gate.ts'
import { deskSite } from './desk-site.ts'

const on = await testDatabase()
const released = await livewest()
const tested = await testGate(on, released)
const { concerns, feedback } = inbox(tested.deps)
const site = await deskSite(tested, released, { concerns })
afterAll(() => site.close())

const who = colleague('data-protection-officer')
const officer = await site.as(who)
const looks = async () => (await pageOfEvidence(on.database, { actor: `colleague:${who.id}`, limit: 100 })).map(({ kind }) => kind)
const theOnly = async () => /\/desk\/messages\/[0-9a-f-]{36}/.exec((await officer.open('/desk/messages')).html)?.[0] ?? ''
const tokens = (html: string, name: string) => new RegExp(`name="${name}" value="([^"]+)"`).exec(html)?.[1] ?? ''
const concern = { formId: 'a form', at: noon, text: 'My letter went next door.', name: 'Amina Yusuf', contact: 'amina@example.org' }

test('a concern is to be acknowledged by its day, at the desk and for whoever sent it', async () => {
  const form = await officer.open('/contact')
  const fields = { text: concern.text, name: concern.name, contact: concern.contact }
  const sent = await officer.post(`${site.at}/contact`, { _csrf: tokens(form.html, '_csrf'), ...fields })
  expect(sent.status).toBe(303)
  const told = (await officer.open(sent.headers.get('location')?.replace(site.at, '') ?? '')).html.replaceAll(/\s+/g, ' ')
  expect(told).toContain('confirms by <strong>23 December 2026</strong> at the latest that it has your message')
  expect(told).not.toContain('answers you by')
  for (const path of ['/desk/messages', await theOnly()]) {
    const { html } = await officer.open(path)
    expect(html).toContain('Acknowledge by')
    expect(html).not.toContain('Answer by')
  }
  await on.asAdmin((admin) => admin.query('truncate message'))
})

test.each(['a concern', 'feedback'])('%s is closed by one form, and sending it is no further look at what it says', async (kind) => {
  if (kind === 'feedback')
    await feedback.submit({ formId: kind, at: noon, about: 'how-long', text: 'What is a tenure?', edition: released.hash })
  else await concerns.submit({ ...concern, formId: kind })
  const at = await theOnly()
  const { html } = await officer.open(at)
  expect(html).toContain('What was the outcome?')
  const before = await looks()
  const fields = { _csrf: tokens(html, '_csrf'), version: tokens(html, 'version'), outcome: 'We wrote to them.' }
  expect((await officer.post(site.at + at, fields)).status).toBe(303)
  expect(await looks()).toEqual(['change', ...before])
  // Closed, it is closed: sent again, it changes nothing and says how it stands.
  const again = await officer.open(at)
  expect(again.html).not.toContain('Close the message')
  const late = await officer.post(site.at + at, { ...fields, _csrf: tokens(again.html, '_csrf'), outcome: 'Something else.' })
  const said = await late.text()
  expect([late.status, said]).toEqual([412, expect.stringContaining('It now says: We wrote to them.')])
  for (const once of ['Somebody', 'not saved']) expect(said.split('<main')[1]?.split(once)).toHaveLength(2)
})

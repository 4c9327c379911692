import { expect, test } from 'vitest'
import { inbox } from '#duties/inbox/inbox.ts'
import { messageQueue } from '#duties/inbox/queue.ts'
import { firstPage } from '#gate/find/work-list.ts'
import { testDatabase } from '../support/database.ts'
import { livewest } from '../support/edition.ts'
import { colleague, testGate } from '../support/gate.ts'
import { exampleSite } from '../web/example-site.ts'
import { opened, send } from '../web/sent-form.ts'

const on = await testDatabase()
const released = await livewest()
const { deps, gate } = await testGate(on, released)
const { edition, hash } = released
const editions = {
  current: () => released,
  list: () => [{ id: edition.id, hash, dated: edition.dated, inForceFrom: edition.inForceFrom }],
  get: (id: string) => (id === edition.id ? released : undefined),
}
const { app } = exampleSite({ editions })

const pages = [
  ...['', '/layers', '/how-long', '/who-gets-what', '/editions', `/editions/${edition.id}`, `/editions/compare?from=${edition.id}`],
  ...edition.layers.map((layer) => `/layers/${layer.id}`),
].map((path) => `/notice${path}`)

test.each(pages)('on %s somebody can say that the words are unclear', async (page) => {
  const answer = await app.inject(page)
  expect(answer.statusCode).toBe(200)
  const [, link] = /href="(\/feedback\?about=[^"]+)"/.exec(answer.body) ?? []
  const form = await app.inject(link ?? '/nowhere')
  expect(form.statusCode).toBe(200)
  expect(form.body).toContain('<form method="post" action="/feedback"')
})

test('what they write there gets a reference, and stands in the queue of the colleagues who write the notice until they close it', async () => {
  const site = exampleSite({ editions, feedback: inbox(deps).feedback, clock: deps.clock })
  const form = await opened(site.app, '/feedback?about=how-long')
  const answer = await send(site.app, '/feedback', form, { about: 'how-long', text: 'What is a tenure?' })
  expect([answer.statusCode, answer.headers.location]).toEqual([303, '/feedback/sent'])
  const told = await site.app.inject({ url: '/feedback/sent', headers: { cookie: form.cookie } })
  const [, reference = ''] = /<strong>(F-[2-9A-Z]{4}-[2-9A-Z]{4})<\/strong>/.exec(told.body) ?? []
  expect(reference).not.toBe('')
  const queue = messageQueue({ ...deps, gate })
  const officer = colleague('data-protection-officer')
  const open = await queue.open(officer, firstPage)
  if (!open.ok) throw new Error(JSON.stringify(open.refusal))
  const [only] = open.rows
  expect(open.rows).toEqual([expect.objectContaining({ reference, kind: 'feedback', about: 'how-long', noticeEdition: hash })])
  if (only === undefined) throw new Error('it is not there')
  expect(await queue.look(officer, only.id)).toMatchObject({ says: { rows: [{ words: 'What is a tenure?' }] } })
  expect(await queue.close(officer, only, 'It says “tenancy” now.')).toEqual({ ok: true })
  expect(await queue.open(officer, firstPage)).toMatchObject({ rows: [] })
})

import { expect, test } from 'vitest'
import { inbox } from '#duties/inbox/inbox.ts'
import { messageQueue } from '#duties/inbox/queue.ts'
import { firstPage } from '#gate/find/work-list.ts'
import { testDatabase } from '../support/database.ts'
import { changed, livewest, noon } from '../support/edition.ts'
import { colleague, testGate } from '../support/gate.ts'
import { exampleSite } from '../web/example-site.ts'
import { opened, send } from '../web/sent-form.ts'

const on = await testDatabase()
const released = await livewest()
const { deps, gate } = await testGate(on, released)

async function contactPage(current: typeof released): Promise<string> {
  const { app } = exampleSite({ editions: { current: () => current, list: () => [], get: () => current }, clock: () => noon })
  return (await app.inject('/contact')).body
}

test('the team can be reached by e-mail, telephone and post, and the Commissioner too, as one place in the notice says', async () => {
  const { dataProtection, regulator } = released.edition.landlord.contacts
  const page = await contactPage(released)
  for (const way of [dataProtection.team, dataProtection.email, dataProtection.phone, ...dataProtection.post]) expect(page).toContain(way)
  expect(page).toContain(`mailto:${dataProtection.email}`)
  expect(page).toContain(`href="${regulator.concerns}"`)
  expect(page).toContain(regulator.name)
  expect(page).toContain('since 30 September 2026 the Information Commission (ICO)')
  expect(page).toContain('You can also go to court')
  // The officer is reached the same way, and the notice says so.
  const { body } = released.edition.notice.find((article) => article.id === 'contact-and-complaints') ?? {}
  for (const way of ['data protection officer', dataProtection.email, dataProtection.phone]) expect(body).toContain(way)
  const moved = changed(released, (edition) => {
    const contacts = { ...edition.landlord.contacts, dataProtection: { ...dataProtection, email: 'privacy@example.org' } }
    return { ...edition, landlord: { ...edition.landlord, contacts } }
  })
  expect(await contactPage(moved)).toContain('privacy@example.org')
})

test('no text of the notice names another address or number than that place does', () => {
  const { edition } = released
  const texts = [...edition.notice, ...edition.layers].map(({ body }) => body).join('\n')
  const known = JSON.stringify(edition.landlord.contacts)
  const named = [...texts.matchAll(/[\w.]+@[\w.]*\w|\b0[\d ]{8,}\d/g)].map(([found]) => found)
  expect(named.length).toBeGreaterThan(5)
  expect(named.filter((each) => !known.includes(each))).toEqual([])
})

test('a concern goes to the data protection team, with a reference and a date to be answered by', async () => {
  const editions = { current: () => released, list: () => [], get: () => released }
  const site = exampleSite({ editions, concerns: inbox(deps).concerns, clock: deps.clock })
  const form = await opened(site.app, '/contact')
  const written = { text: 'My letter went next door.', name: 'Amina Yusuf', contact: 'amina@example.org' }
  expect((await send(site.app, '/contact', form, written)).headers.location).toBe('/contact/sent')
  const told = await site.app.inject({ url: '/contact/sent', headers: { cookie: form.cookie } })
  const [, reference = ''] = /<strong>(C-[2-9A-Z]{4}-[2-9A-Z]{4})<\/strong>/.exec(told.body) ?? []
  expect(reference).not.toBe('')
  expect(told.body).toContain('23 December 2026')
  const queue = messageQueue({ ...deps, gate })
  const open = await queue.open(colleague('data-protection-officer'), firstPage)
  if (!open.ok) throw new Error(JSON.stringify(open.refusal))
  expect(open.rows).toEqual([expect.objectContaining({ reference, kind: 'concern', answerBy: '2026-12-23' })])
  expect(await queue.look(colleague('data-protection-officer'), open.rows[0]?.id ?? '')).toMatchObject({
    says: { rows: [{ words: 'My letter went next door.' }] },
    names: { rows: [{ name: 'Amina Yusuf' }] },
    contacts: { rows: [{ contact: 'amina@example.org' }] },
  })
  // To them and nobody else.
  for (const role of ['customer-service-adviser', 'senior-manager', 'system-administrator'] as const)
    expect(await queue.open(colleague(role), firstPage)).toMatchObject({ ok: false })
})

import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { littleTools, readRequest, testTools } from '../support/answers.ts'
import { testDatabase } from '../support/database.ts'
import { livewest } from '../support/edition.ts'
import { colleague, testGate } from '../support/gate.ts'
import { gives, hidesMorwenna, households } from '../support/households.ts'
import { putContactDetail } from '../support/people.ts'
import { deskSite } from './desk-site.ts'

const on = await testDatabase()
const released = await livewest()
const tested = await testGate(on, released)
let finds = false
const tools = await testTools(join(on.data, 'set-aside'))
const site = await deskSite(tested, released, {}, null, {
  ...tools,
  check: async (asked) =>
    finds ? { clean: false, digest: 'd', hits: [{ file: 2, where: 'bookmark', page: 3 }], unread: [] } : tools.check(asked),
})
afterAll(() => site.close())

const [first, other] = [colleague('data-protection-officer'), colleague('data-protection-officer')]
const maker = await site.as(first)
const second = await site.as(other)

/** The version that the page's buttons carry, and what the page says. */
async function page(at: string, who = maker) {
  const { html, status } = await who.open(at)
  const version = /name="version" value="(\d+)"/.exec(html)?.[1] ?? ''
  return { status, version, html, text: html.replaceAll(/<[^>]+>/g, ' ').replaceAll(/\s+/g, ' ') }
}

describe('the answer to a request, at the desk', () => {
  test('is made, looked at by a second colleague, sent the way that was agreed, and told exactly', async () => {
    const { id, person } = await readRequest(on, tested, first)
    await putContactDetail(on, person)
    const at = `/desk/requests/${id}/answer`
    expect((await page(`/desk/requests/${id}`)).html).toContain(`href="${at}"`)
    const before = await page(at)
    expect(before.text).toContain('Not agreed yet')
    expect((await maker.send(at, { version: before.version }, `${at}/make`)).status).toBe(303)
    const made = await page(at)
    expect(made.text).toContain('every byte of it was read again')
    expect(made.text).toMatch(/Made .* by Dee Marsh.*Nothing withheld is in it/)
    expect(made.text).toMatch(/People Given 1 Left out 0/)

    const files = await page(`${at}/files`)
    expect(files.text).toMatch(/your-information\.json.*your-information\.pdf/)
    const pdf = await maker.get(`${site.at}${at}/files/2`)
    expect([pdf.headers.get('content-type'), pdf.headers.get('cache-control')]).toEqual(['application/pdf', 'no-store'])
    expect(
      Buffer.from(await pdf.arrayBuffer())
        .subarray(0, 5)
        .toString(),
    ).toBe('%PDF-')
    expect((await maker.open(`${at}/files/9`)).status).toBe(404)

    const look = await page(`${at}/look`)
    const own = await maker.send(`${at}/look`, { version: look.version, outcome: 'release', why: '' })
    expect([own.status, await own.text()]).toEqual([422, expect.stringContaining('Ask another colleague to look: you made it')])
    expect((await second.send(`${at}/look`, { version: look.version, outcome: 'release', why: '' })).status).toBe(303)

    const agree = await page(`${at}/agree`)
    expect(agree.text).toContain('Telephone: 07700 900025')
    const nobody = await maker.send(`${at}/agree`, { version: agree.version, by: 'e-mail', to: 'as-given', others: '' })
    expect([nobody.status, await nobody.text()]).toEqual([422, expect.stringContaining('Enter who else reads what comes there')])
    const agreed = { version: agree.version, by: 'e-mail', to: 'as-given', others: 'nobody' }
    expect((await maker.send(`${at}/agree`, agreed)).status).toBe(303)

    const ready = await page(at)
    expect(ready.text).toMatch(/[2-9A-Z]{4}(-[2-9A-Z]{4}){5}/)
    expect(ready.text).not.toContain('It left on')
    const early = await maker.send(at, { version: ready.version }, `${at}/sent`)
    expect(early.status).toBe(303)
    expect((await page(at)).text).toContain('nobody has downloaded the encrypted file')
    const archive = await maker.send(at, { version: ready.version }, `${at}/fetch`)
    expect(archive.headers.get('content-disposition')).toBe('attachment; filename="answer.zip"')
    expect(
      Buffer.from(await archive.arrayBuffer())
        .subarray(0, 2)
        .toString(),
    ).toBe('PK')
    expect((await maker.send(at, { version: ready.version }, `${at}/fetch`)).status).toBe(303)
    expect((await page(at)).text).toContain('It was downloaded before')
    expect((await maker.send(at, { version: ready.version }, `${at}/sent`)).status).toBe(303)
    const receipt = await page(at)
    expect(receipt.text).toMatch(
      /It left on 23 November 2026.*Sent .* by Dee Marsh.*Encrypted, by e-mail.*SHA-256 of what leaves [0-9a-f]{64}/,
    )
    expect((await page(`/desk/requests/${id}`)).text).toContain('Answered')
  }, 60_000)

  test('that the check stops says where, and offers nothing to send', async () => {
    const { id } = await readRequest(on, tested, first)
    const at = `/desk/requests/${id}/answer`
    finds = true
    const sent = await maker.send(at, { version: (await page(at)).version }, `${at}/make`)
    finds = false
    expect(sent.status).toBe(303)
    const stopped = await page(at)
    expect(stopped.text).toMatch(/the check of every byte stopped it.*File 2, page 3: bookmark/)
    expect(stopped.text).not.toContain('It has left')
    expect((await maker.open(`${at}/files`)).status).toBe(404)
  }, 60_000)

  test('shows the second colleague what the copy of somebody of the same home leaves out, and is released only with a reason', async () => {
    const { household, made } = households(on, tested, first)
    const { amina, bola } = await household('Cheque of Morwenna Pascoe, not cleared yet')
    await made(littleTools(join(on.data, 'set-aside')), amina.id, hidesMorwenna)
    await made(littleTools(join(on.data, 'set-aside')), bola.id, gives)
    const at = `/desk/requests/${bola.id}/answer/look`
    const look = await page(at, second)
    expect(look.text).toMatch(
      /Another copy does otherwise.*This copy shows what the other leaves out Words Morwenna Pascoe The other request R-/,
    )
    const sends = { version: look.version, outcome: 'release', why: '' }
    const without = await second.send(at, { ...sends, besideWhy: '' })
    expect([without.status, await without.text()]).toEqual([422, expect.stringContaining('Enter why it may go as it is, or send it back')])
    expect((await second.send(at, { ...sends, besideWhy: 'She agreed.' })).status).toBe(303)
    expect((await page(`/desk/requests/${bola.id}/answer`)).text).toContain('Why it goes beside the copy of somebody else She agreed.')
  }, 60_000)

  test('is closed to whoever does not answer requests', async () => {
    const { id } = await readRequest(on, tested, first)
    const officer = await site.as(colleague('housing-officer'))
    for (const path of ['', '/agree', '/look', '/files', '/files/1'])
      expect((await officer.open(`/desk/requests/${id}/answer${path}`)).status, path).toBe(403)
  })
})

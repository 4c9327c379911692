import { cp, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { readersTold } from '#duties/promises/told-figure.ts'
import { pageOfEvidence } from '#evidence/read.ts'
import { compare } from '#notice/compare.ts'
import { release } from '#notice/release.ts'
import { contactDetails } from '#records/contact-detail/contact-detail.ts'
import { noticeReader } from '#records/notice-reader/notice-reader.ts'
import { dateIn } from '#shared/clock.ts'
import { longDate } from '#shared/london-time.ts'
import { roleName } from '#store/role-names.ts'
import { openEditions } from '../../src/main/editions/editions.ts'
import { testDatabase } from '../support/database.ts'
import { changed, livewest, noon, today } from '../support/edition.ts'
import { colleague, openTo, testGate } from '../support/gate.ts'
import { putItem } from '../support/items.ts'
import { mailServer } from '../support/mail-server.ts'
import { putPerson } from '../support/people.ts'
import { home } from '../support/places.ts'
import { toldSite } from '../support/told-site.ts'
import { exampleSite } from '../web/example-site.ts'

const released = await livewest()

test('an edition has one fingerprint, whatever the order it was written in, and another when a word changes', () => {
  const { title, ...others } = released.edition
  expect(release({ ...others, title }).hash).toBe(released.hash)
  expect(changed(released, (edition) => ({ ...edition, title: `${title}.` })).hash).not.toBe(released.hash)
})

test('what changed between two editions is told in words', () => {
  const shorter = changed(released, (edition) => ({
    ...edition,
    retention: edition.retention.map((rule) =>
      rule.id === 'call-recordings' ? { ...rule, period: 'P60D', words: '60 days after the call' } : rule,
    ),
  }))
  expect(compare(released.edition, released.edition)).toEqual([])
  expect(compare(released.edition, shorter.edition)).toContainEqual(
    expect.objectContaining({ kind: 'retention-changed', words: expect.stringContaining('60 days') }),
  )
})

test('a released edition cannot be changed by anything that holds it', () => {
  expect(Object.isFrozen(released.edition)).toBe(true)
  expect(Object.isFrozen(released.edition.activities[0]?.colleagues[0]?.roles)).toBe(true)
  expect(released.edition.lastUpdated).toBe('2023-03-07')
})

test('nor by anybody who reaches the database, and another text is never released under its name', async () => {
  const on = await testDatabase()
  for (const change of [`update edition set body = '{}'`, `update edition set in_force_from = '2030-01-01'`, 'delete from edition'])
    await expect(on.asAdmin((admin) => admin.query(change))).rejects.toMatchObject({ message: expect.stringContaining('23001') })
  const landlord = join(on.data, 'livewest')
  await cp(join(home, 'landlords/livewest'), landlord, { recursive: true })
  const file = join(landlord, 'edition.yaml')
  await writeFile(file, (await readFile(file, 'utf8')).replace('title:', 'title: New'))
  const { publish, wanted, all } = await openEditions({
    landlord,
    example: false,
    target: on.target,
    database: on.database,
    clock: () => noon,
  })
  await expect(publish((await wanted()).wanted, {})).rejects.toMatchObject({ code: 'edition-id-taken' })
  expect(all().map(({ released: { hash } }) => hash)).toEqual([released.hash])
})

const later = changed(released, (edition) => ({ ...edition, id: '2027-01', dated: 'January 2027', title: 'Our newer notice' }))

test('anyone can read an older edition as it was, and what changed since', async () => {
  const both = [later, released]
  const site = exampleSite({
    editions: {
      current: () => later,
      list: () => both.map(({ hash, edition: { id, dated, inForceFrom } }) => ({ id, hash, dated, inForceFrom })),
      get: (id) => both.find(({ edition }) => edition.id === id),
    },
  })
  const { body } = await site.app.inject(`/notice/editions/${released.edition.id}`)
  expect(body).toContain(`${released.edition.title}, ${released.edition.dated}`)
  expect(body).toContain('This edition is not in force')
  const list = (await site.app.inject('/notice/editions')).body
  for (const { hash, edition } of both) for (const words of [hash, edition.dated]) expect(list).toContain(words)
  const { body: since } = await site.app.inject(`/notice/editions/compare?from=${released.edition.id}`)
  expect(since).toContain('Our newer notice')
})

test('a feed tells of editions whose day has come, at our own address whatever address is asked for', async () => {
  const toCome = changed(released, (edition) => ({ ...edition, id: 'to-come', inForceFrom: '2027-05-01', dated: 'May 2027' }))
  const begun = changed(released, (edition) => ({ ...edition, id: 'begun', inForceFrom: '2026-02-01', title: 'Ours & <yours>' }))
  const all = [toCome, begun, released]
  const site = exampleSite({
    origin: 'https://notice.landlord.example',
    clock: () => noon,
    editions: {
      current: () => begun,
      list: () => all.map(({ hash, edition: { id, dated, inForceFrom } }) => ({ id, hash, dated, inForceFrom })),
      get: (id) => all.find(({ edition }) => edition.id === id),
    },
  })
  const { body, headers } = await site.app.inject({ url: '/notice/changes.atom', headers: { host: 'elsewhere.example' } })
  expect(headers['content-type']).toBe('application/atom+xml; charset=utf-8')
  expect(headers['set-cookie']).toBeUndefined()
  expect(body).toContain('<id>https://notice.landlord.example/notice/changes.atom</id>')
  expect(body).toContain('Ours &amp; &lt;yours>')
  expect(body).toContain(`compare?from=${released.edition.id}&amp;to=begun`)
  expect(body.match(/<entry>/g)).toHaveLength(2)
  expect(body).not.toMatch(/elsewhere|to-come|May 2027/)
})

describe('of two editions that are in force from the same month, a feed', () => {
  const older = changed(released, (edition) => ({ ...edition, id: 'replaced', inForceFrom: '2026-02' }))
  const begun = changed(released, (edition) => ({ ...edition, id: 'begun', inForceFrom: '2026-02', title: 'Another' }))

  test.each([
    ['2026-01-10', '2026-01-20', 'leaves out the older, where the newer was there before that month'],
    ['2026-01-10', '2026-02-01', 'leaves out the older, where the newer came on its first day'],
    ['2026-02-05', '2026-02-05', 'leaves out the older, where both came on one later day'],
    ['2026-01-10', '2026-02-02', 'tells of both, where the older counted for a day'],
    ['2026-02-05', '2026-02-06', 'tells of both, where the older came late and counted for a day'],
  ])('published on %s and %s, %s', async (first, second, says) => {
    const all = [
      { line: begun, publishedOn: second },
      { line: older, publishedOn: first },
      { line: released, publishedOn: '2023-02-01' },
    ]
    const site = exampleSite({
      clock: () => noon,
      editions: {
        current: () => begun,
        list: () =>
          all.map(({ line: { hash, edition }, publishedOn }) => ({
            ...{ id: edition.id, hash, dated: edition.dated, inForceFrom: edition.inForceFrom },
            publishedOn,
          })),
        get: (id) => all.find(({ line: { edition } }) => edition.id === id)?.line,
      },
    })
    const { body } = await site.app.inject('/notice/changes.atom')
    const isLeftOut = says.startsWith('leaves out')
    expect(body.match(/<entry>/g)).toHaveLength(isLeftOut ? 2 : 3)
    expect(body.includes('replaced')).toBe(!isLeftOut)
    expect(body).toContain(`compare?from=${isLeftOut ? released.edition.id : 'replaced'}&amp;to=begun`)
  })
})

test('what was decided records the edition that it was decided under, and goes on saying so when a newer one is in force', async () => {
  const on = await testDatabase()
  const { gate, publish } = await testGate(on, released)
  const { person } = await putPerson(on)
  const look = async () => {
    const opened = await openTo(gate, colleague('housing-officer'), { activity: 'tenancy-management', person, because: 'case' })
    expect(await opened.read(contactDetails)).toMatchObject({ ok: true })
  }
  await look()
  await publish(later)
  await look()
  const editions = (await pageOfEvidence(on.database, { subject: person })).map(({ edition }) => edition)
  expect(editions).toEqual([later.hash, released.hash])
})

test('the page says when the notice was last changed, and that what it rests on is newer', async () => {
  const { notice, dated, inForceFrom, lastUpdated, changes } = released.edition
  const article = notice.find(({ clauses }) => clauses.includes('N4'))?.body ?? ''
  expect(article).toContain(`the edition of ${dated}`)
  expect(article).toContain(`last changed on ${Temporal.PlainDate.from(lastUpdated).toLocaleString('en-GB', { dateStyle: 'long' })}`)
  // The notice gives no day of February, and none is made up.
  expect([inForceFrom, dated]).toEqual(['2023-02', 'February 2023'])
  for (const text of [article, changes.join(' ')]) expect(text).toMatch(/rests on (has moved|moves) on/)
})

test('in public readers are told by fives, as those who have not been told yet are: the one less the other would be a small number', async () => {
  const on = await testDatabase()
  const { deps } = await testGate(on, released)
  const read = (each: number) => ({ confirmedAt: '2026-11-20T09:00:00Z', addressHash: `reader ${each}` })
  for (const each of [1, 2, 3, 4, 5, 6, 7])
    await putItem(on, noticeReader, { activity: 'notice-changes', collectedOn: today, values: read(each) })
  expect((await readersTold(deps)).says).toEqual({
    exactly: '7 readers are told of changes. Of the notice in force: 7 still to be told.',
    publicly: 'At least 5 readers are told of changes. Of the notice in force: at least 5 still to be told.',
  })
})

test('what an edition says of itself is on the page of the editions', async () => {
  const site = exampleSite({ editions: { current: () => released, list: () => [], get: () => released } })
  const { body } = await site.app.inject('/notice/editions')
  for (const change of released.edition.changes) expect(body).toContain(change)
})

test('whoever asks is told on the day on which a new edition counts, with what changed, and is gone once they stop', async () => {
  await using mail = await mailServer()
  // A browser's cookies go by the machine's own clock.
  const today = Temporal.Now.instant()
  const at = { now: today }
  const day = dateIn(today).add({ days: 1 })
  await using site = await toldSite(mail.port, at)
  const { database } = site.system.deps
  const stored = async () => {
    const role = roleName(database.schema, 'activity', 'notice-changes')
    return database.once<{ row: string }>(role, 'select sealed_contact_details::text || address_hash as row from notice_reader')
  }
  const reader = site.browse()
  expect((await reader.send('/notice/changes', { address: 'Ann.Reader@example.org' })).headers.location).toBe('/notice/changes/sent')
  const [first] = mail.received
  expect(first).toMatchObject({ to: 'Ann.Reader@example.org', from: 'privacy@landlord.example' })
  expect(await stored()).toEqual([])
  // Programs that check mail open every link.
  expect((await reader.open(first?.link('confirm') ?? '')).statusCode).toBe(200)
  expect(await stored()).toEqual([])
  expect((await reader.send(first?.link('confirm') ?? '')).headers.location).toBe('/notice/changes/confirmed')
  expect(await stored()).toHaveLength(1)
  expect(JSON.stringify(await stored())).not.toContain('example.org')
  await reader.send('/notice/changes', { address: 'ben@example.org' })
  await reader.send(mail.received[1]?.link('confirm') ?? '')

  await site.changed('edition.yaml', "id: '2023-02'", "id: 'newer'")
  await site.changed('edition.yaml', "inForceFrom: '2023-02'", `inForceFrom: '${day}'`)
  await site.changed('retention.yaml', 'period: P6M\n  words: 6 months after the visit', 'period: P3M\n  words: 3 months after the visit')
  expect(await site.system.publish(await site.system.proposal())).toMatchObject({ ok: true })
  expect(await site.tell()).toBe(0)
  at.now = day.toZonedDateTime({ timeZone: 'Europe/London', plainTime: '00:01' }).toInstant()
  await site.system.refresh()
  expect(await site.tell()).toBe(2)
  expect(await site.tell()).toBe(0)
  expect(mail.received).toHaveLength(4)
  const [told, bens] = ['Ann.Reader@example.org', 'ben@example.org'].map((to) => mail.received.findLast((letter) => letter.to === to))
  expect(told?.text).toContain(`counts from ${longDate(day)}`)
  expect(told?.text).toContain('from 6 months to 3 months')
  expect(told?.text).toContain('https://notice.landlord.example/notice/editions/compare?from=2023-02&to=newer')
  expect(told?.headers).toContain('List-Unsubscribe-Post: List-Unsubscribe=One-Click')
  const figure = async () => (await site.system.promises()).find(({ clause }) => clause === 'N4')
  expect(await figure()).toMatchObject({ state: 'kept', evidence: '2 readers are told of changes. Of the notice in force: 2 told.' })

  at.now = today
  // A mail program sends by itself, with no cookie and no page before it (RFC 8058); one that opens the address instead stops nothing.
  const url = /^List-Unsubscribe: <https:\/\/notice\.landlord\.example(\S+)>$/m.exec(bens?.headers ?? '')?.[1] ?? ''
  expect((await reader.open(url)).statusCode).toBe(200)
  expect(await stored()).toHaveLength(2)
  const payload = '--x\r\nContent-Disposition: form-data; name="List-Unsubscribe"\r\n\r\nOne-Click\r\n--x--\r\n'
  const sent = { method: 'POST', url, payload, headers: { 'content-type': 'multipart/form-data; boundary=x' } } as const
  expect((await site.app.inject(sent)).statusCode).toBe(200)
  expect(await stored()).toHaveLength(1)
  expect(
    (
      await site.app.inject({
        ...sent,
        payload: 'List-Unsubscribe=One-Click',
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
      })
    ).statusCode,
  ).toBe(200)
  // A link that was cut short stops nothing, and nobody is told that it did.
  const cut = await reader.send(told?.link('stop')?.slice(0, -3) ?? '')
  expect([cut.statusCode, cut.body]).toEqual([404, expect.stringContaining('We have not stopped anything')])
  expect((await site.app.inject({ ...sent, url: url.slice(0, -3) })).statusCode).toBe(404)
  expect((await reader.open(told?.link('stop') ?? '')).statusCode).toBe(200)
  expect(await stored()).toHaveLength(1)
  expect((await reader.send(told?.link('stop') ?? '')).headers.location).toBe('/notice/changes/stopped')
  expect(await stored()).toEqual([])
  expect(site.logged.join('')).not.toMatch(/example\.org|link=/)
}, 120_000)

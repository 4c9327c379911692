import { describe, expect, test } from 'vitest'
import { mailboxOf, readAddress } from '#duties/readers/address.ts'
import { sealedLinks } from '#duties/readers/links.ts'
import type { Post } from '#duties/readers/post.ts'
import { noticeReaders } from '#duties/readers/readers.ts'
import { tellReaders } from '#duties/readers/tell.ts'
import { countTellings, nextTelling, noteTelling } from '#duties/readers/tellings.ts'
import { sweep } from '#duties/retention/sweep.ts'
import { pageOfEvidence } from '#evidence/read.ts'
import { smtp } from '#exchange/mail/smtp.ts'
import { everyRecordType } from '#records/every-record-type.ts'
import { testDatabase } from '../support/database.ts'
import { changed, livewest, noon } from '../support/edition.ts'
import { testGate } from '../support/gate.ts'
import { lateness, mailServer, saysNo } from '../support/mail-server.ts'

const released = await livewest()
const newer = changed(released, (edition) => ({ ...edition, id: '2027-01', dated: 'January 2027', title: 'Our newer notice' }))
const newest = changed(newer, (edition) => ({ ...edition, id: '2027-02', dated: 'February 2027' }))
const site = 'https://notice.landlord.example'

/** Readers of a notice, with a mail server that answers as it is told. `here`: closed with the test. */
async function ground() {
  const on = await testDatabase()
  const mail = await mailServer()
  const { deps, publish, setNow } = await testGate(on, released)
  const server = {
    host: '127.0.0.1',
    port: mail.port,
    tls: 'none',
    account: null,
    from: 'privacy@landlord.example',
    name: () => 'LiveWest',
  } as const
  const post = { ...smtp(server), site }
  const reading = { ...deps, post, links: sealedLinks('a secret of the landlord'), editions: () => [newest, newer, released] }
  const readers = noticeReaders(reading)
  const linkOf = (url: string | undefined) => new URL(url ?? '').searchParams.get('link') ?? ''
  return {
    ...{ on, deps, mail, readers, publish, setNow, reading, linkOf },
    /** Somebody who asked for it and confirmed it; answers the link in their letter. */
    async reader(address: string) {
      await readers.ask(address)
      const link = linkOf(mail.received.at(-1)?.link('confirm'))
      expect(await readers.confirm(link)).toBe('told')
      return link
    },
    tell: () => tellReaders(reading),
    to: () => mail.received.map((letter) => letter.to),
    counts: (hash: string) => countTellings(deps, hash),
    stored: () => on.asAdmin(async (admin) => (await admin.query<{ id: string }>('select id from notice_reader')).length),
    [Symbol.asyncDispose]: () => mail[Symbol.asyncDispose](),
  }
}

describe('an e-mail address that somebody gives', () => {
  test.each([
    ['name@example.com', 'name@example.com'],
    ['  First.Last+notice@Example.COM ', 'First.Last+notice@example.com'],
    ['name@bücher.example', 'name@xn--bcher-kva.example'],
    ["o'neil@example.co.uk", "o'neil@example.co.uk"],
  ])('%j is written to as %j', (typed, address) => {
    expect(readAddress(typed)).toEqual({ ok: true, value: address })
  })

  test.each([
    ...[
      'name',
      'name@',
      '@example.com',
      'a@b@example.com',
      'name@localhost',
      'name@127.0.0.1',
      'name@[127.0.0.1]',
      'name@example.com.',
      'a..b@example.com',
    ],
    ...[
      'name@example.com\nBcc: other@example.com',
      'name\r\n@example.com',
      'name@example.com, other@example.com',
      '<name@example.com>',
      '"a b"@example.com',
    ],
    ...[
      'name@example.com\u0000',
      'na me@example.com',
      'name@exam ple.com',
      'Ann <name@example.com>',
      'name@-example.com',
      'name@\u202eexample.com',
    ],
    ...[`${'a'.repeat(65)}@example.com`, `name@${'a'.repeat(64)}.com`, `name@${'abcdefgh.'.repeat(40)}com`],
  ])('%j is refused, in words that say what to enter', (typed) => {
    expect(readAddress(typed)).toEqual({ ok: false, message: expect.stringMatching(/^Enter an email address|^This address is longer/) })
  })

  test('is counted by its mailbox, whatever is put behind a +', () => {
    expect(['Ann+1@example.com', 'ann+a+b@example.com', 'ann@example.com'].map(mailboxOf)).toEqual(Array(3).fill('ann@example.com'))
  })

  test('of letters that not every mail server knows before the @ is refused for that', () => {
    expect(readAddress('jürgen@example.com')).toMatchObject({ ok: false, message: expect.stringContaining('plain letters') })
  })
})

test('a link that nobody presses keeps nothing, and is over after three days', async () => {
  await using here = await ground()
  expect(await here.readers.ask('ann@example.org')).toBe(true)
  const link = here.linkOf(here.mail.received[0]?.link('confirm'))
  expect(here.readers.canConfirm(link)).toBe(true)
  expect(Buffer.from(link, 'base64url').toString('latin1')).not.toContain('ann@')
  here.setNow(noon.add({ hours: 72 }))
  expect(here.readers.canConfirm(link)).toBe(false)
  expect(await here.readers.confirm(link)).toBe('over')
  expect(await here.readers.confirm(`${link.slice(0, -4)}AAAA`)).toBe('over')
  expect(await here.stored()).toBe(0)
})

test('the letter to an address is the same whether it is known or not, and one that confirms again is told once', async () => {
  await using here = await ground()
  await here.reader('ann@example.org')
  await here.readers.ask('Ann@example.org')
  const [first, second] = here.mail.received
  const without = (text = '') => text.replaceAll(/link=[\w-]+/g, 'link')
  expect(without(second?.text)).toBe(without(first?.text))
  expect(await here.readers.confirm(here.linkOf(second?.link('confirm')))).toBe('told')
  expect(await here.stored()).toBe(1)
  await here.publish(newer)
  expect(await here.tell()).toBe(1)
})

test('two who confirm one address at the same moment are one reader, and both are told that it is confirmed', async () => {
  await using here = await ground()
  for (const address of ['ann@example.org', 'Ann@example.org']) await here.readers.ask(address)
  const links = here.mail.received.map((letter) => here.linkOf(letter.link('confirm')))
  const answers = await Promise.all([...links, ...links].map((link) => here.readers.confirm(link)))
  expect(answers).toEqual(Array(4).fill('told'))
  expect(await here.stored()).toBe(1)
  const stop = here.linkOf(here.mail.received[0]?.link('stop'))
  expect(await Promise.all([stop, stop, stop].map((link) => here.readers.stop(link)))).toEqual([true, true, true])
  expect(await here.stored()).toBe(0)
})

test('whoever lost every letter stops by asking for another', async () => {
  await using here = await ground()
  await here.reader('ann@example.org')
  await here.readers.ask('ann@example.org')
  await here.readers.stop(here.linkOf(here.mail.received[1]?.link('stop')))
  expect(await here.stored()).toBe(0)
  await here.readers.stop(here.linkOf(here.mail.received[1]?.link('stop')))
  expect(await here.readers.stop('no link of ours')).toBe(false)
})

test('a letter from before somebody stopped stops them too once they have asked anew, and one cut short stops nobody', async () => {
  await using here = await ground()
  await here.reader('ann@example.org')
  await here.publish(newer)
  await here.tell()
  const old = here.linkOf(here.mail.received.at(-1)?.link('stop'))
  expect(await here.readers.stop(old)).toBe(true)
  await here.reader('Ann@example.org')
  expect(await here.readers.stop(old.slice(0, -2))).toBe(false)
  expect(await here.stored()).toBe(1)
  expect(await here.readers.stop(old)).toBe(true)
  expect(await here.stored()).toBe(0)
})

test('a reader whose address cannot be read at the moment waits, and is told later', async () => {
  await using here = await ground()
  await here.reader('ann@example.org')
  await here.publish(newer)
  const record = async () => Promise.reject(new Error('no room for evidence'))
  await expect(tellReaders({ ...here.reading, record })).rejects.toThrow('no room for evidence')
  expect(await here.counts(newer.hash)).toMatchObject({ due: 1, unknown: 0 })
  here.setNow(noon.add({ minutes: 2 }))
  expect(await here.tell()).toBe(1)
})

test('what became of an older telling says nothing of a newer one', async () => {
  await using here = await ground()
  await here.reader('ann@example.org')
  await here.publish(newer)
  const older = await nextTelling(here.deps, newer.hash)
  await here.publish(newest)
  expect(await nextTelling(here.deps, newest.hash)).toBeDefined()
  if (older !== undefined) await noteTelling(here.deps, older, 'later')
  expect(await here.counts(newest.hash)).toMatchObject({ due: 1, unknown: 0, givenUp: 0 })
  // Nor is it begun anew: as many minutes later, the newer telling has broken off.
  here.setNow(noon.add({ minutes: 21 }))
  expect(await nextTelling(here.deps, newest.hash)).toMatchObject({ tries: 0 })
})

test('a process that was paused says nothing of a reader whom another has told meanwhile', async () => {
  await using here = await ground()
  await here.reader('ann@example.org')
  await here.publish(newer)
  const paused = await nextTelling(here.deps, newer.hash)
  here.setNow(noon.add({ minutes: 30 }))
  const again = await nextTelling(here.deps, newer.hash)
  if (paused === undefined || again === undefined) throw new Error('nobody was due')
  // The other is at work, or has told the reader.
  await noteTelling(here.deps, paused, 'told')
  expect(await here.counts(newer.hash)).toMatchObject({ told: 0, unknown: 1, due: 0 })
  await noteTelling(here.deps, again, 'told')
  await noteTelling(here.deps, again, 'later')
  expect(await here.counts(newer.hash)).toMatchObject({ told: 1, unknown: 0, due: 0 })
})

test('nobody is told under a notice that does not provide for it, and no address is taken', async () => {
  await using here = await ground()
  const link = await here.reader('ann@example.org')
  const without = changed(newer, (edition) => ({ ...edition, activities: edition.activities.filter(({ id }) => id !== 'notice-changes') }))
  await here.publish(without)
  expect(here.readers.closedBecause()).toBe('not-in-notice')
  expect(await here.readers.ask('ben@example.org')).toBe(false)
  expect(await here.readers.confirm(link)).toBe('refused')
  expect(await here.tell()).toBe(0)
  expect(here.to()).toEqual(['ann@example.org'])
})

test('without a mail server no address is taken', async () => {
  await using here = await ground()
  const closed = noticeReaders({ ...here.reading, post: null })
  expect(closed.closedBecause()).toBe('no-mail')
  expect(await closed.ask('ann@example.org')).toBe(false)
  expect(await tellReaders({ ...here.reading, post: null })).toBe(0)
})

test('an edition that is replaced before anybody heard of it is told to nobody; the next one tells of both', async () => {
  await using here = await ground()
  await here.reader('ann@example.org')
  await here.publish(newer)
  await here.publish(newest)
  expect(await here.tell()).toBe(1)
  const letter = here.mail.received.at(-1)
  expect(letter?.text).toContain(`compare?from=${released.edition.id}&to=2027-02`)
})

test('an address that its mail server refuses for good is deleted, and only that it was is on record', async () => {
  await using here = await ground()
  await here.reader('gone@example.org')
  await here.reader('ann@example.org')
  here.mail.answer({ rcpt: (to) => (to.startsWith('gone') ? saysNo(550, '5.1.1 No such mailbox') : null) })
  await here.publish(newer)
  expect(await here.tell()).toBe(1)
  expect(await here.stored()).toBe(1)
  const [ended] = await pageOfEvidence(here.deps.database, { kind: 'change' })
  expect(ended).toMatchObject({ actor: 'system:notice', act: 'delete', detail: { ended: 'address-refused' } })
})

test('a mail server that refuses us, and not the address, deletes nobody', async () => {
  await using here = await ground()
  await here.reader('ann@example.org')
  here.mail.answer({ rcpt: () => saysNo(554, '5.7.1 Relay access denied') })
  await here.publish(newer)
  expect(await here.tell()).toBe(0)
  expect(await here.counts(newer.hash)).toMatchObject({ readers: 1, due: 1 })
})

test('a mail server that says “later” is tried again later, and then tells once', async () => {
  await using here = await ground()
  await here.reader('ann@example.org')
  here.mail.answer({ data: () => saysNo(451, '4.3.0 Try again') })
  await here.publish(newer)
  expect(await here.tell()).toBe(0)
  here.mail.answer({})
  expect(await here.tell()).toBe(0)
  here.setNow(noon.add({ minutes: 16 }))
  expect(await here.tell()).toBe(1)
  expect(await here.tell()).toBe(0)
  expect(here.to()).toEqual(['ann@example.org', 'ann@example.org'])
})

test('a mail server that is away keeps everybody waiting, and whoever runs the system hears of it', async () => {
  await using here = await ground()
  await here.reader('ann@example.org')
  await here.publish(newer)
  const away = { ...here.reading, post: { ...here.reading.post, send: async () => 'away' as const } }
  await expect(tellReaders(away)).rejects.toMatchObject({ code: 'mail-away' })
  here.setNow(noon.add({ minutes: 2 }))
  expect(await here.tell()).toBe(1)
})

test('where sending breaks off, a reader is told once more and never a third time; mail programs can tell that it is the same letter', async () => {
  await using here = await ground()
  await here.reader('ann@example.org')
  await here.publish(newer)
  // The letter is taken, and the answer that it was is lost.
  here.mail.answer({ data: () => 'take and hang up' })
  const messageId = () => /^Message-ID: (.+)$/im.exec(here.mail.received.at(-1)?.headers ?? '')?.[1]
  expect(await here.tell()).toBe(0)
  const first = messageId()
  expect(first).toMatch(/^<[0-9a-f]{40}@landlord\.example>$/)
  here.setNow(noon.add({ minutes: 19 }))
  expect(await here.tell()).toBe(0)
  here.setNow(noon.add({ minutes: 21 }))
  expect(await here.tell()).toBe(0)
  expect(messageId()).toBe(first)
  here.mail.answer({})
  here.setNow(noon.add({ hours: 30 }))
  expect(await here.tell()).toBe(0)
  expect(here.to()).toHaveLength(3)
  expect(await here.counts(newer.hash)).toMatchObject({ readers: 1, told: 0, due: 0, unknown: 1 })
  await here.publish(newest)
  expect(await here.tell()).toBe(1)
  expect(messageId()).not.toBe(first)
  // They may never have heard of the edition between.
  expect(here.mail.received.at(-1)?.text).toContain(`compare?from=${released.edition.id}&to=2027-02`)
})

test('a mail server that looks through a letter for long is waited for where nobody waits, and not where a visitor does', async () => {
  await using mail = await mailServer({ data: () => 'take and answer late' })
  const server = {
    host: '127.0.0.1',
    port: mail.port,
    tls: 'none',
    account: null,
    from: 'a@landlord.example',
    name: () => 'LiveWest',
  } as const
  const letter = { to: 'ann@example.org', subject: 'Ours', text: 'Ours' }
  const { send } = smtp(server, { 'by a visitor': lateness / 3, 'by nobody': lateness * 20 })
  expect(await send(letter, 'by nobody')).toBe('sent')
  expect(await send(letter, 'by a visitor')).toBe('unknown')
})

test('readers are told with all the patience that there is, and who asks to be one is not kept waiting', async () => {
  await using here = await ground()
  const asked: string[] = []
  const watched: Post = {
    ...here.reading.post,
    send: (letter, awaited) => {
      asked.push(awaited)
      return here.reading.post.send(letter, awaited)
    },
  }
  await here.reader('ann@example.org')
  await noticeReaders({ ...here.reading, post: watched }).ask('ben@example.org')
  await here.publish(newer)
  await tellReaders({ ...here.reading, post: watched })
  expect(asked).toEqual(['by a visitor', 'by nobody'])
})

test('where the machine stops between taking a reader and sending, that reader is told later', async () => {
  await using here = await ground()
  await here.reader('ann@example.org')
  await here.reader('ben@example.org')
  await here.publish(newer)
  expect(await nextTelling(here.deps, newer.hash)).toBeDefined()
  expect(await here.tell()).toBe(1)
  expect(await here.counts(newer.hash)).toMatchObject({ told: 1, unknown: 0, due: 1 })
  here.setNow(noon.add({ minutes: 21 }))
  expect(await here.tell()).toBe(1)
  expect(await here.tell()).toBe(0)
  expect(here.to().slice(2).toSorted()).toEqual(['ann@example.org', 'ben@example.org'])
})

test('several processes tell each reader once', async () => {
  await using here = await ground()
  for (const name of ['ann', 'ben', 'cat', 'dan']) await here.reader(`${name}@example.org`)
  await here.publish(newer)
  const told = await Promise.all([here.tell(), here.tell(), here.tell()])
  expect(told.reduce((sum, each) => sum + each, 0)).toBe(4)
  expect(here.to().slice(4).toSorted()).toEqual(['ann', 'ben', 'cat', 'dan'].map((name) => `${name}@example.org`))
})

test('a yes wears out: the sweep deletes an address five years after it was confirmed', async () => {
  await using here = await ground()
  await here.reader('ann@example.org')
  here.setNow(noon.add({ hours: 24 * 365 * 4 }))
  await sweep({ ...here.deps, types: everyRecordType }, { dryRun: false })
  expect(await here.stored()).toBe(1)
  here.setNow(noon.add({ hours: 24 * (365 * 5 + 3) }))
  await sweep({ ...here.deps, types: everyRecordType }, { dryRun: false })
  expect(await here.stored()).toBe(0)
})

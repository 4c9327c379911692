import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { pageOfEvidence } from '#evidence/read.ts'
import { firstPage } from '#gate/find/work-list.ts'
import type { Opened } from '#gate/opened.ts'
import { callRecordings } from '#records/call-recording/call-recording.ts'
import { consent } from '#records/consent/consent.ts'
import { contactDetail, contactDetails } from '#records/contact-detail/contact-detail.ts'
import { contactLog, contacts } from '#records/contact-log/contact-log.ts'
import { tenures } from '#records/tenure/tenure.ts'
import { testDatabase } from '../support/database.ts'
import { changed, livewest, noon, today } from '../support/edition.ts'
import { colleague, testGate } from '../support/gate.ts'
import { putHold, putObjection, putPerson, putRecording } from '../support/people.ts'

const on = await testDatabase()
const { gate, erasures } = await testGate(on, await livewest())
const officer = colleague('housing-officer')

async function tenancyOf(person: string, who = officer): Promise<Opened<'tenancy-management'>> {
  const opened = await gate.open(who, { activity: 'tenancy-management', person, because: 'case' })
  if (!opened.ok) throw new Error(JSON.stringify(opened.refusal))
  return opened
}

async function withNumber(value = '01392 555 0101') {
  const { person } = await putPerson(on)
  const opened = await tenancyOf(person)
  const id = randomUUID()
  const values = { contactType: 'phone', value }
  await opened.collect(contactDetail, { id, values, source: 'the-person', collectedAt: noon, clockFrom: null })
  return { person, opened, id }
}

async function itemOf(opened: Opened<'tenancy-management'>, id: string) {
  const answer = await opened.read(contactDetails, id)
  if (!answer.ok) throw new Error('closed')
  return answer.rows[0]
}

async function withContact() {
  const { person } = await putPerson(on)
  const opened = await tenancyOf(person)
  const id = randomUUID()
  const values = { happenedAt: noon.toString(), channel: 'letter', direction: 'in', topic: 'Fence', summary: 'The fence leans.' }
  await opened.collect(contactLog, { id, values, source: 'the-person', collectedAt: noon, clockFrom: null })
  return { person, opened, id }
}

describe('putting an item right', () => {
  test('a wrong number is corrected, with which field it was on record and never the number', async () => {
    const { person, opened, id } = await withNumber()
    const before = await itemOf(opened, id)
    const correction = { id, version: before?.version ?? '', values: { value: '01392 555 0199' }, source: 'the-person' } as const
    expect(await opened.correct(contactDetail, correction)).toEqual({ ok: true })
    expect(await itemOf(opened, id)).toMatchObject({ contactType: 'phone', value: '01392 555 0199' })
    const [evidence] = await pageOfEvidence(on.database, { subject: person, kind: 'change' })
    expect(evidence).toMatchObject({ act: 'collect', recordType: 'contact-detail', detail: { fields: ['value'], items: 1 } })
    expect(JSON.stringify(evidence)).not.toContain('555 0199')
  })

  test('a correction made from what has changed since is stale, and overwrites nothing', async () => {
    const { opened, id } = await withNumber()
    const version = (await itemOf(opened, id))?.version ?? ''
    const from = { id, version, source: 'the-person' } as const
    expect(await opened.correct(contactDetail, { ...from, values: { value: '1' } })).toEqual({ ok: true })
    expect(await opened.correct(contactDetail, { ...from, values: { value: '2' } })).toEqual({ ok: false, why: 'stale' })
    expect(await itemOf(opened, id)).toMatchObject({ value: '1' })
  })

  test('one field after another can be put right', async () => {
    const { opened, id } = await withNumber()
    const fields = [{ value: '01392 555 0199' }, { subType: 'work' }, { validUntil: '2027-01-31' }]
    for (const values of fields) {
      const version = (await itemOf(opened, id))?.version ?? ''
      expect(await opened.correct(contactDetail, { id, version, values, source: 'the-person' })).toEqual({ ok: true })
    }
    expect(await itemOf(opened, id)).toMatchObject({ value: '01392 555 0199', subType: 'work', validUntil: '2027-01-31' })
  })

  test('sealed words are sealed again, and what was not spoken of stays', async () => {
    const { opened, id } = await withContact()
    const before = await opened.read(contacts, id)
    if (!before.ok) throw new Error('closed')
    const version = before.rows[0]?.version ?? ''
    expect(await opened.correct(contactLog, { id, version, values: { summary: 'The gate leans.' }, source: 'the-person' })).toEqual({
      ok: true,
    })
    expect(await opened.read(contacts, id)).toMatchObject({ rows: [{ topic: 'Fence', summary: 'The gate leans.' }] })
  })

  test('nobody corrects another person’s item by its number, and who may not collect it may not correct it', async () => {
    const { opened, id } = await withNumber()
    const version = (await itemOf(opened, id))?.version ?? ''
    const other = await tenancyOf((await putPerson(on)).person)
    const correction = { id, version, values: { value: '3' }, source: 'the-person' } as const
    expect(await other.correct(contactDetail, correction)).toEqual({ ok: false, why: 'stale' })
    const leader = await tenancyOf(opened.person, colleague('team-leader'))
    expect(await leader.correct(contactDetail, correction)).toMatchObject({
      ok: false,
      why: 'refused',
      refusal: { reasons: [{ code: 'act-closed-to-role' }] },
    })
    await expect(opened.correct(contactDetail, { ...correction, source: 'other' })).rejects.toMatchObject({ code: 'source-without-reason' })
  })
})

describe('taking an item away', () => {
  test('it is gone, and that it went is on record', async () => {
    const { person, opened, id } = await withNumber()
    expect(await opened.erase(contactDetail, id)).toEqual({ ok: true })
    // Noted outside the database too: a backup from before loses it again.
    expect(await erasures.read()).toMatchObject([{ kind: 'item', type: 'contact-detail', id }])
    expect(await opened.read(contactDetails)).toMatchObject({ rows: [] })
    expect(await opened.erase(contactDetail, id)).toEqual({ ok: false, why: 'stale' })
    expect(await pageOfEvidence(on.database, { subject: person, kind: 'change' })).toMatchObject([
      { act: 'delete', recordType: 'contact-detail', detail: { items: 1, erased: id } },
      { act: 'collect' },
    ])
  })

  test('what was put right after it was looked at is not taken away', async () => {
    const { opened, id } = await withNumber()
    const version = (await itemOf(opened, id))?.version ?? ''
    await opened.correct(contactDetail, { id, version, values: { value: '01392 555 0199' }, source: 'the-person' })
    expect(await opened.erase(contactDetail, id, version)).toEqual({ ok: false, why: 'stale' })
    expect(await itemOf(opened, id)).toMatchObject({ value: '01392 555 0199' })
  })

  test('what a hold keeps stays, until it is lifted', async () => {
    const { person, opened, id } = await withNumber()
    const hold = await putHold(on, person, 'contact-detail', id)
    expect(await opened.erase(contactDetail, id)).toEqual({ ok: false, why: 'held' })
    expect(await pageOfEvidence(on.database, { subject: person, kind: 'refusal' })).toMatchObject([
      { act: 'delete', recordType: 'contact-detail', outcome: 'refused', reasons: ['stopped-by-on-hold'], detail: { items: 1 } },
    ])
    await on.asAdmin((admin) => admin.query('update hold set lifted_on = $2 where id = $1', [hold, today.toString()]))
    expect(await opened.erase(contactDetail, id)).toEqual({ ok: true })
  })

  test('what shows that a promise was kept goes by its date and by no hand', async () => {
    const { opened } = await withNumber()
    await expect(opened.erase(consent, randomUUID())).rejects.toMatchObject({ code: 'not-erasable' })
  })
})

describe('a recording that is held', () => {
  test('is closed by itself: the person’s other recordings stay open, and what is closed is told', async () => {
    const { person } = await putPerson(on)
    const [held, free] = [await putRecording(on, person, '2026-11-02'), await putRecording(on, person, '2026-11-03')]
    await putHold(on, person, 'call-recording', held)
    const listen = { activity: 'call-quality', person, because: 'check', vouched: ['private-setting'] } as const
    const leader = await gate.open(colleague('team-leader'), listen)
    if (!leader.ok) throw new Error(JSON.stringify(leader.refusal))
    expect(await leader.read(callRecordings)).toMatchObject({
      ok: true,
      rows: [{ id: free }],
      onHold: { items: 1, refusal: { reasons: [{ code: 'stopped-by-on-hold' }] } },
    })
    const [newest] = await pageOfEvidence(on.database, { subject: person })
    expect(newest).toMatchObject({ kind: 'refusal', reasons: ['stopped-by-on-hold'], detail: { items: 1 } })
  })
})

describe('items of many people', () => {
  test('are seen by the purpose they were collected for, and everybody shown can be told so', async () => {
    const { person, id } = await withContact()
    const page = { after: firstPage, limit: 100 }
    const list = gate.workList(officer, { activity: 'tenancy-management', because: 'case' })
    const answer = await list.read(contacts, page)
    expect(answer).toMatchObject({ ok: true })
    const shown = answer.ok ? answer.rows : []
    expect(shown.find((row) => row.id === id)).toMatchObject({ summary: 'The fence leans.' })
    // What was sealed stays behind: the answer has the words, and no bytes.
    expect(shown.flatMap((row) => Object.values(row)).filter((value) => Buffer.isBuffer(value))).toEqual([])
    expect(await pageOfEvidence(on.database, { subject: person, kind: 'read' })).toMatchObject([{ recordType: 'contact-log' }])
    const other = gate.workList(colleague('customer-service-adviser'), { activity: 'contact-handling', because: 'case' })
    const elsewhere = await other.read(contacts, page)
    expect(elsewhere.ok ? elsewhere.rows : []).toEqual([])
  })

  test('pages asked for at the same moment are each whole and in their order', async () => {
    for (const _ of [1, 2, 3]) await withContact()
    const list = gate.workList(officer, { activity: 'tenancy-management', because: 'case' })
    const idsAfter = async (after: string, limit: number) => {
      const answer = await list.read(contacts, { after, limit })
      return answer.ok ? answer.rows.map((row) => row.id) : []
    }
    const all = await idsAfter(firstPage, 100)
    expect(all).toEqual(all.toSorted())
    const starts = [firstPage, ...all]
    const pages = await Promise.all(starts.map((after) => idsAfter(after, 2)))
    expect(pages).toEqual(starts.map((_, place) => all.slice(place, place + 2)))
  })

  test('a page that begins after no id is a fault, for nobody else, and never an empty page', async () => {
    const { id } = await withContact()
    const list = gate.workList(officer, { activity: 'tenancy-management', because: 'case' })
    const asked = [list.read(contacts, { after: 'yesterday', limit: 100 }), list.read(contacts, { after: firstPage, limit: 100 })]
    const [wrong, right] = await Promise.allSettled(asked)
    expect(wrong).toMatchObject({ status: 'rejected', reason: { code: 'database-22P02' } })
    expect(right).toMatchObject({
      status: 'fulfilled',
      value: { ok: true, rows: expect.arrayContaining([expect.objectContaining({ id })]) },
    })
  })

  test('items of a tenancy are on the record of those responsible for it', async () => {
    const { person } = await putPerson(on)
    const list = gate.workList(officer, { activity: 'tenancy-management', because: 'case' })
    expect(await list.read(tenures, { after: firstPage, limit: 100 })).toMatchObject({ ok: true })
    expect(await pageOfEvidence(on.database, { subject: person, kind: 'read' })).toMatchObject([{ recordType: 'tenure' }])
  })

  test('that somebody looked is on record where there was nothing to see', async () => {
    const asker = colleague('housing-officer')
    const list = gate.workList(asker, { activity: 'tenancy-management', because: 'case' })
    expect(await list.read(contacts, { after: 'ffffffff-ffff-4fff-bfff-ffffffffffff', limit: 100 })).toMatchObject({ rows: [] })
    expect(await pageOfEvidence(on.database, { actor: `colleague:${asker.id}` })).toMatchObject([{ kind: 'read', subject: null }])
  })

  test('a page is full though some items are on hold, and the same for a look and for a change', async () => {
    const { person } = await putPerson(on)
    const opened = await tenancyOf(person)
    const place = (last: number) => `ffffffff-ffff-4fff-bfff-00000000000${last}`
    for (const last of [1, 2]) {
      const values = { happenedAt: noon.toString(), channel: 'letter', direction: 'in', topic: 'Fence' }
      await opened.collect(contactLog, { id: place(last), values, source: 'the-person', collectedAt: noon, clockFrom: null })
    }
    await putHold(on, person, 'contact-log', place(1))
    const list = gate.workList(officer, { activity: 'tenancy-management', because: 'case' })
    const page = { after: place(0), limit: 1 }
    expect(await list.read(contacts, page)).toMatchObject({ rows: [{ id: place(2) }] })
    expect(await list.provenance(contacts, page)).toMatchObject({ rows: [{ id: place(2) }] })
    expect(await list.startClock(contactLog, page, today)).toEqual({ ok: true })
    expect(await opened.read(contacts)).toMatchObject({ rows: [{ clockFrom: null }, { clockFrom: '2026-11-23' }] })
  })

  test('what is closed for children stays closed where anybody may be one', async () => {
    const strict = changed(await livewest(), (edition) => {
      for (const activity of edition.activities) for (const grant of activity.colleagues) grant.stops.push('under-18')
      return edition
    })
    const other = await testDatabase()
    const { gate: closed } = await testGate(other, strict)
    const list = closed.workList(officer, { activity: 'tenancy-management', because: 'case' })
    const answer = await list.read(contacts, { after: firstPage, limit: 1 })
    expect(answer).toMatchObject({ ok: false, refusal: { reasons: [{ code: 'stopped-by-under-18' }] } })
  })

  test('whence they came says nothing of what they say', async () => {
    await withContact()
    const list = gate.workList(officer, { activity: 'tenancy-management', because: 'case' })
    const answer = await list.provenance(contacts, { after: firstPage, limit: 1 })
    expect(answer).toMatchObject({ ok: true, rows: [{ activity: 'tenancy-management', source: 'the-person' }] })
    expect(JSON.stringify(answer)).not.toMatch(/Fence|letter/)
  })

  test('an event starts their clocks, for one person or for a purpose, and not for what is held', async () => {
    const { person, opened, id } = await withContact()
    expect(await opened.startClock(contactLog, today)).toEqual({ ok: true })
    expect(await opened.startClock(contactLog, today)).toEqual({ ok: false, why: 'stale' })
    expect(await opened.read(contacts, id)).toMatchObject({ rows: [{ clockFrom: '2026-11-23' }] })
    await putHold(on, person)
    const list = gate.workList(officer, { activity: 'tenancy-management', because: 'case' })
    expect(await list.startClock(contactLog, { after: firstPage, limit: 100 }, today.subtract({ days: 1 }))).toEqual({ ok: true })
    expect(await opened.read(contacts, id)).toMatchObject({ rows: [{ clockFrom: '2026-11-23' }] })
    const [evidence] = await pageOfEvidence(on.database, { kind: 'change', recordType: 'contact-log' })
    expect(evidence).toMatchObject({ subject: null, detail: { digest: expect.stringMatching(/^[0-9a-f]{64}$/) } })
  })

  test('no event is dated to a day that has not come', async () => {
    const { opened, id } = await withContact()
    const tomorrow = today.add({ days: 1 })
    const list = gate.workList(officer, { activity: 'tenancy-management', because: 'case' })
    const version = (await opened.provenance(contacts, id)).ok ? '1' : '0'
    const correction = { id, version, values: {}, source: 'the-person', clockFrom: tomorrow } as const
    await expect(opened.startClock(contactLog, tomorrow)).rejects.toMatchObject({ code: 'clock-from-future' })
    await expect(opened.correct(contactLog, correction)).rejects.toMatchObject({ code: 'clock-from-future' })
    const page = { after: firstPage, limit: 1 }
    await expect(list.startClock(contactLog, page, tomorrow)).rejects.toMatchObject({ code: 'clock-from-future' })
  })

  test('an event of one activity starts no clock of what was collected for another', async () => {
    const { person } = await putPerson(on)
    const adviser = colleague('customer-service-adviser', 'housing-officer')
    const noted = await gate.open(adviser, { activity: 'contact-handling', person, because: 'letter' })
    if (!noted.ok) throw new Error(JSON.stringify(noted.refusal))
    const values = { happenedAt: noon.toString(), channel: 'letter', direction: 'in', topic: 'Fence' }
    await noted.collect(contactLog, { id: randomUUID(), values, source: 'the-person', collectedAt: noon, clockFrom: null })
    expect(await (await tenancyOf(person)).startClock(contactLog, today)).toEqual({ ok: false, why: 'stale' })
  })

  test('what somebody objects to is in no list, and stays out of a change', async () => {
    const { person, opened, id } = await withContact()
    const list = gate.workList(officer, { activity: 'tenancy-management', because: 'case' })
    const page = { after: firstPage, limit: 100 }
    const shown = async () => {
      const answer = await list.read(contacts, page)
      return answer.ok && answer.rows.some((row) => row.id === id)
    }
    expect(await shown()).toBe(true)
    await putObjection(on, person, { kind: 'objection', against: 'research', decision: 'upheld', ended: null })
    expect(await shown()).toBe(true)
    await putObjection(on, person, { kind: 'objection', against: 'tenancy-management', decision: 'waiting', ended: null })
    expect(await shown()).toBe(false)
    await list.startClock(contactLog, page, today)
    const [stored] = await on.asAdmin((admin) => admin.query('select clock_from from contact_log where id = $1', [id]))
    expect(stored).toEqual({ clock_from: null })
    // Opened for the one person it is decided for them: while it waits, it is kept and not used.
    expect(await opened.read(contacts, id)).toMatchObject({ ok: true })
    const after = await gate.open(officer, { activity: 'tenancy-management', person, because: 'case' })
    expect(after).toMatchObject({ ok: false, refusal: { reasons: [{ code: 'stopped-by-restriction' }] } })
  })

  test('many who start the same clocks at once wait for one another, and none for ever', async () => {
    const { person, opened } = await withContact()
    const values = { happenedAt: noon.toString(), channel: 'letter', direction: 'in', topic: 'Fence' }
    const item = { values, source: 'the-person', collectedAt: noon, clockFrom: null } as const
    for (let contact = 0; contact < 30; contact += 1) await opened.collect(contactLog, { id: randomUUID(), ...item })
    const list = gate.workList(officer, { activity: 'tenancy-management', because: 'case' })
    const days = Array.from({ length: 64 }, (_, day) => today.subtract({ days: day + 1 }))
    const settled = await Promise.allSettled(
      days.map(async (date, turn) => {
        const mine = await tenancyOf(person)
        return turn % 4 === 0 ? list.startClock(contactLog, { after: firstPage, limit: 100 }, date) : mine.startClock(contactLog, date)
      }),
    )
    expect(settled.filter((each) => each.status === 'rejected')).toEqual([])
  })

  test('one person’s unreadable number harms nobody else’s opening', async () => {
    const { person } = await putPerson(on)
    const asker = colleague('housing-officer')
    const [good, bad] = await Promise.all([
      gate.open(officer, { activity: 'tenancy-management', person, because: 'case' }),
      gate.open(asker, { activity: 'tenancy-management', person: 'nobody', because: 'case' }),
    ])
    expect(good).toMatchObject({ ok: true })
    expect(bad).toMatchObject({ ok: false, refusal: { reasons: [{ code: 'unknown-word' }] } })
    expect(await pageOfEvidence(on.database, { actor: `colleague:${asker.id}` })).toMatchObject([{ kind: 'refusal', subject: null }])
  })
})

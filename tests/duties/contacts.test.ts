import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { addToContact, type Contact, correctContact, mayCorrect } from '#duties/contacts/amend.ts'
import { type NotedFrom, type Noting, noteContact } from '#duties/contacts/note.ts'
import { tasks } from '#duties/tasks/tasks.ts'
import type { Colleague } from '#gate/judge.ts'
import type { OpeningReason } from '#gate/opening-reason.ts'
import { contacts } from '#records/contact-log/contact-log.ts'
import { testDatabase } from '../support/database.ts'
import { livewest, noon, today } from '../support/edition.ts'
import { colleague, testGate } from '../support/gate.ts'
import { wholePack } from '../support/pack.ts'
import { putIdentityCheck, putPerson } from '../support/people.ts'

const on = await testDatabase()
const { deps, gate, setNow } = await testGate(on, await livewest())
const officer = colleague('housing-officer')
const adviser = colleague('customer-service-adviser')

const asked: Noting = { topic: 'Rent', summary: 'Asked what she owes.', promise: null, how: 'telephone', who: 'the-person' }
const casework: NotedFrom = { reason: 'case', call: null }

async function openedBy(who: Colleague, person: string, because: OpeningReason = 'case') {
  const activity = who.roles.includes('housing-officer') ? 'tenancy-management' : 'contact-handling'
  const opened = await gate.open(who, { activity, person, because })
  if (!opened.ok) throw new Error(JSON.stringify(opened.refusal))
  return opened
}

async function noted(person: string, noting: Partial<Noting> = {}, who = officer, from = casework): Promise<string> {
  const answer = await noteContact(deps, await openedBy(who, person, from.reason), who, { ...asked, ...noting }, from)
  if (!answer.ok) throw new Error(JSON.stringify(answer))
  return answer.note
}

async function read(person: string, id: string): Promise<Contact> {
  const answer = await (await openedBy(officer, person)).read(contacts, id)
  if (!answer.ok || answer.rows[0] === undefined) throw new Error('there is no such contact')
  return answer.rows[0]
}

const waiting = async (who: Colleague, about: string) =>
  (await tasks(deps).waiting(who, null)).filter((task) => task.about === about).map(({ kind, dueOn }) => [kind, dueOn.toString()])

describe('a contact that a colleague notes', () => {
  test('says what it was about, how, with whom and who wrote it, and goes two years after it', async () => {
    const { person } = await putPerson(on)
    await putIdentityCheck(on, person, adviser.id)
    const id = await noted(person, { who: 'household' }, adviser, { reason: 'call', call: null })
    expect(await read(person, id)).toMatchObject({
      ...{
        kind: 'contact',
        channel: 'telephone',
        identity: 'checked',
        source: 'household',
        topic: 'Rent',
        summary: 'Asked what she owes.',
      },
      ...{ takenBy: adviser.name, authorId: adviser.id, happenedAt: expect.any(String), clockFrom: '2026-11-23' },
      ...{ callReference: null, recordingId: null, direction: null, addsTo: null },
    })
  })

  test('needs no more than its topic', async () => {
    const { person } = await putPerson(on)
    expect(await read(person, await noted(person, { summary: null }))).toMatchObject({ topic: 'Rent', summary: null })
  })

  test('of a ringing call has its reference, and that it was incoming', async () => {
    const { person } = await putPerson(on)
    const call = { reference: 'PBX-4712', recording: randomUUID() }
    await putIdentityCheck(on, person, adviser.id)
    const of = { callReference: 'PBX-4712', recordingId: call.recording, direction: 'in' }
    expect(await read(person, await noted(person, {}, adviser, { reason: 'call', call }))).toMatchObject(of)
    // What did not happen on the telephone is not the call.
    const none = { callReference: null, recordingId: null }
    expect(await read(person, await noted(person, { how: 'note' }, adviser, { reason: 'call', call }))).toMatchObject(none)
  })

  test.each(['call', 'visit', 'letter'] as const)(
    'with somebody who has not shown who they are (%s) says so, and is not kept as the person’s own words',
    async (reason) => {
      const { person } = await putPerson(on)
      const said = 'Morwenna told me everything.'
      const id = await noted(person, { summary: said }, adviser, { reason, call: null })
      expect(await read(person, id)).toMatchObject({ identity: 'not-checked', source: 'colleague' })
      const pack = await wholePack(gate, colleague('data-protection-officer'), person)
      if (!pack.ok) throw new Error('no pack')
      const items = pack.sections.find(({ type }) => type === 'contact-log')?.items ?? []
      expect(items).toHaveLength(1)
      expect(JSON.stringify(items)).not.toContain('Morwenna')
      expect(items[0]?.values).toMatchObject({ 'Identity check': 'not-checked' })
    },
  )

  test('says so, too, in casework for which the notice keeps contacts closed until there is a check', async () => {
    const { person } = await putPerson(on)
    expect(await read(person, await noted(person, {}, adviser))).toMatchObject({ identity: 'not-checked', source: 'colleague' })
    expect(await read(person, await noted(person, {}, officer))).toMatchObject({ identity: null, source: 'the-person' })
  })

  test('may be a note for colleagues, which has neither a way nor somebody in contact', async () => {
    const { person } = await putPerson(on)
    const note = { kind: 'note', channel: null, direction: null, identity: null, source: 'colleague' }
    expect(await read(person, await noted(person, { how: 'note' }))).toMatchObject(note)
  })

  test('is refused where the notice lets the role collect none', async () => {
    const { person } = await putPerson(on)
    const opened = await gate.open(colleague('data-protection-officer'), { activity: 'rights-requests', person, because: 'case' })
    if (!opened.ok) throw new Error('refused')
    const answer = await noteContact(deps, opened, colleague('data-protection-officer'), asked, casework)
    expect(answer).toMatchObject({ ok: false, why: 'refused' })
  })
})

describe('what was promised', () => {
  const promise = { what: 'Send the statement', by: today.add({ days: 4 }) }

  test('is a task of the colleague’s own role on its day, and is settled by saying what was done', async () => {
    const { person } = await putPerson(on)
    const id = await noted(person, { promise })
    expect(await read(person, id)).toMatchObject({ promised: 'Send the statement', promisedBy: promise.by.toString() })
    expect(await waiting(officer, id)).toEqual([['contact-promise', promise.by.toString()]])
    expect(await waiting(colleague('repairs-planner'), id)).toEqual([])
    const [task] = (await tasks(deps).waiting(officer, null)).filter(({ about }) => about === id)
    expect(task?.person).toBe(person)
    expect(await tasks(deps).settle(officer, task?.id ?? '', 'Posted it on Friday.')).toEqual({ ok: true })
    // A correction of something else does not raise it again.
    const opened = await openedBy(officer, person)
    const corrected = { topic: 'Repair', summary: null, promise }
    expect(await correctContact(deps, opened, officer, await read(person, id), corrected)).toEqual({ ok: true })
    expect(await waiting(officer, id)).toEqual([])
  })

  test.each([
    [-1, false],
    [0, true],
  ])('counted from today, a day %d days on: %s', async (days, isTaken) => {
    const { person } = await putPerson(on)
    const by = today.add({ days })
    const answer = await noteContact(deps, await openedBy(officer, person), officer, { ...asked, promise: { what: 'Ring', by } }, casework)
    expect(answer.ok ? true : answer.why).toBe(isTaken ? true : 'promise')
  })

  test('moves its task when it is corrected, and ends it when nothing is promised any more', async () => {
    const { person } = await putPerson(on)
    const id = await noted(person, { promise })
    const opened = await openedBy(officer, person)
    const later = { what: 'Send the statement', by: today.add({ days: 9 }) }
    await correctContact(deps, opened, officer, await read(person, id), { ...asked, promise: later })
    expect(await waiting(officer, id)).toEqual([['contact-promise', later.by.toString()]])
    await correctContact(deps, opened, officer, await read(person, id), { ...asked, promise: null })
    expect(await waiting(officer, id)).toEqual([])
    expect(await read(person, id)).toMatchObject({ promised: null, promisedBy: null })
  })
})

describe('a correction', () => {
  test.each([
    ['its author, a minute later', officer.id, '2026-11-23T12:01:00Z', true],
    ['its author, in the last second of the day', officer.id, '2026-11-23T23:59:59Z', true],
    ['its author, at midnight', officer.id, '2026-11-24T00:00:00Z', 'day-over'],
    ['a colleague on the same day', randomUUID(), '2026-11-23T12:01:00Z', 'another'],
    ['a colleague on the next day', randomUUID(), '2026-11-24T12:01:00Z', 'another'],
  ] as const)('by %s', (_, id, now, may) => {
    const answer = mayCorrect({ authorId: officer.id, collectedAt: '2026-11-23T12:00:00Z' }, { id }, Temporal.Instant.from(now))
    expect(answer.ok ? true : answer.why).toBe(may)
  })

  test.each([
    ['in summer the day ends at eleven at night by the world’s clock', '2026-07-01T22:50:00Z', '2026-07-01T22:59:59Z', true],
    ['in summer it is over from then on', '2026-07-01T22:50:00Z', '2026-07-01T23:00:00Z', 'day-over'],
    ['in summer it began at eleven the evening before', '2026-06-30T23:00:00Z', '2026-07-01T22:59:59Z', true],
    ['the day on which the clocks go forward has 23 hours', '2026-03-29T00:00:00Z', '2026-03-29T22:59:59Z', true],
    ['and is over then', '2026-03-29T00:00:00Z', '2026-03-29T23:00:00Z', 'day-over'],
    ['the day on which they go back has 25 hours', '2026-10-24T23:00:00Z', '2026-10-25T23:59:59Z', true],
    ['and is over then', '2026-10-24T23:00:00Z', '2026-10-26T00:00:00Z', 'day-over'],
    ['a clock that was put back leaves yesterday alone', '2026-11-23T00:10:00Z', '2026-11-22T23:59:00Z', 'day-over'],
  ] as const)('%s', (_, collectedAt, now, may) => {
    const answer = mayCorrect({ authorId: officer.id, collectedAt }, officer, Temporal.Instant.from(now))
    expect(answer.ok ? true : answer.why).toBe(may)
  })

  test('of what another system brought is nobody’s', () => {
    const imported = { authorId: null, collectedAt: noon.toString() }
    expect(mayCorrect(imported, { id: '' }, noon)).toEqual({ ok: false, why: 'another' })
  })

  test('changes what was read and nothing newer, and leaves whose words they are', async () => {
    const { person } = await putPerson(on)
    const id = await noted(person)
    const first = await read(person, id)
    const opened = await openedBy(officer, person)
    const words = { topic: 'Repair', summary: 'Asked about the boiler.', promise: null }
    expect(await correctContact(deps, opened, officer, first, words)).toEqual({ ok: true })
    expect(await read(person, id)).toMatchObject({ topic: 'Repair', summary: words.summary, source: 'the-person', authorId: officer.id })
    expect(await correctContact(deps, opened, officer, first, { ...words, topic: 'Rent' })).toEqual({ ok: false, why: 'stale' })
    const other = colleague('housing-officer')
    const theirs = await openedBy(other, person)
    expect(await correctContact(deps, theirs, other, await read(person, id), words)).toEqual({ ok: false, why: 'another' })
  })

  test('written at ten to midnight is refused ten minutes later, and an addition is taken', async () => {
    const { person } = await putPerson(on)
    setNow(Temporal.Instant.from('2026-11-23T23:50:00Z'))
    const id = await noted(person)
    setNow(Temporal.Instant.from('2026-11-24T00:00:00Z'))
    const opened = await openedBy(officer, person)
    const asRead = await read(person, id)
    expect(await correctContact(deps, opened, officer, asRead, { ...asked, topic: 'Repair' })).toEqual({ ok: false, why: 'day-over' })
    expect(await addToContact(deps, opened, officer, asRead, 'It was the boiler.')).toMatchObject({ ok: true })
    expect(await read(person, id)).toMatchObject({ topic: 'Rent' })
    setNow(noon)
  })
})

test('an addition is anybody’s who may note contacts, stands below what it adds to, and is kept as long', async () => {
  const { person } = await putPerson(on)
  const base = await read(person, await noted(person))
  setNow(noon.add({ hours: 24 }))
  const other = colleague('housing-officer')
  const added = await addToContact(deps, await openedBy(other, person), other, base, 'He rang again.')
  if (!added.ok) throw new Error('refused')
  const first = await read(person, added.note)
  const same = { addsTo: base.id, topic: base.topic, happenedAt: base.happenedAt, clockFrom: base.clockFrom }
  expect(first).toMatchObject({ ...same, summary: 'He rang again.', authorId: other.id, source: 'colleague' })
  expect(first.collectedAt).not.toBe(base.collectedAt)
  const again = await addToContact(deps, await openedBy(officer, person), officer, first, 'And again.')
  if (!again.ok) throw new Error('refused')
  expect(await read(person, again.note)).toMatchObject({ addsTo: base.id })
  setNow(noon)
})

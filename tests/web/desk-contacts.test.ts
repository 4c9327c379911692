import { randomUUID } from 'node:crypto'
import { afterAll, describe, expect, test } from 'vitest'
import { arriving } from '#duties/calls/arriving.ts'
import { contactLog } from '#records/contact-log/contact-log.ts'
import { testDatabase } from '../support/database.ts'
import { livewest, noon, today } from '../support/edition.ts'
import { colleague, testGate } from '../support/gate.ts'
import { putItem } from '../support/items.ts'
import { putContactDetail, putPerson } from '../support/people.ts'
import { type AtDesk, deskSite } from './desk-site.ts'

const on = await testDatabase()
const released = await livewest()
const tested = await testGate(on, released)
const site = await deskSite(tested, released)
afterAll(() => site.close())

const note = { topic: 'Rent', summary: 'Asked what she owes.', how: 'telephone', who: 'the-person' }
const noPromise = { promised: '', 'promisedBy-day': '', 'promisedBy-month': '', 'promisedBy-year': '' }
const officer = colleague('housing-officer')

/** A record that is open to a housing officer. */
async function opened(who = officer, person?: string) {
  const desk = await site.as(who)
  const id = person ?? (await putPerson(on)).person
  const why = { activity: 'tenancy-management', reason: 'case', reference: 'case 4711', specialReason: '' }
  const answer = await desk.send(`/desk/people/${id}/open`, why)
  expect(answer.status).toBe(303)
  return { desk, person: id, at: answer.headers.get('location') ?? '' }
}

const send = (desk: AtDesk, at: string, more: Readonly<Record<string, string>> = {}) =>
  desk.send(at, { ...note, ...noPromise, ...more }, `${at}/contacts`)
const stored = (person: string) =>
  on.asAdmin((admin) => admin.query('select id, xmin::text as version from contact_log where person_id = $1', [person]))

describe('a note', () => {
  test('that is sent twice is one note', async () => {
    const { desk, person, at } = await opened()
    const { html } = await desk.open(at)
    const token = /name="_csrf" value="([^"]+)"/.exec(html)?.[1] ?? ''
    const [first, again] = [
      await desk.post(`${site.at}${at}/contacts`, { _csrf: token, ...note }),
      await desk.post(`${site.at}${at}/contacts`, { _csrf: token, ...note }),
    ]
    expect([first.status, again.status]).toEqual([303, 409])
    expect(await stored(person)).toHaveLength(1)
  })

  test.each([
    ['without a topic', { topic: '' }, 'Choose what it was about'],
    ['about something that is no topic', { topic: 'Gossip' }, 'Choose what it was about'],
    ['longer than a page', { summary: 'x'.repeat(2001) }, '2,000 characters'],
    ['with a promise longer than a few lines', { promised: 'x'.repeat(501), 'promisedBy-day': '27' }, '500 characters'],
    ['in a way that there is not', { how: 'pigeon' }, 'Choose how they were in contact'],
    ['with somebody whom the notice does not list', { who: 'neighbour' }, 'Choose who it was with'],
    [
      'with a day and no promise',
      { 'promisedBy-day': '27', 'promisedBy-month': '11', 'promisedBy-year': '2026' },
      'Enter what was promised',
    ],
    [
      'with a promise for yesterday',
      { promised: 'Ring', 'promisedBy-day': '22', 'promisedBy-month': '11', 'promisedBy-year': '2026' },
      'Enter today’s date or a later one',
    ],
  ])('%s is not stored, and comes back with every word', async (_, wrong, message) => {
    const { desk, person, at } = await opened()
    const answer = await send(desk, at, wrong)
    const html = await answer.text()
    expect(answer.status).toBe(422)
    expect(html).toContain(message)
    for (const value of Object.values({ ...note, ...wrong }).filter((each) => each.length > 20)) expect(html).toContain(value)
    expect(html).toContain('class="app-record"')
    expect(await stored(person)).toEqual([])
  })

  test('with a box that the page does not have was not sent by it', async () => {
    const { desk, at } = await opened()
    expect((await send(desk, at, { authorId: 'somebody' })).status).toBe(400)
  })

  test('is asked for only where the notice lets the role collect contacts', async () => {
    const who = colleague('data-protection-officer')
    const desk = await site.as(who)
    const { person } = await putPerson(on)
    const why = { activity: 'rights-requests', reason: 'case', reference: 'case 4711', specialReason: '' }
    const at = (await desk.send(`/desk/people/${person}/open`, why)).headers.get('location') ?? ''
    expect((await desk.open(at)).html).not.toContain('app-note')
    expect((await send(desk, at)).status).toBe(403)
    expect(await stored(person)).toEqual([])
  })

  test('on a record that has closed is not stored, and its words come back', async () => {
    const { desk, person, at } = await opened()
    const closed = await desk.send(at, {}, `${at}/close`)
    expect(closed.status).toBe(303)
    const answer = await desk.send('/desk', { ...note, ...noPromise }, `${at}/contacts`)
    expect(answer.status).toBe(404)
    // Whoever wrote it gets the words back.
    expect(await answer.text()).toMatch(/Your note was not saved\.[\s\S]*Asked what she owes\./)
    expect(await stored(person)).toEqual([])
  })
})

describe('a correction', () => {
  const correct = { topic: 'Repair', summary: 'Asked about the boiler.', ...noPromise }
  const item = async (person: string) => (await stored(person))[0] ?? {}

  test('of what somebody has changed meanwhile is 412, and overwrites nothing', async () => {
    const { desk, person, at } = await opened()
    await send(desk, at)
    const { id, version } = await item(person)
    const page = `${at}/contacts/${String(id)}/correct`
    expect((await desk.send(page, { ...correct, version: String(version) })).status).toBe(303)
    const late = await desk.send(page, { ...correct, topic: 'Neighbour', version: String(version) })
    expect(late.status).toBe(412)
    expect((await desk.open(at)).html).toContain('Asked about the boiler.')
  })

  test('of a colleague’s note is not offered, and refused with the way on', async () => {
    const { desk, person, at } = await opened()
    await send(desk, at)
    const { id, version } = await item(person)
    const theirs = await opened(colleague('housing-officer'), person)
    const page = `${theirs.at}/contacts/${String(id)}/correct`
    expect((await theirs.desk.open(`${theirs.at}/contacts/${String(id)}`)).html).not.toContain('Correct what you wrote')
    expect((await theirs.desk.open(page)).html).toContain('Add to it instead')
    const answer = await theirs.desk.send(`${theirs.at}/contacts/${String(id)}`, { ...correct, version: String(version) }, page)
    expect(answer.status).toBe(422)
    expect(await answer.text()).toContain('Only the colleague who wrote a note can correct it')
    expect((await desk.open(at)).html).toContain('Asked what she owes.')
  })

  test('of yesterday’s note is refused, and an addition is taken', async () => {
    const { desk, person, at } = await opened()
    await send(desk, at)
    const { id, version } = await item(person)
    tested.setNow(noon.add({ hours: 24 }))
    const later = await opened(officer, person)
    const page = `${later.at}/contacts/${String(id)}`
    const answer = await later.desk.send(page, { ...correct, version: String(version) }, `${page}/correct`)
    expect(answer.status).toBe(422)
    expect(await answer.text()).toContain('Asked about the boiler.')
    expect((await later.desk.send(page, { words: 'She rang again.' })).status).toBe(303)
    const { html } = await later.desk.open(later.at)
    expect(html).toMatch(/Asked what she owes\.[\s\S]*Added [\s\S]*24 November 2026[\s\S]*She rang again\./)
    tested.setNow(noon)
  })
})

test('an addition whose note is gone stands by itself and says so', async () => {
  const { person } = await putPerson(on)
  const values = { addsTo: randomUUID(), topic: 'Rent', summary: 'She rang again.' }
  await putItem(on, contactLog, { activity: 'tenancy-management', collectedOn: today, person, values, keys: tested.deps.keys })
  const { desk, at } = await opened(officer, person)
  expect((await desk.open(at)).html).toContain('Added to something we no longer keep')
})

describe('a ringing call', () => {
  async function ringing() {
    const { person } = await putPerson(on)
    await putContactDetail(on, person)
    const call = {
      id: randomUUID(),
      reference: `PBX-${person.slice(0, 8)}`,
      line: '2104',
      hasNumber: true,
      people: [person],
      andOthers: false,
    }
    await arriving(tested.deps).note(call)
    return { person, call, desk: await site.as(colleague('customer-service-adviser')) }
  }
  const right = { born: '4 3 1981', postcode: 'EX5 2FZ', reference: '' }
  const why = { activity: 'contact-handling', reason: 'call', reference: 'typed', specialReason: '' }
  const asNoted = async (person: string) =>
    on.asAdmin((admin) => admin.query('select call_reference, recording_id, direction from contact_log where person_id = $1', [person]))

  test('keeps its reference through the identity check, with nothing but its id in an address', async () => {
    const { person, call, desk } = await ringing()
    const [open, identity] = [`/desk/people/${person}/open?call=${call.id}`, `/desk/people/${person}/identity?call=${call.id}`]
    const first = await desk.open(open)
    expect(first.html).toContain(`href="${identity}"`)
    expect(first.html).toContain(`value="${call.reference}"`)
    const checked = await (await desk.send(identity, right)).text()
    expect(checked).toContain(`href="${open}"`)
    expect(checked).not.toContain(call.reference)
    const begun = await desk.send(open, why)
    const at = begun.headers.get('location') ?? ''
    expect(at).toMatch(/^\/desk\/openings\/[0-9a-f-]{36}$/)
    expect((await desk.open(at)).html).toContain(`Call ${call.reference}`)
    expect((await send(desk, at)).status).toBe(303)
    expect(await asNoted(person)).toMatchObject([{ call_reference: call.reference, recording_id: expect.any(String), direction: 'in' }])
  })

  test('that is shown no longer is remembered by whoever began with it, though another rang meanwhile', async () => {
    const { call: other, person: another } = await ringing()
    const { person, call, desk } = await ringing()
    const open = `/desk/people/${person}/open?call=${call.id}`
    await desk.open(open)
    await desk.open(`/desk/people/${another}/open?call=${other.id}`)
    tested.setNow(noon.add({ minutes: 20 }))
    const stranger = await site.as(colleague('customer-service-adviser'))
    expect((await stranger.open(open)).html).not.toContain(call.reference)
    const begun = await desk.send(open, why)
    await send(desk, begun.headers.get('location') ?? '')
    expect(await asNoted(person)).toMatchObject([{ call_reference: call.reference }])
    tested.setNow(noon)
  })

  test('is forgotten after the half hour for which a record stays open', async () => {
    const { person, call, desk } = await ringing()
    const open = `/desk/people/${person}/open?call=${call.id}`
    await desk.open(open)
    tested.setNow(noon.add({ minutes: 30 }))
    expect((await desk.open(open)).html).not.toContain(call.reference)
    tested.setNow(noon)
  })

  test('is not the call of a record that is opened for something else', async () => {
    const { person, call, desk } = await ringing()
    const begun = await desk.send(`/desk/people/${person}/open?call=${call.id}`, { ...why, reason: 'letter' })
    await send(desk, begun.headers.get('location') ?? '')
    expect(await asNoted(person)).toMatchObject([{ call_reference: null, recording_id: null }])
  })
})

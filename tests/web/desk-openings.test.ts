import { afterAll, describe, expect, test } from 'vitest'
import { pageOfEvidence } from '#evidence/read.ts'
import { testDatabase } from '../support/database.ts'
import { livewest } from '../support/edition.ts'
import { colleague, testGate } from '../support/gate.ts'
import { putPerson } from '../support/people.ts'
import { deskSite } from './desk-site.ts'

const on = await testDatabase()
const released = await livewest()
const site = await deskSite(await testGate(on, released), released)
afterAll(() => site.close())

const banner = 'govuk-notification-banner'
const why = { activity: 'contact-handling', reason: 'call', reference: 'call 4711', specialReason: '' }
const right = { born: '4 3 1981', postcode: 'EX5 2FZ', reference: '' }
const mistaken = { born: '4 3 1999', postcode: 'EX5 2FZ', reference: '' }

/** A caller's record, open to an adviser who has not checked yet who is calling. */
async function called() {
  const { person } = await putPerson(on)
  const desk = await site.as(colleague('customer-service-adviser'))
  const opened = await desk.send(`/desk/people/${person}/open`, why)
  expect(opened.status).toBe(303)
  return { person, desk, at: opened.headers.get('location') ?? '' }
}

describe('why a record is opened', () => {
  test('leads to the record, which says itself why it is open', async () => {
    const { desk, at } = await called()
    const { status, html } = await desk.open(at)
    expect(status).toBe(200)
    expect(html).toContain('Answering when you get in touch, call 4711')
    expect(html).not.toContain(banner)
  })

  test('that the notice refuses leads back to be said otherwise, and names what was asked for', async () => {
    const { person } = await putPerson(on)
    const desk = await site.as(colleague('customer-service-adviser'))
    const refused = await desk.send(`/desk/people/${person}/open`, { ...why, activity: 'equality-monitoring' })
    const html = await refused.text()
    expect(refused.status).toBe(403)
    expect(html).toContain(`href="/desk/people/${person}/open"`)
    expect(html).toContain('(Customer service adviser) cannot see this')
    expect(await pageOfEvidence(on.database, { subject: person })).toMatchObject([{ activity: 'equality-monitoring', outcome: 'refused' }])
  })
})

describe('a check of who is calling', () => {
  test('that does not match says so, and asks once more without a word of what was typed', async () => {
    const { desk, at } = await called()
    const answer = await desk.send(`${at}/identity`, mistaken)
    const html = await answer.text()
    expect(answer.status).toBe(200)
    expect(html).toContain('The answers do not match')
    expect(html).toContain(`action="${at}/identity"`)
    expect(html).not.toMatch(/4 3 1999|EX5 2FZ/)
  })

  test('of one detail alone is no check: it is asked for two, without a word of what was typed', async () => {
    const { desk, at } = await called()
    const answer = await desk.send(`${at}/identity`, { ...mistaken, postcode: '' })
    const html = await answer.text()
    expect(answer.status).toBe(422)
    expect(html).toContain('Enter at least two of these')
    const [, jump = ''] = /href="#([^"]+)">Enter at least two/.exec(html) ?? []
    expect(html).toContain(`id="${jump}" name="born"`)
    expect(html).not.toContain('4 3 1999')
  })

  test('that matches goes back to the record, which says so once', async () => {
    const { desk, at } = await called()
    const answer = await desk.send(`${at}/identity`, right)
    expect([answer.status, answer.headers.get('location')]).toEqual([303, at])
    expect((await desk.open(at)).html).toContain('The answers match. This check counts for 30 minutes.')
    expect((await desk.open(at)).html).not.toContain(banner)
  })

  test('that matches before a record is open leads on to why it is opened', async () => {
    const { person } = await putPerson(on)
    const desk = await site.as(colleague('customer-service-adviser'))
    const answer = await desk.send(`/desk/people/${person}/identity`, right)
    const html = await answer.text()
    expect(answer.status).toBe(200)
    expect(html).toMatch(new RegExp(`href="/desk/people/${person}/open"[^>]*>Say why you are opening the record`))
  })
})

describe('an open record', () => {
  test('is kept open, and says so; once it is closed nothing keeps it open', async () => {
    const { desk, at } = await called()
    expect((await desk.send(at, {}, `${at}/extend`)).headers.get('location')).toBe(at)
    expect((await desk.open(at)).html).toContain('The record stays open for another 30 minutes.')
    expect((await desk.send(at, {}, `${at}/close`)).headers.get('location')).toBe('/desk')
    expect((await desk.open('/desk')).html).toContain('The record is closed.')
    const late = await desk.send('/desk', {}, `${at}/extend`)
    expect(late.status).toBe(404)
    expect(await late.text()).toContain('This record has closed')
    expect((await desk.open('/desk')).html).not.toContain(banner)
  })

  test('is closed to every other colleague, as one that never was', async () => {
    const { at } = await called()
    const other = await site.as(colleague('housing-officer'))
    for (const page of ['', '/who', '/identity']) expect((await other.open(at + page)).status).toBe(404)
    expect((await other.send('/desk', {}, `${at}/extend`)).status).toBe(404)
  })
})

describe('the bar', () => {
  const marked = (html: string) =>
    [...html.matchAll(/class="app-bar__link" aria-current="(\w+)">([^<]+)</g)].map(([, how, text]) => [how, text])

  test.each([
    ['/desk', [['page', 'Today']]],
    ['/desk/tasks', [['page', 'Tasks']]],
    ['/desk/tasks/done', [['true', 'Tasks']]],
    ['/desk/retention', [['page', 'Retention']]],
  ])('marks the subject whose page is shown, at %s', async (at, expected) => {
    const desk = await site.as(colleague('housing-officer'))
    expect(marked((await desk.open(at)).html)).toEqual(expected)
  })

  test('marks none on somebody’s record', async () => {
    const { desk, at } = await called()
    expect(marked((await desk.open(at)).html)).toEqual([])
  })
})

import { randomUUID } from 'node:crypto'
import { beforeEach, describe, expect, test } from 'vitest'
import { rightsClock } from '#duties/rights/clock.ts'
import { requestsFromSite } from '#duties/rights/from-site.ts'
import { identified } from '#duties/rights/identified.ts'
import type { Logging } from '#duties/rights/logging.ts'
import { requestNotesOf } from '#duties/rights/notes.ts'
import { rightsRequestsOf, type StepValues } from '#duties/rights/requests.ts'
import { rightsCase } from '#duties/rights/rights-case.ts'
import { eventsFrom, type Step, stepWords } from '#duties/rights/steps.ts'
import { rightsSearch } from '#records/rights-search/rights-search.ts'
import { testDatabase } from '../support/database.ts'
import { changed, livewest, noon } from '../support/edition.ts'
import { colleague, testGate } from '../support/gate.ts'
import { putPerson } from '../support/people.ts'
import { letter, logLetter, searchedEverywhere, takeStep } from '../support/rights.ts'

const on = await testDatabase()
const released = await livewest()
const { deps, gate, setNow, publish } = await testGate(on, released)
const requests = rightsRequestsOf({ ...deps, gate })
const notes = requestNotesOf({ ...deps, gate })
const officer = colleague('data-protection-officer')
const rows = (text: string, values: readonly unknown[] = []) => on.asAdmin((admin) => admin.query(text, values))
const date = (text: string) => Temporal.PlainDate.from(text)
const today = date('2026-11-23')

beforeEach(async () => {
  setNow(noon)
  await rows('delete from rights_search; delete from rights_request')
})

const logged = (values: Partial<Logging> = {}, by = officer) => logLetter({ deps, gate }, by, values)

async function looked(id: string) {
  const answer = await requests.look(officer, id)
  if (!answer.ok) throw new Error(JSON.stringify(answer))
  return answer
}

const step = (id: string, what: Step, day = '2026-11-23', values: StepValues = {}) =>
  takeStep({ deps, gate }, officer, id, what, { on: date(day), values })

describe('a request for a copy', () => {
  test('that any colleague takes in waits for the data protection team, in words that nobody reads in the database', async () => {
    for (const role of ['customer-service-adviser', 'housing-officer'] as const) await logged({}, colleague(role))
    const all = await requests.all(officer)
    expect(all.ok && all.rows.map(({ words }) => words)).toEqual([letter.words, letter.words])
    expect(await requests.all(colleague('housing-officer'))).toMatchObject({ ok: false, why: 'refused' })
    const stored = JSON.stringify(await rows('select row_to_json(r)::text as whole from rights_request r'))
    for (const word of ['Amina', 'Quay', letter.words]) expect(stored).not.toContain(word)
    expect(await requests.log(colleague('repairs-planner'), letter)).toMatchObject({ ok: false, why: 'refused' })
  })

  test('takes no step that needs to know whose data it is about before that is known, whatever it is linked to', async () => {
    const [first, second] = [await logged(), await logged()]
    const { request } = await looked(second)
    expect(identified(request)).toBeNull()
    const other = (await looked(first)).request.reference.slice(2)
    expect(await notes.link(officer, request, { to: other, as: 'duplicate' })).toEqual({ ok: true })
    for (const what of ['searched', 'read', 'made', 'delivered'] as const)
      expect(await step(second, what, '2026-11-23', { outcome: 'answered' })).toEqual({ ok: false, why: 'stale' })
    const { person } = await putPerson(on)
    expect(await step(second, 'identified', '2026-11-23', { ofPerson: '3f0c7c1e-2a4b-4a53-8b0a-0d1f2e3a4b5c' })).toEqual({
      ok: false,
      why: 'unknown',
    })
    expect(await step(second, 'identified', '2026-11-23', { ofPerson: person })).toEqual({ ok: true })
    expect(identified((await looked(second)).request)?.ofPerson).toBe(person)
    expect(await step(second, 'searched')).toEqual({ ok: false, why: 'unsearched' })
    await searchedEverywhere({ ...deps, gate }, officer, second)
    expect(await step(second, 'searched')).toEqual({ ok: true })
  })

  test.each(['parent', 'representative', 'attorney'])(
    'by a %s is not searched before it is noted what shows that they may ask',
    async (askedBy) => {
      const id = await logged({ askedBy })
      const { person } = await putPerson(on)
      const identify = () => step(id, 'identified', '2026-11-23', { ofPerson: person })
      expect(await identify()).toEqual({ ok: false, why: 'unauthorised' })
      expect(await notes.authorise(officer, (await looked(id)).request, 'Letter of authority of 12 November 2026.')).toEqual({
        ok: true,
      })
      expect(await identify()).toEqual({ ok: true })
    },
  )

  test('is closed on the day it ends, and its period runs from then', async () => {
    const id = await logged()
    expect(await step(id, 'withdrawn', '2026-11-23', { outcome: 'withdrawn' })).toEqual({ ok: true })
    const [stored] = await rows('select closed_on::text, clock_from::text from rights_request')
    expect(stored).toEqual({ closed_on: '2026-11-23', clock_from: '2026-11-23' })
    expect(await step(id, 'identity-asked')).toEqual({ ok: false, why: 'stale' })
  })

  test('ends the period of what belongs to it with its own, and of nothing else', async () => {
    const [id, other] = [await logged(), await logged()]
    for (const of of [id, other]) {
      const opened = await gate.open(officer, { activity: 'rights-requests', because: 'rights-request', person: of })
      if (!opened.ok) throw new Error('not opened')
      const values = { rightsRequestId: of, place: 'hold', askedOn: '2026-11-23' }
      await opened.collect(rightsSearch, { id: randomUUID(), values, source: 'colleague', collectedAt: noon, clockFrom: null })
    }
    await step(id, 'withdrawn', '2026-11-23', { outcome: 'withdrawn' })
    const stored = await rows('select rights_request_id as of, clock_from::text, closed_on::text from rights_search')
    expect(stored).toContainEqual({ of: id, clock_from: '2026-11-23', closed_on: '2026-11-23' })
    expect(stored).toContainEqual({ of: other, clock_from: null, closed_on: null })
    await rows('delete from rights_search')
  })

  test('takes no step on a day before the step before, or in the future', async () => {
    const id = await logged()
    for (const day of ['2026-11-19', '2026-11-24']) expect(await step(id, 'identity-asked', day)).toEqual({ ok: false, why: 'early' })
    expect(await step(id, 'identity-asked', '2026-11-21')).toEqual({ ok: true })
    expect(await step(id, 'refused', '2026-11-20', { outcome: 'refused' })).toEqual({ ok: false, why: 'early' })
  })

  test('goes back a step where the others still make sense without it, and no further', async () => {
    const id = await logged()
    const { person } = await putPerson(on)
    await step(id, 'identity-asked')
    await step(id, 'identified', '2026-11-23', { ofPerson: person })
    await step(id, 'extended')
    const undo = async (at: number) => requests.undo(officer, (await looked(id)).request, at)
    expect(await undo(1)).toEqual({ ok: false, why: 'needed' })
    expect(await undo(7)).toEqual({ ok: false, why: 'stale' })
    expect(await undo(2)).toEqual({ ok: true })
    expect(await undo(1)).toEqual({ ok: true })
    expect((await looked(id)).request.ofPerson).toBeNull()
  })

  test('keeps the first of two changes that are made at once', async () => {
    const id = await logged()
    const { request } = await looked(id)
    expect(await notes.note(officer, request, 'She rang.')).toEqual({ ok: true })
    expect(await notes.note(officer, request, 'She wrote.')).toEqual({ ok: false, why: 'stale' })
    expect((await looked(id)).request.notes).toContain('She rang.')
  })

  test('that came twice is joined with the one that came first, and never with one that would put off its day', async () => {
    const [first, second] = [await logged(), await logged({ receivedOn: '2026-11-22' })]
    const join = async (id: string) => notes.join(officer, (await looked(id)).request)
    const link = async (id: string, to: string) =>
      notes.link(officer, (await looked(id)).request, { to: (await looked(to)).request.reference.slice(2), as: 'duplicate' })
    expect(await join(second)).toEqual({ ok: false, why: 'unlinked' })
    await link(first, second)
    expect(await join(first)).toEqual({ ok: false, why: 'later' })
    await link(second, first)
    expect(await join(second)).toEqual({ ok: true })
    expect((await looked(second)).request).toMatchObject({ outcome: 'joined', closedOn: '2026-11-23', linkedTo: first })
    expect((await looked(first)).state).toBe('received')
    const third = await logged({ receivedOn: '2026-11-23' })
    await link(third, second)
    expect(await join(third)).toEqual({ ok: false, why: 'later' })
  })

  test('can be noted upon while it waits', async () => {
    const id = await logged()
    const { person } = await putPerson(on)
    await step(id, 'identified', '2026-11-23', { ofPerson: person })
    await step(id, 'meaning-asked')
    expect(await notes.note(officer, (await looked(id)).request, 'She will ring back.')).toEqual({ ok: true })
  })
})

describe('a request for a copy from our website', () => {
  const site = requestsFromSite(deps)
  const { askedBy, name, contact, words, otherNames } = letter
  const asked = { askedBy, name, contact, words, otherNames }

  test('comes to the data protection team with a reference and a day, once however often it is sent', async () => {
    expect(site.isOpen()).toBe(true)
    const [first, second] = [
      await site.submit({ ...asked, formId: 'form 1', at: noon }),
      await site.submit({ ...asked, formId: 'form 1', at: noon }),
    ]
    expect(first?.reference).toMatch(/^R-[2-9A-Z]{4}-[2-9A-Z]{4}$/)
    expect([second?.reference, first?.answerBy.toString()]).toEqual([first?.reference, '2026-12-23'])
    const all = await requests.all(officer)
    expect(all.ok && all.rows.map(({ cameBy, receivedOn, words }) => [cameBy, receivedOn, words])).toEqual([
      ['website', '2026-11-23', letter.words],
    ])
  })

  test('is refused, and nothing of it is stored, under a notice that takes nothing in there', async () => {
    const without = await changed(released, (edition) => ({
      ...edition,
      activities: edition.activities.map((each) => (each.id === 'rights-requests' ? { ...each, sources: ['the-person' as const] } : each)),
    }))
    await publish(without)
    expect(site.isOpen()).toBe(false)
    expect(await site.submit({ ...asked, formId: 'form 2', at: noon })).toBeNull()
    await publish(released)
    expect(await rows('select id from rights_request')).toEqual([])
  })
})

describe('when the answer is due', () => {
  type Happened = readonly [Step, string]
  const cases: readonly (readonly [string, string, readonly Happened[], string])[] = [
    ['a month on', '2026-11-25', [], '2026-12-29'],
    ['three months where they were told', '2027-01-30', [['extended', '2027-02-20']], '2027-04-30'],
    ['a month on where they were told when that month was over', '2026-10-01', [['extended', '2026-11-03']], '2026-11-02'],
    [
      'from the day they showed who they are',
      '2026-11-02',
      [
        ['identity-asked', '2026-11-03'],
        ['identified', '2026-11-10'],
      ],
      '2026-12-10',
    ],
    ['from the day of the request where nobody doubted', '2026-11-02', [['identified', '2026-11-10']], '2026-12-02'],
    [
      'later by the days that waited',
      '2026-11-02',
      [
        ['identified', '2026-11-02'],
        ['meaning-asked', '2026-11-09'],
        ['meaning-given', '2026-11-16'],
      ],
      '2026-12-10',
    ],
    [
      'later by both waits',
      '2026-11-02',
      [
        ['identified', '2026-11-02'],
        ['meaning-asked', '2026-11-09'],
        ['meaning-given', '2026-11-09'],
        ['meaning-asked', '2026-11-10'],
        ['meaning-given', '2026-11-11'],
      ],
      '2026-12-07',
    ],
    [
      'from the day the fee was paid',
      '2026-11-02',
      [
        ['identified', '2026-11-02'],
        ['fee-asked', '2026-11-03'],
        ['fee-paid', '2026-11-05'],
      ],
      '2026-12-07',
    ],
  ]
  test.each(cases)('%s', (_, received, happened, due) => {
    const events = eventsFrom(
      received,
      happened.map(([what, day]) => ({ what, on: day, by: 'Dee Marsh' })),
    )
    expect(rightsClock(events, today).dueOn.toString()).toBe(due)
  })

  test('is stored after each step and each step taken back as it is computed afresh, and not while the time waits', async () => {
    const id = await logged()
    const { person } = await putPerson(on)
    const stored = async () => (await rows('select answer_by::text as by from rights_request'))[0]?.by
    const afresh = async () => rightsClock(rightsCase.events((await looked(id)).request), today).dueOn.toString()
    expect(await stored()).toBe('2026-12-21')
    const happened: readonly (readonly [Step, object])[] = [
      ['identity-asked', {}],
      ['identified', { ofPerson: person }],
      ['meaning-asked', {}],
      ['meaning-given', {}],
      ['extended', {}],
    ]
    for (const [what, values] of happened) {
      expect(await step(id, what, '2026-11-23', values)).toEqual({ ok: true })
      expect([what, await stored()]).toEqual([what, what.endsWith('asked') ? null : await afresh()])
    }
    await requests.undo(officer, (await looked(id)).request, 4)
    expect(await stored()).toBe(await afresh())
  })

  test('a request that waits says for what, and when it would be due if that came today', () => {
    const asked = (what: Step) => eventsFrom('2026-11-02', [{ what, on: '2026-11-03', by: 'Dee Marsh' }])
    expect(rightsClock(asked('identity-asked'), today)).toMatchObject({ waits: 'identity' })
    expect(rightsClock(asked('meaning-asked'), today).dueOn.toString()).toBe('2026-12-23')
    expect(rightsClock(asked('extended'), today).waits).toBeNull()
  })
})

test('every state leads somewhere with each step that can happen in it, and every step has its words', () => {
  const table = Object.fromEntries(
    Object.entries(rightsCase.states).map(([state, steps]) => [state, Object.entries(steps).map(([what, { to }]) => `${what}: ${to}`)]),
  )
  expect(table).toMatchInlineSnapshot(`
    {
      "closed": [],
      "doubted": [
        "identified: settled",
        "named: settled",
        "refused: closed",
        "withdrawn: closed",
        "joined: closed",
      ],
      "made": [
        "delivered: closed",
        "read: read",
        "extended: made",
        "searched: searched",
        "identified: settled",
        "named: settled",
        "refused: closed",
        "withdrawn: closed",
        "joined: closed",
      ],
      "paused": [
        "meaning-given: settled",
        "extended: paused",
        "refused: closed",
        "withdrawn: closed",
        "joined: closed",
      ],
      "read": [
        "made: made",
        "extended: read",
        "searched: searched",
        "identified: settled",
        "named: settled",
        "refused: closed",
        "withdrawn: closed",
        "joined: closed",
      ],
      "received": [
        "identified: settled",
        "named: settled",
        "identity-asked: doubted",
        "refused: closed",
        "withdrawn: closed",
        "joined: closed",
      ],
      "searched": [
        "read: read",
        "meaning-asked: paused",
        "extended: searched",
        "searched: searched",
        "identified: settled",
        "named: settled",
        "refused: closed",
        "withdrawn: closed",
        "joined: closed",
      ],
      "settled": [
        "identified: settled",
        "named: settled",
        "searched: searched",
        "meaning-asked: paused",
        "fee-asked: unpaid",
        "extended: settled",
        "refused: closed",
        "withdrawn: closed",
        "joined: closed",
      ],
      "unpaid": [
        "fee-paid: settled",
        "refused: closed",
        "withdrawn: closed",
        "joined: closed",
      ],
    }
  `)
  expect(Object.values(stepWords).every((words) => words.length > 5)).toBe(true)
})

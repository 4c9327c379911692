import { randomUUID } from 'node:crypto'
import { beforeEach, describe, expect, test } from 'vitest'
import type { StepValues } from '#duties/rights/requests.ts'
import { certificateOf } from '#duties/rights/search/certificate.ts'
import { answerDue, nextChase } from '#duties/rights/search/chases.ts'
import { looksTold } from '#duties/rights/search/looks.ts'
import { placesOf } from '#duties/rights/search/places.ts'
import { type PlaceAnswer, rightsSearchOf } from '#duties/rights/search/search.ts'
import type { Step } from '#duties/rights/steps.ts'
import { besideOf } from '#duties/subject-access/beside.ts'
import { openForCopy } from '#duties/subject-access/gather.ts'
import { tasks } from '#duties/tasks/tasks.ts'
import { rightsSearch } from '#records/rights-search/rights-search.ts'
import { testDatabase } from '../support/database.ts'
import { livewest, noon } from '../support/edition.ts'
import { colleague, testGate } from '../support/gate.ts'
import { putPerson, putRecording } from '../support/people.ts'
import { logLetter, requestAfter, searchedEverywhere, takeStep } from '../support/rights.ts'

const on = await testDatabase()
const released = await livewest()
const { edition } = released
const { deps, gate, setNow } = await testGate(on, released)
const all = { ...deps, gate }
const search = rightsSearchOf(all)
const officer = colleague('data-protection-officer')
const manager = colleague('senior-manager')
const date = (text: string) => Temporal.PlainDate.from(text)

beforeEach(async () => {
  setNow(noon)
  await on.asAdmin((admin) => admin.query('delete from rights_search; delete from rights_request; delete from task'))
})

const step = (id: string, what: Step, values: StepValues = {}) => takeStep({ deps, gate }, officer, id, what, { values })
const requestOf = (person: string | null) =>
  person === null ? logLetter({ deps, gate }, officer) : requestAfter({ deps, gate }, officer, ['identified'], { person })

async function looked(id: string) {
  const look = await search.look(officer, id)
  if (!look.ok) throw new Error(`not there: ${look.why}`)
  const at = (place: string) => look.places.find((each) => each.place === place)?.row ?? null
  return { ...look, at }
}

async function rowAt(id: string, place: string) {
  const row = (await looked(id)).at(place)
  if (row === null) throw new Error(`${place} was not asked`)
  return { item: row.id, version: row.version }
}

const answer: PlaceAnswer = { answer: 'nothing-held', found: 0, words: 'Looked by name.', isSilent: null }

/** A look at somebody’s record for an activity, as the evidence has it. */
async function putLook(person: string, activity: string): Promise<void> {
  await on.asAdmin((admin) =>
    admin.query(
      `insert into evidence (kind, actor, role, activity, act, subject, record_type, categories, outcome, reasons, clauses, edition, opening, detail)
        values ('read', $3, 'safeguarding-lead', $2, 'view', $1, 'person', '{personal-details}', 'permitted', '{}', '{}', 'test', $4, '{}')`,
      [person, activity, `colleague:${randomUUID()}`, randomUUID()],
    ),
  )
}

describe('the search of a request', () => {
  test('asks every place once, finds what is there, and is complete only when each has answered', async () => {
    const { person } = await putPerson(on)
    await putRecording(on, person, '2026-11-20')
    const id = await requestOf(person)
    expect((await looked(id)).lacking.map(({ place }) => place)).toEqual(placesOf(edition))
    expect(await search.now(officer, id)).toEqual({ ok: true })
    const first = await looked(id)
    expect(first.at('person')).toMatchObject({ answer: 'found', found: 1, answeredBy: 'Dee Marsh' })
    expect(first.at('call-recording')).toMatchObject({ answer: 'found', found: 1 })
    expect(first.at('message') ?? first.at('consent')).toMatchObject({ answer: 'nothing-held', found: 0 })
    expect(first.at('evidence')).not.toBeNull()
    // What is left is outside: nobody but the people who run it can answer.
    expect(first.lacking.every(({ place }) => place.startsWith('system:'))).toBe(true)
    expect(first.lacking.map(({ place }) => place)).toContain('system:housing-management-system')
    expect(first.lacking.map(({ place }) => place)).not.toContain('system:visitor-book')
    expect(await step(id, 'searched')).toEqual({ ok: false, why: 'unsearched' })
    await putRecording(on, person, '2026-11-21')
    expect(await search.now(officer, id)).toEqual({ ok: true })
    const second = await looked(id)
    expect(second.at('call-recording')).toMatchObject({ found: 2 })
    expect(second.places).toHaveLength(first.places.length)
    await searchedEverywhere(all, officer, id)
    expect(await step(id, 'searched')).toEqual({ ok: true })
  })

  test('is not done before it is known whose data it is, by anybody else, or once the request is closed', async () => {
    const { person } = await putPerson(on)
    expect(await search.now(officer, await requestOf(null))).toEqual({ ok: false, why: 'unidentified' })
    const id = await requestOf(person)
    expect(await search.now(colleague('housing-officer'), id)).toMatchObject({ ok: false, why: 'refused' })
    await step(id, 'withdrawn', { outcome: 'withdrawn' })
    expect(await search.now(officer, id)).toEqual({ ok: false, why: 'unidentified' })
  })

  test('does not go on without a place that could not look, unless somebody says why, which is certified', async () => {
    const { person } = await putPerson(on)
    const id = await requestOf(person)
    await searchedEverywhere(all, officer, id)
    const place = 'system:finance-system'
    await search.answer(officer, id, await rowAt(id, place), {
      ...answer,
      answer: 'could-not-look',
      found: null,
      words: 'It is being moved.',
    })
    expect(await step(id, 'searched')).toEqual({ ok: false, why: 'unsearched' })
    const why = 'Its archive would have to be rebuilt for a week.'
    expect(await search.goWithout(officer, id, await rowAt(id, place), why)).toEqual({ ok: true })
    expect(await step(id, 'searched')).toEqual({ ok: true })
    const { places } = await looked(id)
    const rows = places.flatMap(({ row }) => row ?? [])
    for (const of of ['us', 'person'] as const)
      expect(certificateOf({ edition, reference: 'R-1', rows, identifiers: ['Amina Test'] }, of).notSearched).toContainEqual({
        what: 'Rent and finance system',
        why,
      })
  })

  test('keeps the words of whoever answered where nobody reads them in the database', async () => {
    const { person } = await putPerson(on)
    const id = await requestOf(person)
    await search.now(officer, id)
    await search.answer(officer, id, await rowAt(id, 'system:sales-system'), { ...answer, words: 'Looked under Zebedee' })
    const stored = await on.asAdmin((admin) => admin.query('select row_to_json(r)::text as whole from rights_search r'))
    expect(JSON.stringify(stored)).not.toContain('Zebedee')
  })

  test('keeps the first of two answers that are given at once', async () => {
    const { person } = await putPerson(on)
    const id = await requestOf(person)
    await search.now(officer, id)
    const seen = await rowAt(id, 'system:sales-system')
    expect(await search.answer(officer, id, seen, answer)).toEqual({ ok: true })
    expect(await search.answer(officer, id, seen, answer)).toEqual({ ok: false, why: 'stale' })
  })
})

describe('a look at the record that could put somebody in danger', () => {
  test('is decided by itself, and leaves no trace in the copy of the certificate where it is withheld', async () => {
    const { person } = await putPerson(on)
    await putLook(person, 'tenancy-management')
    const before = await requestOf(person)
    await searchedEverywhere(all, officer, before)
    const plain = (await looked(before)).places.flatMap(({ row }) => row ?? [])
    await on.asAdmin((admin) => admin.query('delete from rights_search; delete from rights_request'))

    await putLook(person, 'safeguarding')
    const id = await requestOf(person)
    await search.now(officer, id)
    const look = (await looked(id)).lacking.find(({ place }) => place.startsWith('look:'))
    if (look?.row === undefined || look.row === null) throw new Error('the look was not found')
    expect(look.row.words).toMatch(/^Protecting people from harm, /)
    await searchedEverywhere(all, officer, id)
    const withheld = { ...answer, answer: 'retained' as const, words: 'Telling would warn whoever is looked into.', isSilent: true }
    await search.answer(officer, id, await rowAt(id, look.place), withheld)
    const rows = (await looked(id)).places.flatMap(({ row }) => row ?? [])
    const of = (some: typeof rows, whom: 'us' | 'person') => certificateOf({ edition, reference: 'R-1', rows: some, identifiers: [] }, whom)
    expect(JSON.stringify(of(rows, 'us'))).toContain('warn whoever')
    // As many looks are certified as were before, but for those at the search itself.
    const told = (some: typeof rows) => of(some, 'person').places.map(({ title }) => title)
    expect(told(rows)).toEqual(told(plain))
    expect(looksTold(rows)).toEqual(new Set())
    expect(JSON.stringify(of(rows, 'person'))).not.toMatch(/people from harm|warn whoever|Held, and not given/)
  })
})

test('what was asked for a request is in no copy: neither the places nor the openings that nobody decided to tell', async () => {
  const { person } = await putPerson(on)
  const opening = randomUUID()
  await on.asAdmin((admin) =>
    admin.query(
      `insert into opening (id, person_id, colleague, colleague_name, role, activity, reason, opened_at, closes_at)
        values ($1, $2, $3, 'Col Baker', 'safeguarding-lead', 'safeguarding', 'case', '2026-11-01T09:00:00Z', '2026-11-01T10:00:00Z')`,
      [opening, person, randomUUID()],
    ),
  )
  await searchedEverywhere(all, officer, await requestOf(person))
  const opened = await openForCopy(gate, officer, person)
  if (!opened.ok) throw new Error('refused')
  const count = async (told: ReadonlySet<string>) => {
    const [openings, , waiting] = await besideOf(deps, opened, { looksTold: told })
    return [openings?.items.length, openings?.withheld, waiting?.items.length]
  }
  expect(await count(new Set())).toEqual([0, [], 0])
  expect((await count(new Set([opening])))[0]).toBe(1)
  const shown = Object.values(rightsSearch.fields).filter(({ kind, owner }) => kind !== 'uuid' && owner !== 'machine')
  expect(shown).toEqual([])
})

describe('a system that does not answer', () => {
  type Asked = readonly [words: string, asked: string, chased: readonly string[], answerBy: string, next: string]
  const ladder: readonly Asked[] = [
    ['is asked again when its five working days are over', '2026-11-20', [], '2026-12-21', '1 on 2026-11-27: again, whoever-runs-it'],
    ['is asked every four days', '2026-11-20', ['2026-11-27'], '2026-12-21', '2 on 2026-12-01: again, whoever-runs-it'],
    [
      'is taken to a senior manager after two times',
      '2026-11-20',
      ['2026-11-27', '2026-12-01'],
      '2026-12-21',
      '3 on 2026-12-05: again, senior-manager',
    ],
    ['counts from the day it was really asked', '2026-11-20', ['2026-11-30'], '2026-12-21', '2 on 2026-12-04: again, whoever-runs-it'],
    ['is told that it is the last time', '2026-11-20', ['2026-11-27', '2026-12-01'], '2026-12-08', '3 on 2026-12-05: last, senior-manager'],
    ['is told that it is late', '2026-11-20', ['2026-11-27', '2026-12-01'], '2026-12-03', '3 on 2026-12-05: late, senior-manager'],
    [
      'is asked before the answer is due, however little time is left',
      '2026-11-20',
      [],
      '2026-11-24',
      '1 on 2026-11-23: last, whoever-runs-it',
    ],
    ['has until tomorrow where the day has passed already', '2026-11-20', [], '2026-11-18', '1 on 2026-11-21: late, whoever-runs-it'],
  ]
  test.each(ladder)('%s', (_, asked, chased, answerBy, expected) => {
    const { number, dueOn, wording, to } = nextChase(answerDue(date(asked), date(answerBy)), chased.map(date), date(answerBy))
    expect(`${number} on ${dueOn}: ${wording}, ${to}`).toBe(expected)
  })

  test('has a task that moves with each time it is asked, also while the request is paused, and ends with its answer', async () => {
    const { person } = await putPerson(on)
    const id = await requestOf(person)
    await search.now(officer, id)
    const place = 'system:survey-tool'
    const waiting = async () => {
      const row = (await looked(id)).at(place)
      const tasksNow = await tasks(deps).waiting(officer, null)
      return tasksNow.filter(({ kind, about }) => kind === 'system-search' && about === row?.id).map(({ dueOn }) => dueOn.toString())
    }
    expect(await waiting()).toEqual(['2026-11-30'])
    await step(id, 'meaning-asked')
    setNow(Temporal.Instant.from('2026-11-30T12:00:00Z'))
    expect(await search.chase(officer, id, await rowAt(id, place))).toEqual({ ok: true })
    expect(await waiting()).toEqual(['2026-12-04'])
    setNow(Temporal.Instant.from('2026-12-04T12:00:00Z'))
    await search.chase(officer, id, await rowAt(id, place))
    const escalated = () => tasks(deps).waiting(manager, null)
    expect((await escalated()).map(({ kind, dueOn }) => `${kind} ${dueOn}`)).toEqual(['search-escalated 2026-12-08'])
    await search.answer(officer, id, await rowAt(id, place), answer)
    expect(await waiting()).toEqual([])
    expect(await escalated()).toEqual([])
  })

  test('is left in peace once the request is closed', async () => {
    const { person } = await putPerson(on)
    const id = await requestOf(person)
    await search.now(officer, id)
    expect((await tasks(deps).waiting(officer, null)).length).toBeGreaterThan(5)
    await step(id, 'withdrawn', { outcome: 'withdrawn' })
    expect(await tasks(deps).waiting(officer, null)).toEqual([])
  })
})

test('where nothing at all is held, the certificate says so', async () => {
  const { person } = await putPerson(on)
  const id = await requestOf(person)
  await searchedEverywhere(all, officer, id)
  const rows = (await looked(id)).places.flatMap(({ row }) => row ?? [])
  const empty = rows.map((row) => ({ ...row, answer: 'nothing-held' as const, found: 0 }))
  const of = (some: typeof rows) => certificateOf({ edition, reference: 'R-1', rows: some, identifiers: [] }, 'person').nothingHeld
  expect([of(rows), of(empty)]).toEqual([false, true])
})

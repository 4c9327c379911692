import { describe, expect, test } from 'vitest'
import { gatherVisits } from '#duties/subject-access/gather-visits.ts'
import { isVisitOf } from '#duties/subject-access/visitor.ts'
import { visitBook } from '#duties/visits/visit-book.ts'
import { testDatabase } from '../support/database.ts'
import { livewest, noon, today } from '../support/edition.ts'
import { colleague, testGate } from '../support/gate.ts'
import { inMemory } from '../support/pack.ts'
import { receptionist, signedIn, warden } from '../support/visits.ts'

const on = await testDatabase()
const released = await livewest()
const at = await testGate(on, released)
const officer = colleague('data-protection-officer')

async function copyFor(visitor: { name: string; day?: Temporal.PlainDate; registration?: string }, who = officer) {
  const { taker, sections } = inMemory()
  const asked = { visitor: { day: null, registration: null, ...visitor }, now: noon, edition: released.hash }
  return { answer: await gatherVisits(at.gate, who, asked, taker), sections }
}

describe('a copy of somebody’s visits', () => {
  test('has what they said at reception, found by name and day, and leaves out whom they visited', async () => {
    const { badge } = await signedIn(at, { name: 'Zoë O’Hara-Łuk', needsHelp: true })
    await signedIn(at, { name: 'Somebody Else' })
    const { answer, sections } = await copyFor({ name: 'ZOE OHARA LUK', day: today })
    expect(answer).toMatchObject({ ok: true, person: 'visitor', items: { visit: 1, 'visit-assistance': 1 } })
    expect(sections.map(({ type, category, items }) => [type, category, items.map(({ values }) => values)])).toEqual([
      ['visit', 'personal-details', [{ Name: 'Zoë O’Hara-Łuk' }]],
      ['visit', 'visits', [{ Office: 'exeter', 'Signed in': '2026-11-23T12:00:00Z', 'Signed in by': receptionist.name }]],
      ['visit', 'vehicle-registrations', [{ 'Car registration': 'AB12 CDE' }]],
      ['visit-assistance', 'support-needs', [{ 'Help to get out': 'Needs help to get out' }]],
    ])
    expect(answer.ok && answer.withheld.map(({ type, count }) => [type, count])).toEqual([['visit', 1]])
    expect(JSON.stringify([answer, sections])).not.toMatch(/Sita Rao|Somebody/)
    await visitBook({ ...at.deps, gate: at.gate }).signOutByBadge(badge)
    expect((await copyFor({ name: 'zoë o’hara-łuk', registration: 'ab12cde' })).answer).toMatchObject({ items: { visit: 1 } })
  })

  test('looks through the whole book, on record as one search that names what it found and nobody else', async () => {
    await signedIn(at, { name: 'Ada Quince' })
    const { answer } = await copyFor({ name: 'Ada Quince', day: today })
    expect(answer.ok).toBe(true)
    const rows = await on.asAdmin((admin) =>
      admin.query(
        `select act, subject, subjects, detail, categories from evidence where kind = 'search' and record_type = 'visit' order by seq desc limit 1`,
      ),
    )
    const [visits] = await on.asAdmin((admin) => admin.query<{ count: number }>(`select count(*)::int as count from visit`))
    expect(rows).toMatchObject([
      { act: 'view', subjects: null, categories: ['personal-details', 'visits'], detail: { items: visits?.count, found: 1 } },
    ])
    expect(rows[0]?.subject).not.toBeNull()
    expect(JSON.stringify(rows)).not.toMatch(/Quince/)
  })

  test('finds nobody by another day, another car, one name of two, or no name', async () => {
    for (const visitor of [
      { name: 'Ada Quince', day: today.subtract({ days: 1 }) },
      { name: 'Ada Quince', registration: 'AB12 CDF' },
      { name: 'Ada Quince', day: today, registration: 'ZZ99 ZZZ' },
      { name: 'Ada', day: today },
      { name: 'Quince', registration: 'AB12 CDE' },
      { name: '%', day: today },
      { name: '', day: today },
    ])
      expect((await copyFor(visitor)).answer, visitor.name).toEqual({ ok: false, why: 'none' })
  })

  describe('where several people can be meant', () => {
    const name = 'Robin Day'

    test('gives nothing of two who were there at one time, nor of two with different cars or names', async () => {
      const on = (days: number) => at.setNow(noon.subtract({ hours: 24 * days }))
      const leave = (badge: string) => visitBook({ ...at.deps, gate: at.gate }).signOutByBadge(badge)
      on(1)
      for (const _ of ['one', 'other']) await signedIn(at, { name, registration: null })
      on(2)
      await leave((await signedIn(at, { name, registration: 'AB12 CDE' })).badge)
      await signedIn(at, { name, registration: 'ZY98 XWV' })
      on(3)
      await leave((await signedIn(at, { name, registration: 'AB12 CDE' })).badge)
      await signedIn(at, { name: 'Robin Ann Day', registration: 'AB12 CDE' })
      at.setNow(noon)
      for (const days of [1, 2, 3]) {
        const { answer, sections } = await copyFor({ name, day: today.subtract({ days }) })
        expect([days, answer, sections]).toEqual([days, { ok: false, why: 'several' }, []])
      }
      expect((await copyFor({ name, registration: 'AB12 CDE' })).answer).toEqual({ ok: false, why: 'several' })
    })

    test('gives theirs to whoever says the day, the car and the full name', async () => {
      const copy = async (days: number, registration: string, called = name) =>
        (await copyFor({ name: called, day: today.subtract({ days }), registration })).sections.flatMap(({ items }) =>
          items.flatMap(({ values }) => [values.Name, values['Car registration']].filter((value) => value !== undefined)),
        )
      expect(await copy(2, 'zy98xwv')).toEqual([name, 'ZY98 XWV'])
      expect(await copy(3, 'AB12 CDE')).toEqual([name, 'AB12 CDE'])
      expect(await copy(3, 'AB12 CDE', 'Robin Ann Day')).toEqual(['Robin Ann Day', 'AB12 CDE'])
    })

    test('gives both visits to one who came twice on a day', async () => {
      const { badge } = await signedIn(at, { name: 'Came Twice' })
      await visitBook({ ...at.deps, gate: at.gate }).signOutByBadge(badge)
      at.setNow(noon.add({ hours: 1 }))
      await signedIn(at, { name: 'came twice' })
      at.setNow(noon)
      expect((await copyFor({ name: 'Came Twice', day: today })).answer).toMatchObject({ items: { visit: 2 } })
    })
  })

  test('is gathered by the data protection team and by nobody else, reception included', async () => {
    for (const somebody of [receptionist, warden, colleague('senior-manager'), colleague('customer-service-adviser'), colleague()])
      expect((await copyFor({ name: 'Ada Quince', day: today }, somebody)).answer).toMatchObject({ ok: false, why: 'refused' })
  })

  test('reads a book of many pages to its end', async () => {
    const many = Array.from({ length: 260 }, (_, n) => ({
      name: `Many Visitors ${n}`,
      host: 'Sita Rao',
      registration: null,
      needsHelp: false,
    }))
    const book = visitBook({ ...at.deps, gate: at.gate })
    for (let first = 0; first < many.length; first += 20)
      await Promise.all(many.slice(first, first + 20).map((entry) => book.signInByColleague(receptionist, 'exeter', entry)))
    const found = await Promise.all([0, 130, 259].map((n) => copyFor({ name: `Many Visitors ${n}`, day: today })))
    expect(found.map(({ answer }) => answer.ok && answer.items)).toEqual([{ visit: 1 }, { visit: 1 }, { visit: 1 }])
  }, 60_000)
})

describe('whose visit it is', () => {
  const said = (name: string) => ({ name, arrivedAt: '2026-11-23T12:00:00Z', registration: null })
  const asked = (name: string) => ({ name, day: today, registration: null })

  test.each([
    ['José Núñez', 'JOSE NUNEZ'],
    ['Nunez, Jose', 'José Núñez'],
    ['Jose\u0301 Nu\u0301n\u0303ez', 'José Núñez'],
    ['Søren Ærø', 'Soren Aero'],
    ['Ada Quince', 'Ms Ada Quince'],
    ['Ada Mary Quince', 'Ada Quince'],
    ['Mary-Jane O‘Neil', 'Maryjane ONeil'],
    ['Straße Groß', 'STRASSE GROSS'],
    ['Дарья Ёлкина', 'дарья елкина'],
    ['Madonna', 'madonna'],
  ])('%s is %s', (one, other) => {
    expect(isVisitOf(asked(one), said(other))).toBe(true)
    expect(isVisitOf(asked(other), said(one))).toBe(true)
  })

  test.each([
    ['Ada Quince', 'Ada Queen'],
    ['Ada', 'Ada Quince'],
    ['Ada Quince', 'Ida Quince'],
    ['Al Day', 'Alma Dayton'],
    ['–', '–'],
  ])('%s is not %s', (one, other) => {
    expect(isVisitOf(asked(one), said(other))).toBe(false)
  })
})

import { describe, expect, onTestFinished, test } from 'vitest'
import { decide } from '#decisions/decide.ts'
import { figures } from '#duties/promises/live-figures.ts'
import { sweep } from '#duties/retention/sweep.ts'
import { alarms } from '#duties/visits/alarms.ts'
import { kiosks } from '#duties/visits/kiosks.ts'
import { rollCall } from '#duties/visits/roll-call.ts'
import { visitBook } from '#duties/visits/visit-book.ts'
import { systemEntry } from '#evidence/system-entry.ts'
import { firstPage } from '#gate/find/work-list.ts'
import type { Provenance, RecordPart } from '#gate/record-part.ts'
import { type Activity, activities, type Circumstance, categories, recipientKinds, roles } from '#notice/vocabulary.ts'
import { everyRecordType } from '#records/every-record-type.ts'
import { visit, visitCars, visitNames, visits } from '#records/visit/visit.ts'
import { visitAssistances } from '#records/visit-assistance/visit-assistance.ts'
import { roleName } from '#store/role-names.ts'
import { testDatabase } from '../support/database.ts'
import { livewest, noon } from '../support/edition.ts'
import { colleague, testGate } from '../support/gate.ts'
import { receptionist, signedIn, warden } from '../support/visits.ts'
import { receptionSite } from '../web/reception-site.ts'

const on = await testDatabase()
const released = await livewest()
const at = await testGate(on, released)
const deps = { ...at.deps, gate: at.gate }
const book = visitBook(deps)

const theBook = ['personal-details', 'visits', 'vehicle-registrations', 'support-needs'] as const
const parts: readonly RecordPart<(typeof theBook)[number], Provenance>[] = [visitNames, visits, visitCars, visitAssistances]
const others: readonly Activity[] = activities.filter((activity) => activity !== 'visitor-safety' && activity !== 'rights-requests')

/** What the notice lets each role do with each part of the book: `always`, or only in an `alarm`. All that is not here is never allowed. */
const allowed: Readonly<Record<string, 'always' | 'alarm'>> = {
  ...given('receptionist collect', 'always', ['personal-details', 'visits', 'vehicle-registrations', 'support-needs']),
  ...given('receptionist view', 'always', ['personal-details', 'visits', 'vehicle-registrations']),
  ...given('receptionist view', 'alarm', ['support-needs']),
  ...given('receptionist use', 'always', ['personal-details', 'visits', 'vehicle-registrations', 'support-needs']),
  ...given('fire-warden view', 'alarm', ['personal-details', 'visits', 'support-needs']),
  // For the sealed list, which nobody sees before there is an alarm.
  ...given('fire-warden use', 'always', ['personal-details', 'visits', 'support-needs']),
  ...given('emergency-services share', 'alarm', ['personal-details', 'visits', 'support-needs']),
}

function given(who: string, when: 'always' | 'alarm', what: readonly (typeof theBook)[number][]) {
  return Object.fromEntries(what.map((category) => [`${who} ${category}`, when] as const))
}

describe('the visitors’ book is for fire safety and nothing else', () => {
  test('a name, a car and a visit go into the book, and in an alarm the warden has the list of who is inside', async () => {
    await signedIn(at, { name: 'Zoë Ash', needsHelp: true })
    const { badge } = await signedIn(at)
    await book.signOutByBadge(badge)
    expect(await rollCall(deps).list(warden, 'exeter')).toEqual({ ok: false, why: 'no-alarm' })
    await alarms(deps).declare(warden, 'exeter')
    expect(await rollCall(deps).list(warden, 'exeter')).toMatchObject({ inside: [{ name: 'Zoë Ash', needsHelp: true }] })
    const desk = at.gate.workList(receptionist, { activity: 'visitor-safety', because: 'check' })
    const cars = await desk.read(visitCars, { after: firstPage, limit: 10 })
    expect(cars.ok && cars.rows.map(({ registration }) => registration)).toEqual(['AB12 CDE', 'AB12 CDE'])
    const says = '2 office visits held. Oldest visit not on hold: 0 days. None was looked at for another purpose.'
    expect(await figures.OF1?.(at.deps)).toMatchObject({ isKept: true, seen: 2, says: { exactly: says } })
  })

  test('who may do what with each part of it, with and without an alarm, is this and no more', () => {
    const wrong: string[] = []
    const askers = [...roles.map((role) => ({ role })), ...recipientKinds.map((recipient) => ({ recipient }))]
    for (const who of askers)
      for (const act of ['collect', 'view', 'use', 'share'] as const)
        for (const category of categories)
          for (const inAlarm of [false, true]) {
            // The visitor's own answer is their consent to it; the reason is the alarm, or the sealing.
            const circumstances = new Set<Circumstance>([
              'special-category-reason',
              'consent',
              ...(inAlarm ? (['emergency-declared'] as const) : []),
            ])
            const decision = decide(released, {
              who,
              act,
              activity: 'visitor-safety',
              categories: [category],
              relationship: 'visitor',
              circumstances,
            })
            const name = `${'role' in who ? who.role : who.recipient} ${act} ${category}`
            const expected = allowed[name] === 'always' || (allowed[name] === 'alarm' && inAlarm)
            if ((decision.outcome === 'permitted') !== expected) wrong.push(`${name}${inAlarm ? ' in an alarm' : ''}: ${decision.outcome}`)
          }
    expect(wrong).toEqual([])
  })

  test.each(others)('for `%s` a look at it is refused with its clause, in every role at once', async (activity) => {
    // For most activities such a look does not even compile, so the compiler is told that it is for the book's own.
    const asked = Object.assign({ activity: 'visitor-safety' as const, because: 'check' as const }, { activity })
    const list = at.gate.workList(colleague(...roles), asked)
    for (const part of parts) {
      const refused = { ok: false, why: 'refused', refusal: { reasons: [{ code: 'collected-for-another-activity' }], clauses: ['P2'] } }
      expect(await list.newest(part, { collectedFor: 'visitor-safety', limit: 10 }), part.category).toMatchObject(refused)
      expect(await list.read(part, { after: firstPage, limit: 10 }), part.category).toMatchObject(refused)
    }
  })

  // One that needs no table at all has no role there (22023).
  test('for another activity the database refuses it too, whatever the software asks', async () => {
    for (const activity of others) {
      const role = roleName(on.schema, 'activity', activity)
      for (const table of ['visit', 'visit_assistance', 'inside_office'])
        await expect(on.database.once(role, `select 1 from ${table}`), `${activity} ${table}`).rejects.toMatchObject({
          code: expect.stringMatching(/^database-(42501|22023)$/),
        })
    }
  })

  test('a visit can be opened for no other activity, and an office for none', async () => {
    const { visit } = await signedIn(at)
    const [office] = await on.asAdmin((admin) => admin.query<{ id: string }>('select id from office'))
    for (const activity of activities.filter((each) => each !== 'visitor-safety'))
      for (const person of [visit, office?.id ?? ''])
        expect(await at.gate.open(colleague(...roles), { activity, person, because: 'emergency' }), activity).toMatchObject({
          why: 'refused',
        })
  })

  test('it goes on day 90 after the visit, and that somebody needs help on the second day after, not during their first night', async () => {
    const run = async (moment: string) => {
      at.setNow(Temporal.Instant.from(moment))
      return (await sweep({ ...at.deps, types: everyRecordType }, { dryRun: false })).deleted
    }
    at.setNow(noon)
    expect((await run('2026-11-24T23:59:00Z'))['visit-assistance']).toBeUndefined()
    expect((await run('2026-11-25T00:01:00Z'))['visit-assistance']).toBe(1)
    expect((await run('2027-02-20T23:59:00Z')).visit).toBeUndefined()
    expect((await figures.OF1?.(at.deps))?.isKept).toBe(true)
    at.setNow(Temporal.Instant.from('2027-02-23T12:00:00Z'))
    expect((await figures.OF1?.(at.deps))?.isKept).toBe(false)
    expect((await run('2027-02-23T12:00:00Z')).visit).toBe(1)
    const says = 'No office visits are held, other than on hold.'
    expect((await figures.OF1?.(at.deps))?.says.exactly).toBe(`2 office visits held. ${says} None was looked at for another purpose.`)
  })

  test('a look for another purpose breaks the promise, and its figure says how often there was one', async () => {
    const entry = systemEntry({ kind: 'read', actor: 'system:test', act: 'view', edition: null, detail: {} })
    const look = { ...entry, recordType: visit.name, activity: 'marketing', outcome: 'permitted' } as const
    await at.deps.record([look])
    const figure = await figures.OF1?.(at.deps)
    expect(figure?.isKept).toBe(false)
    expect(figure?.says.exactly).toMatch(/ It was looked at for another purpose once\.$/)
    expect(figure?.says.publicly).toMatch(/ It was looked at for another purpose fewer than 5 times\.$/)
    await at.deps.record([look, look])
    expect((await figures.OF1?.(at.deps))?.says.exactly).toMatch(/ It was looked at for another purpose 3 times\.$/)
  })
})

test('who signs in at the screen in reception is inside, for whoever counts in an alarm, until they sign out with the badge they were given', async () => {
  const fresh = await testDatabase()
  const office = await testGate(fresh, released)
  const reach = { ...office.deps, gate: office.gate }
  const tablets = kiosks(reach)
  const screen = await receptionSite(released, { book: visitBook(reach), kiosks: tablets, clock: reach.clock })
  onTestFinished(() => screen.close())
  const registered = await tablets.register(receptionist, { site: 'exeter', label: 'Main door' })
  if (!registered.ok) throw new Error(JSON.stringify(registered))
  const tablet = screen.browser()
  await tablet.open('/reception')
  await tablet.send('/reception/claim', { code: registered.code })
  const answers = { name: { name: 'Amina Okafor' }, host: { host: 'Housing' }, registration: { registration: 'WA24 XYZ' }, help: {} }
  for (const [step, fields] of Object.entries(answers)) {
    await tablet.open(`/reception/${step}`)
    await tablet.send(`/reception/${step}`, fields)
  }
  await tablet.open('/reception/check')
  expect((await tablet.send('/reception/check')).location).toBe('/reception/badge')
  const [code = ''] = /[0-9A-Z]{4}-[0-9A-Z]{4}/.exec((await tablet.open('/reception/badge')).html) ?? []
  await alarms(reach).declare(warden, 'exeter')
  const inside = async () => {
    const list = await rollCall(reach).list(warden, 'exeter')
    return list.ok ? list.inside.map(({ name }) => name) : list.why
  }
  expect(await inside()).toEqual(['Amina Okafor'])
  await tablet.open('/reception/sign-out')
  expect((await tablet.send('/reception/sign-out', { code })).location).toBe('/reception/signed-out')
  expect(await inside()).toEqual([])
})

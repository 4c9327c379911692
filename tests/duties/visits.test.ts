import { randomUUID } from 'node:crypto'
import { beforeEach, describe, expect, test } from 'vitest'
import { hashOf } from '#duties/visits/badge.ts'
import { kiosks } from '#duties/visits/kiosks.ts'
import { asksFor, seesRollCall, seesVisits } from '#duties/visits/sees.ts'
import { visitBook } from '#duties/visits/visit-book.ts'
import { makeGate } from '#gate/gate.ts'
import type { Database } from '#store/database.ts'
import { testDatabase } from '../support/database.ts'
import { changed, livewest, noon } from '../support/edition.ts'
import { colleague, testGate } from '../support/gate.ts'
import { entry, receptionist, signedIn, warden } from '../support/visits.ts'

const on = await testDatabase()
const at = await testGate(on, await livewest())
const deps = { ...at.deps, gate: at.gate }
const book = visitBook(deps)
const tablets = kiosks(deps)

// Each test begins with an empty book at noon.
beforeEach(async () => {
  at.setNow(noon)
  await on.asAdmin((admin) => admin.query('truncate visit, visit_assistance, kiosk'))
})

/** The same landlord once its folder names no office any more. */
function withoutOffices() {
  const inForce = at.deps.inForce()
  const released = changed(inForce.released, (edition) => ({ ...edition, landlord: { ...edition.landlord, offices: [] } }))
  return { ...deps, inForce: () => ({ ...inForce, released }) }
}

async function namesInside(): Promise<readonly (string | null)[]> {
  const answer = await book.inside(receptionist, null)
  if (!answer.ok) throw new Error(JSON.stringify(answer))
  return answer.visits.map(({ name }) => name)
}

async function count(table: string): Promise<number> {
  const [row] = await on.asAdmin((admin) => admin.query<{ count: number }>(`select count(*)::int as count from ${table}`))
  return row?.count ?? 0
}

async function tablet() {
  const registered = await tablets.register(receptionist, { site: 'exeter', label: 'Main door' })
  const claimed = registered.ok ? await tablets.claim(registered.code) : null
  if (!registered.ok || claimed === null) throw new Error('no kiosk')
  return { ...claimed, code: registered.code }
}

describe('signing in and out', () => {
  test('a visitor is inside until their badge, or the code on it, signs them out once', async () => {
    const { badge, code } = await signedIn(at)
    expect(await book.badge(badge)).toEqual({ state: 'inside', since: noon })
    expect(await book.badge(` ${code.toLowerCase().replace('-', ' ')} `)).toEqual({ state: 'inside', since: noon })
    expect(await book.inside(receptionist, 'exeter')).toMatchObject({
      visits: [{ name: 'Ada Quince', host: 'Sita Rao', registration: 'AB12 CDE', by: receptionist.name, arrivedAt: noon }],
    })
    expect(await book.signOutByBadge(code)).toEqual({ ok: true })
    expect(await book.badge(badge)).toEqual({ state: 'left' })
    expect(await book.signOutByBadge(badge)).toEqual({ ok: false, why: 'left' })
    expect(await namesInside()).toEqual([])
  })

  test('of two who use one badge at the same moment one signs out, and it is on record once', async () => {
    const { badge } = await signedIn(at)
    const byBadge = `evidence where actor = 'system:badge'`
    const before = await count(byBadge)
    const answers = await Promise.all([book.signOutByBadge(badge), book.signOutByBadge(badge)])
    expect(answers.map(({ ok }) => ok).toSorted()).toEqual([false, true])
    expect(answers).toContainEqual({ ok: false, why: 'left' })
    expect((await count(byBadge)) - before).toBe(1)
  })

  test('a badge that nobody was given is unknown, whatever is typed', async () => {
    for (const typed of ['', '2222-2222', 'x'.repeat(24), '%', 'ABCDEFGHJ', '\u0000', 'é'.repeat(5000)])
      expect(await book.badge(typed), typed.slice(0, 20)).toEqual({ state: 'unknown' })
  })

  test('two visitors of one name are two visits with two badges', async () => {
    const [one, other] = [await signedIn(at), await signedIn(at)]
    expect(one.badge).not.toBe(other.badge)
    await book.signOutByBadge(one.badge)
    expect(await book.badge(other.badge)).toMatchObject({ state: 'inside' })
    expect(await namesInside()).toEqual(['Ada Quince'])
  })

  test('reception signs out by the list, once, and only as the visit was read', async () => {
    await signedIn(at)
    const answer = await book.inside(receptionist, null)
    const [found] = answer.ok ? answer.visits : []
    if (found === undefined) throw new Error('nobody is inside')
    expect(await book.signOut(receptionist, { visit: found.visit, version: '1' })).toEqual({ ok: false, why: 'stale' })
    expect(await book.signOut(receptionist, found)).toEqual({ ok: true })
    expect(await book.signOut(receptionist, found)).toEqual({ ok: false, why: 'stale' })
    expect(await book.signOut(receptionist, { visit: randomUUID(), version: '1' })).toEqual({ ok: false, why: 'stale' })
  })

  test.each([
    ['a name of 500 letters', { name: 'a'.repeat(500) }],
    ['no name', { name: ' \u200b ' }],
    ['nobody to visit', { host: '' }],
    ['a registration that is none', { registration: 'x'.repeat(16) }],
  ])('%s is not taken in', async (_, wrong) => {
    expect(await book.signInByColleague(receptionist, 'exeter', entry(wrong))).toEqual({ ok: false, why: 'entry' })
    expect(await count('visit')).toBe(0)
  })

  test('nobody signs in at an office that the landlord does not have', async () => {
    expect(await book.signInByColleague(receptionist, 'atlantis', entry())).toEqual({ ok: false, why: 'site' })
    expect(await book.inside(receptionist, 'atlantis')).toEqual({ ok: false, why: 'site' })
  })

  test('that somebody needs help is gone from the moment they leave', async () => {
    const { badge } = await signedIn(at, { needsHelp: true })
    await signedIn(at, { needsHelp: true })
    expect(await count('visit_assistance')).toBe(2)
    await book.signOutByBadge(badge)
    expect(await count('visit_assistance')).toBe(1)
  })

  test('no word of a visitor stands in the database, and nobody could make a badge from what does', async () => {
    const { badge, code } = await signedIn(at, { needsHelp: true })
    const rows = await on.asAdmin((admin) =>
      admin.query(`select v::text as visit, h::text as help from visit v join visit_assistance h on h.id = v.id`),
    )
    const evidence = await on.asAdmin((admin) => admin.query(`select e::text from evidence e`))
    expect(JSON.stringify([rows, evidence])).not.toMatch(/Quince|Rao|AB12|Needs/)
    for (const secret of [badge, code, code.replace('-', '')]) expect(JSON.stringify([rows, evidence])).not.toContain(secret)
  })

  test('a visit is stored whole or not at all, whatever ends the work half way', async () => {
    const killedAt = (statement: RegExp): Database => ({
      ...at.deps.database,
      transaction: (role, work) =>
        at.deps.database.transaction(role, (session) =>
          work({
            query: (asked, values) =>
              statement.test(JSON.stringify(asked)) ? Promise.reject(new Error('killed')) : session.query(asked, values),
          }),
        ),
    })
    for (const statement of [/into visit_assistance/, /evidence-append/]) {
      const killed = { ...at.deps, database: killedAt(statement) }
      const broken = visitBook({ ...killed, gate: makeGate(killed) })
      await expect(broken.signInByColleague(receptionist, 'exeter', entry({ needsHelp: true }))).rejects.toThrow('killed')
      expect([await count('visit'), await count('visit_assistance')]).toEqual([0, 0])
    }
  })
})

describe('the day of a visit', () => {
  test('who forgot to sign out is listed the next morning, and is closed on the day of the visit with a reason', async () => {
    const { badge } = await signedIn(at, { needsHelp: true })
    expect(await book.countForgotten()).toBe(0)
    at.setNow(noon.add({ hours: 20 }))
    expect(await book.badge(badge)).toEqual({ state: 'earlier-day' })
    expect(await book.signOutByBadge(badge)).toEqual({ ok: false, why: 'earlier-day' })
    expect(await namesInside()).toEqual([])
    const answer = await book.forgotten(receptionist)
    const [forgotten] = answer.ok ? answer.visits : []
    if (forgotten === undefined) throw new Error('nothing was forgotten')
    expect(await book.countForgotten()).toBe(1)
    expect(await book.close(receptionist, forgotten, ' ')).toEqual({ ok: false, why: 'because' })
    expect(await book.close(receptionist, forgotten, 'x'.repeat(501))).toEqual({ ok: false, why: 'because' })
    expect(await book.close(receptionist, forgotten, 'Dee saw them leave')).toEqual({ ok: true })
    expect(await book.close(receptionist, forgotten, 'Dee saw them leave')).toEqual({ ok: false, why: 'stale' })
    expect(await book.countForgotten()).toBe(0)
    expect(await book.badge(badge)).toEqual({ state: 'left' })
    const [row] = await on.asAdmin((admin) => admin.query(`select ended_on::text, clock_from::text, left_at from visit`))
    expect(row).toEqual({ ended_on: '2026-11-23', clock_from: '2026-11-23', left_at: null })
    expect(await count('visit_assistance')).toBe(0)
  })

  test('a sign out that was still on the screen the next morning does not end a forgotten visit without a reason', async () => {
    await signedIn(at)
    const answer = await book.inside(receptionist, null)
    const [found] = answer.ok ? answer.visits : []
    if (found === undefined) throw new Error('nobody is inside')
    at.setNow(noon.add({ hours: 20 }))
    expect(await book.signOut(receptionist, found)).toEqual({ ok: false, why: 'earlier-day' })
    expect(await book.countForgotten()).toBe(1)
  })

  test('who came in the evening is inside after midnight, and leaves by their badge', async () => {
    at.setNow(Temporal.Instant.from('2026-11-23T22:00:00Z'))
    const { badge } = await signedIn(at)
    at.setNow(Temporal.Instant.from('2026-11-24T00:30:00Z'))
    expect(await namesInside()).toEqual(['Ada Quince'])
    expect(await book.countForgotten()).toBe(0)
    expect(await book.signOutByBadge(badge)).toEqual({ ok: true })
    const [row] = await on.asAdmin((admin) => admin.query('select ended_on::text from visit'))
    expect(row).toEqual({ ended_on: '2026-11-24' })
  })

  test('only the forgotten are read, and without their cars, to list them or to close one', async () => {
    const forgotten = await signedIn(at, { name: 'Bo Forgot' })
    at.setNow(noon.add({ hours: 20 }))
    const today = await signedIn(at)
    const [last] = await on.asAdmin((admin) => admin.query<{ seq: string }>('select max(seq) as seq from evidence'))
    expect(await book.forgotten(receptionist)).toMatchObject({ visits: [{ name: 'Bo Forgot', host: 'Sita Rao' }] })
    expect(await book.forgottenVisit(receptionist, forgotten.visit)).toMatchObject({ ok: true, entry: { name: 'Bo Forgot' } })
    for (const id of [today.visit, randomUUID(), 'nonsense'])
      expect(await book.forgottenVisit(receptionist, id)).toEqual({ ok: false, why: 'gone' })
    const read = await on.asAdmin((admin) =>
      admin.query(`select e::text as row from evidence e where kind = 'read' and seq > $1`, [last?.seq]),
    )
    expect(read).toHaveLength(4)
    expect(JSON.stringify(read)).not.toMatch(new RegExp(`${today.visit}|vehicle-registrations`))
    expect(await namesInside()).toEqual(['Ada Quince'])
  })

  test('visits at an office that the landlord gives up are still found, and can be ended', async () => {
    const { code } = await signedIn(at)
    await signedIn(at, { name: 'Bo Forgot' })
    const later = visitBook(withoutOffices())
    const inside = await later.inside(receptionist, null)
    expect(inside.ok && inside.visits.map(({ name }) => name).toSorted()).toEqual(['Ada Quince', 'Bo Forgot'])
    expect(await later.signOutByBadge(code)).toEqual({ ok: true })
    at.setNow(noon.add({ hours: 20 }))
    const answer = await later.forgotten(receptionist)
    expect(answer).toMatchObject({ visits: [{ name: 'Bo Forgot', site: 'exeter' }] })
    const [found] = answer.ok ? answer.visits : []
    expect(found && (await later.close(receptionist, found, 'The office is empty'))).toEqual({ ok: true })
  })

  test('a visit of today is signed out, and not closed', async () => {
    await signedIn(at)
    const answer = await book.inside(receptionist, null)
    const [found] = answer.ok ? answer.visits : []
    if (found === undefined) throw new Error('nobody is inside')
    expect(await book.close(receptionist, found, 'They left')).toEqual({ ok: false, why: 'today' })
  })

  test.each([
    ['the night the clocks go back', '2026-10-25T00:30:00+01:00', '2026-10-25T23:59:00+00:00', '2026-10-26T00:00:00+00:00'],
    ['the night they go forward', '2027-03-28T00:30:00+00:00', '2027-03-28T23:59:00+01:00', '2027-03-29T00:00:00+01:00'],
    [
      'a summer evening, when it is still the day before in UTC',
      '2027-07-01T00:10:00+01:00',
      '2027-07-01T23:59:00+01:00',
      '2027-07-02T00:00:00+01:00',
    ],
  ])('on %s a day is a day of London', async (_, arrives, stillToday, nextDay) => {
    at.setNow(Temporal.Instant.from(arrives))
    const { badge } = await signedIn(at)
    at.setNow(Temporal.Instant.from(stillToday))
    expect(await book.badge(badge)).toMatchObject({ state: 'inside' })
    expect(await book.countForgotten()).toBe(0)
    at.setNow(Temporal.Instant.from(nextDay))
    expect(await book.badge(badge)).toEqual({ state: 'earlier-day' })
    expect(await book.countForgotten()).toBe(1)
  })
})

describe('a kiosk', () => {
  test('signs visitors in under its own name, once however often a form is sent', async () => {
    const { kiosk } = await tablet()
    const first = await book.signInAtKiosk(kiosk, entry({ needsHelp: true }), 'form-1')
    at.setNow(noon.add({ minutes: 1 }))
    expect(await book.signInAtKiosk(kiosk, entry({ needsHelp: true }), 'form-1')).toEqual(first)
    expect(await book.signInAtKiosk(kiosk, entry(), 'form-2')).not.toEqual(first)
    expect(await count('visit')).toBe(2)
    expect(await count('visit_assistance')).toBe(1)
    const told = await on.asAdmin((admin) =>
      admin.query(
        `select role, record_type, outcome, detail->>'kiosk' as kiosk, detail->>'site' as site from evidence where actor = 'system:kiosk' and kind = 'change' order by seq desc limit 3`,
      ),
    )
    expect(told.at(-1)).toEqual({ role: null, record_type: 'visit', outcome: 'permitted', kiosk: kiosk.id, site: 'exeter' })
    expect(await book.inside(receptionist, 'exeter')).toMatchObject({ visits: [{ by: 'Main door' }, { by: 'Main door' }] })
  })

  test('is claimed once, by a code that lasts a quarter of an hour, and is known until it is revoked', async () => {
    const { kiosk, token, code } = await tablet()
    expect(await tablets.claim(code)).toBeNull()
    expect(await tablets.current(token)).toEqual(kiosk)
    expect(await tablets.current(`${token}x`)).toBeUndefined()
    const late = await tablets.register(receptionist, { site: 'exeter', label: 'Side door' })
    at.setNow(noon.add({ minutes: 15 }))
    expect(late.ok && (await tablets.claim(late.code))).toBeNull()
    expect(await tablets.all(receptionist)).toMatchObject({ kiosks: [{ id: kiosk.id, claimedAt: noon, revokedAt: null }] })
    expect(await tablets.revoke(receptionist, kiosk.id)).toEqual({ ok: true })
    expect(await tablets.current(token)).toBeUndefined()
    expect(await tablets.revoke(receptionist, kiosk.id)).toEqual({ ok: false, why: 'gone' })
    expect(await tablets.revoke(receptionist, 'nonsense')).toEqual({ ok: false, why: 'gone' })
  })

  test('cannot be claimed by whoever reads its row, and is not kept where its code was never typed in', async () => {
    const never = await tablets.register(receptionist, { site: 'exeter', label: 'Never claimed' })
    if (!never.ok) throw new Error('no kiosk')
    const [row] = await on.asAdmin((admin) => admin.query<{ code_hash: string }>('select code_hash from kiosk'))
    for (const code of [never.code, never.code.replace('-', '')]) expect(row?.code_hash).not.toBe(hashOf(code))
    at.setNow(noon.add({ minutes: 16 }))
    const { kiosk } = await tablet()
    expect(await on.asAdmin((admin) => admin.query('select id from kiosk'))).toEqual([{ id: kiosk.id }])
  })

  test('whose office was given up meanwhile stays unclaimed', async () => {
    const registered = await tablets.register(receptionist, { site: 'exeter', label: 'Main door' })
    expect(registered.ok && (await kiosks(withoutOffices()).claim(registered.code))).toBeNull()
    expect(await on.asAdmin((admin) => admin.query('select token_hash, claimed_at from kiosk'))).toEqual([
      { token_hash: null, claimed_at: null },
    ])
  })

  test('is registered by those who sign visitors in, and by nobody else', async () => {
    for (const somebody of [warden, colleague('team-leader'), colleague('system-administrator'), colleague()])
      expect(await tablets.register(somebody, { site: 'exeter', label: 'Main door' })).toMatchObject({ why: 'refused' })
    expect(await tablets.register(receptionist, { site: 'atlantis', label: 'Main door' })).toEqual({ ok: false, why: 'site' })
    expect(await tablets.register(receptionist, { site: 'exeter', label: ' ' })).toEqual({ ok: false, why: 'label' })
  })
})

describe('who is shown the way to the book', () => {
  test.each([
    ['receptionist', true, true],
    ['fire-warden', false, true],
    ['team-leader', false, false],
    ['system-administrator', false, false],
  ] as const)('a %s: visitors %s, roll call %s', (role, sees, calls) => {
    const { edition } = at.deps.inForce().released
    expect([seesVisits(edition, colleague(role)), seesRollCall(edition, colleague(role))]).toEqual([sees, calls])
  })

  test('a car that the notice does not let reception see is not shown as none', async () => {
    await signedIn(at)
    await signedIn(at, { name: 'No Car', registration: null })
    const before = at.deps.inForce().released
    const bare = changed(before, (edition) => ({
      ...edition,
      activities: edition.activities.map((entry) =>
        entry.id === 'visitor-safety'
          ? {
              ...entry,
              colleagues: entry.colleagues.map((each) => ({
                ...each,
                categories: each.categories.filter((category) => category !== 'vehicle-registrations'),
              })),
            }
          : entry,
      ),
    }))
    const cars = async () => {
      const answer = await book.inside(receptionist, null)
      return answer.ok && answer.visits.map(({ registration }) => registration).toSorted()
    }
    expect(await cars()).toEqual(['AB12 CDE', null])
    await at.publish(bare)
    expect(await cars()).toEqual([undefined, undefined])
    await at.publish(before)
  }, 60_000)

  test('a question that the notice does not foresee is not asked, and its answer not stored', async () => {
    const before = at.deps.inForce().released
    const bare = changed(before, (edition) => ({
      ...edition,
      activities: edition.activities.map((entry) =>
        entry.id === 'visitor-safety'
          ? { ...entry, colleagues: entry.colleagues.filter(({ categories }) => !categories.includes('support-needs')) }
          : entry,
      ),
    }))
    expect([asksFor(before.edition), asksFor(bare.edition)]).toEqual([
      { help: true, registration: true },
      { help: false, registration: true },
    ])
    await at.publish(bare)
    await signedIn(at, { needsHelp: true })
    expect([await count('visit'), await count('visit_assistance')]).toEqual([1, 0])
    await at.publish(before)
  }, 60_000)
})

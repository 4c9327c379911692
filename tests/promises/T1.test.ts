import { join } from 'node:path'
import { expect, test } from 'vitest'
import { pageOfEvidence } from '#evidence/read.ts'
import { transferMechanismInForce } from '#facts/transfer.ts'
import type { System } from '#notice/edition.ts'
import type { Circumstance } from '#notice/vocabulary.ts'
import { testDatabase } from '../support/database.ts'
import { decided } from '../support/decided.ts'
import { changed, editionOf, livewest, today } from '../support/edition.ts'
import { colleague, testGate } from '../support/gate.ts'
import { putPerson } from '../support/people.ts'
import { sharingPath } from '../support/sharing-path.ts'
import { wholePerson } from '../support/whole-person.ts'
import { exampleSite } from '../web/example-site.ts'

const released = await livewest()

const counting = (notice: typeof released, act: 'collect' | 'view', ...present: readonly Circumstance[]) =>
  decided(notice, {
    who: { role: 'communications-officer' },
    act,
    activity: 'website-analytics',
    categories: ['web-usage'],
    circumstances: new Set(present),
  })
const placed = (change: Partial<System>, id = 'google-analytics') =>
  changed(released, (edition) => ({
    ...edition,
    systems: edition.systems.map((system) => (system.id === id ? { ...system, ...change } : system)),
  }))
const abroad: Partial<System> = {
  standing: 'fixed',
  supplier: 'Counting Inc.',
  country: 'US',
  mechanism: { kind: 'idta', reference: 'IDTA of 4 January 2026', until: '2031-01-04' },
}

test('the notice names Google Analytics and no company, country or date with it, so none is made up', () => {
  const { systems } = released.edition
  expect(systems.find(({ id }) => id === 'google-analytics')).toEqual({
    id: 'google-analytics',
    name: 'Google Analytics',
    purpose: expect.any(String),
    standing: 'to-confirm',
  })
  for (const system of systems)
    expect([system.supplier, system.country, system.mechanism], system.id).toEqual([undefined, undefined, undefined])
})

test('a system that nobody has confirmed counts as abroad: nothing is sent to it, and what is held here can be looked at', () => {
  expect(transferMechanismInForce(released.edition, 'website-analytics', today)).toBe(false)
  expect(counting(released, 'collect', 'consent')).toMatchObject({ outcome: 'refused', reasons: [{ code: 'lacks-transfer-mechanism' }] })
  expect(counting(released, 'view', 'consent')).toMatchObject({ outcome: 'permitted' })
  const toResearchFirm = decided(released, {
    who: { recipient: 'service-agent' },
    act: 'share',
    activity: 'research',
    categories: ['contact-details'],
    circumstances: new Set<Circumstance>(['assessment-in-date', 'agreement-in-force', 'instruction-in-force']),
  })
  expect(toResearchFirm).toMatchObject({ outcome: 'refused', reasons: [{ code: 'lacks-transfer-mechanism' }] })
})

test('confirmed in the United Kingdom, data may be sent to it', () => {
  const here = placed({ standing: 'fixed', supplier: 'Counting Ltd', country: 'GB' })
  expect(transferMechanismInForce(here.edition, 'website-analytics', today)).toBe(true)
  expect(counting(here, 'collect', 'consent')).toMatchObject({ outcome: 'permitted' })
})

test('confirmed abroad, every use of it waits for a transfer mechanism in force', () => {
  const there = placed(abroad)
  for (const act of ['collect', 'view'] as const) {
    expect(counting(there, act, 'consent', 'transfer-mechanism')).toMatchObject({ outcome: 'permitted' })
    expect(counting(there, act, 'consent')).toMatchObject({ outcome: 'refused', reasons: [{ code: 'lacks-transfer-mechanism' }] })
  }
  const holds = (until: string) => {
    const { edition } = placed({ ...abroad, mechanism: { kind: 'idta', reference: 'IDTA of 4 January 2026', until } })
    return transferMechanismInForce(edition, 'website-analytics', today)
  }
  expect([holds('2026-11-22'), holds('2026-11-23')]).toEqual([false, true])
  expect(transferMechanismInForce(placed({ ...abroad, mechanism: undefined }).edition, 'website-analytics', today)).toBe(false)
})

test('once a mechanism has run out, just the uses of that system wait', async () => {
  const { edition } = await editionOf('tests/landlords/city-trust')
  const after = Temporal.PlainDate.from('2031-01-05')
  const waiting = edition.activities.filter(({ id }) => !transferMechanismInForce(edition, id, after))
  expect(waiting.map(({ id }) => id)).toEqual(edition.activities.filter(({ systems }) => systems.includes('debt-desk')).map(({ id }) => id))
  expect(waiting.length).toBeGreaterThan(0)
})

test('to a firm whose system may be abroad nothing leaves, until the system is confirmed here or a mechanism covers it, and only while that runs', async () => {
  const on = await testDatabase()
  const { person } = await putPerson(on)
  const sent = async (notice: typeof released, day = '2026-11-23') => {
    const { gate, setNow } = await testGate(on, notice)
    setNow(Temporal.Instant.from(`${day}T12:00:00Z`))
    const opened = await gate.open(colleague('research-analyst'), { activity: 'research', person, because: 'case' })
    if (!opened.ok) return opened
    const shown = ['agreement-in-force', 'instruction-in-force'] as const
    return opened.share({ type: 'contact-detail', category: 'contact-details', recipient: 'service-agent', given: shown, detail: {} })
  }
  const closed = { ok: false, refusal: { reasons: [{ code: 'lacks-transfer-mechanism' }] } }
  expect(await sent(released)).toMatchObject(closed)
  expect((await pageOfEvidence(on.database, { subject: person }))[0]).toMatchObject({
    kind: 'refusal',
    act: 'share',
    clauses: expect.arrayContaining(['T1']),
  })
  expect(await sent(placed({ standing: 'fixed', supplier: 'Asking Ltd', country: 'GB' }, 'survey-tool'))).toEqual({ ok: true })
  const there = placed({ ...abroad, mechanism: { kind: 'idta', reference: 'IDTA 7', until: '2026-12-01' } }, 'survey-tool')
  expect(await sent(there)).toEqual({ ok: true })
  expect(await sent(there, '2026-12-02')).toMatchObject(closed)
})

test('the public register says of each such system that it counts as abroad, and names no place', async () => {
  const site = exampleSite({ editions: { current: () => released, list: () => [], get: () => released } })
  const { body } = await site.app.inject('/notice/who-gets-what/systems')
  const row = body.slice(body.indexOf('id="system-survey-tool"'))
  const told = row.slice(0, row.indexOf('</tr>'))
  expect(told).toContain('Counts as abroad')
  expect(told).not.toContain('United Kingdom')
})

const places: readonly (readonly [string, Readonly<Record<string, string | null>>, boolean])[] = [
  ['here', { place: 'uk' }, true],
  ['where nothing covers the transfer', { place: 'other' }, false],
  ['under a mechanism that runs until today', { place: 'other', mechanism: 'IDTA 7', coveredUntil: '2026-11-23' }, true],
  ['under one that ran out yesterday', { place: 'other', mechanism: 'IDTA 7', coveredUntil: '2026-11-22' }, false],
  ['in the United States, certified', { place: 'data-bridge', coveredUntil: '2027-05-01' }, true],
  ['in the United States, whose yearly certificate lapsed', { place: 'data-bridge', coveredUntil: '2026-11-01' }, false],
  ['in a country called adequate whose regulations nobody looked at', { place: 'adequate' }, false],
]

test.each(places)('a solicitor who keeps the file %s: whether it leaves follows from our register', async (_, register, may) => {
  const on = await testDatabase()
  const tested = await testGate(on, released)
  const { goes } = sharingPath(on, tested, join(on.data, 'set-aside'))
  const person = await wholePerson(on, tested.deps.keys)
  const claim = { role: 'solicitor', activity: 'legal-claims', person, to: 'legal-agent', what: [['tenure', 'tenure']] } as const
  const went = await goes({ ...claim, signed: ['instruction'], register })
  if (may) expect(went).toMatchObject({ left: true })
  else expect(went).toMatchObject({ left: false, lacks: ['lacks-transfer-mechanism'], lines: 0 })
})

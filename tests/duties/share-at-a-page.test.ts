import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { beforeEach, describe, expect, test } from 'vitest'
import { handoversAtPage } from '#duties/handovers/at-page.ts'
import { settleHandovers } from '#duties/handovers/settle.ts'
import { declareEmergency } from '#duties/openings/emergency.ts'
import { askedFor } from '#duties/openings/opening.ts'
import { handOverShare, newCodeForShare, releaseToPage, stopWaiting } from '#duties/shares/at-a-page.ts'
import { tasks } from '#duties/tasks/tasks.ts'
import { testDatabase } from '../support/database.ts'
import { livewest, noon } from '../support/edition.ts'
import { colleague, testGate } from '../support/gate.ts'
import { putContactDetail, putPerson } from '../support/people.ts'
import { ok } from '../support/rights.ts'
import { sharing } from '../support/sharing.ts'

const on = await testDatabase()
const tested = await testGate(on, await livewest())
const { deps, gate, setNow } = tested
const all = { ...deps, gate }
const { open, register, sign, offered, prepare, line } = sharing(on, tested, join(on.data, 'set-aside'))
const page = handoversAtPage(all)
const officer = colleague('anti-social-behaviour-officer')
const solicitor = colleague('solicitor')
const rows = (text: string, values: readonly unknown[] = []) => on.asAdmin((admin) => admin.query(text, values))
const closed = { ok: false, why: 'closed' }
const notNow = { ok: false, why: 'not-now' }
const rang = { confirmedHow: 'Rang back 01632 960101', victimTold: null, victimToldWhy: null }
const wrong = (code: string) => String((Number(code.replace(' ', '')) + 1) % 100_000_000).padStart(8, '0')

beforeEach(async () => {
  setNow(noon)
  await rows('delete from handover')
  await rows('delete from task')
})

/** A line for the police, or for a solicitor under instruction, prepared. */
async function prepared(to: 'police' | 'legal-agent' = 'police', values: Record<string, string | null> = {}) {
  const { person } = await putPerson(on)
  await putContactDetail(on, person)
  const organisation = await register(to, values)
  const [who, activity] = to === 'police' ? ([officer, 'crime-prevention'] as const) : ([solicitor, 'legal-claims'] as const)
  if (to === 'legal-agent') await sign(organisation, 'instruction', 'legal-claims', { until: '2026-11-25' })
  const opened = await open(who, { activity, person })
  const { chosen } = await offered(opened, organisation, ['tenure'])
  const { id } = ok(await prepare(opened, who, { organisation, chosen, ...(to === 'police' ? {} : { occasion: 'task' as const }) }))
  return { person, organisation, opened, who, row: await line(opened, id) }
}

async function waits(to: 'police' | 'legal-agent' = 'police') {
  const made = await prepared(to)
  return { ...made, ...ok(await releaseToPage(all, made.opened, made.who, made.row, rang)) }
}

async function fetches(token: string, code: string) {
  const { shown } = ok(await page.tryCode(token, code))
  const fetched = ok(await page.fetch(token, shown))
  return { ...fetched, whole: Buffer.concat(await Array.fromAsync(fetched.archive)) }
}

describe('what is shared through a page', () => {
  test('is fetched with its link and its code, byte by byte what its line names, and that day is its receipt', async () => {
    const { opened, row, token, code, lastDay, reached } = await waits()
    expect([lastDay.toString(), reached.callBack]).toEqual(['2026-12-07', '01632 960101'])
    expect(await line(opened, row.id)).toMatchObject({ outcome: 'left', way: 'page', receivedOn: null })
    expect(await page.behind(token)).toMatchObject({ what: 'A file for your organisation', bytes: row.mediaBytes })
    setNow(noon.add({ hours: 24 }))
    const { whole, sent } = await fetches(token, code)
    expect(createHash('sha256').update(whole).digest('hex')).toBe(row.digest)
    expect((await line(opened, row.id)).receivedOn).toBeNull()
    await sent()
    expect((await line(opened, row.id)).receivedOn).toBe('2026-11-24')
    setNow(noon.add({ hours: 48 }))
    await (await fetches(token, code)).sent()
    expect((await line(opened, row.id)).receivedOn).toBe('2026-11-24')
  })

  test('is decided by the notice as it leaves, with its digest and its way', async () => {
    const { row } = await waits()
    const decided = await rows(
      `select detail from evidence where act = 'share' and kind = 'decision' and detail->>'way' = 'page'
      and detail->>'item' = $1`,
      [row.id],
    )
    // What was chosen, and the name on its sheet.
    const given = { detail: { digest: row.digest, recipient: 'police' } }
    expect(decided).toMatchObject([given, given])
  })

  test('leaves nothing at the page of it on record under the person, only under the line', async () => {
    const { person, row, token, code } = await waits()
    await page.tryCode(token, wrong(code))
    await (await fetches(token, code)).sent()
    const told = await rows(
      `select subject, detail->>'what' as what from evidence where detail->>'handover' is not null
      and detail->>'item' = $1 order by seq`,
      [row.id],
    )
    expect(told).toEqual(['handed-over', 'wrong-code', 'opened', 'fetch-begun', 'fetched'].map((what) => ({ subject: row.id, what })))
    expect(await rows(`select from evidence where subject = $1 and detail->>'handover' is not null`, [person])).toEqual([])
  })

  test('is given no more once an instruction that it rests on lapsed, or its organisation left the register', async () => {
    const lapsed = await waits('legal-agent')
    setNow(noon.add({ hours: 24 * 3 }))
    const { shown } = ok(await page.tryCode(lapsed.token, lapsed.code))
    expect(await page.fetch(lapsed.token, shown)).toEqual(notNow)
    setNow(noon)
    expect((await fetches(lapsed.token, lapsed.code)).whole.length).toBeGreaterThan(0)
    const gone = await waits()
    await rows(`update organisation set ended_on = '2026-11-23' where id = $1`, [gone.organisation])
    const tried = ok(await page.tryCode(gone.token, gone.code))
    expect(await page.fetch(gone.token, tried.shown)).toEqual(notNow)
  })

  test('is nothing but the file of its line: a handover that names another digest opens nothing', async () => {
    const { token, code } = await waits()
    await rows(`update handover set digest = 'other'`)
    const { shown } = ok(await page.tryCode(token, code))
    expect(await page.fetch(token, shown)).toEqual(notNow)
  })

  test('is opened in the role that handed it over, and in no other', async () => {
    const { token, code } = await waits()
    await rows(`update handover set role = 'research-analyst'`)
    const { shown } = ok(await page.tryCode(token, code))
    expect(await page.fetch(token, shown)).toEqual(notNow)
  })
})

describe('the link and the code', () => {
  test('lock after five wrong codes, tell the role that handed it over, and a new code opens the same link', async () => {
    const { opened, row, token, code } = await waits()
    for (let tries = 0; tries < 5; tries += 1) await page.tryCode(token, wrong(code))
    expect(await page.tryCode(token, code)).toEqual(closed)
    const waiting = await tasks(deps).waiting(officer, null)
    expect(waiting.map(({ kind }) => kind)).toEqual(['handover-locked'])
    const fresh = ok(await newCodeForShare(all, opened, officer, row))
    expect((await fetches(token, fresh.code)).whole.length).toBeGreaterThan(0)
  })

  test('open nothing once it is stopped, and a new link can be made while there is time', async () => {
    const { opened, row, token, code } = await waits()
    expect(await stopWaiting(all, opened, officer, row)).toEqual({ ok: true })
    expect(await page.tryCode(token, code)).toEqual(closed)
    const again = ok(await handOverShare(all, opened, officer, await line(opened, row.id)))
    expect((await fetches(again.token, again.code)).whole.length).toBeGreaterThan(0)
    setNow(noon.add({ hours: 24 * 14 }))
    expect(await handOverShare(all, opened, officer, await line(opened, row.id))).toEqual({ ok: false, why: 'over' })
  })

  test('are stopped and made anew only from a record that is open for the same activity', async () => {
    const { person, row } = await waits()
    const elsewhere = await open(solicitor, { activity: 'legal-claims', person })
    expect(await stopWaiting(all, elsewhere, solicitor, row)).toEqual({ ok: false, why: 'gone' })
    expect(await newCodeForShare(all, elsewhere, solicitor, row)).toMatchObject({ ok: false })
  })

  test('that nobody used until the last day was past are a task for the role that handed it over', async () => {
    const { opened, row, token } = await waits()
    setNow(Temporal.Instant.from('2026-12-08T00:00:00Z'))
    expect(await page.behind(token)).toBeUndefined()
    await settleHandovers(all)
    expect(await rows(`select kind, role, person_id from task where kind <> 'shown-review'`)).toEqual([
      { kind: 'handover-missed', role: 'anti-social-behaviour-officer', person_id: null },
    ])
    expect((await line(opened, row.id)).receivedOn).toBeNull()
  })
})

describe('nothing leaves through a page', () => {
  test('without a number of our own register at which the code is spoken', async () => {
    const { opened, row, who } = await prepared('legal-agent', { callBack: null })
    expect(await releaseToPage(all, opened, who, row, rang)).toEqual({ ok: false, why: 'number' })
    expect((await line(opened, row.id)).outcome).toBeNull()
  })

  test('that has not been released as by any other way', async () => {
    const { opened, row } = await prepared()
    expect(await handOverShare(all, opened, officer, row)).toEqual({ ok: false, why: 'over' })
    expect(await releaseToPage(all, opened, officer, row, { ...rang, confirmedHow: null })).toEqual({ ok: false, why: 'unconfirmed' })
    expect(await rows('select from handover')).toEqual([])
  })

  test('in an emergency, which ends by itself', async () => {
    const { person } = await putPerson(on)
    await putContactDetail(on, person)
    const adviser = colleague('customer-service-adviser')
    const opening = ok(await declareEmergency(all, adviser, { person, what: 'A fall', cannotAnswer: false }))
    const opened = ok(await gate.open(adviser, { ...askedFor(opening), activity: 'emergency' }))
    const organisation = await register('emergency-services')
    const { chosen } = await offered(opened, organisation, ['contact-detail'])
    const facts = { asker: null, authoriser: null, reference: null, isVictim: null }
    const { id } = ok(await prepare(opened, adviser, { organisation, chosen, ...facts }))
    const row = await line(opened, id)
    expect(await releaseToPage(all, opened, adviser, row, rang)).toEqual({ ok: false, why: 'activity' })
    expect((await line(opened, id)).outcome).toBeNull()
  })
})

import { createHash } from 'node:crypto'
import { beforeEach, describe, expect, test } from 'vitest'
import { newCodeFor } from '#duties/handovers/hand-over.ts'
import { settleHandovers } from '#duties/handovers/settle.ts'
import { sweep } from '#duties/retention/sweep.ts'
import { agreeWay } from '#duties/rights/answer/agree.ts'
import { faceToFace, newCodeForAnswer, stopAnswer } from '#duties/rights/answer/at-a-page.ts'
import { deliverAnswer } from '#duties/rights/answer/deliver.ts'
import { answerHanded, answersAreFor } from '#duties/rights/answer/handed.ts'
import { sendBack } from '#duties/rights/answer/release.ts'
import { tasks } from '#duties/tasks/tasks.ts'
import { everyRecordType } from '#records/every-record-type.ts'
import { unpacked } from '../support/answers.ts'
import { testDatabase } from '../support/database.ts'
import { livewest, noon } from '../support/edition.ts'
import { colleague, testGate } from '../support/gate.ts'
import { handedAnswers } from '../support/handed-answers.ts'
import { putContactDetail } from '../support/people.ts'
import { ok } from '../support/rights.ts'

const on = await testDatabase()
const tested = await testGate(on, await livewest())
const { deps, setNow } = tested
const handed = handedAnswers(on, tested)
const { all, maker, page, seen, last, handsOver, wrong } = handed
const rows = (text: string, values: readonly unknown[] = []) => on.asAdmin((admin) => admin.query(text, values))
const closed = { ok: false, why: 'closed' }
const toDo = async (kind: string) => (await tasks(deps).waiting(maker, null)).filter((task) => task.kind === kind)

beforeEach(async () => {
  setNow(noon)
  await rows('delete from handover')
  await rows('delete from task')
})

describe('an answer that waits at a page', () => {
  test('is fetched with its link and its code, opens with its passphrase alone, and closes the request', async () => {
    const { id, token, code, lastDay } = await handed.waits()
    const row = await last(id)
    expect(lastDay.toString()).toBe('2026-12-07')
    expect(await page.behind(token)).toMatchObject({ what: 'A file that you asked for', bytes: row.mediaBytes, lastDay })
    const { whole, bytes, sent } = await handed.fetches(token, code)
    expect([whole.length, createHash('sha256').update(whole).digest('hex')]).toEqual([bytes, row.digest])
    expect([...(await unpacked(whole, row.passphrase ?? '')).keys()]).toEqual(['your-information.json'])
    await expect(unpacked(whole, code)).rejects.toThrow()
    expect((await seen(id)).closedOn).toBeNull()
    await sent()
    expect(await seen(id)).toMatchObject({ outcome: 'answered', closedOn: '2026-11-23' })
    expect(await last(id)).toMatchObject({ wentBy: 'page', wentAt: noon.toString(), sentBy: maker.name, wentTo: null })
    const told = await rows(`select actor, detail from evidence where subject = $1 and detail->>'handover' is not null order by seq`, [id])
    const exactly = { item: row.id, digest: row.digest, bytes: row.mediaBytes }
    expect(told).toMatchObject([
      { actor: `colleague:${maker.id}`, detail: { ...exactly, what: 'handed-over', until: '2026-12-07', told: faceToFace } },
      ...['opened', 'fetch-begun', 'fetched'].map((what) => ({ actor: 'system:handover', detail: { ...exactly, what, tries: 0 } })),
    ])
    const shared = await rows(`select detail from evidence where act = 'share' and kind = 'decision' and detail->>'digest' = $1`, [
      row.digest,
    ])
    expect(shared).toMatchObject([{ detail: { recipient: 'the-person', way: 'page', item: row.id } }])
  })

  test('is known here by hashes alone: neither its link nor its code is stored or recorded', async () => {
    const { token, code } = await handed.waits()
    await page.tryCode(token, wrong(code))
    const stored = JSON.stringify([
      await rows('select row_to_json(h)::text from handover h'),
      await rows('select row_to_json(e)::text from evidence e'),
      await rows('select row_to_json(t)::text from task t'),
    ]).toLowerCase()
    for (const secret of [token, token.replaceAll('-', ''), code, code.replace(' ', '')]) expect(stored).not.toContain(secret)
  })

  test('can be fetched again after a download that broke off, and after the whole one, until its last day is past', async () => {
    const { id, token, code } = await handed.waits()
    const { shown } = ok(await page.tryCode(token, code))
    const broken = ok(await page.fetch(token, shown))
    for await (const _ of broken.archive) break
    expect((await seen(id)).closedOn).toBeNull()
    const again = await handed.fetches(token, code)
    await again.sent()
    setNow(noon.add({ hours: 24 * 3 }))
    const later = await handed.fetches(token, code)
    await later.sent()
    expect(later.whole.equals(again.whole)).toBe(true)
    expect(await rows('select begun, fetched_at::text, told_at is null as untold from handover')).toMatchObject([
      { begun: 3, untold: false },
    ])
    expect((await last(id)).wentAt).toBe(noon.toString())
  })

  test('is fetched whole by two at the same moment, and closes the request once', async () => {
    const { id, token, code } = await handed.waits()
    const { digest } = await last(id)
    const both = await Promise.all([handed.fetches(token, code), handed.fetches(token, code)])
    for (const { whole } of both) expect(createHash('sha256').update(whole).digest('hex')).toBe(digest)
    await Promise.all(both.map(({ sent }) => sent()))
    expect((await seen(id)).steps?.match(/delivered/g)).toHaveLength(1)
  })

  test('is noted as fetched after a restart, where the process ended before that was noted with the request', async () => {
    const { id, token, code } = await handed.waits()
    await handed.fetches(token, code)
    await rows('update handover set fetched_at = $1', [noon.toString()])
    await settleHandovers(all)
    expect(await seen(id)).toMatchObject({ outcome: 'answered' })
    expect(await last(id)).toMatchObject({ wentBy: 'page' })
  })
})

describe('guessing the code', () => {
  test('locks the link after five wrong ones, tells the team, and the right one comes too late', async () => {
    const { token, code } = await handed.waits()
    for (const left of [4, 3, 2, 1]) expect(await page.tryCode(token, wrong(code))).toEqual({ ok: false, why: 'wrong', left })
    expect(await page.tryCode(token, '12 34')).toEqual({ ok: false, why: 'no-code' })
    expect(await toDo('handover-locked')).toEqual([])
    expect(await page.tryCode(token, wrong(code))).toEqual(closed)
    expect(await page.tryCode(token, code)).toEqual(closed)
    expect(await page.behind(token)).toBeUndefined()
    const [{ id: handover } = { id: '' }] = await rows('select id from handover')
    expect(await toDo('handover-locked')).toMatchObject([{ about: handover, dueOn: Temporal.PlainDate.from('2026-11-23') }])
    const kept = await rows(`select detail->>'what' as what, detail->>'tries' as tries from evidence where detail->>'handover' = $1`, [
      handover,
    ])
    expect(kept.map(({ what, tries }) => `${what} ${tries ?? ''}`)).toEqual(
      expect.arrayContaining(['wrong-code 1', 'wrong-code 4', 'locked 5']),
    )
  })

  test('is counted try by try, however many come at the same moment', async () => {
    const { token, code } = await handed.waits()
    const tried = await Promise.all(Array.from({ length: 12 }, () => page.tryCode(token, wrong(code))))
    expect(tried.filter(({ ok: right }) => right)).toEqual([])
    expect(tried.flatMap((one) => (one.ok || one.why !== 'wrong' ? [] : one.left)).toSorted()).toEqual([1, 2, 3, 4])
    expect(await rows('select tries from handover')).toEqual([{ tries: 5 }])
  })

  test('ends with a new code, which opens the same link; what was shown with the code before opens nothing more', async () => {
    const { id, token, code } = await handed.waits()
    const { shown } = ok(await page.tryCode(token, code))
    for (let tries = 0; tries < 5; tries += 1) await page.tryCode(token, wrong(code))
    expect(await page.fetch(token, shown)).toEqual(closed)
    const asked = { item: (await last(id)).id, request: await seen(id) }
    const fresh = ok(await newCodeForAnswer(all, maker, asked, faceToFace, []))
    expect(await toDo('handover-locked')).toEqual([])
    expect(await page.fetch(token, shown)).toEqual(closed)
    if (fresh.code !== code) expect(await page.tryCode(token, code)).toEqual({ ok: false, why: 'wrong', left: 4 })
    expect((await handed.fetches(token, fresh.code)).whole.length).toBeGreaterThan(0)
  })

  test.each([
    ['no link at all', () => ''],
    ['a link that never was', (token: string) => token.replaceAll(/[a-z]/g, 'a').replaceAll(/\d/g, '2')],
    ['a link with a letter too many', (token: string) => `${token}a`],
    ['the hash of a link', (token: string) => createHash('sha256').update(token.toUpperCase()).digest('hex')],
    ['very many letters', () => 'a'.repeat(100_000)],
  ] as const)('of %s is answered like a link that was locked', async (_, linkOf) => {
    const { token, code } = await handed.waits()
    expect(await page.behind(linkOf(token))).toBeUndefined()
    expect(await page.tryCode(linkOf(token), code)).toEqual(closed)
    expect(await page.fetch(linkOf(token), { id: 'x', codes: 1 })).toEqual(closed)
    expect(await rows('select tries, begun from handover')).toEqual([{ tries: 0, begun: 0 }])
  })

  test('takes the code as people type it, and one code opens one link only', async () => {
    const [one, other] = [await handed.waits(), await handed.waits()]
    for (const typed of [` ${one.code} `, one.code.replace(' ', ''), one.code.replace(' ', '-')])
      expect(await page.tryCode(one.token.toUpperCase(), typed)).toMatchObject({ ok: true })
    if (one.code !== other.code) expect(await page.tryCode(other.token, one.code)).toMatchObject({ ok: false, why: 'wrong' })
    const { shown } = ok(await page.tryCode(one.token, one.code))
    expect(await page.fetch(other.token, shown)).toEqual(closed)
  })
})

describe('what nobody fetches', () => {
  test.each([
    ['2026-12-07T23:59:59Z', true],
    ['2026-12-08T00:00:00Z', false],
  ] as const)('in winter, at %s, can be fetched: %s', async (at, isOpen) => {
    const { token } = await handed.waits()
    setNow(Temporal.Instant.from(at))
    expect((await page.behind(token)) !== undefined).toBe(isOpen)
  })

  test.each([
    ['2027-04-05T22:59:59Z', true],
    ['2027-04-05T23:00:00Z', false],
  ] as const)('where the clocks changed meanwhile, at %s, can be fetched: %s', async (at, isOpen) => {
    setNow(Temporal.Instant.from('2027-03-22T12:00:00Z'))
    const { token, lastDay } = await handed.waits()
    expect(lastDay.toString()).toBe('2027-04-05')
    setNow(Temporal.Instant.from(at))
    expect((await page.behind(token)) !== undefined).toBe(isOpen)
  })

  test('is told the team once its time is over, once, and the request stays open', async () => {
    const { id, token, code } = await handed.waits()
    const { shown } = ok(await page.tryCode(token, code))
    for (let tries = 0; tries < 5; tries += 1) await page.tryCode(token, wrong(code))
    await settleHandovers(all)
    expect(await toDo('handover-missed')).toEqual([])
    setNow(Temporal.Instant.from('2026-12-08T00:00:00Z'))
    expect(await page.fetch(token, shown)).toEqual(closed)
    await Promise.all([settleHandovers(all), settleHandovers(all)])
    await settleHandovers(all)
    expect([(await toDo('handover-missed')).length, (await toDo('handover-locked')).length]).toEqual([1, 0])
    const [task] = await toDo('handover-missed')
    ok(await tasks(deps).settle(maker, task?.id ?? '', 'Rang them: they were in hospital.'))
    await settleHandovers(all)
    expect(await toDo('handover-missed')).toEqual([])
    expect(await rows(`select from evidence where subject = $1 and detail->>'what' = 'missed'`, [id])).toHaveLength(1)
    expect((await seen(id)).closedOn).toBeNull()
    const asked = { item: (await last(id)).id, request: await seen(id) }
    expect(await newCodeForAnswer(all, maker, asked, faceToFace, [])).toEqual({ ok: false, why: 'gone' })
  })

  test('leaves its row of hashes and times to the sweep, a year after its last day', async () => {
    await handed.waits()
    const left = async (at: string) => {
      setNow(Temporal.Instant.from(at))
      await sweep({ ...deps, types: everyRecordType }, { dryRun: false })
      return (await rows('select from handover')).length
    }
    expect([await left('2027-12-07T23:59:00Z'), await left('2027-12-08T00:00:00Z')]).toEqual([1, 0])
  })

  test('is no task where it was fetched, or stopped', async () => {
    const [fetched, stopped] = [await handed.waits(), await handed.waits()]
    await (await handed.fetches(fetched.token, fetched.code)).sent()
    ok(await stopAnswer(all, maker, (await last(stopped.id)).id))
    setNow(noon.add({ hours: 24 * 20 }))
    await settleHandovers(all)
    expect(await toDo('handover-missed')).toEqual([])
  })
})

describe('what waits is given no more', () => {
  test('once it is stopped, even to whoever has shown the code', async () => {
    const { id, token, code } = await handed.waits()
    const { shown } = ok(await page.tryCode(token, code))
    const { id: item } = await last(id)
    expect(await stopAnswer(all, maker, item)).toEqual({ ok: true })
    expect([await page.behind(token), await page.tryCode(token, code), await page.fetch(token, shown)]).toEqual([undefined, closed, closed])
    expect(await stopAnswer(all, maker, item)).toEqual({ ok: false, why: 'gone' })
    expect(await newCodeFor(all, maker, answerHanded, { ...answersAreFor, item }, {})).toEqual({ ok: false, why: 'gone' })
    const anew = ok(await handsOver(id))
    expect((await handed.fetches(anew.token, anew.code)).whole.length).toBeGreaterThan(0)
  })

  test('but by nobody else than the colleagues who answer requests', async () => {
    const { id, token } = await handed.waits()
    const { id: item } = await last(id)
    const officer = colleague('housing-officer')
    expect(await stopAnswer(all, officer, item)).toMatchObject({ ok: false, why: 'refused' })
    expect(await newCodeFor(all, officer, answerHanded, { ...answersAreFor, item }, {})).toMatchObject({ ok: false, why: 'refused' })
    expect(await page.behind(token)).toMatchObject({ codes: 1 })
  })

  test('by an earlier link, once there is another', async () => {
    const { id, token, code } = await handed.waits()
    ok(await handsOver(id))
    expect(await page.tryCode(token, code)).toEqual(closed)
  })

  const notNow = { ok: false, why: 'not-now' }
  test.each([
    ['was sent back to be read again', async (id: string) => sendBack(all, handed.second, await seen(id), 'Page 3 names the neighbour.')],
    ['goes another way', async (id: string) => agreeWay(all, maker, await seen(id), { by: 'post', to: null, others: 'nobody' })],
  ] as const)('once the answer %s', async (_, happens) => {
    const { id, token, code } = await handed.waits()
    ok(await happens(id))
    const { shown } = ok(await page.tryCode(token, code))
    expect(await page.fetch(token, shown)).toEqual(notNow)
    expect(await rows('select begun from handover')).toEqual([{ begun: 0 }])
  })

  test('once the address that the link went to was changed', async () => {
    const { id, person } = await handed.released()
    const detail = await putContactDetail(on, person)
    ok(await agreeWay(all, maker, await seen(id), { by: 'page', to: detail, others: 'nobody' }))
    const { token, code } = ok(await handsOver(id))
    await rows(`update contact_detail set value = 'other@example.test', collected_at = $2 where id = $1`, [
      detail,
      noon.add({ minutes: 1 }).toString(),
    ])
    const { shown } = ok(await page.tryCode(token, code))
    expect(await page.fetch(token, shown)).toEqual(notNow)
  })
})

describe('handing an answer over', () => {
  test('takes a colleague who may, an answer that was released, and that this way was agreed', async () => {
    const { id } = await handed.released()
    const officer = colleague('housing-officer')
    expect(await handsOver(id, faceToFace, officer)).toMatchObject({ ok: false, why: 'refused' })
    expect(await deliverAnswer(all, maker, await seen(id))).toEqual({ ok: false, why: 'unfetched' })
    ok(await agreeWay(all, maker, await seen(id), { by: 'post', to: null, others: 'nobody' }))
    expect(await handsOver(id)).toEqual({ ok: false, why: 'way' })
    ok(await agreeWay(all, maker, await seen(id), { by: 'page', to: null, others: 'nobody' }))
    setNow(noon.add({ hours: 14 * 24 + 1 }))
    expect(await handsOver(id)).toEqual({ ok: false, why: 'late' })
    expect(await rows('select from handover')).toEqual([])
  })

  test('tells the code on a number that was on file as this was agreed, and never where the link goes', async () => {
    const { id, person } = await handed.released()
    const [link, number, later] = [
      await putContactDetail(on, person),
      await putContactDetail(on, person, '07700 900026'),
      await putContactDetail(on, person, '07700 900027'),
    ]
    await rows('update contact_detail set collected_at = $2 where id = $1', [later, noon.add({ minutes: 1 }).toString()])
    ok(await agreeWay(all, maker, await seen(id), { by: 'page', to: link, others: 'nobody' }))
    for (const told of [link, later, maker.id]) expect(await handsOver(id, { number: told })).toEqual({ ok: false, why: 'number' })
    expect(await handsOver(id, { number })).toMatchObject({ ok: true })
    expect(JSON.stringify(await rows('select detail from evidence'))).not.toContain('900026')
  })
})

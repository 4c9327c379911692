import { randomUUID } from 'node:crypto'
import { afterAll, describe, expect, test } from 'vitest'
import { arriving } from '#duties/calls/arriving.ts'
import { sweep } from '#duties/retention/sweep.ts'
import { pageOfEvidence } from '#evidence/read.ts'
import { takeInCall } from '#exchange/telephone/take-in.ts'
import { contactDetails } from '#records/contact-detail/contact-detail.ts'
import { everyRecordType } from '#records/every-record-type.ts'
import { arrivingCallsDoor } from '#web/api/arriving-calls.ts'
import { testDatabase } from '../support/database.ts'
import { livewest, noon } from '../support/edition.ts'
import { colleague, testGate } from '../support/gate.ts'
import { putContactDetail, putPerson } from '../support/people.ts'
import { inChunks, wavOf } from '../support/sound.ts'
import { exampleSite } from '../web/example-site.ts'

const on = await testDatabase()
const { deps, gate, setNow } = await testGate(on, await livewest())
const ringing = arriving(deps)
const adviser = colleague('customer-service-adviser')

const { app } = exampleSite({ doors: [arrivingCallsDoor({ gateDeps: deps, telephoneToken: 'ring' })] })
afterAll(() => app.close())

async function rings(call: unknown, token = 'ring') {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
  const answer = await app.inject({
    method: 'POST',
    url: '/api/v1/calls',
    headers,
    payload: typeof call === 'string' ? call : JSON.stringify(call),
  })
  return { status: answer.statusCode, body: answer.json() }
}

async function offered(line: string, who = adviser) {
  const [call] = await ringing.at(line)
  if (call === undefined) return undefined
  const offer = await ringing.offer(who, call.people)
  return { call, names: offer.ok ? offer.people.map(({ name }) => name) : 'refused' }
}

const amina = await putPerson(on, { name: 'Amina' })
const bill = await putPerson(on, { name: 'Bill' })
const carys = await putPerson(on, { name: 'Carys' })
await putContactDetail(on, amina.person, '07700 900123')
for (const { person } of [bill, carys]) await putContactDetail(on, person, '01392 496000')

describe('a call that rings', () => {
  test('offers the one person who is held with its number, to whoever answers that telephone', async () => {
    expect(await rings({ reference: 'c-1', line: '2104', callingNumber: '+44 7700 900123' })).toMatchObject({
      status: 201,
      body: { stored: true },
    })
    expect(await offered('2104')).toMatchObject({ call: { reference: 'c-1', hasNumber: true }, names: ['Amina Test'] })
    expect(await offered('2105')).toBeUndefined()
  })

  test('offers everybody who has the number, or nobody, and says where it is withheld', async () => {
    await rings({ reference: 'c-2', line: '2110', callingNumber: '01392496000' })
    expect((await offered('2110'))?.names).toEqual(expect.arrayContaining(['Bill Test', 'Carys Test']))
    await rings({ reference: 'c-3', line: '2111', callingNumber: '07700 900999' })
    expect(await offered('2111')).toMatchObject({ call: { hasNumber: true }, names: [] })
    await rings({ reference: 'c-4', line: '2112' })
    expect(await offered('2112')).toMatchObject({ call: { hasNumber: false }, names: [] })
  })

  test('offers nobody where many people have the number, as a switchboard’s, and keeps none of them', async () => {
    for (let count = 0; count < 6; count += 1) await putContactDetail(on, (await putPerson(on)).person, '01752 300000')
    await rings({ reference: 'c-many', line: '2115', callingNumber: '01752300000' })
    expect(await offered('2115')).toMatchObject({ call: { andOthers: true, people: [] }, names: [] })
  })

  test('never counts as a check of who it is: the record stays closed until they were asked', async () => {
    await rings({ reference: 'c-5', line: '2120', callingNumber: '07700900123' })
    await offered('2120')
    for (const [who, activity] of [
      [adviser, 'contact-handling'],
      [colleague('housing-officer'), 'tenancy-management'],
    ] as const) {
      const opened = await gate.open(who, { activity, person: amina.person, because: 'call' })
      const answer = opened.ok ? await opened.read(contactDetails) : opened
      expect(answer).toMatchObject({ refusal: { reasons: [{ code: 'lacks-identity-verified' }] } })
    }
  })

  test('with a number that two people have is linked to neither when its recording comes, and to the one who alone has it', async () => {
    const comes = (reference: string, callingNumber: string) => {
      const call = { reference, direction: 'in', startedAt: noon.subtract({ hours: 1 }).toString(), seconds: 3, callingNumber } as const
      return takeInCall({ ...deps, gate, ffmpeg: null }, call, inChunks(wavOf(3)))
    }
    expect(await comes('TC1-2', '01392 496000')).toMatchObject({ taken: 'stored', person: null })
    expect(await comes('TC1-1', '+44 7700 900123')).toMatchObject({ taken: 'stored', person: amina.person })
  })

  test('is offered to nobody whom the notice does not let use numbers so', async () => {
    await rings({ reference: 'c-6', line: '2130', callingNumber: '07700900123' })
    for (const role of ['income-officer', 'system-administrator', 'cctv-operator'] as const)
      expect((await offered('2130', colleague(role)))?.names).toBe('refused')
  })

  test('is not needed to say who may be offered nobody: they hear it though nothing rings', async () => {
    expect(await ringing.offered(adviser, undefined)).toEqual({ ok: true, offered: [] })
    expect(await ringing.offered(adviser, '2135')).toEqual({ ok: true, offered: [] })
    expect(await ringing.offered(colleague('income-officer'), undefined)).toMatchObject({ ok: false, why: 'refused' })
    await rings({ reference: 'c-10', line: '2135', callingNumber: '07700900123' })
    expect(await ringing.offered(adviser, '2135')).toMatchObject({
      offered: [{ call: { line: '2135' }, people: [{ name: 'Amina Test' }] }],
    })
  })

  test('leaves its number nowhere, and that it was looked up is on record', async () => {
    await rings({ reference: 'c-7', line: '2140', callingNumber: '07700900123' })
    const who = colleague('customer-service-adviser')
    await offered('2140', who)
    const rows = await on.asAdmin((admin) => admin.query<{ row: string }>('select to_jsonb(c)::text as row from arriving_call c'))
    expect(rows.length).toBeGreaterThan(0)
    expect(rows.map(({ row }) => row).join()).not.toMatch(/900\s?123/)
    const onRecord = await on.asAdmin((admin) => admin.query<{ row: string }>('select to_jsonb(e)::text as row from evidence e'))
    expect(onRecord.map(({ row }) => row).join()).not.toMatch(/900\s?123/)
    expect(await pageOfEvidence(on.database, { actor: `colleague:${who.id}` })).toMatchObject([
      { kind: 'search', act: 'view', categories: ['personal-details'], detail: { found: 1 } },
      {
        kind: 'search',
        act: 'use',
        activity: 'contact-handling',
        categories: ['calling-line-identity'],
        clauses: expect.arrayContaining(['TC1']),
      },
    ])
  })

  test('sent twice rings once', async () => {
    expect((await rings({ reference: 'c-8', line: '2150' })).status).toBe(201)
    expect(await rings({ reference: 'c-8', line: '2150' })).toMatchObject({ status: 200, body: { stored: false } })
    expect(await ringing.at('2150')).toHaveLength(1)
  })

  test('is shown for a quarter of an hour, and is gone after the next call or the next sweep', async () => {
    const { body } = await rings({ reference: 'c-9', line: '2160' })
    setNow(noon.add({ minutes: 14 }))
    expect(await ringing.reference(body.call)).toBe('c-9')
    setNow(noon.add({ minutes: 15 }))
    expect(await ringing.at('2160')).toEqual([])
    expect(await ringing.reference(body.call)).toBeUndefined()
    await sweep({ ...deps, types: everyRecordType }, { dryRun: false })
    expect(await on.asAdmin((admin) => admin.query('select from arriving_call'))).toEqual([])
    setNow(noon)
  })

  const wrong: readonly (readonly [string, unknown, number, string])[] = [
    ['without its line', { reference: 'x' }, 422, 'call-wrong'],
    ['with a number that is none', { reference: 'x', line: '1', callingNumber: 'home' }, 422, 'call-wrong'],
    ['with a field that nobody knows', { reference: 'x', line: '1', name: 'y' }, 422, 'call-wrong'],
    ['that is no JSON', '{', 400, 'bad-request'],
    ['that is endless', { reference: 'x', line: '1', callingNumber: '0'.repeat(5000) }, 413, 'bad-request'],
  ]
  test.each(wrong)('%s is refused, and nothing of it is kept', async (_, call, status, code) => {
    const before = await on.asAdmin((admin) => admin.query('select from arriving_call'))
    expect(await rings(call)).toMatchObject({ status, body: { error: { code } } })
    expect(await on.asAdmin((admin) => admin.query('select from arriving_call'))).toHaveLength(before.length)
  })

  test('comes from the telephone system alone', async () => {
    expect(await rings({ reference: randomUUID(), line: '1' }, 'guess')).toMatchObject({
      status: 401,
      body: { error: { code: 'not-known' } },
    })
  })
})

import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { checkIdentity } from '#duties/identity/check.ts'
import { pageOfEvidence } from '#evidence/read.ts'
import { contactDetail, contactDetails } from '#records/contact-detail/contact-detail.ts'
import { personalDetails } from '#records/person/person.ts'
import { rentAccounts } from '#records/rent-account/rent-account.ts'
import { testDatabase } from '../support/database.ts'
import { livewest, noon } from '../support/edition.ts'
import { colleague, testGate } from '../support/gate.ts'
import { putContactDetail, putPerson } from '../support/people.ts'
import { deskSite } from '../web/desk-site.ts'
import { recordAtDesk } from '../web/record-at-desk.ts'

const on = await testDatabase()
const { gate, deps, setNow } = await testGate(on, await livewest())
const check = { ...deps, gate }
const right = { born: '4 3 1981', postcode: 'ex5 2fz', reference: '' }

async function accountOpensTo(dee: ReturnType<typeof colleague>, person: string): Promise<boolean> {
  const opened = await gate.open(dee, { activity: 'contact-handling', person, because: 'call' })
  return opened.ok && (await opened.read(rentAccounts)).ok
}

test('a caller’s account is closed until what they say matches, and then opens to that colleague alone', async () => {
  const { person } = await putPerson(on)
  const dee = colleague('customer-service-adviser')
  expect(await accountOpensTo(dee, person)).toBe(false)
  expect(await checkIdentity(check, dee, person, { ...right, postcode: 'TR1 1AA' })).toEqual({ ok: true, passed: false })
  expect(await accountOpensTo(dee, person)).toBe(false)
  expect(await checkIdentity(check, dee, person, right)).toEqual({ ok: true, passed: true })
  expect(await accountOpensTo(dee, person)).toBe(true)
  expect(await accountOpensTo(colleague('customer-service-adviser'), person)).toBe(false)
})

test('a check counts for the call it was made in: half an hour later the account is closed again', async () => {
  const { person } = await putPerson(on)
  const dee = colleague('customer-service-adviser')
  expect(await checkIdentity(check, dee, person, right)).toEqual({ ok: true, passed: true })
  setNow(noon.add({ minutes: 29 }))
  expect(await accountOpensTo(dee, person)).toBe(true)
  setNow(noon.add({ minutes: 30 }))
  expect(await accountOpensTo(dee, person)).toBe(false)
  setNow(noon)
})

test('at the desk the account stays closed to a caller who answers wrongly, and opens after the right answers, which nobody is told', async () => {
  const { person } = await putPerson(on)
  await putContactDetail(on, person)
  const released = await livewest()
  const site = await deskSite({ deps, gate }, released)
  const desk = await site.as(colleague('customer-service-adviser'))
  const account = () => recordAtDesk(desk, person, 'contact-handling', { reason: 'call' })
  const answered = async (said: typeof right) => (await desk.send(`/desk/people/${person}/identity`, said)).text()
  const before = await account()
  expect(before.words).toContain('Check who this is first')
  for (const held of ['07700 900025', '4 March 1981', '204417', '6 Alder Court']) expect(before.words).not.toContain(held)
  const wrong = await answered({ ...right, postcode: 'TR1 1AA' })
  expect(wrong).toContain('The answers do not match')
  for (const held of ['EX5 2FZ', '204417']) expect(wrong).not.toContain(held)
  expect((await account()).words).toContain('Check who this is first')
  await answered(right)
  const after = await account()
  await site.close()
  expect(after.words).not.toContain('Check who this is first')
  expect(after.words).toContain('07700 900025')
})

const unchecked = [
  ['customer-service-adviser', 'contact-handling', 'call'],
  ['customer-service-adviser', 'contact-handling', 'visit'],
  ['housing-officer', 'tenancy-management', 'call'],
  ['housing-officer', 'tenancy-management', 'visit'],
  ['complaints-officer', 'complaints-handling', 'call'],
  ['income-officer', 'rent-collection', 'visit'],
] as const

test.each(unchecked)('a stranger who says they are me changes nothing, and hears nothing: %s, %s, %s', async (role, activity, because) => {
  const { person } = await putPerson(on)
  const id = await putContactDetail(on, person)
  const who = colleague(role)
  const open = async () => {
    const opened = await gate.open(who, { activity, person, because })
    if (!opened.ok) throw new Error(JSON.stringify(opened.refusal))
    return opened
  }
  const before = await open()
  const closed = { refusal: { reasons: [{ code: 'lacks-identity-verified' }], clauses: ['SE2'] } }
  expect(await before.read(personalDetails)).toMatchObject(closed)
  expect(await before.read(contactDetails)).toMatchObject(closed)
  const values = { value: '07700 900999' }
  const added = { id: randomUUID(), values: { ...values, contactType: 'phone' }, collectedAt: noon, clockFrom: null } as const
  expect(await before.correct(contactDetail, { id, version: '1', values, source: 'the-person' })).toMatchObject(closed)
  expect(await before.erase(contactDetail, id)).toMatchObject(closed)
  expect(await before.collect(contactDetail, { ...added, source: 'the-person' })).toMatchObject(closed)
  expect(await checkIdentity(check, who, person, right)).toEqual({ ok: true, passed: true })
  expect(await (await open()).read(contactDetails)).toMatchObject({ ok: true, rows: [{ value: '07700 900025' }] })
})

test('guessing is stopped after three tries, right or wrong, whoever asks', async () => {
  const { person } = await putPerson(on)
  const wrong = { born: '1 1 1901', postcode: '', reference: '000' }
  for (let tries = 0; tries < 3; tries += 1) await checkIdentity(check, colleague('customer-service-adviser'), person, wrong)
  expect(await checkIdentity(check, colleague('customer-service-adviser'), person, right)).toEqual({ ok: false, why: 'too-many' })
})

test('one detail is not enough, and neither is one that nobody holds', async () => {
  const { person } = await putPerson(on)
  const dee = colleague('customer-service-adviser')
  expect(await checkIdentity(check, dee, person, { born: '4 3 1981', postcode: '', reference: '' })).toEqual({
    ok: false,
    why: 'too-few',
  })
  await on.asAdmin((admin) => admin.query('update person set date_of_birth = null where id = $1', [person]))
  expect(await checkIdentity(check, dee, person, { ...right, born: 'nonsense' })).toEqual({ ok: true, passed: false })
})

test('each check is on record with how it ended', async () => {
  const { person } = await putPerson(on)
  const dee = colleague('customer-service-adviser')
  await checkIdentity(check, dee, person, { ...right, postcode: 'TR1 1AA' })
  await checkIdentity(check, dee, person, right)
  const checks = await pageOfEvidence(on.database, { subject: person, kind: 'decision' })
  const by = { actor: `colleague:${dee.id}`, activity: 'identity-verification', clauses: ['SE2'], detail: { asked: 2 } }
  expect(checks).toMatchObject([
    { ...by, outcome: 'done' },
    { ...by, outcome: 'failed' },
  ])
})

test('what was said and what is stored are kept nowhere', async () => {
  const rows = await on.asAdmin((admin) =>
    admin.query('select to_jsonb(c)::text as row from identity_check c union all select to_jsonb(e)::text from evidence e'),
  )
  expect(JSON.stringify(rows)).not.toMatch(/1981-03|4 3 1981|EX5|2fz|"204417/i)
})

test('guesses made all at once are still only three', async () => {
  const { person } = await putPerson(on)
  const wrong = { born: '1 1 1901', postcode: 'ZZ1 1ZZ', reference: '' }
  const answers = await Promise.all(
    Array.from({ length: 8 }, () => checkIdentity(check, colleague('customer-service-adviser'), person, wrong)),
  )
  expect(answers.filter((answer) => answer.ok)).toHaveLength(3)
  expect(answers.filter((answer) => 'why' in answer && answer.why === 'too-many')).toHaveLength(5)
})

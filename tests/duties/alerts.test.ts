import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { type Alert, isOverdue, noteAlertAnswer, type OpenForAlerts, reviewAlert, type Setting, setAlert } from '#duties/alerts/alerts.ts'
import { alertLetter } from '#duties/alerts/letter.ts'
import { bothValues } from '#duties/conflicts/conflicts.ts'
import { ledgerOf } from '#duties/shares/ledger.ts'
import { prepareAgain } from '#duties/shares/preview.ts'
import { fetchShare, stillGoes } from '#duties/shares/settle.ts'
import { csvInPages } from '#exchange/csv/write.ts'
import type { Colleague } from '#gate/judge.ts'
import { cautionaryAlert, cautionaryAlerts } from '#records/cautionary-alert/cautionary-alert.ts'
import { dateIn } from '#shared/clock.ts'
import { rowsOfTable } from '#web/desk/ledger/taken-out.ts'
import { littleTools } from '../support/answers.ts'
import { testDatabase } from '../support/database.ts'
import { livewest, noon, today } from '../support/edition.ts'
import { colleague, openTo, testGate } from '../support/gate.ts'
import { wholePack } from '../support/pack.ts'
import { putContactDetail, putPerson } from '../support/people.ts'
import { ok } from '../support/rights.ts'
import { sharingPath } from '../support/sharing-path.ts'

const on = await testDatabase()
const tested = await testGate(on, await livewest())
const { deps, gate, setNow } = tested
const { goes, open, register, sign, offered, prepare, release, line, factsFor, chosenOf } = sharingPath(
  on,
  tested,
  join(on.data, 'set-aside'),
)
const officer = colleague('housing-officer')
const manager = colleague('senior-manager')
const asked: Setting = {
  ...{ code: 'visit-in-pairs', why: 'He threw a plate at a plumber named Osbert.', since: '2026-11-01', reviewBy: '2027-05-01' },
  ...{ told: 'letter', toldWhy: 'A plate was thrown when we came to mend a tap.', notToldWhy: null },
}
const secrets = [asked.why, 'plate', 'Osbert', 'It slipped from my hand']

async function atHome(person: string, who: Colleague = officer, activity: OpenForAlerts['activity'] = 'tenancy-management') {
  return openTo(gate, who, { activity, person, because: 'case' })
}
async function alertOf(opened: OpenForAlerts): Promise<Alert> {
  const [alert] = ok(await opened.read(cautionaryAlerts)).rows
  if (alert === undefined) throw new Error('there is no alert')
  return alert
}
async function alerted(changes: Partial<Setting> = {}) {
  const { person } = await putPerson(on)
  await putContactDetail(on, person)
  const opened = await atHome(person)
  ok(await setAlert(deps, opened, officer, { ...asked, ...changes }))
  return { person, opened, alert: await alertOf(opened) }
}
const tasksOf = (about: string) =>
  on.asAdmin((admin) =>
    admin.query('select kind, role, due_on::text as due, done_at is not null as done from task where about = $1 order by raised_at', [
      about,
    ]),
  )

describe('a safety alert', () => {
  test('is set with its reason and a review, which is a task, and is renewed with a reason or ends', async () => {
    const { opened, alert } = await alerted()
    expect(alert).toMatchObject({ code: 'visit-in-pairs', why: asked.why, decidedBy: officer.name, clockFrom: today.toString() })
    expect(await tasksOf(alert.id)).toEqual([{ kind: 'alert-review', role: 'housing-officer', due: '2027-05-01', done: false }])
    const [long, past] = ['2028-01-01', '2026-11-01']
    for (const reviewBy of [long, past, null])
      expect(await reviewAlert(deps, opened, officer, alert, { outcome: 'renewed', why: 'Once more.', reviewBy })).toEqual({
        ok: false,
        why: 'review',
      })
    ok(await reviewAlert(deps, opened, officer, alert, { outcome: 'renewed', why: 'It happened once more.', reviewBy: '2027-09-01' }))
    const renewed = await alertOf(opened)
    expect(renewed.why).toContain('It happened once more.')
    ok(await reviewAlert(deps, opened, officer, renewed, { outcome: 'ended', why: 'Nothing more happened.', reviewBy: null }))
    expect(await tasksOf(alert.id)).toMatchObject([{ done: true }, { due: '2027-09-01', done: true }])
    const ended = await alertOf(opened)
    expect(await reviewAlert(deps, opened, officer, ended, { outcome: 'ended', why: 'Again.', reviewBy: null })).toEqual({
      ok: false,
      why: 'stale',
    })
  })

  test('is not set without a review within a year, nor without saying what the person is told, or why they are not', async () => {
    const opened = await atHome((await putPerson(on)).person)
    const set = (changes: Partial<Setting>) => setAlert(deps, opened, officer, { ...asked, ...changes })
    expect(await set({ reviewBy: '2028-01-01' })).toEqual({ ok: false, why: 'review' })
    expect(await set({ toldWhy: ' ' })).toEqual({ ok: false, why: 'notice' })
    expect(await set({ told: 'not-told' })).toEqual({ ok: false, why: 'notice' })
    expect(await set({ told: 'not-told', notToldWhy: 'It would put her in danger.' })).toMatchObject({ ok: true })
    const tools = littleTools(join(on.data, 'set-aside'))
    expect(await alertLetter({ ...deps, tools }, opened, await alertOf(opened))).toEqual({ ok: false, why: 'not-told' })
  })

  test('is told in a letter in the words for the person, and their answer stands with it', async () => {
    const { opened, alert } = await alerted()
    const letters: string[] = []
    const tools = {
      ...littleTools(join(on.data, 'set-aside')),
      writeAlertLetter: async (letter: unknown) => {
        letters.push(JSON.stringify(letter))
        return new Uint8Array()
      },
    }
    expect(await alertLetter({ ...deps, tools }, opened, alert)).toMatchObject({ ok: true })
    expect(letters.join()).toContain('A plate was thrown when we came to mend a tap.')
    expect(letters.join()).not.toContain('Osbert')
    ok(await noteAlertAnswer(deps, opened, alert, 'It slipped from my hand.'))
    expect((await alertOf(opened)).answer).toBe('It slipped from my hand.')
  })

  test.each([
    ['repairs-planner', 'repairs'],
    ['repairs-planner', 'health-and-safety'],
    ['income-officer', 'rent-collection'],
    ['income-officer', 'debt-recovery'],
  ] as const)('shows a %s for %s its code and its days, and none of the words behind it', async (role, activity) => {
    const { person } = await alerted()
    const opened = await atHome(person, colleague(role), activity)
    const seen = await alertOf(opened)
    expect(seen).toMatchObject({
      code: 'visit-in-pairs',
      since: '2026-11-01',
      reviewBy: '2027-05-01',
      why: null,
      toldWhy: null,
      answer: null,
    })
    const together = JSON.stringify(await opened.readTogether([cautionaryAlerts]))
    for (const secret of secrets) expect(together).not.toContain(secret)
  })

  test('keeps what another system says of those words closed where the code alone is open', async () => {
    const { person, alert } = await alerted()
    const sealed = await deps.keys.seal(person, { table: 'source_conflict', row: alert.id, category: 'why' }, { value: asked.why })
    const text = `insert into source_conflict (record_type, item_id, field, category, activity, person_id, source, said_at, sealed_value)
      values ('cautionary-alert', $1, 'why', 'cautionary-alerts', 'tenancy-management', $2, 'own-systems', now(), $3)`
    await on.asAdmin((admin) => admin.query(text, [alert.id, person, sealed]))
    const planner = await atHome(person, colleague('repairs-planner'), 'repairs')
    expect(await planner.conflicts([cautionaryAlert])).toMatchObject([{ field: 'why', closed: true, value: null }])
    expect(await bothValues(planner)).toEqual([])
    expect(await bothValues(await atHome(person))).toMatchObject([{ conflict: { value: asked.why }, here: { value: asked.why } }])
  })

  test('shows a senior manager its reason, and is in the copy of the person whom it is about', async () => {
    const { person } = await alerted()
    expect((await alertOf(await atHome(person, manager))).why).toBe(asked.why)
    const pack = await wholePack(gate, colleague('data-protection-officer'), person)
    if (!pack.ok) throw new Error('no copy')
    const copied = JSON.stringify(pack.sections.find(({ type }) => type === 'cautionary-alert'))
    expect(copied).toContain('A plate was thrown when we came to mend a tap.')
  })
})

describe('what of a safety alert goes to a contractor', () => {
  const going = {
    activity: 'health-and-safety',
    to: 'contractor',
    what: [['cautionary-alert', 'cautionary-alerts']],
    signed: ['instruction'],
  } as const

  test.each(['housing-officer', 'repairs-planner'] as const)(
    'is its code and its two days, and no word behind it is in the file, on the ledger, in its table or in evidence, as a %s shares it',
    async (role) => {
      const { person, opened, alert } = await alerted()
      ok(await noteAlertAnswer(deps, opened, alert, 'It slipped from my hand.'))
      const went = await goes({ ...going, role, person })
      if (!went.left) throw new Error(JSON.stringify(went))
      for (const said of ['visit-in-pairs', '2026-11-01', '2027-05-01']) expect(went.contents).toContain(said)
      const { edition } = deps.inForce().released
      const year = { from: today.subtract({ years: 1 }), until: today, recipient: 'contractor', organisationId: null, activity: null }
      const taken = ok(await ledgerOf({ ...deps, gate }).export(colleague('data-protection-officer'), year))
      const table = (await Array.fromAsync(csvInPages([], rowsOfTable(edition, [], taken.pages)))).join('')
      expect(table).toContain(went.line.id)
      const out = [went.contents, JSON.stringify(went.line), JSON.stringify(went.decisions), table].join('\n')
      for (const secret of [...secrets, 'Told in writing']) expect(out).not.toContain(secret)
    },
  )

  test('is nothing once it has ended', async () => {
    const { person, opened, alert } = await alerted()
    ok(await reviewAlert(deps, opened, officer, alert, { outcome: 'ended', why: 'Nothing more happened.', reviewBy: null }))
    expect(await goes({ ...going, role: 'housing-officer', person })).toMatchObject({ left: false, why: 'nothing' })
  })

  const review = Temporal.PlainDate.from('2027-05-01')
  const noonOn = (day: Temporal.PlainDate) => day.toZonedDateTime({ timeZone: 'Europe/London', plainTime: '12:00' }).toInstant()
  /** The last minute of the day of its review by London's clock, and the first of the next: the same day by any other clock. */
  const midnight = review.add({ days: 1 }).toZonedDateTime('Europe/London').toInstant()
  afterEach(() => setNow(noon))

  test.each([
    ['its code on the day before its review', noonOn(review.subtract({ days: 1 })), true],
    ['its code on the day of its review', noonOn(review), true],
    ['its code in the last second of that day', midnight.subtract({ seconds: 1 }), true],
    ['nothing in the first second of the day after', midnight, false],
    ['nothing a month later', noonOn(review.add({ months: 1 })), false],
  ])('is %s, and whoever shares is told what is not offered', async (_, at, isGoing) => {
    const { person, opened } = await alerted()
    const organisation = await register('contractor')
    await sign(organisation, 'instruction', going.activity)
    const planner = await open(officer, { activity: going.activity, person })
    setNow(at)
    const { choices, overdue } = await offered(planner, organisation, ['cautionary-alert'])
    const isAlert = ({ part }: { readonly part: { readonly type: { readonly name: string } } }) => part.type.name === 'cautionary-alert'
    expect(choices.some(isAlert)).toBe(isGoing)
    expect(overdue.map(({ part, count }) => [part.type.name, count])).toEqual(isGoing ? [] : [['cautionary-alert', 1]])
    const made = await prepare(planner, officer, { ...factsFor(going), organisation, chosen: chosenOf(going) })
    expect(made).toMatchObject(isGoing ? { ok: true } : { ok: false, why: 'nothing' })
    expect(isOverdue(await alertOf(opened), dateIn(at))).toBe(!isGoing)
  })

  test.each([
    ['leaves while its review is not overdue', 0, 'left'],
    ['does not leave once its review is overdue', 1, 'outdated'],
    ['does not leave once it has ended', 0, 'ended'],
    ['leaves once it was overdue and was renewed', 1, 'renewed'],
  ] as const)('was prepared in good time, and %s', async (_, days, what) => {
    const { person, opened } = await alerted()
    const organisation = await register('contractor')
    await sign(organisation, 'instruction', going.activity)
    const sharing = await open(officer, { activity: going.activity, person })
    setNow(noonOn(review))
    const made = ok(await prepare(sharing, officer, { ...factsFor(going), organisation, chosen: chosenOf(going) }))
    setNow(noonOn(review.add({ days })))
    const reviewing = { why: 'It was looked at.', reviewBy: what === 'renewed' ? '2027-11-01' : null }
    if (what === 'ended' || what === 'renewed')
      ok(await reviewAlert(deps, opened, officer, await alertOf(opened), { ...reviewing, outcome: what }))
    const released = await release(sharing, officer, await line(sharing, made.id))
    expect(released).toMatchObject(what === 'left' || what === 'renewed' ? { ok: true } : { ok: false, why: 'outdated' })
  })

  test('that ended earlier than anybody here knew keeps what was prepared with it here, and is left out of what is prepared anew', async () => {
    setNow(noon)
    const { person, alert } = await alerted()
    const organisation = await register('contractor')
    await sign(organisation, 'instruction', going.activity)
    const sharing = await open(officer, { activity: going.activity, person })
    const chosen = chosenOf({ ...going, what: [...going.what, ['contact-detail', 'contact-details']] })
    const made = ok(await prepare(sharing, officer, { ...factsFor(going), organisation, chosen }))
    await on.asAdmin((admin) =>
      admin.query(`update cautionary_alert set ended_on = $2 where id = $1`, [alert.id, today.subtract({ days: 2 }).toString()]),
    )
    const row = await line(sharing, made.id)
    expect(await release(sharing, officer, row)).toEqual({ ok: false, why: 'outdated' })
    const tools = littleTools(join(on.data, 'set-aside'))
    const anew = ok(await prepareAgain({ ...deps, tools }, sharing, officer, row, { kept: null }))
    const fresh = await line(sharing, anew.id)
    expect(fresh.what).not.toContain(alert.id)
    expect(await release(sharing, officer, fresh)).toEqual({ ok: true })
    expect(await fetchShare(deps, sharing, await line(sharing, anew.id))).toMatchObject({ ok: true })
  })

  test('that ends after what it stands in was shared can be downloaded no more', async () => {
    setNow(noon)
    const { person, opened } = await alerted()
    const organisation = await register('contractor')
    await sign(organisation, 'instruction', going.activity)
    const sharing = await open(officer, { activity: going.activity, person })
    const made = ok(await prepare(sharing, officer, { ...factsFor(going), organisation, chosen: chosenOf(going) }))
    ok(await release(sharing, officer, await line(sharing, made.id)))
    const left = await line(sharing, made.id)
    expect(await stillGoes(deps, sharing, left)).toBe(true)
    ok(await reviewAlert(deps, opened, officer, await alertOf(opened), { outcome: 'ended', why: 'It was looked at.', reviewBy: null }))
    expect(await stillGoes(deps, sharing, left)).toBe(false)
    expect(await fetchShare(deps, sharing, left)).toEqual({ ok: false, why: 'over' })
  })

  test('is told in no letter while its review is overdue', async () => {
    const { opened, alert } = await alerted()
    const tools = littleTools(join(on.data, 'set-aside'))
    setNow(noonOn(review))
    expect(await alertLetter({ ...deps, tools }, opened, alert)).toMatchObject({ ok: true })
    setNow(midnight)
    expect(await alertLetter({ ...deps, tools }, opened, alert)).toEqual({ ok: false, why: 'not-told' })
  })
})

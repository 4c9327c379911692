import { join } from 'node:path'
import { expect, test } from 'vitest'
import { giveView } from '#duties/shares/officer-view.ts'
import { prepareAgain } from '#duties/shares/preview.ts'
import { testDatabase } from '../support/database.ts'
import { livewest } from '../support/edition.ts'
import { colleague, testGate } from '../support/gate.ts'
import { putContactDetail, putPerson } from '../support/people.ts'
import { ok } from '../support/rights.ts'
import { sharingPath } from '../support/sharing-path.ts'

const on = await testDatabase()
const tested = await testGate(on, await livewest())
const { deps, gate } = tested
const { all, chosenOf, factsFor, line, open, prepare, register, release, sign } = sharingPath(on, tested, join(on.data, 'set-aside'))
const investigator = colleague('fraud-investigator')
const officer = colleague('data-protection-officer')
const ledger = { ...deps, gate }
const tasksOf = (about: string) =>
  on.asAdmin((admin) =>
    admin.query(
      'select kind, role, person_id as person, due_on::text as due, done_at is not null as done from task where about = $1 order by raised_at',
      [about],
    ),
  )

async function compared(neededBy: string | null = null, to: 'local-authority' | 'police' = 'local-authority') {
  const { person } = await putPerson(on)
  await putContactDetail(on, person)
  const organisation = await register(to)
  for (const kind of ['agreement', 'protocol'] as const) await sign(organisation, kind, 'fraud-checks')
  const opened = await open(investigator, { activity: 'fraud-checks', person })
  const going = { activity: 'fraud-checks', to, what: [['tenure', 'tenure']] } as const
  const facts = { ...factsFor({ ...going, facts: { occasion: 'request', neededBy } }), organisation, chosen: chosenOf(going) }
  const made = ok(await prepare(opened, investigator, facts))
  return { opened, row: await line(opened, made.id) }
}

test('what the notice says waits for the data protection officer’s view: it is their task, and nothing leaves before', async () => {
  const { opened, row } = await compared('2026-11-25')
  expect(row).toMatchObject({ viewAsked: true, view: null })
  // It stays hidden from the person, so the task is nobody's.
  expect(await tasksOf(row.id)).toEqual([
    { kind: 'share-view', role: 'data-protection-officer', person: null, due: '2026-11-25', done: false },
  ])
  expect(await release(opened, investigator, row)).toEqual({ ok: false, why: 'view' })
  ok(await giveView(ledger, officer, row, { view: 'for', why: 'They prosecute it, and no more goes.' }))
  const seen = await line(opened, row.id)
  expect(seen).toMatchObject({ view: 'for', viewWhy: 'They prosecute it, and no more goes.', viewBy: officer.name })
  expect(await giveView(ledger, officer, seen, { view: 'against', why: 'On second thoughts.' })).toEqual({ ok: false, why: 'settled' })
  expect(await tasksOf(row.id)).toMatchObject([
    { kind: 'share-view', done: true },
    { kind: 'share-answer', role: 'fraud-investigator', due: '2026-11-25', done: false },
  ])
  ok(await release(opened, investigator, seen))
  expect(await tasksOf(row.id)).toMatchObject([{ done: true }, { kind: 'share-answer', done: true }, { kind: 'shown-review', done: false }])
})

test('it goes against the view only with a reason, which stands on the line beside the view', async () => {
  const { opened, row } = await compared()
  ok(await giveView(ledger, officer, row, { view: 'against', why: 'The name alone would do.' }))
  const advised = await line(opened, row.id)
  for (const againstViewWhy of [undefined, null, ' '])
    expect(await release(opened, investigator, advised, againstViewWhy === undefined ? {} : { againstViewWhy })).toEqual({
      ok: false,
      why: 'against',
    })
  ok(await release(opened, investigator, advised, { againstViewWhy: 'The court asked for the tenancy as well.' }))
  expect(await line(opened, row.id)).toMatchObject({
    ...{ outcome: 'left', view: 'against', viewWhy: 'The name alone would do.', viewBy: officer.name },
    againstViewWhy: 'The court asked for the tenancy as well.',
  })
})

test('whoever prepared it gives no view of it, and a line that is prepared anew keeps the view that was given', async () => {
  const { opened, row } = await compared()
  expect(await giveView(ledger, { ...officer, id: investigator.id }, row, { view: 'for', why: 'I say so.' })).toEqual({
    ok: false,
    why: 'own',
  })
  ok(await giveView(ledger, officer, row, { view: 'for', why: 'They prosecute it.' }))
  const again = ok(await prepareAgain(all, opened, investigator, await line(opened, row.id), { kept: null }))
  const fresh = await line(opened, again.id)
  expect(fresh).toMatchObject({ viewAsked: true, view: 'for', viewWhy: 'They prosecute it.' })
  ok(await release(opened, investigator, fresh))
})

test('where the notice does not ask for it, nobody waits', async () => {
  const { opened, row } = await compared(null, 'police')
  expect(row.viewAsked).toBeNull()
  expect(await tasksOf(row.id)).toEqual([])
  ok(await release(opened, investigator, row))
})

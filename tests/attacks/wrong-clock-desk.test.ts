import { afterAll, expect, test } from 'vitest'
import { promiseStates } from '#duties/promises/promise-states.ts'
import { sweep } from '#duties/retention/sweep.ts'
import { openWaits, placeWait } from '#duties/retention/wait.ts'
import { pageOfEvidence } from '#evidence/read.ts'
import { everyRecordType } from '#records/every-record-type.ts'
import { forAnAnswer } from '#store/bounds.ts'
import { openDatabase } from '#store/database.ts'
import { roleName } from '#store/role-names.ts'
import { testDatabase } from '../support/database.ts'
import { livewest, noon } from '../support/edition.ts'
import { colleague, testGate } from '../support/gate.ts'
import { putPerson, putRecording } from '../support/people.ts'
import { deskSite } from '../web/desk-site.ts'

const on = await testDatabase()
const released = await livewest()
const ground = await testGate(on, released)
const { deps } = ground
const states = () => promiseStates({ ...deps, tests: new Map() })
/** As it is opened where pages are answered: with as long for a statement as somebody in front of one bears to wait. */
const patience = 2_000
const impatient = openDatabase(on.target.app, on.schema, { connections: 8, bounds: { ...forAnAnswer, statement: patience } })
afterAll(() => impatient.close())
const site = await deskSite({ ...ground, deps: { ...deps, database: impatient } }, released, { promises: states })
afterAll(() => site.close())

const at = '/desk/retention'
const swept = () => sweep({ ...deps, types: everyRecordType }, { dryRun: false })

async function wait(goes: number): Promise<string> {
  const placed = { cause: 'clock-gap', since: noon, believed: noon.subtract({ hours: 2880 }) } as const
  await on.database.transaction(roleName(on.schema, 'sweeper'), (session) => placeWait(session, placed, released.hash))
  await on.asAdmin((admin) =>
    admin.query('update deletion_wait set goes = $1, counted_at = since where confirmed_at is null', [
      JSON.stringify({ 'call-recording': goes }),
    ]),
  )
  return (await openWaits(on.database))[0]?.id ?? ''
}

test('the retention board says what would go and why it waits, and the data protection team lets it go with one button', async () => {
  const { person } = await putPerson(on)
  const recording = await putRecording(on, person, '2026-01-01')
  const shown = { wait: await wait(1), shown: '1' }
  const planner = await site.as(colleague('repairs-planner'))
  const page = await planner.open(at)
  expect(page.html).toContain('Nothing is deleted: the system’s clock may be wrong')
  expect(page.html).toContain('120 days past')
  expect(page.html).toContain('what is due is waiting for confirmation')
  for (const untrue of ['nothing is kept past its due date', 'everything is deleted on its due date'])
    expect(page.html).not.toContain(untrue)
  expect(page.html).toContain('The data protection team confirms it.')
  expect(page.html).not.toContain(`${at}/confirm`)
  const officer = colleague('data-protection-officer')
  const protection = await site.as(officer)
  expect((await protection.open(at)).html).toContain('Delete 1 item')
  // Whoever may not confirm cannot send the form either.
  const plannerAgain = await site.as(colleague('repairs-planner'))
  expect((await plannerAgain.open(at)).html).toContain('name="_csrf"')
  expect((await plannerAgain.send(at, shown, `${at}/confirm`)).status).toBe(403)
  expect(await openWaits(on.database)).toHaveLength(1)
  const asOfficer = await site.as(officer)
  expect((await asOfficer.send(at, shown, `${at}/confirm`)).status).toBe(303)
  expect((await asOfficer.open(at)).html).toContain('The deletion is confirmed.')
  expect(await openWaits(on.database)).toEqual([])
  const [row] = await pageOfEvidence(on.database, { kind: 'decision' })
  expect(row).toMatchObject({
    actor: `colleague:${officer.id}`,
    role: 'data-protection-officer',
    act: 'confirm',
    detail: { wait: shown.wait },
  })
  expect((await swept()).deleted).toEqual({ 'call-recording': 1 })
  expect((await on.asAdmin((admin) => admin.query('select from call_recording where id = $1', [recording]))).length).toBe(0)
})

test('a form that was shown before far more fell due confirms nothing', async () => {
  const { person } = await putPerson(on)
  for (let each = 0; each < 3; each++) await putRecording(on, person, '2026-01-01')
  const shown = { wait: await wait(1), shown: '1' }
  const protection = await site.as(colleague('data-protection-officer'))
  expect((await protection.send(at, shown, `${at}/confirm`)).status).toBe(303)
  expect((await protection.open(at)).html).toContain('far more items would now be deleted than were shown')
  expect(await openWaits(on.database)).toHaveLength(1)
})

test('a wait of so much that counting it takes longer than a page may is let go with the button all the same', async () => {
  await on.asAdmin(async (admin) => {
    await admin.query('truncate deletion_wait, deletion_wait_item, call_recording')
    await admin.query(
      `create function slow_to_go() returns trigger language plpgsql as $$ begin perform pg_sleep(${(patience + 500) / 1000}); return old; end $$`,
    )
    await admin.query('create trigger slow before delete on call_recording for each statement execute function slow_to_go()')
  })
  const { person } = await putPerson(on)
  await putRecording(on, person, '2026-01-01')
  const protection = await site.as(colleague('data-protection-officer'))
  const answer = await protection.send(at, { wait: await wait(1), shown: '1' }, `${at}/confirm`)
  await on.asAdmin((admin) => admin.query('drop function slow_to_go() cascade'))
  expect(answer.status).toBe(303)
  expect((await protection.open(at)).html).toContain('The deletion is confirmed.')
  expect(await openWaits(on.database)).toEqual([])
  await wait(1)
})

test('the public page of promises says that deletion waits, and not that it is kept', async () => {
  const visitor = await site.as(colleague('repairs-planner'))
  const { html } = await visitor.open('/promises')
  expect(html).toContain('Waiting')
  expect(html).toContain('All deletion waits since')
})

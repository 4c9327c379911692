import { join } from 'node:path'
import { expect, test } from 'vitest'
import { declareEmergency } from '#duties/openings/emergency.ts'
import { askedFor, type Opening } from '#duties/openings/opening.ts'
import { openings } from '#duties/openings/openings.ts'
import { pageOfEvidence } from '#evidence/read.ts'
import { testDatabase } from '../support/database.ts'
import { livewest, noon } from '../support/edition.ts'
import { colleague, testGate } from '../support/gate.ts'
import { ok } from '../support/rights.ts'
import { sharingPath } from '../support/sharing-path.ts'
import { wholePerson } from '../support/whole-person.ts'

const on = await testDatabase()
const tested = await testGate(on, await livewest())
const { deps, gate, setNow } = tested
const { register, chosenOf, factsFor, prepare, release, line } = sharingPath(on, tested, join(on.data, 'set-aside'))
const adviser = colleague('customer-service-adviser')
const name = [['person', 'personal-details']] as const
const needs = [['person', 'support-needs']] as const

async function declared(cannotAnswer: boolean): Promise<Opening> {
  const person = await wholePerson(on, deps.keys, { activity: 'emergency' })
  return ok(await declareEmergency({ ...deps, gate }, adviser, { person, what: 'A fall, no answer at the door', cannotAnswer }))
}

/** Something is prepared for an ambulance or a hospital, in an emergency that was declared. */
async function prepared(
  opening: Opening,
  what: Parameters<typeof chosenOf>[0]['what'],
  to: 'emergency-services' | 'health-care' = 'emergency-services',
) {
  const opened = ok(await gate.open(adviser, { ...askedFor(opening), activity: 'emergency' }))
  const activity = 'emergency'
  const asked = { ...factsFor({ activity, to }), organisation: await register(to), chosen: chosenOf({ activity, what }) }
  return { opened, made: await prepare(opened, adviser, asked) }
}

test.each(['emergency-services', 'health-care'] as const)(
  'in an emergency that was declared, %s gets what helps, once it was rung at the number of our register',
  async (to) => {
    const { opened, made } = await prepared(await declared(false), name, to)
    const row = await line(opened, ok(made).id)
    if (to === 'emergency-services')
      expect(await release(opened, adviser, row, { confirmedHow: null })).toEqual({ ok: false, why: 'unconfirmed' })
    ok(await release(opened, adviser, row))
    expect(await line(opened, row.id)).toMatchObject({ recipient: to, outcome: 'left', leftBy: adviser.name })
    const [decision] = await pageOfEvidence(on.database, { subject: opened.person, kind: 'decision' })
    expect(decision).toMatchObject({ act: 'share', outcome: 'permitted', basis: 'vital-interests', detail: { recipient: to } })
  },
)

test('what health needs goes only where the person cannot be asked', async () => {
  const answers = await prepared(await declared(false), needs)
  expect(answers.made).toMatchObject({ ok: false, why: 'refused' })
  const silent = await prepared(await declared(true), needs)
  ok(await release(silent.opened, adviser, await line(silent.opened, ok(silent.made).id)))
  const [decision] = await pageOfEvidence(on.database, { subject: silent.opened.person, kind: 'decision' })
  expect(decision?.detail).toMatchObject({ conditions: expect.arrayContaining(['art-9-2-c']) })
})

test('nobody gets anything in an emergency that nobody declared, and nobody else gets it in one', async () => {
  const person = await wholePerson(on, deps.keys, { activity: 'emergency' })
  const opened = await gate.open(adviser, { activity: 'emergency', person, because: 'case' })
  expect(opened).toMatchObject({ ok: false, refusal: { reasons: [{ code: 'lacks-emergency-declared' }] } })
  const opening = await declared(true)
  const open = ok(await gate.open(adviser, { ...askedFor(opening), activity: 'emergency' }))
  const asked = {
    ...factsFor({ activity: 'emergency', to: 'police' }),
    organisation: await register('police'),
    chosen: chosenOf({ activity: 'emergency', what: name }),
  }
  expect(await prepare(open, adviser, asked)).toEqual({ ok: false, why: 'organisation' })
})

test('it is over after half an hour, and data protection looks at it on the next working day', async () => {
  const opening = await declared(false)
  const desk = openings({ ...deps, gate })
  expect(await desk.current(adviser, opening.id)).toMatchObject({ id: opening.id })
  setNow(noon.add({ minutes: 31 }))
  expect(await desk.current(adviser, opening.id)).toBe(undefined)
  setNow(noon)
  const tasks = await on.asAdmin((admin) => admin.query('select kind, role, due_on::text as due from task where about = $1', [opening.id]))
  expect(tasks).toEqual([{ kind: 'emergency-review', role: 'data-protection-officer', due: '2026-11-24' }])
})

import { join } from 'node:path'
import { expect, test } from 'vitest'
import { awaitedLines } from '#duties/shares/awaited.ts'
import { prepareReference } from '#duties/shares/reference.ts'
import { noteCameBack, noteReceipt } from '#duties/shares/settle.ts'
import type { Sheet } from '#duties/shares/tools.ts'
import { pageOfEvidence } from '#evidence/read.ts'
import { dateIn } from '#shared/clock.ts'
import { testDatabase } from '../support/database.ts'
import { livewest } from '../support/edition.ts'
import { colleague, testGate } from '../support/gate.ts'
import { wholePack } from '../support/pack.ts'
import { ok } from '../support/rights.ts'
import { type Going, sharingPath } from '../support/sharing-path.ts'
import { wholePerson } from '../support/whole-person.ts'

const on = await testDatabase()
const tested = await testGate(on, await livewest())
const { all, goes, line, open, register, release } = sharingPath(on, tested, join(on.data, 'set-aside'))
const person = await wholePerson(on, tested.deps.keys, { activity: 'letting' })
const tenancy = [['tenure', 'tenure']] as const

test.each(['social-landlord', 'private-landlord'] as const)(
  'a %s that asks for a reference gets the tenancy, on the ledger, and no more',
  async (to) => {
    const going: Going = { role: 'lettings-officer', activity: 'letting', person, to, what: tenancy }
    const went = await goes(going)
    if (!went.left) throw new Error(JSON.stringify(went))
    expect(went.line).toMatchObject({
      recipient: to,
      outcome: 'left',
      shown: 'yes',
      asker: expect.any(String),
      confirmedHow: 'Rang back 01632 960101',
    })
    expect(went.contents).toContain('204417')
    for (const decision of went.decisions) expect(decision).toMatchObject({ outcome: 'permitted', basis: 'contract' })
    expect(new Set(went.decisions.flatMap(({ categories }) => categories))).toEqual(new Set(['tenure', 'personal-details']))
    // Who lives there and how they are reached is no part of a reference: that only the person can allow.
    expect(await goes({ ...going, what: [...tenancy, ['contact-detail', 'contact-details']] })).toMatchObject({
      left: false,
      why: 'consent',
    })
    expect(await goes({ ...going, facts: { asker: null } })).toMatchObject({ left: false, why: 'facts' })
  },
)

test('a reference that is in the copy of what is held is not kept back from the person', async () => {
  const copied = await wholePerson(on, tested.deps.keys, { activity: 'letting' })
  const went = await goes({ role: 'lettings-officer', activity: 'letting', person: copied, to: 'social-landlord', what: tenancy })
  expect(went.left).toBe(true)
  const pack = await wholePack(tested.gate, colleague('data-protection-officer'), copied)
  if (!pack.ok) throw new Error('no copy')
  const shared = pack.sections.find(({ type }) => type === 'share')
  expect(JSON.stringify(shared?.items)).toContain('Test social-landlord')
})

/** What leaves, as the sheet is set from it. */
const sheets: Sheet[] = []
const writeSheet: typeof all.tools.writeSheet = (sheet, folder) => {
  sheets.push(sheet)
  return all.tools.writeSheet(sheet, folder)
}

/** A reference is asked for, in a record that is open for letting. */
async function asks(about: string, activity: Going['activity'] = 'letting', role: Going['role'] = 'lettings-officer') {
  const officer = colleague(role)
  const opened = await open(officer, { activity, person: about })
  const organisation = await register('private-landlord')
  const question = 'Was the rent paid on time?'
  const asked = { organisation, question, home: '3 Test Row, Testford', lived: 'May 2019 to June 2024', neededBy: '2027-01-15' }
  return { officer, opened, made: await prepareReference({ ...all, tools: { ...all.tools, writeSheet } }, opened, officer, asked) }
}

const tasksOf = (id: string) =>
  on.asAdmin((admin) => admin.query('select kind, due_on::text as due, done_by from task where about = $1', [id]))

test('a reference is asked for on the ledger with the name, the home and the question alone, and the answer is noted on its line', async () => {
  const asker = await wholePerson(on, tested.deps.keys, { activity: 'letting' })
  const { officer, opened, made } = await asks(asker)
  const { id } = ok(made)
  const prepared = await line(opened, id)
  expect(prepared).toMatchObject({ recipient: 'private-landlord', occasion: 'our-question', asker: null, outcome: null, shown: 'yes' })
  const answer = { cameBack: 'The rent was paid, and nothing was broken.', cameBackOn: dateIn(tested.deps.clock()).toString() }
  expect(await noteCameBack(tested.deps, opened, officer, prepared, answer)).toMatchObject({ ok: false, why: 'stale' })
  ok(await release(opened, officer, prepared, { way: 'paper', confirmedHow: null }))

  const left = await line(opened, id)
  const sheet = sheets.at(-1)
  expect(sheet).toMatchObject({ recipient: 'Test private-landlord', reference: null, items: [] })
  expect(sheet?.person).not.toBe('whoever they asked about')
  expect(sheet?.why).toBe('Letting a home')
  expect(sheet?.question).toBe(
    'The home that you let to them: 3 Test Row, Testford\nThey lived there: May 2019 to June 2024\nWhat we ask: Was the rent paid on time?',
  )
  expect(left).toMatchObject({ why: sheet?.why, question: sheet?.question })
  const decisions = await pageOfEvidence(on.database, { actor: `colleague:${officer.id}`, kind: 'decision' })
  const ofLine = decisions.filter(({ act, detail }) => act === 'share' && JSON.stringify(detail).includes(id))
  expect(ofLine).not.toHaveLength(0)
  for (const each of ofLine) expect(each).toMatchObject({ outcome: 'permitted', basis: 'contract', categories: ['personal-details'] })

  // The role that asked is reminded until the answer is noted; nobody outside waits for us.
  expect(await tasksOf(id)).toEqual([{ kind: 'reference-awaited', due: '2027-01-15', done_by: null }])
  expect((await awaitedLines(tested.deps)).find((each) => each.id === id)).toMatchObject({ isOurs: true, role: 'lettings-officer' })
  expect(await noteCameBack(tested.deps, opened, officer, left, { ...answer, cameBackOn: '2026-01-01' })).toEqual({
    ok: false,
    why: 'before',
  })
  expect(await noteReceipt(opened, left, '2026-01-01')).toEqual({ ok: false, why: 'before' })
  ok(await noteCameBack(tested.deps, opened, officer, left, answer))
  expect(await line(opened, id)).toMatchObject(answer)
  expect(await tasksOf(id)).toEqual([{ kind: 'reference-awaited', due: '2027-01-15', done_by: officer.name }])
  expect((await awaitedLines(tested.deps)).filter((each) => each.id === id)).toEqual([])
  expect(await noteCameBack(tested.deps, opened, officer, await line(opened, id), answer)).toMatchObject({ ok: false, why: 'stale' })
})

test('a reference is not asked of anybody but a landlord, nor with more of the record, nor where the notice does not name it', async () => {
  const going: Going = { role: 'lettings-officer', activity: 'letting', person, to: 'social-landlord', what: tenancy }
  expect(await goes({ ...going, facts: { occasion: 'our-question' } })).toMatchObject({ left: false, why: 'nothing' })
  expect(await goes({ ...going, to: 'local-authority', facts: { occasion: 'our-question' } })).toMatchObject({
    left: false,
    why: 'occasion',
  })
  // What the notice does not name waits for the person: nothing is written that could leave.
  const elsewhere = await asks(
    await wholePerson(on, tested.deps.keys, { activity: 'tenancy-management' }),
    'tenancy-management',
    'housing-officer',
  )
  expect(ok(elsewhere.made).consent).toBe(true)
})

import { join } from 'node:path'
import { expect, test } from 'vitest'
import { alsoGiven } from '#duties/disclosures/also-given.ts'
import { toldOfSharing } from '#duties/promises/share-figures.ts'
import { flowsOf } from '#duties/shares/flows.ts'
import { ledgerOf } from '#duties/shares/ledger.ts'
import { letterAbout } from '#duties/shares/telling.ts'
import { tasks } from '#duties/tasks/tasks.ts'
import { pageOfEvidence } from '#evidence/read.ts'
import { seal } from '#evidence/seal.ts'
import { evidenceOfLine } from '#exchange/bundle/evidence-of-line.ts'
import { disclosure } from '#records/disclosure/disclosure.ts'
import { littleTools } from '../support/answers.ts'
import { notShared } from '../support/clips.ts'
import { testDatabase } from '../support/database.ts'
import { livewest, noon, today } from '../support/edition.ts'
import { colleague, openTo, testGate } from '../support/gate.ts'
import { filmedFrom, footageFor } from '../support/given-footage.ts'
import { putItem } from '../support/items.ts'
import { ok } from '../support/rights.ts'

const on = await testDatabase()
const released = await livewest()
const tested = await testGate(on, released)
const { deps, gate, setNow } = tested
const all = { ...deps, gate }
const ledger = ledgerOf(all)
const officer = colleague('data-protection-officer')
const year = { from: today.subtract({ years: 1 }), until: today, recipient: null, organisationId: null, activity: null }
const footage = await footageFor(on, tested)
const { camera } = footage

const lineOf = async (id: string) => ok(await ledger.list(officer, year)).rows.find((row) => row.id === id)
const waiting = async (id: string) => (await tasks(deps).waiting(officer, null)).filter(({ about }) => about === id)
const given = { fromAt: filmedFrom.toString(), toAt: filmedFrom.add({ seconds: 4 }).toString() }
const toldToTheirs = async () => {
  const opened = await openTo(gate, officer, { activity: 'rights-requests', person: camera, because: 'rights-request' })
  return ok(await alsoGiven(opened, given))
    .others.map(({ id }) => id)
    .toSorted()
}

test('a clip for the police is a line of the ledger from when it is prepared, and has left once it is fetched', async () => {
  const id = await footage.prepared()
  expect(await lineOf(id)).toMatchObject({
    type: 'disclosure',
    recipient: 'police',
    activity: 'crime-prevention',
    leftAt: null,
    person: null,
  })
  expect(await flowsOf(deps, year)).toEqual([])
  await footage.decided(id)
  expect(await lineOf(id)).toMatchObject({ outcome: 'released', leftAt: null })
  setNow(noon.add({ minutes: 5 }))
  await footage.fetched(id)
  expect(await lineOf(id)).toMatchObject({ leftAt: '2026-11-23T12:05:00Z', way: 'file', shown: 'no', showReviewOn: '2027-05-23' })
  expect(await flowsOf(deps, year)).toEqual([{ recipient: 'police', month: '2026-11', regular: 0, occasional: 1 }])
  expect(ok(await ledger.look(officer, id)).item).toMatchObject({
    organisation: 'Test police',
    told: expect.stringMatching(/^Footage of Main entrance, Alder Court, from 23 November 2026, 09:00:00 GMT/),
    bases: expect.stringContaining('Article 6(1)(f)'),
    clauses: expect.stringContaining('CV4'),
  })
})

test('it stays hidden until the data protection team decides, by a day; the task is nobody’s, and the promise counts it', async () => {
  const id = await footage.prepared()
  await footage.decided(id)
  expect(await waiting(id)).toEqual([])
  await footage.fetched(id)
  expect(await waiting(id)).toMatchObject([{ kind: 'shown-review', person: null, role: 'data-protection-officer' }])
  const hidden = async () => Number(/^In (\d+) case/.exec((await toldOfSharing(deps)).says.exactly)?.[1] ?? 0)
  const before = await hidden()
  expect(before).toBeGreaterThan(0)
  const line = ok(await ledger.look(officer, id))
  ok(await ledger.decide(officer, line, { shown: false, why: 'It would warn them.', until: today.add({ days: 30 }) }))
  expect((await waiting(id)).map(({ dueOn }) => dueOn.toString())).toEqual([today.add({ days: 30 }).toString()])
  ok(await ledger.decide(officer, ok(await ledger.look(officer, id)), { shown: true, why: 'The case is closed.', until: null }))
  expect(await waiting(id)).toEqual([])
  expect(await hidden()).toBe(before - 1)
  expect(await lineOf(id)).toMatchObject({ shown: 'yes' })
  const shown = ok(await ledger.look(officer, id))
  // It is about nobody whom we know, so nobody is told by letter.
  const withTools = { ...all, tools: { ...littleTools(join(on.data, 'set-aside')), writeTelling: async () => null } }
  expect(await letterAbout(withTools, officer, shown.item)).toEqual({ ok: false, why: 'hidden' })
  expect(await ledger.told(officer, shown, today)).toEqual({ ok: false, why: 'not-left' })
})

test('whoever gets a clip of the same time is told who else was given it, and nothing of a line that is hidden', async () => {
  const before = await toldToTheirs()
  const id = await footage.prepared()
  await footage.decided(id)
  await footage.fetched(id)
  expect(await toldToTheirs()).toEqual(before)
  ok(await ledger.decide(officer, ok(await ledger.look(officer, id)), { shown: true, why: 'The case is closed.', until: null }))
  expect(await toldToTheirs()).toEqual([...before, id].toSorted())
})

test('of one that was stopped somebody decides as well, in place of the second look', async () => {
  const id = await footage.prepared()
  expect(await waiting(id)).toEqual([])
  expect(await tasks(deps).waiting(colleague('senior-manager'), null)).toContainEqual(expect.objectContaining({ about: id }))
  await footage.decided(id, notShared)
  expect(await tasks(deps).waiting(colleague('senior-manager'), null)).not.toContainEqual(expect.objectContaining({ about: id }))
  expect(await waiting(id)).toMatchObject([{ kind: 'shown-review' }])
  expect(await lineOf(id)).toMatchObject({ outcome: 'stopped', leftAt: null })
})

test('a clip for the person whom it shows goes to nobody else, and is no line', async () => {
  const values = { recipient: 'the-person', outcome: null, closedOn: null, decidedBy: null, leftAt: '2026-11-20T09:00:00Z', shown: 'yes' }
  const id = await putItem(on, disclosure, { activity: 'rights-requests', collectedOn: today, place: camera, values })
  const before = await flowsOf(deps, year)
  expect(await lineOf(id)).toBeUndefined()
  expect(await ledger.look(officer, id)).toMatchObject({ ok: false, why: 'gone' })
  await on.asAdmin((admin) => admin.query(`update disclosure set recipient = 'court' where id = $1`, [id]))
  expect(await lineOf(id)).toBeDefined()
  expect(await flowsOf(deps, year)).not.toEqual(before)
  await on.asAdmin((admin) => admin.query('delete from disclosure where id = $1', [id]))
})

test('its evidence is one file, with both decisions, that it was written and that it left', async () => {
  const id = await footage.prepared()
  await footage.decided(id)
  await footage.fetched(id)
  await seal(on.database, join(on.data, 'evidence', 'heads.log'), deps.clock())
  const evidence = await evidenceOfLine(deps, { type: disclosure, record: camera, item: id }, '')
  if (evidence.state !== 'proven') throw new Error(evidence.state)
  const happened = evidence.html.match(/<h3>\d\. [^<]*/g)?.map((heading) => heading.replace(/^<h3>\d\. /, ''))
  const decided = expect.stringMatching(/^Decided that it may go: “.*” to Police$/)
  expect(happened).toEqual([decided, 'The line was written', decided, 'The line was changed', 'It was noted that it left'])
  const { digest } = await footage.look(id)
  expect(evidence.html).toContain(`<dt>SHA-256 of the clip</dt><dd>${digest}</dd>`)
  for (const words of ['DC 1234', 'Lee Hart', 'OP/77', 'Main entrance', 'Test police']) expect(evidence.html).not.toContain(words)
})

test('looking through the ledger names nobody of whom nothing is known', async () => {
  ok(await ledger.list(officer, year))
  const [row] = await pageOfEvidence(on.database, { recordType: 'disclosure', kind: 'read', outcome: 'permitted' })
  expect(row).toMatchObject({ actor: `colleague:${officer.id}`, subject: null, subjects: null, categories: ['cctv-footage'] })
})

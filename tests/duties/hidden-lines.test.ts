import { randomUUID } from 'node:crypto'
import { mkdtemp, readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { declareEmergency } from '#duties/openings/emergency.ts'
import { looksOf } from '#duties/openings/looks.ts'
import { openings } from '#duties/openings/openings.ts'
import { rightsSearchOf } from '#duties/rights/search/search.ts'
import { ledgerOf } from '#duties/shares/ledger.ts'
import { besideOf } from '#duties/subject-access/beside.ts'
import { gatherPack } from '#duties/subject-access/gather.ts'
import { titleInPack } from '#duties/subject-access/title-in-pack.ts'
import { tasks } from '#duties/tasks/tasks.ts'
import { openingsOf } from '#evidence/read.ts'
import { templateIn } from '#exchange/pack/answer-tools.ts'
import { wordingOf } from '#exchange/pack/document.ts'
import { writePack } from '#exchange/pack/write.ts'
import { namesAround } from '#gate/find/people-around.ts'
import { textsAround } from '#gate/find/texts-around.ts'
import { mayHave } from '#gate/opened.ts'
import { usableFor } from '#notice/compatible.ts'
import { opensList } from '#notice/grants-of.ts'
import { activities, roles } from '#notice/vocabulary.ts'
import { everyPart } from '#records/every-part.ts'
import { everyRecordType } from '#records/every-record-type.ts'
import { householdMember } from '#records/household-member/household-member.ts'
import { shares } from '#records/share/share.ts'
import { testDatabase } from '../support/database.ts'
import { livewest, noon, today } from '../support/edition.ts'
import { colleague, testGate } from '../support/gate.ts'
import { putItem } from '../support/items.ts'
import { planted, shareWithPolice } from '../support/ledger-lines.ts'
import { readPdf } from '../support/pdf.ts'
import { putPerson } from '../support/people.ts'
import { home } from '../support/places.ts'
import { ok, requestAfter } from '../support/rights.ts'

const on = await testDatabase()
const released = await livewest()
const tested = await testGate(on, released)
const { deps, gate } = tested
const all = { ...deps, gate }
const officer = colleague('data-protection-officer')
/** Asks for the copies and searches that are compared. */
const asker = colleague('data-protection-officer')
const ledger = ledgerOf(all)
const search = rightsSearchOf(all)
const teamOf = colleague('anti-social-behaviour-officer')
const everyReason = ['identity-verified', 'special-category-reason', 'private-setting', 'person-at-risk', 'reason-without-consent'] as const
const rows = (text: string, values: readonly unknown[] = []) => on.asAdmin((admin) => admin.query(text, values))

/** The files of a copy, as `sar` writes them: the JSON byte for byte, and what a reader of the PDF sees. */
async function copyOf(person: string) {
  const folder = join(await mkdtemp(join(on.data, 'copy-')), 'pack')
  const asked = {
    person,
    now: noon,
    edition: released.edition.id,
    beside: (opened: Parameters<typeof besideOf>[1]) => besideOf(deps, opened),
  }
  const written = await writePack(
    (taker) => gatherPack(gate, asker, everyPart, asked, taker),
    wordingOf(released, titleInPack),
    folder,
    templateIn(home),
  )
  ok(written)
  const files = await readdir(folder)
  const json = files.find((name) => name.endsWith('.json')) ?? ''
  const pdf = files.find((name) => name.endsWith('.pdf')) ?? ''
  return { files, json: await readFile(join(folder, json), 'utf8'), pdf: await readPdf(join(folder, pdf)) }
}

/** All that the search of a request says of each place, and of looks that wait to be decided. */
async function searchOf(person: string) {
  await rows('delete from rights_find; delete from rights_search; delete from rights_request')
  const id = await requestAfter(tested, asker, ['identified'], { person })
  ok(await search.now(asker, id))
  const { places } = ok(await search.look(asker, id))
  const said = places.map(({ place, row }) => [place, row?.answer, row?.found, row?.words])
  await rows(
    `delete from rights_find; delete from rights_search; delete from rights_request; delete from task where kind = 'system-search'`,
  )
  return said
}

async function aroundOf(person: string, people: readonly string[]) {
  const asked = { person, request: randomUUID() }
  const names = ok(await namesAround(deps, asker, asked, everyRecordType)).names.map(({ part, first, fullName }) => [part, first, fullName])
  const texts = [{ part: shares, fields: ['why', 'outcomeWhy', 'showWhy'] }]
  const { looked, onHold, found } = ok(await textsAround(deps, asker, { ...asked, people }, texts, (them) => them))
  return { names, looked, onHold, found: found.map(({ item, text }) => [item, text]) }
}

/** A tenant with somebody else in the household, and a record that a colleague has opened for something that is no secret. */
async function household() {
  const { person, tenure } = await putPerson(on)
  const member = await putPerson(on, { name: 'Mo' })
  const joins = { activity: 'tenancy-management', collectedOn: today, tenure, person: member.person }
  await putItem(on, householdMember, { ...joins, values: { fullName: 'Mo Test', isResponsible: 'false' } })
  const why = { reason: 'case', reference: 'MC/26/1188', specialReason: null, privateSetting: false } as const
  const begun = ok(await openings(all).begin(teamOf, { person, activity: 'anti-social-behaviour', ...why }))
  return { person, member: member.person, opening: begun.id }
}

/** Everything that somebody, or whoever lives with them, could get to see. */
async function everythingOf({ person, member }: { readonly person: string; readonly member: string }) {
  // What was looked at only to compare it here is no look at the record.
  await on.asAdmin(async (admin) => {
    await admin.query('alter table evidence disable trigger user')
    await admin.query('delete from evidence where actor = $1', [`colleague:${asker.id}`])
    await admin.query('alter table evidence enable trigger user')
  })
  const looks = looksOf(await openingsOf(deps.database, person, Temporal.Instant.fromEpochMilliseconds(0)))
  return {
    looks: looks.map(({ opening, activity }) => [opening, activity]),
    search: await searchOf(person),
    searchOfMember: await searchOf(member),
    own: await copyOf(person),
    theirs: await copyOf(member),
    around: await aroundOf(person, [member]),
    aroundMember: await aroundOf(member, [person]),
    tasks: await rows('select kind, due_on from task where person_id = any($1)', [[person, member]]),
  }
}

test('a hidden line leaves no row, count or gap in anything that the person or their household gets', { timeout: 240_000 }, async () => {
  const them = await household()
  const before = await everythingOf(them)
  const line = await shareWithPolice(tested, { on, ...them, hidden: true, named: 'Mo Test and Amina Test are both looked into.' })
  expect(await everythingOf(them)).toEqual(before)
  // Nor does it, when the data protection team looks through the ledger and decides that it stays hidden.
  const year = { from: today.subtract({ years: 1 }), until: today, recipient: null, organisationId: null, activity: null }
  expect(ok(await ledger.list(officer, year)).rows.map(({ id }) => id)).toContain(line.id)
  expect((await Array.fromAsync(ok(await ledger.export(officer, year)).pages)).flat().length).toBeGreaterThan(0)
  const seen = ok(await ledger.look(officer, line.id))
  ok(await ledger.decide(officer, seen, { shown: false, why: 'Amina Test would be warned.', until: today.add({ months: 2 }) }))
  expect(await everythingOf(them)).toEqual(before)
})

test('once it is shown, the copy says what went to whom, why, on which basis and when, and never who asked', {
  timeout: 240_000,
}, async () => {
  const them = await household()
  const line = await shareWithPolice(tested, { on, ...them, hidden: true })
  const before = await copyOf(them.person)
  expect(before.json).not.toContain('Moor and Coast')
  ok(await ledger.decide(officer, ok(await ledger.look(officer, line.id)), { shown: true, why: 'The case is closed.', until: null }))
  const { json, pdf } = await copyOf(them.person)
  const member = await copyOf(them.member)
  for (const text of [json, pdf.text]) {
    for (const said of ['Information shared', 'Moor and Coast Police', 'Tenancies (Tenancy or lease)']) expect(text).toContain(said)
    expect(text).toContain('Article 6(1)(f)')
    for (const theirs of Object.values(planted)) expect(text).not.toContain(theirs)
  }
  expect(pdf.text).toContain('They asked in writing')
  expect(JSON.parse(json).items).toMatchObject({ share: 1 })
  expect(json).toContain('2026-11-23')
  // The file that went is made of what the copy has already, and is no recording.
  expect(json).not.toContain('Recording or picture')
  expect(member.json).not.toContain('Moor and Coast')
})

test('that an emergency was declared stands in no copy until it is decided that the person is told of it', {
  timeout: 120_000,
}, async () => {
  const { person } = await household()
  const before = await copyOf(person)
  ok(await declareEmergency(all, colleague('safeguarding-lead'), { person, what: 'Smoke from the flat', cannotAnswer: false }))
  expect(await rows('select kind from task where person_id = $1', [person])).toEqual([{ kind: 'emergency-review' }])
  expect(await copyOf(person)).toEqual(before)
})

test('whoever decides is on the line, and the task waits until then and is nobody’s', async () => {
  const them = await household()
  const line = await shareWithPolice(tested, { on, ...them, hidden: true })
  const waiting = async () => (await tasks(deps).waiting(officer, null)).filter(({ about }) => about === line.id)
  expect(await waiting()).toMatchObject([{ kind: 'shown-review', person: null, role: 'data-protection-officer' }])
  expect((await waiting())[0]?.dueOn.toString()).toBe('2027-05-23')
  const look = async () => ok(await ledger.look(officer, line.id))
  const soon = { shown: false, why: 'It would warn them.', until: today } as const
  expect(await ledger.decide(officer, await look(), soon)).toEqual({ ok: false, why: 'until' })
  const first = await look()
  ok(await ledger.decide(officer, first, { ...soon, until: today.add({ days: 30 }) }))
  expect((await waiting())[0]?.dueOn.toString()).toBe(today.add({ days: 30 }).toString())
  expect(await ledger.decide(officer, first, { ...soon, until: today.add({ days: 40 }) })).toEqual({ ok: false, why: 'stale' })
  ok(await ledger.decide(officer, await look(), { shown: true, why: 'The case is closed.', until: null }))
  expect(await waiting()).toEqual([])
  const after = await look()
  expect(after.item).toMatchObject({ shown: 'yes', showDecidedBy: officer.name, showDecidedOn: today.toString() })
  expect(after.item.showWhy).toContain('It would warn them.')
  expect(after.item.showWhy).toContain('The case is closed.')
  expect(await ledger.decide(officer, after, { ...soon, until: today.add({ days: 9 }) })).toEqual({ ok: false, why: 'settled' })
  const told = await openingsOf(deps.database, them.person, Temporal.Instant.fromEpochMilliseconds(0))
  expect(told.some(({ actor, activity }) => actor === `colleague:${officer.id}` && activity === 'rights-requests')).toBe(true)
})

let once: Promise<{ readonly person: string; readonly line: string }> | undefined
/** A hidden line about anti-social behaviour. */
function shared() {
  once ??= household().then(async (them) => ({
    person: them.person,
    line: (await shareWithPolice(tested, { on, ...them, hidden: true })).id,
  }))
  return once
}

test.each(activities)('of %s nobody sees a line that was shared for something else', { timeout: 120_000 }, async (activity) => {
  const { person, line } = await shared()
  const usable = usableFor(released.edition, activity)
  const isTheirs = usable === null || usable.includes('anti-social-behaviour')
  for (const role of roles) {
    const opened = await gate.open(colleague(role), { activity, person, because: 'case', vouched: everyReason })
    if (!opened.ok || !mayHave(opened, 'documents')) continue
    const read = await opened.read(shares)
    const seen = read.ok && read.rows.some(({ id }) => id === line)
    if (seen) expect(isTheirs, `${role} for ${activity}`).toBe(true)
    const list = await gate.workList(colleague(role), { activity: opened.activity, because: 'check' }).all(shares)
    if (list.ok && list.rows.some(({ id }) => id === line)) expect(activity, role).toBe('anti-social-behaviour')
  }
})

test.each(roles)('the ledger is open to %s where the notice opens documents for people’s rights, and to no other', async (role) => {
  const { line } = await shared()
  const found = await gate.lines(colleague(role)).one([shares], line)
  expect(found.ok).toBe(opensList(released.edition, [role], { activity: 'rights-requests', category: 'documents' }))
})

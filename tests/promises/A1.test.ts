import { createHash } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { noteContact } from '#duties/contacts/note.ts'
import { sweep } from '#duties/retention/sweep.ts'
import { agreeWay } from '#duties/rights/answer/agree.ts'
import { answersTo } from '#duties/rights/answer/answers.ts'
import { deliverAnswer, fetchAnswer } from '#duties/rights/answer/deliver.ts'
import { makeAnswer } from '#duties/rights/answer/make.ts'
import { releaseAnswer } from '#duties/rights/answer/release.ts'
import { rightsClock } from '#duties/rights/clock.ts'
import { rightsRequestsOf } from '#duties/rights/requests.ts'
import { reviewOf } from '#duties/rights/review/review.ts'
import { rightsCase } from '#duties/rights/rights-case.ts'
import { rightsSearchOf } from '#duties/rights/search/search.ts'
import type { Step } from '#duties/rights/steps.ts'
import { pageOfEvidence } from '#evidence/read.ts'
import { answerTools } from '#exchange/pack/answer-tools.ts'
import { contacts } from '#records/contact-log/contact-log.ts'
import { everyRecordType } from '#records/every-record-type.ts'
import { littleTools, unpacked } from '../support/answers.ts'
import { copies } from '../support/copies.ts'
import { testDatabase } from '../support/database.ts'
import { livewest, noon } from '../support/edition.ts'
import { colleague, openTo, testGate } from '../support/gate.ts'
import { wholePack } from '../support/pack.ts'
import { readPdf } from '../support/pdf.ts'
import { putContactDetail, putPerson, putRecording } from '../support/people.ts'
import { home } from '../support/places.ts'
import { logLetter, ok, searchedEverywhere, takeStep } from '../support/rights.ts'

const on = await testDatabase()
const released = await livewest()
const { deps, gate, setNow } = await testGate(on, released)

test('all that is held about somebody is gathered, what is left out says why, and where nobody looked is told', async () => {
  const { person } = await putPerson(on)
  const other = await putPerson(on)
  await putRecording(on, person, '2026-11-02')
  await putRecording(on, other.person, '2026-11-03')
  const pack = await wholePack(gate, colleague('data-protection-officer'), person)
  if (!pack.ok) throw new Error(JSON.stringify(pack.refusal))
  const recordings = pack.sections.filter(({ type }) => type === 'call-recording').flatMap(({ items }) => items)
  expect(recordings.length).toBeGreaterThan(0)
  expect(pack.items['call-recording']).toBe(1)
  expect(pack.searched.map(({ type }) => type)).toEqual(
    expect.arrayContaining(['person', 'contact-detail', 'rent-account', 'contact-log', 'hold']),
  )
  // No kind of record is passed over in silence.
  const told = new Set([...pack.searched.map(({ type }) => type), ...pack.withheld.map(({ type }) => type)])
  const unsearched = new Set(pack.notSearched.map(({ what }) => what))
  expect(everyRecordType.filter(({ name, title }) => !told.has(name) && !unsearched.has(title.many)).map(({ name }) => name)).toEqual([])
  for (const { reason } of pack.withheld) expect(reason).toMatch(/\S/)
  for (const { why } of pack.notSearched) expect(why).toMatch(/\S/)
  expect(pack.notSearched.length).toBeGreaterThan(0)
})

test('what is left out of an item has its reason, and who searched for whom is on record', async () => {
  const { person } = await putPerson(on)
  const officer = colleague('housing-officer')
  const opened = await openTo(gate, officer, { activity: 'tenancy-management', person, because: 'case' })
  const said = { topic: 'Rent', summary: 'Asked what I owe.', promise: null, how: 'telephone', who: 'the-person' } as const
  expect(await noteContact(deps, opened, officer, said, { reason: 'case', call: null })).toMatchObject({ ok: true })
  const team = colleague('data-protection-officer')
  const pack = await wholePack(gate, team, person)
  if (!pack.ok) throw new Error(JSON.stringify(pack.refusal))
  const [contact] = pack.sections.find(({ type }) => type === 'contact-log')?.items ?? []
  expect(contact?.values).toMatchObject({ 'What was said': 'Asked what I owe.' })
  expect(JSON.stringify(contact)).not.toContain(officer.name)
  const reason = expect.stringContaining('It names who took it down')
  expect(pack.withheld).toContainEqual({ type: 'contact-log', count: 1, reason })
  const searched = await pageOfEvidence(on.database, { actor: `colleague:${team.id}`, kind: 'read' })
  expect(searched.length).toBeGreaterThan(0)
  for (const entry of searched) expect(entry).toMatchObject({ subject: person, activity: 'rights-requests', basis: 'legal-obligation' })
  const categories = searched.flatMap((entry) => entry.categories)
  expect(categories).toEqual(expect.arrayContaining(['personal-details', 'contact-log', 'rent-account', 'call-recordings']))
})

test('somebody who is on no record of ours is searched by what they gave, and gets the answer that nothing is held', async () => {
  const [team, second] = [colleague('data-protection-officer'), colleague('data-protection-officer')]
  const all = { ...deps, gate }
  const id = await logLetter({ deps, gate }, team, { name: 'Zenobia Quill', contact: 'zenobia@example.org' })
  const seen = async () => ok(await rightsRequestsOf(all).look(team, id)).request
  const step = (what: Step, values = {}) => takeStep({ deps, gate }, team, id, what, { values })
  expect(await step('searched')).toEqual({ ok: false, why: 'stale' })
  ok(await step('named', { numbersGiven: '07700 900417' }))
  expect(await step('searched')).toEqual({ ok: false, why: 'unsearched' })
  await searchedEverywhere(all, team, id)
  for (const what of ['searched', 'read'] as const) ok(await step(what))
  ok(await makeAnswer({ ...all, tools: littleTools(join(on.data, 'set-aside')) }, team, await seen()))
  expect(await releaseAnswer(all, team, await seen())).toEqual({ ok: false, why: 'own' })
  ok(await releaseAnswer(all, second, await seen()))
  ok(await agreeWay(all, team, await seen(), { by: 'post', to: null, others: 'nobody' }))
  ok(await deliverAnswer(all, team, await seen()))
  expect(await seen()).toMatchObject({ outcome: 'nothing-held', closedOn: '2026-11-23', answerBy: '2026-12-21' })
  expect(ok(await answersTo({ gate }, team, id)).rows).toMatchObject([{ items: 0, withheld: 0, wentBy: 'post', sentBy: team.name }])
  expect(await pageOfEvidence(on.database, { subject: id, kind: 'decision' })).toMatchObject([
    { act: 'share', outcome: 'permitted', detail: { recipient: 'the-person', way: 'post' } },
  ])
})

test('only the data protection team gathers it', async () => {
  const { person } = await putPerson(on)
  expect(await wholePack(gate, colleague('housing-officer'), person)).toMatchObject({ ok: false, why: 'refused' })
})

describe('a letter that asks for a copy is answered from receipt to delivery:', () => {
  const all = { ...deps, gate }
  const [team, second] = [colleague('data-protection-officer'), { ...colleague('data-protection-officer'), name: 'Moira Penrose' }]
  const { tenant, putContact, readAll } = copies(on, { deps, gate }, team)
  const requests = rightsRequestsOf(all)
  const about = { id: '', person: '', told: '', call: '', detail: '' }
  let archive = Buffer.alloc(0)

  const at = (day: string) => setNow(Temporal.Instant.from(`${day}T12:00:00Z`))
  const seen = async () => ok(await requests.look(team, about.id)).request
  const steps = (what: Step, values = {}) => takeStep({ deps, gate }, team, about.id, what, { values })
  const make = async () =>
    makeAnswer({ ...all, tools: answerTools(home, join(on.data, 'set-aside'), () => released, null) }, team, await seen())
  const fetched = async () => fetchAnswer(all, team, await seen())
  const answer = async () => ok(await answersTo({ gate }, team, about.id)).rows[0]

  /** Whether the recording is there once the sweep of the day has run. */
  async function swept(day: string): Promise<'gone' | 'kept'> {
    at(day)
    await sweep({ ...deps, types: everyRecordType }, { dryRun: false })
    const rows = await on.asAdmin((admin) => admin.query('select id from call_recording where id = $1', [about.call]))
    return rows.length === 0 ? 'gone' : 'kept'
  }

  beforeAll(async () => {
    at('2026-11-20')
    const { person } = await tenant()
    const told = await putContact(person, 'Amina said that Morwenna plays the drums.')
    // Its day 90 is 21 November, while the request runs.
    Object.assign(about, { person, told, call: await putRecording(on, person, '2026-08-23'), detail: await putContactDetail(on, person) })
  })
  afterAll(() => setNow(noon))

  test('any colleague takes it in, and the day by which it must be answered is known', async () => {
    about.id = await logLetter({ deps, gate }, colleague('housing-officer'))
    const { dueOn } = rightsClock(rightsCase.events(await seen()), Temporal.PlainDate.from('2026-11-20'))
    expect(dueOn.toString()).toBe('2026-12-21')
  })

  test('nothing is searched before it is known whose data it is about, nor done before every place has answered', async () => {
    expect(await rightsSearchOf(all).now(team, about.id)).toMatchObject({ ok: false })
    expect(await steps('searched')).toEqual({ ok: false, why: 'stale' })
    ok(await steps('identified', { ofPerson: about.person }))
    expect(await steps('searched')).toEqual({ ok: false, why: 'unsearched' })
    await searchedEverywhere(all, team, about.id)
    ok(await steps('searched'))
  })

  test('what is found is kept past its day until it is answered', async () => {
    expect(await swept('2026-11-21')).toBe('kept')
  })

  test('every text is decided before there is an answer', async () => {
    at('2026-11-23')
    expect(await make()).toEqual({ ok: false, why: 'early' })
    ok(await reviewOf(all).propose(team, about.id))
    expect(await reviewOf(all).complete(team, about.id)).toEqual({ ok: false, why: 'unread' })
    await readAll(about.id, () => 'other-people')
    ok(await make())
  }, 120_000)

  test('it leaves once somebody else has released it and it was agreed where to, and once', async () => {
    expect(await fetched()).toEqual({ ok: false, why: 'unreleased' })
    expect(await releaseAnswer(all, team, await seen())).toEqual({ ok: false, why: 'own' })
    ok(await releaseAnswer(all, second, await seen()))
    expect(await fetched()).toEqual({ ok: false, why: 'not-agreed' })
    ok(await agreeWay(all, team, await seen(), { by: 'e-mail', to: about.detail, others: 'nobody' }))
    expect(await deliverAnswer(all, team, await seen())).toEqual({ ok: false, why: 'unfetched' })
    archive = Buffer.concat(await Array.fromAsync(ok(await fetched()).archive))
    expect(await fetched()).toEqual({ ok: false, why: 'over' })
    ok(await deliverAnswer(all, team, await seen()))
  })

  test('what left tells what is theirs and that somebody else was left out, and nothing of her; here it is kept as it was said', async () => {
    const files = await unpacked(archive, (await answer())?.passphrase ?? '')
    const pdf = join(on.data, 'a1.pdf')
    await writeFile(pdf, files.get('your-information.pdf') ?? '')
    // Lines of the PDF are joined without a space.
    const bare = (words: string) => words.replaceAll(/\s/g, '')
    for (const text of [String(files.get('your-information.json')), (await readPdf(pdf)).text].map(bare)) {
      expect(text).toContain(bare('left out, it is about somebody else] plays the drums'))
      expect(text).not.toMatch(/Morwenna|Pascoe/i)
    }
    const asked = { activity: 'contact-handling', person: about.person, because: 'case', vouched: ['identity-verified'] } as const
    const held = await openTo(gate, colleague('customer-service-adviser'), asked)
    expect(ok(await held.read(contacts, about.told)).rows).toMatchObject([{ summary: 'Amina said that Morwenna plays the drums.' }])
  })

  test('it is closed with the proof of what left, which way, to whom and by whom, which stays when what was kept for it goes', async () => {
    const digest = createHash('sha256').update(archive).digest('hex')
    const left = { digest, releasedBy: 'Moira Penrose', wentBy: 'e-mail', wentTo: about.detail, sentBy: team.name }
    expect(await seen()).toMatchObject({ outcome: 'answered', closedOn: '2026-11-23' })
    expect(await answer()).toMatchObject(left)
    expect(await pageOfEvidence(on.database, { subject: about.person, kind: 'decision' })).toMatchObject([
      { actor: `colleague:${team.id}`, act: 'share', outcome: 'permitted', detail: { recipient: 'the-person', digest } },
    ])
    expect(await swept('2026-11-24')).toBe('gone')
    expect(await answer()).toMatchObject(left)
  })
})

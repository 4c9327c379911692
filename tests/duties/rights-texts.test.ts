import { randomUUID } from 'node:crypto'
import { beforeEach, describe, expect, test } from 'vitest'
import { openings } from '#duties/openings/openings.ts'
import { wordsKey } from '#duties/passages/everywhere.ts'
import { type Decided, wholeItem } from '#duties/rights/decided.ts'
import { identified } from '#duties/rights/identified.ts'
import type { Logging } from '#duties/rights/logging.ts'
import { rightsRequestsOf } from '#duties/rights/requests.ts'
import type { Deciding } from '#duties/rights/review/decide.ts'
import { decidedOf } from '#duties/rights/review/decided-of.ts'
import { reviewOf } from '#duties/rights/review/review.ts'
import { ruleFigures } from '#duties/rights/review/rule-figures.ts'
import { besideOf } from '#duties/subject-access/beside.ts'
import { gatherPack } from '#duties/subject-access/gather.ts'
import { collectMany } from '#gate/write/collect-many.ts'
import { contactLog } from '#records/contact-log/contact-log.ts'
import { everyPart } from '#records/every-part.ts'
import { copies } from '../support/copies.ts'
import { testDatabase } from '../support/database.ts'
import { livewest, noon } from '../support/edition.ts'
import { colleague, testGate } from '../support/gate.ts'
import { inMemory } from '../support/pack.ts'
import { letter, ok } from '../support/rights.ts'

const on = await testDatabase()
const released = await livewest()
const { deps, gate, setNow } = await testGate(on, released)
const ways = { ...deps, gate }
const requests = rightsRequestsOf(ways)
const review = reviewOf(ways)
const officer = colleague('data-protection-officer')
const rows = (text: string, values: readonly unknown[] = []) => on.asAdmin((admin) => admin.query(text, values))

const nothingMore: Deciding = { choices: [], words: [], wordsWhy: null, whole: null, until: null }

beforeEach(() => setNow(noon))

const { searched, putContact } = copies(on, { deps, gate }, officer)

async function identifiedRequest(id: string) {
  const request = identified(ok(await requests.look(officer, id)).request)
  if (request === null) throw new Error('not identified')
  return request
}

async function decided(id: string): Promise<Decided> {
  return ok(await decidedOf(ways, officer, await identifiedRequest(id))).decided
}

/** All that would leave now, and why the rest does not. */
async function leaving(id: string, person: string) {
  const { taker, sections } = inMemory()
  const beside = (opened: Parameters<typeof besideOf>[1], known?: Decided) => besideOf(deps, opened, { decided: known })
  const asked = { person, now: noon, edition: released.hash, beside, decided: await decided(id) }
  const pack = ok(await gatherPack(gate, officer, everyPart, asked, taker))
  return { text: JSON.stringify(sections), withheld: pack.withheld }
}

async function textOf(id: string, item: string) {
  const { texts } = ok(await review.list(officer, id))
  const found = texts.find(({ row }) => row.itemId === item && row.fieldName !== wholeItem)
  if (found === undefined) throw new Error('there is no such text')
  return found
}

async function decide(id: string, item: string, deciding: Partial<Deciding>, why: string | null = 'Asking may do harm.') {
  const { row } = await textOf(id, item)
  const { value, reading } = ok(await review.look(officer, id, row.id))
  const choices = reading.passages.map(({ start, end, proposed }) => {
    return { key: wordsKey(value.slice(start, end)), outcome: proposed, why, isEverywhere: false }
  })
  return review.decide(officer, { request: id, id: row.id, version: row.version }, { ...nothingMore, choices, ...deciding })
}

const words = 'Amina said that Morwenna plays the drums.'

describe('the texts of a copy', () => {
  test('are found with the names of others in them, and leave only when somebody has read them', async () => {
    const { id, person } = await searched()
    const item = await putContact(person, words)
    expect(ok(await review.propose(officer, id))).toMatchObject({ texts: 1, fresh: 1 })
    const { row, reading } = await textOf(id, item)
    expect(row).toMatchObject({ place: 'contact-log', fieldName: 'summary', proposed: 1, readOn: null })
    expect(reading.passages).toMatchObject([{ start: 16, end: 24, label: 'Person 1', proposed: 'other-people', decided: null }])
    expect((await leaving(id, person)).text).not.toContain('drums')
    expect(await decide(id, item, {})).toEqual({ ok: true, isRead: true })
    const { text, withheld } = await leaving(id, person)
    expect(text).toContain('Amina said that [Person 1: left out, it is about somebody else] plays the drums.')
    expect(text).not.toContain('Morwenna')
    expect(withheld).toContainEqual({ type: 'contact-log', count: 1, reason: expect.stringContaining('paragraphs 16 and 17') })
    const copy = ok(await decidedOf(ways, officer, await identifiedRequest(id)))
    copy.decided({ place: 'contact-log', itemId: item, field: 'summary', value: words, isTheirs: false, isHealth: false })
    copy.decided({ place: 'contact-log', itemId: item, field: 'topic', value: 'Noise', isTheirs: false, isHealth: false })
    expect([copy.passages(), copy.unread()]).toMatchObject([[{ text: 'Morwenna', kind: 'name', itemId: item, isGiven: false }], 1])
    const stored = JSON.stringify(await rows('select row_to_json(r)::text as whole from rights_text r'))
    for (const each of ['Morwenna', 'drums', 'harm']) expect(stored).not.toContain(each)
  })

  test('keep their decisions when they are looked for again, and are read again where they have changed', async () => {
    const { id, person } = await searched()
    const [same, other] = [await putContact(person, words), await putContact(person, 'Ring Morwenna Pascoe.')]
    ok(await review.propose(officer, id))
    for (const item of [same, other]) ok(await decide(id, item, {}))
    const sealed = await deps.keys.seal(
      person,
      { table: 'contact_log', row: other, category: 'contact-log' },
      { topic: 'Repairs', summary: 'Morwenna rang.' },
    )
    await rows('update contact_log set sealed_contact_log = $2 where id = $1', [other, sealed])
    expect((await leaving(id, person)).text).not.toContain('rang')
    expect(await decide(id, other, {}).catch(() => 'changed')).toBe('changed')
    const third = await putContact(person, 'Morwenna and Pascoe.')
    expect(ok(await review.propose(officer, id))).toMatchObject({ texts: 3, fresh: 2 })
    expect((await textOf(id, same)).row.readOn).toBe('2026-11-23')
    expect((await textOf(id, other)).row.readOn).toBeNull()
    expect(new Set((await textOf(id, third)).reading.passages.map(({ label }) => label))).toEqual(new Set(['Person 1']))
    ok(await decide(id, other, {}))
    expect((await leaving(id, person)).text).toContain('left out, it is about somebody else] rang.')
  })

  test('that are gone from the records wait for nobody', async () => {
    const { id, person } = await searched()
    const item = await putContact(person, words)
    ok(await review.propose(officer, id))
    await rows('delete from contact_log where id = $1', [item])
    ok(await review.propose(officer, id))
    expect(ok(await review.list(officer, id)).texts).toEqual([])
  })

  test('are decided at once where the words are the same everywhere, and still have to be read', async () => {
    const { id, person } = await searched()
    const [first, second] = [await putContact(person, words), await putContact(person, 'MORWENNA again, with Pia.')]
    ok(await review.propose(officer, id))
    const choice = { key: 'morwenna', outcome: 'other-people', why: 'They did not agree.', isEverywhere: true } as const
    ok(await decide(id, first, { choices: [choice] }))
    const { row, reading } = await textOf(id, second)
    expect(reading.passages).toMatchObject([
      { decided: { outcome: 'other-people', why: 'They did not agree.', by: 'Dee Marsh' } },
      { decided: null },
    ])
    expect(row.readOn).toBeNull()
    expect((await leaving(id, person)).text).not.toContain('again')
  })

  test('lose further words that a colleague marks, each of which must stand in them', async () => {
    const { id, person } = await searched()
    const item = await putContact(person, words)
    ok(await review.propose(officer, id))
    const marking = { words: ['the drums'], wordsWhy: 'It tells who she is.' }
    expect(await decide(id, item, { ...marking, words: ['the drums', 'the harp'] })).toEqual({ ok: false, why: 'not-found' })
    expect((await textOf(id, item)).row.readOn).toBeNull()
    ok(await decide(id, item, marking))
    const { text } = await leaving(id, person)
    expect(text).toContain('plays [Passage: left out, it is about somebody else].')
    expect(text).not.toMatch(/drums|Morwenna/)
    const figures = ruleFigures(ok(await review.list(officer, id)).texts.map(({ reading }) => reading))
    expect(figures).toEqual([
      { rule: null, proposed: 1, kept: 1, given: 0 },
      { rule: 'known-first-name', proposed: 1, kept: 1, given: 0 },
    ])
  })

  test('are given with a name where a colleague says at which step of the law', async () => {
    const { id, person } = await searched()
    const item = await putContact(person, words)
    ok(await review.propose(officer, id))
    ok(await decide(id, item, { choices: [{ key: 'morwenna', outcome: 'consented', why: 'She agreed by letter.', isEverywhere: false }] }))
    expect((await leaving(id, person)).text).toContain(words)
  })

  test('that a neighbour or another person gave are decided too, and nothing else of what a neighbour gave', async () => {
    const { id, person } = await searched()
    const item = await putContact(person, 'It is loud at night.', 'neighbour')
    ok(await review.propose(officer, id))
    expect(
      ok(await review.list(officer, id))
        .texts.map(({ row }) => row.fieldName)
        .toSorted(),
    ).toEqual(['summary', 'topic'])
    for (const { row } of ok(await review.list(officer, id)).texts)
      ok(await review.decide(officer, { request: id, id: row.id, version: row.version }, nothingMore))
    const { text, withheld } = await leaving(id, person)
    expect(text).toContain('It is loud at night.')
    expect(text).not.toContain('"How"')
    expect(withheld).toContainEqual({ type: 'contact-log', count: 1, reason: expect.stringContaining('neighbour') })
    expect(item).toBeTruthy()
  })

  test('beside the records, such as why a colleague opened one, are read in the same way', async () => {
    const { id, person } = await searched()
    const kept = openings(ways)
    const reason = {
      activity: 'contact-handling',
      reason: 'case',
      reference: 'Morwenna asked',
      specialReason: null,
      privateSetting: false,
    } as const
    ok(await kept.begin(colleague('customer-service-adviser'), { person, ...reason, callReference: null }))
    ok(await review.propose(officer, id))
    const { texts } = ok(await review.list(officer, id))
    expect(texts.map(({ row }) => [row.place, row.fieldName])).toEqual([['opening', 'Reference']])
    ok(await decide(id, texts[0]?.row.itemId ?? '', {}))
    expect((await leaving(id, person)).text).toContain('left out, it is about somebody else] asked')
  })

  test('change for nobody who read them before another colleague did', async () => {
    const { id, person } = await searched()
    const item = await putContact(person, words)
    ok(await review.propose(officer, id))
    const { row } = await textOf(id, item)
    ok(await decide(id, item, {}))
    expect(await review.decide(officer, { request: id, id: row.id, version: row.version }, nothingMore)).toEqual({
      ok: false,
      why: 'stale',
    })
  })
})

describe('a claim to withhold', () => {
  test('of all of a text, or of the whole record it stands in, leaves a reason in its place', async () => {
    const { id, person } = await searched()
    const [text, item] = [await putContact(person, 'Advice of our solicitor.'), await putContact(person, 'Another letter of hers.')]
    ok(await review.propose(officer, id))
    const whole = { outcome: 'privilege', why: 'It is legal advice.' } as const
    ok(await decide(id, text, { whole: { ...whole, of: 'text' }, until: '2027-01-31' }))
    ok(await decide(id, item, { whole: { ...whole, of: 'item' }, until: '2027-01-31' }))
    const { withheld, text: given } = await leaving(id, person)
    expect(withheld).toContainEqual({ type: 'contact-log', count: 2, reason: expect.stringContaining('legal privilege') })
    expect(given.match(/Repairs/g)).toHaveLength(1)
    const wholly = ok(await review.list(officer, id)).texts.find(({ row }) => row.fieldName === wholeItem)
    ok(await review.giveItem(officer, id, wholly?.row.id ?? ''))
    expect((await leaving(id, person)).text.match(/Repairs/g)).toHaveLength(2)
  })

  test('counts no more once its day is past: then the text waits to be read again', async () => {
    const { id, person } = await searched()
    const item = await putContact(person, 'What we would settle for.')
    ok(await review.propose(officer, id))
    ok(await decide(id, item, { whole: { of: 'text', outcome: 'negotiations', why: 'We still talk.' }, until: '2026-11-24' }))
    ok(await review.complete(officer, id))
    const ask = async () =>
      (await decided(id))({
        place: 'contact-log',
        itemId: item,
        field: 'summary',
        value: 'What we would settle for.',
        isTheirs: false,
        isHealth: false,
      })
    expect(await ask()).toMatchObject({ words: null, reasons: [expect.stringContaining('negotiations')] })
    setNow(noon.add({ hours: 48 }))
    expect(await ask()).toBeNull()
    expect(await review.complete(officer, id)).toEqual({ ok: false, why: 'unread' })
    ok(await review.propose(officer, id))
    expect(ok(await requests.look(officer, id)).state).toBe('searched')
    const { row, reading } = await textOf(id, item)
    expect([row.readOn, reading.whole?.outcome]).toEqual([null, 'negotiations'])
  })
})

describe('the step that every text is read', () => {
  test('is made only where that is so, of what the copy has now', async () => {
    const { id, person } = await searched()
    const item = await putContact(person, words)
    expect(await review.complete(officer, id)).toEqual({ ok: false, why: 'unread' })
    ok(await review.propose(officer, id))
    expect(await review.complete(officer, id)).toEqual({ ok: false, why: 'unread' })
    ok(await decide(id, item, {}))
    await putContact(person, 'A late note on Morwenna.')
    expect(await review.complete(officer, id)).toEqual({ ok: false, why: 'unread' })
    ok(await review.propose(officer, id))
    const late = ok(await review.list(officer, id)).texts.find(({ row }) => row.readOn === null)
    ok(await decide(id, late?.row.itemId ?? '', {}))
    ok(await review.complete(officer, id))
    expect(ok(await requests.look(officer, id)).state).toBe('read')
  })

  test('waits until everything is searched, and is nobody’s but the data protection team’s', async () => {
    const { id } = ok(await requests.log(officer, letter))
    expect(await review.list(officer, id)).toEqual({ ok: false, why: 'early' })
    expect(await review.propose(officer, id)).toEqual({ ok: false, why: 'early' })
    expect(await review.list(colleague('housing-officer'), id)).toMatchObject({ ok: false, why: 'refused' })
  })
})

describe('what is held about somebody’s health', () => {
  const large = 'Reads large print'
  async function withSupport(askedBy: Logging['askedBy'], source: string) {
    const asked = await searched({ askedBy, authority: 'Their written authority of 2 November 2026.' })
    const { id, person } = asked
    const sealed = await deps.keys.seal(person, { table: 'person', row: person, category: 'support-needs' }, { supportNeeds: large })
    await rows('update person set sealed_support_needs = $2, source = $3 where id = $1', [person, sealed, source])
    ok(await review.propose(officer, id))
    ok(await decide(id, person, {}))
    return asked
  }
  const opinion = (givenOn: string, answer: 'likely' | 'not-likely') => {
    return { professional: 'Dr Imran Shah', profession: 'General practitioner', asked: 'Would it do serious harm?', givenOn, answer }
  }

  test.each([
    ['themselves', 'the-person', true],
    ['child', 'the-person', true],
    ['representative', 'the-person', true],
    ['themselves', 'own-systems', false],
    ['themselves', 'other-agency', false],
    ['parent', 'the-person', false],
    ['attorney', 'the-person', false],
  ] as const)('asked for by %s and told by %s leaves without an opinion: %s', async (askedBy, source, leaves) => {
    const { id, person } = await withSupport(askedBy, source)
    const { text, withheld } = await leaving(id, person)
    expect(text.includes(large)).toBe(leaves)
    expect(withheld.some(({ reason }) => reason.includes('Schedule 3'))).toBe(!leaves)
  })

  test.each([
    ['2026-11-23', 'not-likely', true],
    ['2026-05-23', 'not-likely', true],
    ['2026-05-22', 'not-likely', false],
    ['2026-11-20', 'likely', false],
  ] as const)('leaves with an opinion of %s that serious harm is %s: %s', async (givenOn, answer, leaves) => {
    const { id, person } = await withSupport('parent', 'own-systems')
    ok(await review.noteOpinion(officer, id, opinion(givenOn, answer)))
    expect((await leaving(id, person)).text.includes(large)).toBe(leaves)
  })

  test('follows the newest opinion, and each ends six months after its day, on whatever day of the week that is', async () => {
    const { id, person } = await withSupport('themselves', 'own-systems')
    ok(await review.noteOpinion(officer, id, opinion('2026-08-31', 'not-likely')))
    expect((await leaving(id, person)).text).toContain(large)
    ok(await review.noteOpinion(officer, id, opinion('2026-11-20', 'likely')))
    expect((await leaving(id, person)).text).not.toContain(large)
    expect(await rows('select valid_until::text from rights_opinion where rights_request_id = $1 order by given_on', [id])).toEqual([
      { valid_until: '2027-02-28' },
      { valid_until: '2027-05-20' },
    ])
  })

  test('is locked in a passage of any text that a colleague marks as health', async () => {
    const { id, person } = await searched()
    const item = await putContact(person, 'Amina has seizures, says Morwenna.')
    ok(await review.propose(officer, id))
    const { row } = await textOf(id, item)
    const choices = [{ key: 'morwenna', outcome: 'health-data', why: null, isEverywhere: false }] as const
    ok(await review.decide(officer, { request: id, id: row.id, version: row.version }, { ...nothingMore, choices }))
    expect((await leaving(id, person)).text).toContain('a health professional has to be asked first]')
    ok(await review.noteOpinion(officer, id, opinion('2026-11-20', 'not-likely')))
    expect((await leaving(id, person)).text).toContain('says Morwenna.')
  })
})

test('500 texts of 60 words are found, proposed and stored within 5 seconds of processor time', async () => {
  const { id, person } = await searched()
  const filler = 'the tap in the kitchen drips since last week and the plumber came'.split(' ')
  const items = Array.from({ length: 500 }, (_, each) => {
    const summary = [...Array.from({ length: 58 }, (_, at) => filler[(at + each) % filler.length]), 'says', 'Morwenna'].join(' ')
    return {
      id: randomUUID(),
      person,
      values: { happenedAt: noon.toString(), topic: 'Repairs', summary },
      collectedAt: noon,
      clockFrom: null,
    }
  })
  const adviser = colleague('customer-service-adviser')
  ok(await collectMany(deps, adviser, 'contact-handling', [{ type: contactLog, source: 'colleague', items }]))
  const before = process.cpuUsage()
  expect(ok(await review.propose(officer, id))).toMatchObject({ texts: 500, fresh: 500 })
  const { user, system } = process.cpuUsage(before)
  expect((user + system) / 1e6).toBeLessThan(5)
  const read = process.cpuUsage()
  expect(ok(await review.list(officer, id)).texts).toHaveLength(500)
  const used = process.cpuUsage(read)
  expect((used.user + used.system) / 1e6).toBeLessThan(1)
}, 180_000)

import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { decide } from '#decisions/decide.ts'
import { openings } from '#duties/openings/openings.ts'
import type { Stated } from '#duties/openings/stated.ts'
import { sweep } from '#duties/retention/sweep.ts'
import { besideOf, givenBeside, titleBeside } from '#duties/subject-access/beside.ts'
import { gatherPack } from '#duties/subject-access/gather.ts'
import { tasks } from '#duties/tasks/tasks.ts'
import { pageOfEvidence } from '#evidence/read.ts'
import { makeGate } from '#gate/gate.ts'
import type { Opened } from '#gate/opened.ts'
import { everyOtherTable } from '#records/every-other-table.ts'
import { everyPart } from '#records/every-part.ts'
import { everyRecordType } from '#records/every-record-type.ts'
import { testDatabase } from '../support/database.ts'
import { changed, livewest, noon, today } from '../support/edition.ts'
import { colleague, testGate } from '../support/gate.ts'
import { inMemory } from '../support/pack.ts'
import { putHold, putIdentityCheck, putPerson } from '../support/people.ts'

const on = await testDatabase()
const { gate, deps, setNow } = await testGate(on, await livewest())
const kept = openings({ ...deps, gate })
const officer = colleague('housing-officer')

async function opened(person: string, words: { reference?: string; specialReason?: null; stated?: Stated } = {}) {
  const begun = await kept.begin(officer, {
    activity: 'tenancy-management',
    person,
    reason: 'case',
    reference: 'about Morwenna',
    specialReason: 'her seizures',
    stated: { 'person-at-risk': 'her bruises, which Darren saw' },
    privateSetting: false,
    ...words,
  })
  if (!begun.ok) throw new Error('refused')
  return begun
}

const count = async (table: string, person: string) =>
  (await on.asAdmin((admin) => admin.query(`select from ${table} where person_id = $1`, [person]))).length

describe('why my record was opened', () => {
  test('is kept where nobody can read it on the disk, and the colleague who wrote it still sees it', async () => {
    const { person } = await putPerson(on)
    const { id } = await opened(person)
    const rows = await on.asAdmin((admin) => admin.query('select row_to_json(o)::text as row from opening o where id = $1', [id]))
    expect(JSON.stringify(rows)).not.toMatch(/Morwenna|seizures|bruises/)
    expect(await kept.current(officer, id)).toMatchObject({ reference: 'about Morwenna', specialReason: 'her seizures' })
  })

  test('goes with me at once, with every check of who I was, and the pseudonymous evidence stays', async () => {
    const { person, tenure } = await putPerson(on)
    await opened(person)
    await putIdentityCheck(on, person, officer.id)
    await on.asAdmin(async (admin) => {
      await admin.query('delete from household_member where tenure_id = $1', [tenure])
      await admin.query('delete from person where id = $1', [person])
    })
    expect([await count('opening', person), await count('identity_check', person)]).toEqual([0, 0])
    const rows = await pageOfEvidence(on.database, { subject: person, kind: 'opening' })
    expect(rows).toHaveLength(1)
    expect(JSON.stringify(rows)).not.toMatch(/Morwenna|seizures/)
  })

  test('is kept two years and no longer, though I am still a tenant', async () => {
    const { person } = await putPerson(on)
    await opened(person)
    await putIdentityCheck(on, person, officer.id)
    const sweepAt = async (years: number, days: number) => {
      setNow(noon.toZonedDateTimeISO('UTC').add({ years }).add({ days }).toInstant())
      await sweep({ ...deps, types: everyRecordType }, { dryRun: false })
      return [await count('opening', person), await count('identity_check', person)]
    }
    expect(await sweepAt(2, -1)).toEqual([1, 1])
    expect(await sweepAt(2, 1)).toEqual([0, 0])
    setNow(noon)
  })

  test('is kept on by a hold on everything about me, with the checks and what was done for me, and not by one on my calls alone', async () => {
    const { person } = await putPerson(on)
    await opened(person)
    await putIdentityCheck(on, person, officer.id)
    await on.asAdmin((admin) =>
      admin.query(
        `insert into task (kind, role, about, person_id, due_on, done_at)
          values ('take-down', 'communications-officer', gen_random_uuid(), $1, $2::date, $2::timestamptz)`,
        [person, noon.toString()],
      ),
    )
    const hold = await putHold(on, person)
    // The task for the review of the hold itself waits until somebody looks.
    const done = async () =>
      (await on.asAdmin((admin) => admin.query('select from task where person_id = $1 and kind = $2', [person, 'take-down']))).length
    const sweepAt = async (years: number, days: number) => {
      setNow(noon.toZonedDateTimeISO('UTC').add({ years }).add({ days }).toInstant())
      await sweep({ ...deps, types: everyRecordType }, { dryRun: false })
      return [await count('opening', person), await count('identity_check', person), await done()]
    }
    expect(await sweepAt(2, 1)).toEqual([1, 1, 1])
    await on.asAdmin((admin) => admin.query(`update hold set record_type = 'call-recording' where id = $1`, [hold]))
    expect(await sweepAt(2, 2)).toEqual([0, 0, 0])
    setNow(noon)
  })

  test('cannot be read any more once my key is erased', async () => {
    const { person } = await putPerson(on)
    const { id } = await opened(person)
    await deps.keys.erase(person)
    expect(await kept.current(officer, id)).toMatchObject({ reference: '', specialReason: null, stated: {} })
  })

  async function packOf(person: string, under = gate) {
    const { taker, sections } = inMemory()
    const beside = (record: Opened<'rights-requests'>) => besideOf(deps, record)
    const asked = { person, now: noon, edition: 'test', beside }
    const pack = await gatherPack(under, colleague('data-protection-officer'), everyPart, asked, taker)
    if (!pack.ok) throw new Error('refused')
    return { ...pack, sections }
  }

  test('is in my pack: when, what for and why, and not who', async () => {
    const { person } = await putPerson(on)
    await opened(person)
    await putIdentityCheck(on, person, officer.id)
    const { items, withheld, searched, sections } = await packOf(person)
    expect(withheld).toContainEqual({ type: 'opening', count: 1, reason: expect.stringContaining('another person') })
    expect(items).toMatchObject({ opening: 1, 'identity-check': 1 })
    expect(searched).toContainEqual({ type: 'opening', category: 'contact-log', found: 1, given: 1 })
    const told = sections.find(({ type }) => type === 'opening')?.items[0]?.values
    expect(told).toMatchObject({ Why: 'A case that was worked on' })
    expect(JSON.stringify(sections)).not.toContain(officer.name)
    expect(await pageOfEvidence(on.database, { subject: person, kind: 'read' })).toContainEqual(
      expect.objectContaining({ recordType: 'opening', activity: 'rights-requests', categories: ['contact-log'] }),
    )
  })

  test('is in my pack in a colleague’s words only where they can tell of nobody else', async () => {
    const { person } = await putPerson(on)
    await opened(person)
    await opened(person, { reference: 'repair visit', specialReason: null, stated: { 'reason-without-consent': 'Letter returned' } })
    const waiting = tasks(deps)
    for (const proof of ['John Smith of number 8 said so', 'Letter returned']) {
      await waiting.raise({ kind: 'picture-take-down', role: 'housing-officer', about: randomUUID(), person, dueOn: today })
      const [task] = (await waiting.waiting(officer, null)).filter((each) => each.person === person)
      expect(await waiting.settle(officer, task?.id ?? '', proof)).toEqual({ ok: true })
    }
    const { withheld, sections } = await packOf(person)
    const said = JSON.stringify(sections)
    for (const given of ['repair visit', 'Letter returned']) expect(said).toContain(given)
    expect(said).toContain('"Why you were not asked for your agreement":"Letter returned"')
    for (const left of ['Morwenna', 'seizures', 'bruises', 'John Smith']) expect(said).not.toContain(left)
    for (const type of ['opening', 'task'])
      expect(withheld).toContainEqual({ type, count: 1, reason: expect.stringContaining('may tell of somebody else') })
  })

  test.each([
    ['contact-log', 'opening', 'task'],
    ['documents', 'task', 'opening'],
  ] as const)('is left out of my pack, with its reason, where the notice closes %s', async (category, shut, open) => {
    const without = <C extends string>(categories: readonly C[]) => categories.filter((each) => each !== category)
    const released = changed(await livewest(), (edition) => ({
      ...edition,
      activities: edition.activities.map((each) =>
        each.id === 'rights-requests' ? { ...each, categories: without(each.categories) } : each,
      ),
    }))
    const { person } = await putPerson(on)
    await opened(person)
    await tasks(deps).raise({ kind: 'picture-take-down', role: 'housing-officer', about: randomUUID(), person, dueOn: today })
    const under = makeGate({ ...deps, inForce: () => ({ released, decide: (request) => decide(released, request) }) })
    const { withheld, notSearched, sections } = await packOf(person, under)
    expect(sections.map(({ type }) => type)).not.toContain(shut)
    expect(sections.map(({ type }) => type)).toContain(open)
    expect(withheld).toContainEqual({ type: shut, count: 0, reason: expect.any(String) })
    expect(notSearched.map(({ what }) => what)).toContain(titleBeside(shut))
  })

  test('every table that says it is given to people is in the pack', () => {
    const given = Object.entries(everyOtherTable).filter(([, declared]) => 'access' in declared && declared.access === 'given')
    expect(given.map(([table]) => table).toSorted()).toEqual([...givenBeside].toSorted())
  })
})

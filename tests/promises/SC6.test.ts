import { join } from 'node:path'
import { expect, test } from 'vitest'
import { decide } from '#decisions/decide.ts'
import { pageOfEvidence } from '#evidence/read.ts'
import { readLandlordFolder } from '#exchange/landlord-folder/read.ts'
import { checkLandlord } from '#notice/check.ts'
import { policyDocument } from '#notice/policy-document.ts'
import { type Circumstance, roles, sensitivityOf } from '#notice/vocabulary.ts'
import { person as personType, supportNeeds } from '#records/person/person.ts'
import { testDatabase } from '../support/database.ts'
import { decided } from '../support/decided.ts'
import { changed, livewest, today } from '../support/edition.ts'
import { colleague, testGate } from '../support/gate.ts'
import { putPerson } from '../support/people.ts'
import { home } from '../support/places.ts'
import { exampleSite } from '../web/example-site.ts'

test('every activity that holds special category information names the condition that makes it necessary', async () => {
  const { edition } = await livewest()
  for (const activity of edition.activities) {
    for (const category of activity.categories.filter((each) => sensitivityOf(each) !== 'ordinary')) {
      expect(activity.conditions[category]?.length ?? 0, `${activity.id} ${category}`).toBeGreaterThan(0)
    }
  }
})

test('a notice that leaves the condition out cannot be published', async () => {
  const { current } = await readLandlordFolder(join(home, 'landlords/livewest'))
  const without = current.map((file) =>
    file.path.startsWith('activities/') ? { ...file, text: file.text.replaceAll(/^ {2}conditions:\n( {4}.*\n)+/gm, '') } : file,
  )
  const { edition, findings } = checkLandlord(without, { today })
  expect(edition).toBe(undefined)
  expect(findings.some((finding) => finding.message.includes('condition'))).toBe(true)
})

test('for work whose entry has no condition nobody sees what somebody needs, in any role and with any reason', async () => {
  const released = await livewest()
  const on = await testDatabase()
  const { gate } = await testGate(on, released)
  const { person } = await putPerson(on)
  const everybody = colleague(...roles)
  const look = async (activity: string) => {
    const asked = { because: 'case', person, vouched: ['special-category-reason', 'identity-verified'] } as const
    // For such work it does not compile, so the compiler is told that it is for other work.
    const opened = await gate.open(everybody, Object.assign({ activity: 'tenancy-management' as const, ...asked }, { activity }))
    return opened.ok ? opened.read(supportNeeds) : opened
  }
  const { activities } = released.edition
  const without = activities.filter(({ conditions }) => conditions['support-needs'] === undefined)
  expect(without.length).toBeGreaterThan(10)
  for (const { id } of without) expect(await look(id), id).toMatchObject({ ok: false, why: 'refused' })
  for (const id of ['tenancy-management', 'complaints-handling']) expect(await look(id), id).toMatchObject({ ok: true })
  // What protects people at risk has its condition, and waits for more than a reason: that the person is at risk, and why they were not asked.
  expect(await look('safeguarding')).toMatchObject({
    refusal: { reasons: [{ code: 'lacks-reason-without-consent' }, { code: 'lacks-person-at-risk' }] },
  })
})

test('the policy document names each condition that needs it, what rests on it, how the principles are met, and when it goes', async () => {
  const released = await livewest()
  const { uses, principles, retention } = policyDocument(released.edition)
  const safeguarding = uses.find(({ cite, use }) => cite.endsWith('paragraph 18') && use === 'Protecting people from harm')
  expect(safeguarding?.what.map(({ id }) => id)).toContain('health')
  expect(uses.some(({ cite }) => cite.endsWith('paragraph 2'))).toBe(false)
  for (const { principle, clauses } of principles) expect(clauses.length, principle).toBeGreaterThan(0)
  expect(retention.map(({ rule }) => rule)).toEqual(expect.arrayContaining(['equality-answers', 'safeguarding-concerns']))
  const site = exampleSite({ editions: { current: () => released, list: () => [], get: () => released } })
  const { body } = await site.app.inject('/notice/policy')
  for (const { cite } of uses) expect(body).toContain(cite)
  for (const { words } of retention) expect(body).toContain(words.slice(1))
})

test('what only protects somebody at risk is opened where that is so, and it is written down why they were not asked', async () => {
  const released = await livewest()
  const look = (...given: readonly Circumstance[]) => {
    const [who, circumstances] = [{ role: 'safeguarding-lead' } as const, new Set<Circumstance>(['special-category-reason', ...given])]
    const decision = decide(released, { who, act: 'view', activity: 'safeguarding', categories: ['health'], circumstances })
    return decision.outcome === 'permitted' ? [] : decision.reasons.map(({ code }) => code)
  }
  expect(look()).toEqual(['lacks-reason-without-consent', 'lacks-person-at-risk'])
  expect(look('person-at-risk')).toEqual(['lacks-reason-without-consent'])
  expect(look('under-18', 'incapable-of-consent')).toEqual([])
  expect(look('emergency-declared')).toEqual([])
})

test('what somebody needs is noted where the work has its condition, and is refused, on record, where it has none', async () => {
  const released = await livewest()
  const on = await testDatabase()
  const { gate } = await testGate(on, released)
  const { person } = await putPerson(on)
  const noted = async (activity: string) => {
    const who = colleague(...roles)
    const asked = { because: 'case', person, vouched: ['special-category-reason', 'identity-verified'] } as const
    const opened = await gate.open(who, Object.assign({ activity: 'tenancy-management' as const, ...asked }, { activity }))
    if (!opened.ok) return { opened, refused: [] }
    const row = await on.asAdmin((admin) =>
      admin.query<{ version: string }>('select xmin::text as version from person where id = $1', [person]),
    )
    const correction = {
      id: person,
      version: row[0]?.version ?? '',
      values: { supportNeeds: 'Large print' },
      source: 'the-person',
    } as const
    const answer = await opened.correct(personType, correction)
    const refused = await pageOfEvidence(on.database, { actor: `colleague:${who.id}`, kind: 'refusal' })
    return { answer, refused: refused.map(({ act, categories }) => [act, categories]) }
  }
  expect(await noted('tenancy-management')).toEqual({ answer: { ok: true }, refused: [] })
  const without = released.edition.activities.filter(
    ({ conditions, categories }) => conditions['support-needs'] === undefined && categories.includes('personal-details'),
  )
  const forIt: string[] = []
  for (const { id } of without) {
    const { answer, refused } = await noted(id)
    if (answer === undefined) continue
    expect(answer, id).toMatchObject({ ok: false, why: 'refused' })
    expect(refused.length, id).toBe(1)
    if (JSON.stringify(refused).includes('support-needs')) forIt.push(id)
  }
  // In these the rest of the record may be written.
  expect(forIt.length).toBeGreaterThan(3)
})

test('a use that loses its condition is closed to everybody, whatever else the notice still says of it', async () => {
  const released = await livewest()
  const bare = changed(released, (edition) => {
    for (const activity of edition.activities) if (activity.id === 'tenancy-management') activity.conditions = {}
    return edition
  })
  for (const act of ['collect', 'view'] as const) {
    const circumstances = new Set<Circumstance>(['special-category-reason', 'identity-verified'])
    const asked = {
      who: { role: 'housing-officer' },
      act,
      activity: 'tenancy-management',
      categories: ['support-needs'],
      circumstances,
    } as const
    expect(decided(released, asked).outcome).toBe('permitted')
    expect(decided(bare, asked)).toMatchObject({ outcome: 'refused', reasons: [{ code: 'category-not-in-activity' }] })
  }
})

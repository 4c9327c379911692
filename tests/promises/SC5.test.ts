import { expect, onTestFinished, test } from 'vitest'
import { pageOfEvidence } from '#evidence/read.ts'
import { firstPage } from '#gate/find/work-list.ts'
import type { Vouched } from '#gate/judge.ts'
import { circumstances, criminalCategories, specialCategories } from '#notice/vocabulary.ts'
import { supportNeeds } from '#records/person/person.ts'
import { type TestDatabase, testDatabase } from '../support/database.ts'
import { decided } from '../support/decided.ts'
import { livewest } from '../support/edition.ts'
import { colleague, type TestGate, testGate } from '../support/gate.ts'
import { putPerson } from '../support/people.ts'
import { deskSite } from '../web/desk-site.ts'
import { recordAtDesk } from '../web/record-at-desk.ts'

const released = await livewest()
const guarded: ReadonlySet<string> = new Set([...specialCategories, ...criminalCategories])

/** All that could ever open something, but for the reason itself. */
const allElse = new Set(
  circumstances.filter(
    (name) => !['special-category-reason', 'consent-refused', 'objection', 'restriction', 'on-hold', 'under-18'].includes(name),
  ),
)

test('special category information is closed to every role until a reason is given this time', () => {
  const asked: string[] = []
  for (const activity of released.edition.activities) {
    for (const grant of activity.colleagues) {
      const act = grant.acts.find((each) => each === 'view' || each === 'use')
      const [role] = grant.roles
      for (const category of grant.categories.filter((each) => guarded.has(each))) {
        if (act === undefined || role === undefined) continue
        const decision = decided(released, { who: { role }, act, activity: activity.id, categories: [category], circumstances: allElse })
        asked.push(category)
        expect(decision.outcome, `${activity.id} ${role} ${category}`).not.toBe('permitted')
        const reasons = decision.outcome === 'permitted' ? [] : decision.reasons.map((reason) => reason.code)
        expect(reasons, `${activity.id} ${role} ${category}`).toContain('lacks-special-category-reason')
      }
    }
  }
  expect(asked.length).toBeGreaterThan(40)
})

async function whoReadsLargePrint(on: TestDatabase, { keys }: Pick<TestGate['deps'], 'keys'>): Promise<string> {
  const { person } = await putPerson(on)
  const sealed = await keys.seal(person, { table: 'person', row: person, category: 'support-needs' }, { supportNeeds: 'Large print' })
  await on.asAdmin((admin) => admin.query('update person set sealed_support_needs = $2 where id = $1', [person, sealed]))
  return person
}

test('a need for support is read only with a reason given this time, and each look and each refusal is on record', async () => {
  const on = await testDatabase()
  const { deps, gate } = await testGate(on, released)
  const person = await whoReadsLargePrint(on, deps)
  const officer = colleague('housing-officer')
  const look = async (...vouched: readonly Vouched[]) => {
    const opened = await gate.open(officer, { activity: 'tenancy-management', person, because: 'case', vouched })
    if (!opened.ok) throw new Error(JSON.stringify(opened.refusal))
    return opened.read(supportNeeds)
  }
  expect(await look()).toMatchObject({ ok: false, refusal: { reasons: [{ code: 'lacks-special-category-reason' }] } })
  expect(await look('special-category-reason')).toMatchObject({ ok: true, rows: [{ supportNeeds: 'Large print' }] })
  const told = await pageOfEvidence(on.database, { subject: person, actor: `colleague:${officer.id}` })
  expect(told.map(({ outcome, categories, detail }) => ({ outcome, categories, vouched: detail.vouched }))).toEqual([
    { outcome: 'permitted', categories: ['support-needs'], vouched: ['special-category-reason'] },
    { outcome: 'refused', categories: ['support-needs'], vouched: undefined },
  ])
})

test('at the desk it is shown to whoever says why they need it this time, and is closed again the next time', async () => {
  const on = await testDatabase()
  const tested = await testGate(on, released)
  const site = await deskSite(tested, released)
  onTestFinished(() => site.close())
  const person = await whoReadsLargePrint(on, tested.deps)
  const officer = colleague('housing-officer')
  const desk = await site.as(officer)
  const look = (specialReason: string) => recordAtDesk(desk, person, 'tenancy-management', { specialReason })
  const closed = 'Health and support information is closed because you gave no reason for it'
  for (const reason of ['', 'The letter has to be one that they can read', '']) {
    const { words, at } = await look(reason)
    if (reason === '') expect(words).not.toContain('Large print')
    else expect(words).toContain('Large print')
    expect(words.includes(closed)).toBe(reason === '')
    const opening = at.split('/').at(-1)
    const told = await pageOfEvidence(on.database, {
      subject: person,
      actor: `colleague:${officer.id}`,
      kind: reason === '' ? 'refusal' : 'read',
    })
    expect(told.filter((each) => each.opening === opening && each.categories.includes('support-needs'))).toHaveLength(1)
  }
  // A list of many people’s is never opened by it.
  const list = tested.gate.workList(officer, { activity: 'tenancy-management', because: 'case', vouched: ['special-category-reason'] })
  expect(await list.read(supportNeeds, { after: firstPage, limit: 10 })).toMatchObject({
    ok: false,
    refusal: { reasons: [{ code: 'lacks-special-category-reason' }] },
  })
})

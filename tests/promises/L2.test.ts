import { expect, test } from 'vitest'
import { pageOfEvidence } from '#evidence/read.ts'
import { basesInLaw } from '#law/bases.ts'
import { testDatabase } from '../support/database.ts'
import { livewest } from '../support/edition.ts'
import { colleague, testGate } from '../support/gate.ts'
import { putPerson } from '../support/people.ts'
import { exampleSite } from '../web/example-site.ts'

const released = await livewest()
const { edition } = released
const on = await testDatabase()
const { gate } = await testGate(on, released)

const five = [
  ['contract', 'rent-collection', 'income-officer'],
  ['legitimate-interests', 'research', 'research-analyst'],
  ['legal-obligation', 'complaints-handling', 'complaints-officer'],
  ['consent', 'publicity', 'communications-officer'],
  ['vital-interests', 'emergency', 'housing-officer'],
] as const

async function page(path: string): Promise<string> {
  const { app } = exampleSite({ editions: { current: () => released, list: () => [], get: () => released } })
  return (await app.inject(path)).body
}

test('five bases are relied upon for our own use, and no other, and the notice explains each of them and no other', async () => {
  const used = new Set(edition.activities.map((activity) => activity.basis))
  expect([...used].toSorted()).toEqual(five.map(([basis]) => basis).toSorted())
  const explained = /<dl class="app-bases[^>]*>(.*?)<\/dl>/s.exec(await page('/notice/uses/table'))?.[1] ?? ''
  const terms = [...explained.matchAll(/<dt>(.*?)<\/dt>/g)].map(([, term]) => term)
  expect(terms.toSorted()).toEqual(five.map(([basis]) => basesInLaw[basis].label).toSorted())
})

test.each(five)(
  '%s: whoever works under it, the record of what they did or were refused says so, as the notice does',
  async (basis, activity, role) => {
    const { person } = await putPerson(on)
    const opened = await gate.open(colleague(role), { activity, person, because: 'case' })
    if (opened.ok) await opened.mayView('personal-details', 'person')
    // Nobody opens for an emergency while there is none, and the refusal says what it would have rested on.
    expect(opened.ok).toBe(activity !== 'emergency')
    const [entry] = await pageOfEvidence(on.database, { subject: person })
    expect(entry).toMatchObject({ activity, basis })
    const row = /<tr[^>]*id="use-ID".*?<\/tr>/s.source.replace('ID', activity)
    expect(new RegExp(row, 's').exec(await page('/notice/uses/table'))?.[0]).toContain(basesInLaw[basis].label)
  },
)

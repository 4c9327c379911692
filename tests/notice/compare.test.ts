import { describe, expect, test } from 'vitest'
import { checkLandlord } from '#notice/check.ts'
import { compare } from '#notice/compare.ts'
import { parseLandlord } from '#notice/parse-landlord.ts'
import { aDay, editionOf, filesOf, rewritten, smallLandlords } from './landlord-files.ts'

const activities = 'activities/10-all.yaml'

const cases = [
  ['retention.yaml', 'period: P60D', 'period: P90D', 'retention-changed', 'calls', 'Call recordings: from 60 days to 90 days'],
  [
    'retention.yaml',
    'ground: Nothing needs them longer.',
    'ground: Something.',
    'retention-changed',
    'calls',
    'Call recordings: now kept 60 days after the call',
  ],
  [
    'retention.yaml',
    '  ground: Nothing needs them longer.',
    '  ground: Nothing needs them longer.\n  exceptions: [{ ground: legal-claim, because: Claims take long., standing: landlord }]',
    'retention-changed',
    'calls',
    'Call recordings: the exceptions are now `legal-claim`',
  ],
  [
    activities,
    'contact-details, repairs, support-needs]\n  conditions',
    'contact-details, repairs, tenure, support-needs]\n  conditions',
    'categories-widened',
    'repairs',
    '“Repairing your home”: now also uses Your agreement',
  ],
  [
    activities,
    'rent-account, contact-log]\n  sources',
    'rent-account]\n  sources',
    'categories-narrowed',
    'tenancy-management',
    '“Looking after your tenancy”: no longer uses Contacts',
  ],
  [
    activities,
    'basis: legitimate-interests\n  assessment: recorded-calls',
    'basis: consent',
    'basis-changed',
    'call-recording',
    'basis from Legitimate interests to Consent',
  ],
  [
    activities,
    'roles: [repairs-planner]',
    'roles: [repairs-planner, housing-officer]',
    'roles-changed',
    'repairs',
    'now also open to Housing officer',
  ],
  [activities, 'with: [contractor]', 'with: [the-person]', 'recipients-changed', 'repairs', 'no longer shared with A contractor'],
  [
    activities,
    'sources: [telephone-system]',
    'sources: [telephone-system, colleague]',
    'sources-changed',
    'call-recording',
    'now also with data from Our staff',
  ],
  [
    activities,
    'why: You report a fault and somebody comes.',
    'why: Another sentence.',
    'activity-changed',
    'repairs',
    'the details of who may do what, why',
  ],
  [
    'clauses.yaml',
    'says: Recordings are kept {period of calls}.',
    'says: Recordings go after {period of calls}.',
    'clause-changed',
    'TC3',
    '“Recordings are kept 60 days.” is now “Recordings go after 60 days.”',
  ],
  ['notice/02-how-long.md', 'Calls go', 'All calls go', 'wording-changed', 'notice/how-long', '“How long do we keep it?” is worded anew'],
  ['layers/moorings.md', 'one car', 'one van', 'wording-changed', 'layers/moorings', '“Moorings” is worded anew'],
  ['systems.yaml', 'Quay Telecom', 'Other Telecom', 'register-changed', 'systems/switchboard', 'systems: `switchboard` is described anew'],
  [
    'edition.yaml',
    'inForceFrom: 2025-04-01',
    'inForceFrom: 2025-05-01',
    'edition-changed',
    'inForceFrom',
    'the day from which it is in force changed',
  ],
  ['landlord.yaml', '1 The Quay', '2 The Quay', 'edition-changed', 'landlord', 'the landlord, or how to reach it changed'],
] as const

describe('what changed between two editions is said in plain words', () => {
  test.each(cases)('%s: %s → %s', async (file, from, to, kind, id, words) => {
    const before = await editionOf('harbour-homes')
    const after = parseLandlord(rewritten(await filesOf('harbour-homes'), file, from, to)).edition
    if (after === undefined) throw new Error('the changed edition has not the shape of one')
    const found = compare(before, after)
    expect(found).toContainEqual({ kind, id, section: expect.any(String), words: expect.stringContaining(words) })
  })

  test('an activity that is new, and one that is gone', async () => {
    const edition = await editionOf('harbour-homes')
    const fewer = { ...edition, activities: edition.activities.filter((activity) => activity.id !== 'mooring-permits') }
    expect(compare(fewer, edition).map(({ kind, words }) => [kind, words])).toEqual([
      ['activity-added', 'new use of data: “Permits for the moorings”'],
    ])
    expect(compare(edition, fewer).map(({ kind, words }) => [kind, words])).toEqual([
      ['activity-removed', 'no longer done: “Permits for the moorings”'],
    ])
  })

  test.each(smallLandlords)('%s does not differ from itself', async (landlord) => {
    const again = checkLandlord(await filesOf(landlord), { today: aDay }).edition
    expect(again && compare(await editionOf(landlord), again)).toEqual([])
  })

  test('no change of any single word is passed over', async () => {
    const edition = await editionOf('moor-coop')
    for (const changed of eachWordChanged(edition))
      expect(compare(edition, { ...edition, ...changed.edition }), changed.where).not.toEqual([])
  })
})

/** Where a word is one of a few, and another one is needed that is a word too. */
const anotherWord: Readonly<Record<string, string>> = { basis: 'public-task', period: 'P99Y' }

/** Every edition that differs from this one in one single text. */
function* eachWordChanged<T extends object>(edition: T): Generator<{ where: string; edition: T }> {
  let total = 0
  JSON.stringify(edition, (_, value) => {
    if (typeof value === 'string') total += 1
    return value
  })
  expect(total).toBeGreaterThan(100)
  for (let target = 0; target < total; target += 1) {
    let seen = 0
    let where = ''
    const text = JSON.stringify(edition, (key, value) => {
      if (typeof value !== 'string') return value
      seen += 1
      if (seen - 1 !== target) return value
      where = `${key}: ${value}`
      return anotherWord[key] ?? `${value}x`
    })
    yield { where, edition: JSON.parse(text) }
  }
}

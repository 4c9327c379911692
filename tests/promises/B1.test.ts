import { expect, test } from 'vitest'
import { livewest } from '../support/edition.ts'

const { edition } = await livewest()
const six = new Set(['contract', 'legal-obligation', 'legitimate-interests', 'vital-interests', 'public-interest', 'consent'])

test('every sharing rests on one of the six bases that the notice names', () => {
  const used = edition.activities.flatMap((activity) => activity.sharing.map((sharing) => sharing.basis))
  expect(used.filter((basis) => !six.has(basis))).toEqual([])
  expect(used.length).toBeGreaterThan(50)
})

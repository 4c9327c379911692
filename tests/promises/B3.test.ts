import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readLandlordFolder } from '#exchange/landlord-folder/read.ts'
import { checkLandlord } from '#notice/check.ts'
import { sensitivityOf } from '#notice/vocabulary.ts'
import { livewest, today } from '../support/edition.ts'
import { home } from '../support/places.ts'

const { edition } = await livewest()

test('special category information is shared only under a further condition, written for each', () => {
  let seen = 0
  for (const activity of edition.activities) {
    for (const sharing of activity.sharing) {
      if (sharing.with.every((kind) => kind === 'the-person')) continue
      for (const category of sharing.categories.filter((each) => sensitivityOf(each) !== 'ordinary')) {
        seen += 1
        expect(sharing.conditions[category]?.length ?? 0, `${activity.id} ${category}`).toBeGreaterThan(0)
      }
    }
  }
  expect(seen).toBeGreaterThan(10)
})

test('a notice that leaves the condition of a sharing out cannot be published', async () => {
  const { current } = await readLandlordFolder(join(home, 'landlords/livewest'))
  // Those of a sharing stand deeper than those of its activity, which stay.
  const without = current.map((file) =>
    file.path.startsWith('activities/') ? { ...file, text: file.text.replaceAll(/^ {6}conditions:\n( {8}.*\n)+/gm, '') } : file,
  )
  const { edition, findings } = checkLandlord(without, { today })
  expect(edition).toBe(undefined)
  expect(findings.some(({ message }) => /^the sharing of .* without a condition$/.test(message))).toBe(true)
})

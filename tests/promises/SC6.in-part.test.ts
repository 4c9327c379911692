import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readLandlordFolder } from '#exchange/landlord-folder/read.ts'
import { checkLandlord } from '#notice/check.ts'
import { sensitivityOf } from '#notice/vocabulary.ts'
import { livewest, today } from '../support/edition.ts'
import { home } from '../support/places.ts'

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

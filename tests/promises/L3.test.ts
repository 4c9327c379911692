import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readLandlordFolder } from '#exchange/landlord-folder/read.ts'
import { checkLandlord } from '#notice/check.ts'
import { today } from '../support/edition.ts'
import { home } from '../support/places.ts'

test('we do not rest our own use of anything on public task: a notice that does is refused', async () => {
  const { current } = await readLandlordFolder(join(home, 'landlords/livewest'))
  const wrong = current.map((file) =>
    file.path.startsWith('activities/30') ? { ...file, text: file.text.replace('basis: contract', 'basis: public-task') } : file,
  )
  const { edition, findings } = checkLandlord(wrong, { today })
  expect(edition).toBe(undefined)
  expect(findings).toContainEqual(expect.objectContaining({ message: expect.stringContaining('public-task'), fix: expect.any(String) }))
})

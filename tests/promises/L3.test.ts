import { cp, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readLandlordFolder } from '#exchange/landlord-folder/read.ts'
import { checkLandlord } from '#notice/check.ts'
import { openEditions } from '../../src/main/editions/editions.ts'
import { testDatabase } from '../support/database.ts'
import { livewest, noon, today } from '../support/edition.ts'
import { home } from '../support/places.ts'
import { exampleSite } from '../web/example-site.ts'

test('we do not rest our own use of anything on public task: a notice that does is refused, whichever use it is', async () => {
  const { current } = await readLandlordFolder(join(home, 'landlords/livewest'))
  const bases = ['contract', 'legal-obligation', 'consent']
  const wrong = current.map((file) => {
    const on = (text: string, basis: string) => text.replace(`\n  basis: ${basis}`, '\n  basis: public-task')
    return file.path.startsWith('activities/') ? { ...file, text: bases.reduce(on, file.text) } : file
  })
  const { edition, findings } = checkLandlord(wrong, { today })
  expect(edition).toBe(undefined)
  const found = findings.filter(({ message, fix }) => /rests on `public-task`.*\(L3\)/.test(message) && fix !== undefined)
  expect(found.length).toBeGreaterThan(5)
})

test('nor on it for some people alone, whose use rests on another basis than that of the others', async () => {
  const { current } = await readLandlordFolder(join(home, 'landlords/livewest'))
  const wrong = current.map((file) => ({ ...file, text: file.text.replaceAll(/(- \{ for: \[.*\], basis: )[a-z-]+/g, '$1public-task') }))
  const changed = wrong.filter(({ text }, at) => text !== current[at]?.text)
  expect(changed.length).toBeGreaterThan(0)
  const { edition, findings } = checkLandlord(wrong, { today })
  expect(edition).toBe(undefined)
  const found = findings.filter(({ message }) => /rests on `public-task`.*\(L3\)/.test(message))
  expect(new Set(found.map(({ file }) => file))).toEqual(new Set(changed.map(({ path }) => path)))
})

test('such a notice never comes into force: the system goes on under the one that it has', async () => {
  const on = await testDatabase()
  const landlord = join(on.data, 'livewest')
  await cp(join(home, 'landlords/livewest'), landlord, { recursive: true })
  const editions = await openEditions({ landlord, example: false, target: on.target, database: on.database, clock: () => noon })
  const before = editions.all().map(({ released: { hash } }) => hash)
  const file = join(landlord, 'activities/30-money.yaml')
  await writeFile(file, (await readFile(file, 'utf8')).replace('basis: contract', 'basis: public-task'))
  const name = join(landlord, 'edition.yaml')
  await writeFile(name, (await readFile(name, 'utf8')).replace("id: '2023-02'", "id: '2027-01'"))
  await expect(editions.wanted()).rejects.toThrow(/30-money.yaml/)
  expect(editions.all().map(({ released: { hash } }) => hash)).toEqual(before)
})

test('no row of the notice that the public reads names it', async () => {
  const released = await livewest()
  const { app } = exampleSite({ editions: { current: () => released, list: () => [], get: () => released } })
  const { body } = await app.inject('/notice/uses/table')
  const rows = [...body.matchAll(/<tr[^>]*id="use-.*?<\/tr>/gs)].map(([row]) => row)
  expect(rows.length).toBe(released.edition.activities.length)
  expect(rows.filter((row) => row.includes('Public task'))).toEqual([])
})

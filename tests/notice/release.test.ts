import { describe, expect, test } from 'vitest'
import { checkLandlord } from '#notice/check.ts'
import { canonicalText, release } from '#notice/release.ts'
import { aDay, editionOf, filesOf } from './landlord-files.ts'

describe('a released edition', () => {
  test('has one name for one content, in whatever order its fields were written', async () => {
    const edition = await editionOf('harbour-homes')
    const turned = Object.fromEntries(Object.entries(edition).toReversed())
    expect(Object.keys(turned)[0]).not.toBe(Object.keys(edition)[0])
    expect(canonicalText({ ...edition, ...turned })).toBe(canonicalText(edition))
    expect(release(edition).hash).toMatch(/^[0-9a-f]{64}$/)
  })

  test('has another name when one word of it is another', async () => {
    const files = (await filesOf('harbour-homes')).map(({ path, text }) => ({ path, text: text.replace('P60D', 'P61D') }))
    const { edition } = checkLandlord(files, { today: aDay })
    expect(edition && release(edition).hash).not.toBe(release(await editionOf('harbour-homes')).hash)
  })

  test('cannot be changed, nor through the edition it was made from', async () => {
    const edition = await editionOf('harbour-homes')
    const released = release(edition)
    const [rule] = released.edition.retention
    expect(() => Object.assign(rule ?? {}, { period: 'P99Y' })).toThrow(TypeError)
    expect(() => released.edition.activities.pop()).toThrow(TypeError)
    Object.assign(edition.retention[0] ?? {}, { period: 'P99Y' })
    expect(rule?.period).toBe('P60D')
  })
})

import { describe, expect, test } from 'vitest'
import { examine } from '#exchange/verifier/examine.ts'
import type { Reader } from '#exchange/verifier/piece.ts'
import { planted, read } from './attack.ts'
import { packOf } from './draft-pack.ts'
import { everyPlace } from './every-place.ts'
import { draftOf, given } from './invented.ts'

const readers: readonly Reader[] = ['pdfjs', 'pdfium', 'bytes', 'json', 'zip.js']
const found = new Map<string, readonly Reader[]>()

describe('A finished pack', () => {
  test.each(everyPlace.map((place, index) => ({ ...place, seed: index + 1 })))(
    'is not delivered with somebody in it: $name',
    async ({ seed, ...place }) => {
      const { verdict, by } = await planted(place, seed)
      found.set(place.name, by)
      expect(verdict.clean).toBe(false)
      expect(by).toEqual([...place.by].toSorted())
      if (!verdict.clean) expect(verdict.unread.length > 0).toBe(place.isRefused === true)
    },
  )

  test('is delivered where nobody is in it, and says how much was read', async () => {
    for (let seed = 1; seed <= 12; seed += 1) {
      const verdict = await read(draftOf(seed), seed)
      expect(verdict).toMatchObject({ clean: true, read: { files: 2, pages: 2 } })
      if (verdict.clean) expect(verdict.allowed.every(({ decision }) => decision === 'requester')).toBe(true)
    }
  })

  test('is not stopped by somebody whose name is a word of the format or of the months', async () => {
    const archive = new Blob([Uint8Array.from(await packOf({ ...draftOf(4), password: undefined }))])
    const names = ['Rose Page', 'Fritz Lang', 'Art Link', 'Mark Root', 'Ray Block', 'Grace Span', 'May Gray', 'Ruby Stamp', 'Ian Font']
    const withheld = names.map((text) => ({ id: text, kind: 'name' as const, text }))
    expect(await examine({ archive, password: undefined, withheld, given })).toMatchObject({ clean: true })
  })

  test('is read in more than one way, and the table says who reads what', async () => {
    const rows = everyPlace.map(
      ({ name }) => `| ${name} | ${readers.map((reader) => (found.get(name)?.includes(reader) === true ? 'found' : '–')).join(' | ')} |`,
    )
    const head = [`| planted | ${readers.join(' | ')} |`, `|---|${readers.map(() => '---|').join('')}`]
    await expect(`${[...head, ...rows].join('\n')}\n`).toMatchFileSnapshot('places-and-readers.md')
    // No single reader finds everything: that is why there are several.
    for (const reader of readers) expect([...found.values()].some((by) => !by.includes(reader))).toBe(true)
  })
})

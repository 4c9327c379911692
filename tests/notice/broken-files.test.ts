import fc from 'fast-check'
import { expect, test } from 'vitest'
import { checkLandlord } from '#notice/check.ts'
import { aDay, editionOf, filesOf, smallLandlords } from './landlord-files.ts'

const noise = fc.constantFrom(
  '',
  ' ',
  '\n',
  '  ',
  '- ',
  ': ',
  '[',
  ']',
  '{',
  '}',
  '"',
  "'",
  '#',
  '---\n',
  '&a ',
  '*a',
  '!!x ',
  '\t',
  '\u0000',
  '__proto__: 1\n',
  'null',
  '~',
  '? ',
)

test('whatever is done to a landlord’s files, the check answers: with findings at real lines, or with an edition', async () => {
  for (const landlord of smallLandlords) {
    const files = await filesOf(landlord)
    fc.assert(
      fc.property(fc.nat(files.length - 1), fc.double({ min: 0, max: 1, noNaN: true }), fc.nat(12), noise, (which, where, gone, put) => {
        const broken = files.map(({ path, text }, index) => {
          const at = Math.floor(where * text.length)
          return index === which ? { path, text: text.slice(0, at) + put + text.slice(at + gone) } : { path, text }
        })
        const { edition, findings } = checkLandlord(broken, { today: aDay })
        expect(edition === undefined).toBe(findings.length > 0)
        for (const { file, line } of findings) {
          const lines = broken.find((each) => each.path === file)?.text.split('\n').length ?? 1
          expect(line).toBeGreaterThanOrEqual(1)
          expect(line).toBeLessThanOrEqual(lines)
        }
      }),
      { numRuns: 100, seed: 20_260_209 },
    )
  }
})

test('a file that grows without end when it is read is a finding', async () => {
  const bomb = [
    'a: &a [x, x, x, x, x, x, x, x, x]',
    ...'bcdefghi'.split('').map((name, i) => `${name}: &${name} [${`*${'abcdefghi'[i]}, `.repeat(8)}x]`),
  ].join('\n')
  const files = (await filesOf('harbour-homes')).map(({ path, text }) => ({ path, text: path === 'landlord.yaml' ? bomb : text }))
  const { edition, findings } = checkLandlord(files, { today: aDay })
  expect(edition).toBeUndefined()
  expect(findings[0]).toMatchObject({ file: 'landlord.yaml', line: 2, fix: 'write the words out' })
})

test('a list may be written in one file or in several', async () => {
  const edition = await editionOf('harbour-homes')
  const files = (await filesOf('harbour-homes')).flatMap((file) => {
    if (file.path !== 'activities/10-all.yaml') return [file]
    const at = file.text.indexOf('- id: repairs')
    return [
      { path: 'activities/10-first.yaml', text: file.text.slice(0, at) },
      { path: 'activities/20-second.yaml', text: file.text.slice(at).replace('purpose: quay', 'purpose: quays') },
    ]
  })
  const { findings } = checkLandlord(files, { today: aDay })
  expect(findings).toMatchObject([{ file: 'activities/20-second.yaml', message: 'there is no `quays` in purposes' }])
  const line = files.find(({ path }) => path === findings[0]?.file)?.text.split('\n')[(findings[0]?.line ?? 0) - 1]
  expect(line).toContain('purpose: quays')
  const mended = files.map(({ path, text }) => ({ path, text: text.replace('purpose: quays', 'purpose: quay') }))
  expect(checkLandlord(mended, { today: aDay }).edition).toEqual(edition)
})

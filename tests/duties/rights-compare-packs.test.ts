import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { comparePacks, type HiddenPassage, type PackManifest } from '#duties/rights/answer/compare-packs.ts'
import { wholeItem } from '#duties/rights/decided.ts'

function pack(requester: string, hidden: readonly HiddenPassage[], more: Partial<PackManifest['texts'][number]> = {}): PackManifest {
  return {
    pack: `pack-of-${requester}`,
    requester,
    texts: [{ item: 'note-1', field: 'words', version: '1', length: 40, hidden, places: [], ...more }],
  }
}

describe('Two packs of people who know each other', () => {
  test('are told of each passage that one hides and the other shows, with where', () => {
    const comparison = comparePacks(
      pack('ann', [{ start: 10, end: 20, about: ['carol'] }]),
      pack('ben', [{ start: 14, end: 16, about: ['carol'] }]),
    )
    const about = { item: 'note-1', field: 'words', hiddenIn: 'pack-of-ann', shownIn: 'pack-of-ben' }
    expect(comparison).toEqual({
      filled: [
        { ...about, start: 10, end: 14, place: null },
        { ...about, start: 16, end: 20, place: null },
      ],
      expected: [],
      unlike: [],
    })
  })

  test('may each show what protects the very person whose copy it is', () => {
    const comparison = comparePacks(
      pack('ann', [{ start: 0, end: 9, about: ['ben'] }]),
      pack('ben', [{ start: 20, end: 30, about: ['ann'] }]),
    )
    expect(comparison.filled).toEqual([])
    expect(comparison.expected.map(({ hiddenIn, start }) => [hiddenIn, start])).toEqual([
      ['pack-of-ann', 0],
      ['pack-of-ben', 20],
    ])
  })

  test('do not show what protects somebody else as well, nor what protects nobody who is named', () => {
    for (const about of [['ben', 'carol'], []])
      expect(comparePacks(pack('ann', [{ start: 0, end: 9, about }]), pack('ben', [])).filled).toHaveLength(1)
  })

  test('are compared where they have an item in common, and only where it is the same text', () => {
    const hiding = pack('ann', [{ start: 0, end: 40, about: ['carol'] }])
    expect(comparePacks(hiding, pack('ben', [], { item: 'note-2', version: '2' }))).toEqual({ filled: [], expected: [], unlike: [] })
    expect(comparePacks(hiding, pack('ben', [], { version: '2' })).unlike).toEqual([{ item: 'note-1', field: 'words' }])
    expect(comparePacks(pack('ann', []), pack('ben', [], { version: '2' })).unlike).toEqual([])
  })

  test('are compared where the same words stand in another item too, unless they are as short as a heading', () => {
    const hiding = (length: number) => pack('ann', [{ start: 0, end: 9, about: ['carol'] }], { length })
    const elsewhere = (length: number) => pack('ben', [], { item: 'note-2', length })
    expect(comparePacks(hiding(20), elsewhere(20)).filled).toMatchObject([{ item: 'note-1', start: 0, end: 9 }])
    expect(comparePacks(hiding(19), elsewhere(19)).filled).toEqual([])
  })

  test('do not show the texts of an item of which one shows nothing', () => {
    const whole = pack('ann', [], { field: wholeItem, version: '', length: 0 })
    expect(comparePacks(whole, pack('ben', [])).filled).toMatchObject([{ field: 'words', start: 0, end: 40, shownIn: 'pack-of-ben' }])
    expect(comparePacks(pack('ben', []), whole).filled).toMatchObject([{ hiddenIn: 'pack-of-ann' }])
    expect(comparePacks(whole, pack('ben', [], { field: wholeItem, version: '', length: 0 })).filled).toEqual([])
  })

  const face = { left: 20, top: 10, width: 20, height: 30 }
  const [upper, lower] = [
    { left: 10, top: 0, width: 40, height: 25 },
    { left: 20, top: 20, width: 20, height: 20 },
  ]
  test.each([
    ['shown in the other', [], [face]],
    ['hidden in the other as well', [face], []],
    ['covered there by two places together', [upper, lower], []],
    ['covered there in part', [upper], [face]],
    ['hidden there in its left half', [{ ...face, width: 10 }], [face]],
    ['beside what the other hides', [{ ...face, left: 60 }], [face]],
  ])('do not show a place of a picture that the other hides: %s', (_, places, told) => {
    const hiding = pack('ann', [], { field: '~', places: [face] })
    const filled = (one: PackManifest, other: PackManifest) =>
      comparePacks(one, other).filled.flatMap(({ hiddenIn, place }) => (hiddenIn === 'pack-of-ann' ? [place] : []))
    expect(filled(hiding, pack('ben', [], { field: '~', places }))).toEqual(told)
    expect(filled(pack('ben', [], { field: '~', places }), hiding)).toEqual(told)
  })

  test('show no place of a picture of which they show nothing, and are not laid side by side where it is another picture', () => {
    const hiding = pack('ann', [], { field: '~', places: [face] })
    const none = pack('ben', [{ start: 0, end: 40, about: [] }], { field: '~' })
    expect(comparePacks(hiding, none).filled).toMatchObject([{ hiddenIn: 'pack-of-ben', place: null }])
    expect(comparePacks(hiding, pack('ben', [], { field: '~', version: '2' })).unlike).toHaveLength(1)
  })

  test('are compared in either order with the same result, letter by letter', () => {
    const passages = fc.array(
      fc
        .record({ start: fc.nat(39), long: fc.integer({ min: 1, max: 20 }), about: fc.subarray(['ann', 'ben', 'carol']) })
        .map(({ start, long, about }) => ({ start, end: Math.min(40, start + long), about })),
      { maxLength: 6 },
    )
    fc.assert(
      fc.property(passages, passages, (one, other) => {
        const [a, b] = [pack('ann', one), pack('ben', other)]
        const told = new Set(comparePacks(a, b).filled.flatMap(({ start, end, hiddenIn }) => lettersOf(hiddenIn, start, end)))
        expect(new Set(comparePacks(b, a).filled.flatMap(({ start, end, hiddenIn }) => lettersOf(hiddenIn, start, end)))).toEqual(told)
        const due = new Set([...given(a, b), ...given(b, a)])
        expect(told).toEqual(due)
      }),
      { seed: 7 },
    )
  })
})

function lettersOf(hiddenIn: string, start: number, end: number): readonly string[] {
  return Array.from({ length: end - start }, (_, at) => `${hiddenIn} ${start + at}`)
}

/** Each letter that one pack hides for the sake of somebody else, and the other shows. */
function given(hiding: PackManifest, showing: PackManifest): readonly string[] {
  const [hidden, shown] = [hiding.texts[0]?.hidden ?? [], showing.texts[0]?.hidden ?? []]
  const isIn = (at: number) => (passage: HiddenPassage) => passage.start <= at && at < passage.end
  const isTheirs = ({ about }: HiddenPassage) => about.length === 1 && about[0] === showing.requester
  return Array.from({ length: 40 }, (_, at) => at)
    .filter((at) => hidden.some((passage) => isIn(at)(passage) && !isTheirs(passage)) && !shown.some(isIn(at)))
    .map((at) => `${hiding.pack} ${at}`)
}

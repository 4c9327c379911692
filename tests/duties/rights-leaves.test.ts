import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { leavesAs } from '#duties/rights/review/leaves.ts'
import { doesLeave, leftOutAs, type Outcome, outcomes, outcomeWords } from '#duties/rights/review/outcomes.ts'
import type { Passage, Reading } from '#duties/rights/review/reading.ts'

const today = Temporal.PlainDate.from('2026-11-23')
const at = { lock: () => false, today }

function passage(start: number, end: number, outcome: Outcome = 'other-people', until: string | null = null): Passage {
  const decided = { outcome, why: 'Asking may do harm.', by: 'Dee Marsh', on: '2026-11-23', until }
  return { start, end, label: 'Person 1', kind: 'name', about: null, rule: 'known-name', proposed: 'other-people', decided }
}

function readingOf(...passages: readonly Passage[]): Reading {
  return { isTheirs: false, isHealth: false, passages: [...passages], cut: null, hidden: [], clips: [], whole: null }
}

const left = '[Person 1: left out, it is about somebody else]'

describe('what leaves of a text', () => {
  test.each([
    ['the first letters', 'Pia rang', [[0, 3]], `${left} rang`],
    ['the last letters', 'Rang Pia', [[5, 8]], `Rang ${left}`],
    ['all of it', 'Pia', [[0, 3]], left],
    [
      'two passages that touch',
      'PiaTom rang',
      [
        [0, 3],
        [3, 6],
      ],
      `${left}${left} rang`,
    ],
    [
      'two that overlap',
      'Pia Tom rang',
      [
        [0, 5],
        [4, 7],
      ],
      `${left} rang`,
    ],
    [
      'one within another',
      'Pia Tom rang',
      [
        [0, 7],
        [4, 7],
      ],
      `${left} rang`,
    ],
    ['an emoji cut in two', 'a👩‍👧b', [[2, 3]], `a${left}b`],
    ['an accent of its own', 'Sia\u0302n rang', [[0, 3]], `${left}n rang`],
    ['beyond the end', 'Pia', [[1, 9]], `P${left}`],
  ] as const)('has nothing of what is left out: %s', (_, text, spans, words) => {
    const reading = readingOf(...spans.map(([start, end]) => passage(start, end)))
    expect(leavesAs(text, reading, at)).toEqual({ words, reasons: [expect.stringContaining('paragraphs 16 and 17')] })
  })

  test('has no string that is withheld, and every other letter, whatever the text and the passages', () => {
    const letter = fc.constantFrom('a', 'É', 'e\u0301', '👩‍👧', '🏴󠁧󠁢󠁷󠁬󠁳󠁿', ' ', '\n', '’', 'ß', '語')
    const piece = fc.record({ text: fc.array(letter, { maxLength: 6 }).map((each) => each.join('')), isLeftOut: fc.boolean() })
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 8 }), fc.array(fc.tuple(fc.nat(), fc.nat()), { maxLength: 3 }), (pieces, more) => {
        // What is withheld is told apart by a sign of its own, which no text that is given has.
        let text = ''
        const passages: Passage[] = []
        for (const [index, { text: words, isLeftOut }] of pieces.entries()) {
          const start = text.length
          text += isLeftOut ? `⟦${index}${words}⟧` : ` ${words} `
          if (isLeftOut) passages.push(passage(start, text.length))
        }
        for (const [from, long] of more) {
          const start = text.length === 0 ? 0 : from % text.length
          passages.push(passage(start, start + 1 + (long % 5)))
        }
        const leaves = leavesAs(text, readingOf(...passages), at)
        expect(leaves?.words ?? '').not.toMatch(/[⟦⟧]/)
        const kept = leaves?.words?.split(left) ?? []
        let from = 0
        for (const each of kept) {
          const found = text.indexOf(each, from)
          expect(found).toBeGreaterThanOrEqual(0)
          from = found + each.length
        }
        if (more.length === 0)
          expect(kept.join('')).toBe(pieces.map(({ text: words, isLeftOut }) => (isLeftOut ? '' : ` ${words} `)).join(''))
      }),
    )
  })

  test('is nothing while a passage is undecided, or a claim on one has ended', () => {
    const undecided = { ...passage(0, 3), decided: null }
    expect(leavesAs('Pia', readingOf(undecided), at)).toBeNull()
    expect(leavesAs('Pia', readingOf(passage(0, 3, 'crime', '2026-11-22')), at)).toBeNull()
    expect(leavesAs('Pia', readingOf(passage(0, 3, 'crime', '2026-11-23')), at)).toMatchObject({ words: expect.stringContaining('crime') })
  })

  test('follows the choice, and health its lock alone', () => {
    for (const outcome of outcomes) {
      expect(leavesAs('Pia', readingOf(passage(0, 3, outcome)), at)?.words === 'Pia', outcome).toBe(
        !leftOutAs.some((each) => each === outcome),
      )
      expect(doesLeave(outcome, true) === doesLeave(outcome, false), outcome).toBe(outcome !== 'health-data')
      expect(outcomeWords(outcome)).toMatch(/^(Give|Leave out|Health): /)
    }
  })
})

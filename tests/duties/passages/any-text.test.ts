import fc from 'fast-check'
import { expect, onTestFinished, test, vi } from 'vitest'
import type { KnownPerson } from '#duties/passages/passage.ts'
import { propose } from '#duties/passages/propose.ts'
import * as lists from '#duties/passages/words/lists.ts'
import { proposalsIn, requester } from './marked.ts'

const length = 100_000
const long = (part: string) => part.repeat(Math.ceil(length / part.length))

const slow = [
  ...[
    'a',
    'A ',
    '.',
    'a-',
    "a'",
    '1',
    '0 ',
    '07700 ',
    'a@',
    'a.',
    'flat 1 ',
    '1 a ',
    'number 14 and ',
    '12,',
    'J. ',
    'Anne ',
    'Mr ',
    'de ',
    '.)',
  ],
  ...['\n', 'e\u0301\u0301', 'a\u200b', '\ud800', '12/03/', ' AAAA', '4111 ', 'lady at ', 'next door ', 'Smith, ', '(', 'Trevethic '],
]

test.for(slow.map((part) => ({ part, name: JSON.stringify(part) })))(
  'a text of a hundred thousand characters made to be slow is read in five seconds: $name',
  ({ part }) => {
    const before = process.cpuUsage()
    proposalsIn(long(part))
    const { user, system } = process.cpuUsage(before)
    expect((user + system) / 1e6).toBeLessThan(5)
  },
)

test('whatever a text holds, every passage lies inside it, in order, and none overlaps another', () => {
  const word = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.constantFrom('Mrs', 'O’Brien', 'smith', '14', 'number', 'J.', '07700 900333', '\ud83d', 'ﬁ', 'İ'),
  )
  fc.assert(
    fc.property(
      fc.array(word).map((words) => words.join(' ')),
      (text) => {
        let last = 0
        for (const { start, end } of proposalsIn(text)) {
          expect(start).toBeGreaterThanOrEqual(last)
          expect(end).toBeGreaterThan(start)
          expect(end).toBeLessThanOrEqual(text.length)
          last = end
        }
      },
    ),
  )
})

test('five hundred items of somebody with sixty people around are read in five seconds', () => {
  const people = Array.from(
    { length: 60 },
    (_, index): KnownPerson => ({
      id: `p${index}`,
      part: 'neighbour',
      names: { first: `Gareth${'abcdefgh'.charAt(index % 8)}`, last: `Trevithick${'abcdefgh'.charAt(index / 8)}` },
    }),
  )
  const sentence = 'Mrs Trevithicka told the engineer that Gareth has no heating in the kitchen since Monday. '
  const items = Array.from({ length: 500 }, (_, index) => ({ id: `item${index}`, text: sentence.repeat(4) }))
  const before = process.cpuUsage()
  expect(propose(items, people, requester).length).toBe(4000)
  const { user, system } = process.cpuUsage(before)
  expect((user + system) / 1e6).toBeLessThan(5)
})

test('a search that breaks stops everything, and its error has no word of the text', () => {
  onTestFinished(() => {
    vi.restoreAllMocks()
  })
  vi.spyOn(lists, 'isOrdinary').mockImplementation((key) => {
    throw new Error(key)
  })
  const broken = () => proposalsIn('Kowalczyk rang')
  expect(broken).toThrowError(expect.objectContaining({ code: 'passages-search-failed' }))
  expect(broken).not.toThrowError(/kowalczyk/i)
})

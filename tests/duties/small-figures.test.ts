import { expect, test } from 'vitest'
import type { Counted } from '#duties/promises/counted.ts'
import { keepingOf } from '#duties/promises/every-keeping.ts'
import { acts, actsInTable, listed, people, said, sentences, things } from '#duties/promises/said.ts'
import { livewest } from '../support/edition.ts'

const { edition } = await livewest()

test.each([
  [0, '0 cameras', '0 people', '0 looks', '0'],
  [1, '1 camera', 'fewer than 5 people', 'fewer than 5 looks', 'Fewer than 5'],
  [4, '4 cameras', 'fewer than 5 people', 'fewer than 5 looks', 'Fewer than 5'],
  [5, '5 cameras', '5 people', 'at least 5 looks', '5 or more'],
  [9, '9 cameras', '9 people', 'at least 5 looks', '5 or more'],
  [1234, '1,234 cameras', '1,234 people', 'at least 1,230 looks', '1,230 or more'],
])('%i: in public “%s”, “%s”, “%s” and “%s”', (count, ofThings, ofPeople, ofActs, inTable) => {
  expect(things(count, 'camera', 'cameras').publicly).toBe(ofThings)
  expect(people(count, 'person', 'people').publicly).toBe(ofPeople)
  expect(acts(count, 'look', 'looks').publicly).toBe(ofActs)
  expect(actsInTable(count)).toBe(inTable)
  for (const of of [people, acts])
    expect(of(count, 'one', 'many').exactly).toMatch(new RegExp(`^${count.toLocaleString('en-GB')} (one|many)$`))
})

test('a sentence has both, and begins with a large letter', () => {
  const both = sentences([
    said`${people(3, 'reader is', 'readers are')} told.`,
    said`Failed: ${acts(2, '', '')}. ${acts(12, 'look', 'looks')}.`,
  ])
  expect(both.exactly).toBe('3 readers are told. Failed: 2. 12 looks.')
  expect(both.publicly).toBe('Fewer than 5 readers are told. Failed: fewer than 5. At least 10 looks.')
  expect(listed([people(1, 'a', 'as'), people(7, 'b', 'bs')]).publicly).toBe('fewer than 5 as and 7 bs')
})

type Held = Parameters<Counted['held']>[0]

/** What the figures of all clauses say where everything that is counted is so many, and which stored items each counts. */
function publicFigures(count: number) {
  return edition.clauses.flatMap((clause) => {
    const asked: Held[] = []
    const held = (of: Held) => {
      asked.push(of)
      return count
    }
    const counted: Counted = { held, standing: () => count, done: () => count, left: () => count, bases: () => [['consent', count]] }
    const says = keepingOf(clause).count?.({ counted, edition, today: Temporal.PlainDate.from('2026-11-23') }).says
    return says === undefined ? [] : [{ clause: clause.id, asked, ...says }]
  })
}

test('no public figure tells that there are three of what is about people, and colleagues are told exactly', () => {
  const ofThings = new Set(['CV1', 'PH1', 'PH4', 'R2', 'R11', 'R12'])
  for (const { clause, exactly, publicly } of publicFigures(3)) {
    if (/\b3\b|once/i.test(exactly)) expect([clause, /\b3\b/.test(publicly)]).toEqual([clause, ofThings.has(clause)])
  }
})

test('acts of the last days are told by fives, so that a total less its parts, or less that of yesterday, is no small number', () => {
  // From the sentence of the last days on: what stands before it counts things that are kept.
  const lately = (count: number) =>
    new Map(
      publicFigures(count).flatMap(({ clause, publicly }) =>
        [...publicly.matchAll(/[^.]*in the last 30 days\..*$/g)].map(([words]) => [clause, words]),
      ),
    )
  const seven = lately(7)
  expect(seven.size).toBeGreaterThan(40)
  expect(seven).toEqual(lately(8))
  expect(seven.get('R9')).toBe('At least 5 decisions whether the police may have something in the last 30 days. It left at least 5 times.')
  expect(seven.get('B1')).toBe('At least 5 decisions to share in the last 30 days. Permitted on: consent (at least 5).')
  expect(seven.get('SE2')).toBe('At least 5 checks of who somebody is in the last 30 days. Failed: at least 5.')
})

test('how often something left is told in a sentence of its own', () => {
  const left = (count: number) => publicFigures(count).find(({ clause }) => clause === 'R9')
  expect(left(1)).toMatchObject({
    exactly: expect.stringMatching(/ It left once\.$/),
    publicly: expect.stringMatching(/ It left fewer than 5 times\.$/),
  })
  expect(left(3)?.exactly).toMatch(/ It left 3 times\.$/)
})

test('of two figures, one of which counts part of what the other does, neither is exact in public, unless the whole is everything', () => {
  const eight = new Map(publicFigures(8).map(({ clause, publicly }) => [clause, publicly]))
  const held = publicFigures(7).flatMap(({ clause, asked, publicly }) =>
    asked.map((of) => ({ clause, of, isExact: publicly !== eight.get(clause) })),
  )
  const pairs = held.flatMap((whole) => held.filter((part) => isPart(part.of, whole.of)).map((part) => [whole, part] as const))
  expect(pairs.map(([whole, part]) => `${whole.clause} ${part.clause}`)).toEqual(
    expect.arrayContaining(['D8 PH3', 'D7 TC5', 'L4 D6', 'D10 EM2']),
  )
  const told = pairs.filter(([whole, part]) => whole.isExact || (part.isExact && Object.keys(whole.of).length > 0))
  expect(told.map(([whole, part]) => `${whole.clause} ${part.clause}`)).toEqual([])
})

/** Whether the one counts only what the other counts too, and not all of it. */
function isPart(part: Held, whole: Held): boolean {
  const within = (one: Held, other: Held) =>
    Object.entries(other).every(([name, words]) => isWithin(new Map(Object.entries(one)).get(name), words))
  return within(part, whole) && !within(whole, part)
}

function isWithin(one: Held['type'], other: NonNullable<Held['type']>): boolean {
  return one !== undefined && [one].flat().every((word) => [other].flat().includes(word))
}

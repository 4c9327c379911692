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

/** What the figures of all clauses say where everything that is counted is so many. */
function publicFigures(count: number) {
  const counted: Counted = {
    ...{ held: () => count, standing: () => count, done: () => count, left: () => count },
    bases: () => [['consent', count]],
  }
  return edition.clauses.flatMap((clause) => {
    const keeping = keepingOf(clause)
    const says = keeping.count?.({ counted, edition, today: Temporal.PlainDate.from('2026-11-23') }).says
    return says === undefined ? [] : [{ clause: clause.id, ...says }]
  })
}

test('no public figure tells that there are three of what is about people, and colleagues are told exactly', () => {
  const ofThings = new Set(['CV1', 'PH1', 'PH3', 'PH4', 'R2', 'R11', 'R12', 'TC7'])
  for (const { clause, exactly, publicly } of publicFigures(3)) {
    if (/\b3\b|Once/.test(exactly)) expect([clause, /\b3\b/.test(publicly)]).toEqual([clause, ofThings.has(clause)])
  }
})

test('acts of the last days are told by fives, so that a total less its parts, or less that of yesterday, is no small number', () => {
  const [seven, eight] = [publicFigures(7), publicFigures(8)]
  const lately = seven.filter(({ publicly }) => /^At least [\d,]+ [^.]* in the last 30 days\.$/.test(publicly))
  expect(lately.length).toBeGreaterThan(25)
  for (const { clause, publicly } of lately) expect(eight.find((each) => each.clause === clause)?.publicly).toBe(publicly)
})

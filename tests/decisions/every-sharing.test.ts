import { expect, test } from 'vitest'
import { asksOf, circumstancesRead } from '#decisions/circumstance-rules.ts'
import { decide } from '#decisions/decide.ts'
import type { Decision, Request } from '#decisions/decision.ts'
import { makeEngine } from '#decisions/engine.ts'
import { entryFor } from '#decisions/entry.ts'
import { requirements } from '#decisions/requirements.ts'
import type { ReleasedEdition } from '#notice/edition.ts'
import { type Circumstance, categories, circumstances, recipientKinds } from '#notice/vocabulary.ts'
import { type CedarAnswer, toldOf } from './cedar.ts'
import { askedOnce } from './cedar-once.ts'
import { liveWest } from './editions.ts'

type Given = ReadonlySet<Circumstance>
type Cell = Omit<Request, 'circumstances'>
const nothing: Given = new Set()
/** No circumstance, each one, and each pair. */
const givens: readonly Given[] = [
  nothing,
  ...circumstances.map((one) => new Set([one])),
  ...circumstances.flatMap((one, place) => circumstances.slice(place + 1).map((other) => new Set([one, other]))),
]

function combinations(read: readonly Circumstance[]): readonly Given[] {
  return Array.from({ length: 2 ** read.length }, (_, bits) => new Set(read.filter((__, place) => (bits & (1 << place)) !== 0)))
}

/** Every recipient, use and kind of information, with all that a cell of them is asked with. */
function* everyCell({
  edition,
}: ReleasedEdition): Generator<{ readonly cell: Cell; readonly isEntry: boolean; readonly asked: readonly Given[] }> {
  for (const activity of edition.activities)
    for (const recipient of recipientKinds)
      for (const category of categories) {
        const cell = { who: { recipient }, act: 'share', activity: activity.id, categories: [category] } as const
        const entry = entryFor(edition, activity, { ...cell, circumstances: nothing }, category)
        const named = entry === undefined ? [] : combinations([...circumstancesRead(asksOf(entry, requirements))])
        yield { cell, isEntry: entry !== undefined, asked: [...givens, ...named] }
      }
}

/** What was decided, in words that the three can be compared by. */
function said(decision: Decision): string {
  return `${decision.outcome} ${decision.outcome === 'permitted' ? decision.basis : decision.reasons.map(toldOf).join(', ')}`
}

function saidByCedar({ outcome, basis, told }: CedarAnswer): string {
  return `${outcome} ${outcome === 'permitted' ? basis : told.join(', ')}`
}

/** The engine keeps its answers, so that each is put into words once. */
function compiled(released: ReleasedEdition): (request: Request) => string {
  const engine = makeEngine(released)
  const words = new WeakMap<Decision, string>()
  return (request) => {
    const decision = engine.decide(request)
    const known = words.get(decision) ?? said(decision)
    words.set(decision, known)
    return known
  }
}

/** The readable rules for one cell. Where they answer without a look at the circumstances, the answer is the same whatever these are. */
function readable(released: ReleasedEdition, cell: Cell): (request: Request) => string {
  let looked = false
  const watched = {
    ...cell,
    get circumstances() {
      looked = true
      return nothing
    },
  }
  const without = said(decide(released, watched))
  return (request) => (looked ? said(decide(released, request)) : without)
}

/** Of what Cedar is not asked again, one in so many is asked all the same. A prime: each pair comes up, at another cell each time. */
const askedAnyway = 4_999

const shown = (request: Request) => `${JSON.stringify(request)} with ${[...request.circumstances].join(' ')}`

test('to whom what may go is answered alike by the readable rules, the compiled ones and Cedar, for every recipient, use and kind of information, with no circumstance, each one and each pair', {
  timeout: 900_000,
}, async () => {
  const released = await liveWest()
  const [engine, cedar] = [compiled(released), askedOnce(released)]
  const differences: string[] = []
  const count = { cells: 0, entries: 0, questions: 0 }
  for (const { cell, isEntry, asked } of everyCell(released)) {
    const read = readable(released, cell)
    count.cells += 1
    if (isEntry) count.entries += 1
    for (const circumstances of asked) {
      const request = { ...cell, circumstances }
      count.questions += 1
      const answers = [read(request), engine(request), saidByCedar(cedar.oracle(request))]
      if (count.questions % askedAnyway === 0) answers.push(saidByCedar(cedar.afresh(request)))
      if (answers.some((one) => one !== answers[0]) && differences.length < 5)
        differences.push(`${shown(request)}: ${answers.join(' against ')}`)
    }
  }
  expect(differences).toEqual([])
  expect(count.cells).toBe(released.edition.activities.length * recipientKinds.length * categories.length)
  expect(count.entries).toBeGreaterThan(250)
  expect(count.questions).toBeGreaterThan(count.cells * givens.length)
})

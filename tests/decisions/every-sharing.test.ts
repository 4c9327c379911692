import { expect, test } from 'vitest'
import { asksOf, circumstancesRead } from '#decisions/circumstance-rules.ts'
import { decide } from '#decisions/decide.ts'
import type { Decision, Request } from '#decisions/decision.ts'
import { makeEngine } from '#decisions/engine.ts'
import { entryFor } from '#decisions/entry.ts'
import { requirements } from '#decisions/requirements.ts'
import { type Circumstance, categories, circumstances, recipientKinds } from '#notice/vocabulary.ts'
import { makeOracle, toldOf } from './cedar.ts'
import { liveWest } from './editions.ts'

type Given = readonly Circumstance[]
const none: readonly Given[] = [[]]
const each: readonly Given[] = circumstances.map((one) => [one])
const pairs: readonly Given[] = circumstances.flatMap((one, place) => circumstances.slice(place + 1).map((other) => [one, other]))

function combinations(read: Given): readonly Given[] {
  return Array.from({ length: 2 ** read.length }, (_, bits) => read.filter((__, place) => (bits & (1 << place)) !== 0))
}

/** What was decided, in words that the three can be compared by. */
function said(decision: Decision): string {
  return `${decision.outcome} ${decision.outcome === 'permitted' ? decision.basis : decision.reasons.map(toldOf).join(', ')}`
}

test('to whom what may go is answered alike by the readable rules, the compiled ones and Cedar, for every recipient, use and kind of information', {
  timeout: 900_000,
}, async () => {
  const released = await liveWest()
  const engine = makeEngine(released)
  const oracle = makeOracle(released)
  const differences: string[] = []
  const asked = { cells: 0, entries: 0, two: 0, three: 0 }
  const compare = (request: Request, withCedar: boolean) => {
    const [read, compiled] = [decide(released, request), engine.decide(request)]
    const cedar = withCedar ? oracle(request) : null
    asked[withCedar ? 'three' : 'two'] += 1
    const third = cedar === null ? said(read) : `${cedar.outcome} ${cedar.outcome === 'permitted' ? cedar.basis : cedar.told.join(', ')}`
    if (said(read) === said(compiled) && said(read) === third) return
    if (differences.length < 5)
      differences.push(`${JSON.stringify(request)} with ${[...request.circumstances].join(' ')}: ${said(read)} against ${third}`)
  }
  for (const activity of released.edition.activities)
    for (const recipient of recipientKinds)
      for (const category of categories) {
        const request = { who: { recipient }, act: 'share', activity: activity.id, categories: [category] } as const
        const entry = entryFor(released.edition, activity, { ...request, circumstances: new Set() }, category)
        asked.cells += 1
        // Where nothing of the notice lets it go, no circumstance is read; the walk of every cell asks those with some of them too.
        if (entry === undefined) {
          compare({ ...request, circumstances: new Set() }, true)
          continue
        }
        asked.entries += 1
        const named = combinations([...circumstancesRead(asksOf(entry, requirements))])
        for (const given of [...none, ...each, ...named]) compare({ ...request, circumstances: new Set(given) }, true)
        // Of a pair, at most what the entry names matters, and Cedar was asked that: the two that are fast are asked every pair.
        for (const given of pairs) compare({ ...request, circumstances: new Set(given) }, false)
      }
  expect(differences).toEqual([])
  expect(asked.cells).toBe(released.edition.activities.length * recipientKinds.length * categories.length)
  expect(asked.entries).toBeGreaterThan(250)
})

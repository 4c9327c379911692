import { expect, test } from 'vitest'
import { decide } from '#decisions/decide.ts'
import type { Request } from '#decisions/decision.ts'
import { makeEngine } from '#decisions/engine.ts'
import type { ReleasedEdition } from '#notice/edition.ts'
import { makeOracle, toldOf } from './cedar.ts'
import { liveWest, smallLandlords } from './editions.ts'
import { everyFeature } from './every-feature.ts'
import { randomRequests } from './random-requests.ts'

/** How often each outcome came up, and the first requests on which Cedar, the interpreter and the engine did not all agree. */
function compare(released: ReleasedEdition, seed: number, count: number) {
  const oracle = makeOracle(released)
  const engine = makeEngine(released)
  const outcomes = { permitted: 0, refused: 0, 'needs-consent': 0 }
  const differences: unknown[] = []
  for (const request of randomRequests(released, seed, count)) {
    const cedar = oracle(request)
    outcomes[cedar.outcome]++
    for (const decision of [decide(released, request), engine.decide(request)]) {
      const reasons = decision.outcome === 'permitted' ? [] : decision.reasons.map(toldOf)
      const basis = decision.outcome === 'permitted' ? decision.basis : cedar.basis
      const same = decision.outcome === cedar.outcome && basis === cedar.basis && String(reasons) === String(cedar.told)
      if (!same && differences.length < 3) differences.push({ request: shown(request), cedar, decision })
    }
  }
  return { outcomes, differences }
}

function shown(request: Request): string {
  return `${JSON.stringify(request)} with ${[...request.circumstances].join(' ')}`
}

test('Cedar, told the same notice, gives the same answers and reasons to 40,000 random requests', { timeout: 480_000 }, async () => {
  const all = [
    compare(await liveWest(), 20260205, 28_000),
    compare(await everyFeature(), 2, 6_000),
    ...(await smallLandlords()).map((released, index) => compare(released, 3 + index, 2_000)),
  ]
  expect(all.flatMap((each) => each.differences)).toEqual([])
  const [first] = all
  expect(first?.outcomes.permitted).toBeGreaterThan(10_000)
  expect(first?.outcomes['needs-consent']).toBeGreaterThan(400)
})

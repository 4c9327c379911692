import { expect, test } from 'vitest'
import { decide } from '#decisions/decide.ts'
import type { Decision, Request } from '#decisions/decision.ts'
import { engineOf, makeEngine } from '#decisions/engine.ts'
import { makeOracle, toldOf } from './cedar.ts'
import { everyFeature } from './every-feature.ts'
import { editionFaults, type Fault, requirementFaults, tableFaults } from './planted-faults.ts'
import { diceFrom, nearlyPermitted, randomRequests } from './random-requests.ts'

/** Those of the faults that no request gives away: `tell` says of each answer what is compared. */
function uncaught(
  faults: readonly Fault[],
  requests: readonly Request[],
  right: readonly string[],
  tell: (decision: Decision) => string,
): readonly string[] {
  return faults.flatMap(({ what, tables }) => {
    const engine = engineOf(tables())
    return requests.some((request, index) => tell(engine.decide(request)) !== right[index]) ? [] : [what]
  })
}

const reasons = (decision: Decision) =>
  decision.outcome === 'permitted' ? `permitted ${decision.basis}` : `${decision.outcome} ${decision.reasons.map(toldOf).join()}`

test('a rule of law that is forgotten, turned round, too wide or too narrow is found by asking Cedar', { timeout: 900_000 }, async () => {
  const released = await everyFeature()
  const oracle = makeOracle(released)
  const requests = [...nearlyPermitted(released), ...randomRequests(released, 11, 4_000)]
  const right = requests.map(oracle).map(({ outcome, told, basis }) => `${outcome} ${outcome === 'permitted' ? basis : told.join()}`)
  const faults = requirementFaults(released)
  expect(uncaught([{ what: 'no fault', tables: () => makeEngine(released).tables }], requests, right, reasons)).toEqual(['no fault'])
  expect(uncaught(faults, requests, right, reasons)).toEqual([])
  expect(faults.length).toBeGreaterThan(120)
})

test('a line of the notice misread, or a number of the tables gone wrong, is found by asking the readable rules', {
  timeout: 900_000,
}, async () => {
  const released = await everyFeature()
  const requests = [...nearlyPermitted(released), ...randomRequests(released, 12, 20_000)]
  const right = requests.map((request) => JSON.stringify(decide(released, request)))
  const faults = [...editionFaults(released, diceFrom(21), 110), ...tableFaults(released, diceFrom(22), 88)]
  expect(uncaught(faults, requests, right, (decision) => JSON.stringify(decision))).toEqual([])
  expect(faults.length).toBeGreaterThan(150)
})

import { expect } from 'vitest'
import { decide } from '#decisions/decide.ts'
import type { Decision, Request } from '#decisions/decision.ts'
import { type Engine, makeEngine } from '#decisions/engine.ts'
import type { ReleasedEdition } from '#notice/edition.ts'

const engines = new WeakMap<ReleasedEdition, Engine>()

/** The answer of the rules as they are written down, once the compiled engine, which a running system asks, has given the same. */
export function decided(released: ReleasedEdition, request: Request): Decision {
  const engine = engines.get(released) ?? makeEngine(released)
  engines.set(released, engine)
  const answer = decide(released, request)
  expect(engine.decide(request)).toEqual(answer)
  return answer
}

import { decide } from '#decisions/decide.ts'
import { makeEngine } from '#decisions/engine.ts'
import type { ReleasedEdition } from '#notice/edition.ts'
import { type Walked, walkEveryCell } from './every-cell.ts'

/** Holds the compiled engine of an edition against the interpreter, on every question there is. */
export function agree(released: ReleasedEdition): Walked {
  const engine = makeEngine(released)
  return walkEveryCell(released, (request) => decide(released, request), engine.decide)
}

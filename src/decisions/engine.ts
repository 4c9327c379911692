import type { ReleasedEdition } from '#notice/edition.ts'
import { answer, tableQuery } from './answer.ts'
import { compile } from './compile.ts'
import type { Decision, Request } from './decision.ts'
import { maskOf, type Tables } from './tables.ts'

/** The engine of one edition: its tables, and answers from them. */
export type Engine = { readonly tables: Tables; readonly decide: (request: Request) => Decision }

/** The compiled form of an edition: the same answers as the interpreter, from tables, some millions of times a second. */
export function makeEngine(released: ReleasedEdition): Engine {
  return engineOf(compile(released))
}

/** INVARIANT: never throws. A damaged table, or a word without a number, is a refusal. */
export function engineOf(tables: Tables): Engine {
  return {
    tables,
    decide(request) {
      try {
        return answer(tables, tableQuery(tables, request), request.categories, request.relationship, maskOf(request.circumstances))
      } catch {
        return failed
      }
    },
  }
}

const failed: Decision = Object.freeze({ outcome: 'refused', reasons: [{ code: 'engine-failed' }] as const, clauses: ['P1'] })

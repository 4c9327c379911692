import type { NotPermitted } from './decision.ts'

/** It was done; its result is beside `ok`. */
export type Done<Value = unknown> = { readonly ok: true } & Value

/** The notice refuses it, for reasons that a person can act on. */
export type Refused = { readonly ok: false; readonly why: 'refused'; readonly refusal: NotPermitted }

/** It was not done, for a reason that is not the notice's. */
export type NotDone<Why extends string> = Why extends string ? { readonly ok: false; readonly why: Why } : never

/** The one shape of an answer to anything that may be refused. `Why`: the closed set of other reasons; `never` where only the notice can refuse. */
export type Answer<Value = unknown, Why extends string = never> = Done<Value> | Refused | NotDone<Why>

export const done: Done = { ok: true }

export function refusedBy(refusal: NotPermitted): Refused {
  return { ok: false, why: 'refused', refusal }
}

/** The item is not there, or no longer. */
export const gone: NotDone<'gone'> = { ok: false, why: 'gone' }

import { AsyncLocalStorage } from 'node:async_hooks'

/** A form that is being taken: the hash of its token, and the one attempt (a UUID) that takes it. */
export type FormUnderWay = { readonly form: string; readonly sending: string }

const underWay = new AsyncLocalStorage<FormUnderWay | undefined>()

/** Whatever `work` writes to the database, in any number of steps, is written for this form: see `openDatabase`. */
export function forForm<T>(form: FormUnderWay, work: () => T): T {
  return underWay.run(form, work)
}

/** What `work` writes is not part of what the form asked for, such as the session that it came with. */
export function besideForm<T>(work: () => T): T {
  return underWay.run(undefined, work)
}

export function formUnderWay(): FormUnderWay | undefined {
  return underWay.getStore()
}

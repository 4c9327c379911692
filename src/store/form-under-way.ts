import { AsyncLocalStorage } from 'node:async_hooks'

/** A form that is being taken: the hash of its token, and the one try (a UUID) that does it. */
export type FormUnderWay = { readonly form: string; readonly sending: string }

const underWay = new AsyncLocalStorage<FormUnderWay | undefined>()

/** Whatever `work` writes to the database, in however many steps, is written for this form: see `openDatabase`. */
export function forForm<T>(form: FormUnderWay, work: () => T): T {
  return underWay.run(form, work)
}

/** What is written in `work` is not what the form asked for, such as the session it came by. */
export function besideForm<T>(work: () => T): T {
  return underWay.run(undefined, work)
}

export function formUnderWay(): FormUnderWay | undefined {
  return underWay.getStore()
}

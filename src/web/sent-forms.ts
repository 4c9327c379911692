import { randomUUID } from 'node:crypto'
import type { FormUnderWay } from '#store/form-under-way.ts'

/** `taken`: something was done for it before. `under-way`: another try at it has not ended, here or in another process. */
export type Begun = { readonly begun: true; readonly form: FormUnderWay } | { readonly begun: false; readonly why: 'taken' | 'under-way' }

/** `taken`: answered as done. `shown`: answered with a page, or not at all: it counts if anything was written for it. `refused`: nothing was done. */
export type Outcome = 'taken' | 'shown' | 'refused'

/** Which forms were taken; the database's table in earnest, since a form may come to any web process. */
export interface SentForms {
  /** `form`: the hash of its token. Of several tries at once, one begins. */
  begin(form: string): Promise<Begun>
  /** Does what the form asks for: where the forms stand in the same database, what `work` writes there commits with the word that it was taken. */
  run(form: FormUnderWay, work: () => void): void
  /** While it is under way, from time to time: what is not heard of any more may be tried again. */
  keep(form: FormUnderWay): Promise<void>
  settle(form: FormUnderWay, outcome: Outcome): Promise<void>
}

/** Forms in memory: tests, and a single process that may forget them. What was only shown may be sent again. */
export function memorySentForms(): SentForms {
  const forms = new Map<string, 'taken' | 'under-way'>()
  return {
    async begin(form) {
      const why = forms.get(form)
      if (why !== undefined) return { begun: false, why }
      forms.set(form, 'under-way')
      return { begun: true, form: { form, sending: randomUUID() } }
    },
    run: (_form, work) => work(),
    keep: async () => {},
    async settle({ form }, outcome) {
      if (outcome === 'taken') forms.set(form, 'taken')
      else forms.delete(form)
    },
  }
}

import { randomUUID } from 'node:crypto'
import type { SentForms } from '#duties/browsers/sent-forms.ts'

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

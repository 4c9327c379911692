import type { ComponentChildren } from 'preact'
import { form, text } from '../../form/index.ts'

/** The words that a person is looked for by. They are a person's: they come in a form and never stand in an address. */
export function asksForSomebody(label: string, hint?: ComponentChildren) {
  return form({ words: text({ label, hint, type: 'search', least: 2, most: 200, missing: 'Write at least two letters or numbers' }) })
}

/** What people are found by, as a label says it. */
export const foundBy = 'Name, address, telephone number or payment reference'

import type { Entry } from '#duties/visits/visit-book.ts'

/** What a visitor says, with whatever the test says otherwise. */
export function entry(more: Partial<Entry> = {}): Entry {
  return { name: 'Ada Quince', host: 'Dee Marsh', registration: 'AB12 CDE', needsHelp: false, ...more }
}

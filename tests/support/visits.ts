import { type Entry, visitBook } from '#duties/visits/visit-book.ts'
import { colleague, type TestGate } from './gate.ts'

/** What a visitor says, with whatever the test says otherwise. */
export function entry(more: Partial<Entry> = {}): Entry {
  return { name: 'Ada Quince', host: 'Sita Rao', registration: 'AB12 CDE', needsHelp: false, ...more }
}

export const receptionist = colleague('receptionist')
export const warden = { ...colleague('fire-warden'), name: 'Joe Treloar' }

/** Somebody who has signed in at the office in Exeter. */
export async function signedIn(at: TestGate, more: Partial<Entry> = {}) {
  const answer = await visitBook({ ...at.deps, gate: at.gate }).signInByColleague(receptionist, 'exeter', entry(more))
  if (!answer.ok) throw new Error(`nobody was signed in: ${JSON.stringify(answer)}`)
  return answer
}

import { Fault } from '#shared/fault.ts'
import { slotOf } from './answer-layout.ts'
import type { Decision } from './decision.ts'
import type { CircumstanceMask, CompiledEntry, Line, Tables } from './tables.ts'

/** The answer of an entry, by its number, in these circumstances. Each answer is made once and reused. */
export function answerEntry(tables: Tables, number: number, circumstances: CircumstanceMask): Decision {
  const [reads, from] = [tables.reads[number] ?? 0, tables.from[number] ?? -1]
  if (from < 0) return makeAnswer(entryOf(tables, number), circumstances & reads)
  const slot = from + slotOf(circumstances, reads)
  const known = tables.answers[slot]
  if (known !== undefined) return known
  const made = Object.freeze(makeAnswer(entryOf(tables, number), circumstances & reads))
  tables.answers[slot] = made
  return made
}

export function entryOf(tables: Tables, number: number): CompiledEntry {
  const entry = tables.entries[number]
  if (entry === undefined) throw new Fault('table-corrupt', 'a cell of the decision tables leads to no entry')
  return entry
}

function makeAnswer(entry: CompiledEntry, circumstances: CircumstanceMask): Decision {
  const rest = { basis: entry.basis, conditions: [...new Set(entry.conditions)] }
  const [first, ...others] = linesAgainst(entry, circumstances)
  if (first === undefined) return { outcome: 'permitted', ...rest, clauses: [...new Set([...entry.activityClauses, ...entry.clauses])] }
  const lines = [first, ...others]
  const waits = entry.restsOnConsent && lines.every((line) => line.reason.code === 'lacks-consent')
  return {
    outcome: waits ? 'needs-consent' : 'refused',
    reasons: [first.reason, ...others.map((line) => line.reason)],
    clauses: [...new Set(lines.flatMap((line) => line.clauses))],
    ...rest,
  }
}

/** The lines that refuse, the first of each code only. */
export function linesAgainst(entry: CompiledEntry, circumstances: CircumstanceMask): readonly Line[] {
  const against: Line[] = []
  for (const line of entry.lines) {
    if (!speaks(line, circumstances)) continue
    if (against.at(-1)?.order !== line.order) against.push(line)
  }
  return against
}

function speaks({ kind, mask, when }: Line, circumstances: CircumstanceMask): boolean {
  if (kind === 'stops') return (circumstances & mask) !== 0
  return (circumstances & mask) === 0 && (when === 0 || (circumstances & when) !== 0)
}

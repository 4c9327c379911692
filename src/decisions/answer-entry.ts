import type { Decision } from './decision.ts'
import type { CircumstanceMask, CompiledEntry, Line } from './tables.ts'

/** The answer of one entry in these circumstances; the same answer is made once and given again. */
export function answerEntry(entry: CompiledEntry, circumstances: CircumstanceMask): Decision {
  const key = circumstances & entry.reads
  const known = entry.answers.get(key)
  if (known !== undefined) return known
  const made = Object.freeze(makeAnswer(entry, key))
  entry.answers.set(key, made)
  return made
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

/** The lines that speak against it, the first of each code only. */
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

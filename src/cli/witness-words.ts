import type { EvidenceReport } from './system.ts'

/** In one line, what a check of the evidence comes to. What could not be asked is not passed over. */
export function verdictOf({ ok, faults, witnesses, noWitnessSet }: EvidenceReport): string {
  if (faults.length > 0) return 'the evidence was tampered with'
  if (noWitnessSet === true) return 'the evidence is whole by what is kept here; no witness set, so none was asked (docs/witnesses.md)'
  if (!ok) return 'the evidence is whole by what is kept here, and could not be checked against every witness'
  if (witnesses?.some(({ lost }) => lost.length > 0)) return 'the evidence is whole, but for what a restore took'
  return witnesses === null ? 'the evidence is whole' : 'the evidence is whole, and is as it was witnessed'
}

type Witness = NonNullable<EvidenceReport['witnesses']>[number]

/** What one witness has, and what it has not. */
export function witnessWords({ name, reached, why, heads, newest, notYet, removed, lost }: Witness): readonly string[] {
  if (!reached) return [`witness “${name}” could not be reached: ${why ?? 'it does not answer'}`]
  const has = newest === null ? 'none of this chain' : `the newest of seal ${newest.seal}, ${newest.head}`
  return [
    `witness “${name}”: ${count(heads, 'head')}, ${has}; ${notYet === 0 ? 'nothing was sealed since' : `${count(notYet, 'seal')} since, not yet witnessed`}`,
    ...(removed === 0 ? [] : [`somebody deleted ${count(removed, 'head')} at “${name}”, which kept them all the same`]),
    ...lost.map(
      (each) =>
        `“${name}” has ${count(each.heads, 'head')}, of seals ${each.from} to ${each.to}, that a restore took from here: on ${each.at} a backup of ${each.made} was put back, as is on record. What was recorded between is not in this database, and nobody can check it here`,
    ),
  ]
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`
}

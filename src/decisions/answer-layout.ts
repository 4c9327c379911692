import type { CircumstanceMask, CompiledEntry, Tables } from './tables.ts'

/** An entry that reads more circumstances than this keeps no answers: their combinations would fill the memory. */
const mostKept = 10

/** Gives each entry its row of answers: one slot for every combination of the circumstances that it reads. */
export function layOut(entries: readonly (CompiledEntry | undefined)[]): Pick<Tables, 'cellOf' | 'reads' | 'from' | 'answers'> {
  const from = new Int32Array(entries.length)
  let end = 0
  for (const [number, entry] of entries.entries()) {
    const count = bitsIn(entry?.reads ?? 0)
    from[number] = count > mostKept ? -1 : end
    if (count <= mostKept) end += 1 << count
  }
  return {
    cellOf: Int32Array.from(entries, (entry) => entry?.cell ?? -1),
    reads: Int32Array.from(entries, (entry) => entry?.reads ?? 0),
    from,
    answers: new Array<undefined>(end).fill(undefined),
  }
}

/** The slot of a combination in its row of answers: the bits of `circumstances` that are in `reads`, pushed together. */
export function slotOf(circumstances: CircumstanceMask, reads: CircumstanceMask): number {
  let slot = 0
  let bit = 1
  for (let left = reads; left !== 0; left &= left - 1) {
    if ((circumstances & left & -left) !== 0) slot |= bit
    bit <<= 1
  }
  return slot
}

function bitsIn(mask: CircumstanceMask): number {
  let count = 0
  for (let left = mask; left !== 0; left &= left - 1) count++
  return count
}

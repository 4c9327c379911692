import type { ChainLine } from './chain-line.ts'

/** A head that a witness has. `removed`: somebody deleted it there, and the place kept it all the same. */
export type WitnessedHead = { readonly seal: string; readonly head: string; readonly removed: boolean }

/**
 * A place in somebody else's hands that keeps heads of the evidence and gives none back. A head proves everything sealed before it, so that the
 * newest one is enough. Each is an object whose name tells seal and head.
 */
export interface Witness extends KeptHeads {
  /** Resolves once the head is there, durable, and held as the place promises. */
  keep(line: ChainLine): Promise<void>
  /** How it is held, in words; `from`: a seal whose head it has. A fault where the place does not answer, or holds nothing fast. */
  check(from?: string): Promise<string>
}

/** Heads that somebody else has, as they are compared with the chain. */
export interface KeptHeads {
  /** What the landlord calls it; published. */
  readonly name: string
  /** Where it is, for operators alone. Two places are two witnesses, whatever they are called. */
  readonly place: string
  /** Every head there, or those of that seal and later ones, in their order; what is not ours is left alone. A fault where it does not answer. */
  heads(from?: string): Promise<readonly WitnessedHead[]>
  /** The line that was kept of each of these heads, in their order; empty for one that cannot be read. A fault where the place does not answer. */
  linesOf(kept: readonly Pick<ChainLine, 'seal' | 'head'>[]): Promise<readonly string[]>
}

/** Digits of a seal's number in a name: names are in the order of the seals. */
const digits = 12
/** Those by which names are put on shelves, so that no folder has too many. */
const shelfDigits = 7

export function shelfOf(seal: string): string {
  return seal.padStart(digits, '0').slice(0, shelfDigits)
}

export function nameOf({ seal, head }: Pick<ChainLine, 'seal' | 'head'>): string {
  return `${shelfOf(seal)}/${seal.padStart(digits, '0')}-${head}.txt`
}

/** The first name that a seal could have: all names of it and of later seals come after. */
export function firstNameOf(seal: string): string {
  return `${shelfOf(seal)}/${seal.padStart(digits, '0')}`
}

/** What a name tells; undefined for one that is not ours. */
export function headIn(name: string): Pick<ChainLine, 'seal' | 'head'> | undefined {
  const [, shelf, number = '', head] = /^(\d{7})\/(\d{12})-([0-9a-f]{64})\.txt$/.exec(name) ?? []
  if (head === undefined || shelf !== number.slice(0, shelfDigits)) return undefined
  return { seal: String(BigInt(number)), head }
}

/** The lines of heads that are read each by itself; empty for one that cannot be read. */
export async function oneByOne<T>(kept: readonly T[], read: (each: T) => Promise<string>): Promise<readonly string[]> {
  const lines: string[] = []
  for (const each of kept) lines.push(await read(each).catch(() => ''))
  return lines
}

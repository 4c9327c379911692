import type { AnswerTools } from '../rights/answer/tools.ts'
import type { LeavingItem } from './leaves.ts'

/** The sheet that goes with what is shared: whose it is, to whom, why, and what stands in it. */
export type Sheet = {
  readonly landlord: string
  readonly recipient: string
  readonly reference: string | null
  readonly person: string
  readonly on: Temporal.PlainDate
  readonly why: string
  /** What we ask them, a line each; null where they asked us. */
  readonly question: string | null
  /** The basis and clauses, and what whoever gets it has to keep to. */
  readonly terms: readonly string[]
  readonly items: readonly LeavingItem[]
}

/** What a share is made with, from the floor above: the writer of the sheet, and the reader that checks every byte. */
export type ShareTools = Pick<AnswerTools, 'check' | 'setAsideIn'> & {
  /** Writes the sheet for people and for machines into the folder; the names of its files, or null where it could not be set. */
  readonly writeSheet: (sheet: Sheet, folder: string) => Promise<readonly string[] | null>
}

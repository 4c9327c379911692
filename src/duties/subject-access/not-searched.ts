import type { RecordPart } from '#gate/record-type.ts'
import { whyLeftOut } from './left-out.ts'

/** What a search of somebody's data does not go through, and why: said, so that nobody takes the rest for all there is. */
export type NotSearched = { readonly what: string; readonly why: string }

/** What is kept about people and is no kind of record. */
const besideRecords: readonly NotSearched[] = [
  {
    what: 'Which colleagues opened your record, and who was told what',
    why: 'It is kept as evidence, apart from the records: ask, and the data protection team looks for you.',
  },
  {
    what: 'What is said or seen in recordings and pictures',
    why: 'Nothing listens or looks by itself: only their facts are searched.',
  },
  {
    what: 'Copies kept in case something is lost',
    why: 'They hold what the records held when they were made, and nobody works with them.',
  },
]

/** Kinds of record that are tied to no person, by name. */
const untied: Readonly<Record<string, string>> = { message: whyLeftOut.message, 'unlinked-call': whyLeftOut.unlinkedCall }

/** Of a kind that came without a person; undefined where its rows can be searched by person. */
export function whyUntied({ type }: RecordPart): string | undefined {
  return type.tie.searched === 'never' ? (untied[type.name] ?? whyLeftOut.alone) : undefined
}

export const secretsAreNobodys: NotSearched['why'] =
  'What somebody proves themselves with is nobody’s to read, our own colleagues’ included.'

export function notSearchedBeside(): readonly NotSearched[] {
  return besideRecords
}

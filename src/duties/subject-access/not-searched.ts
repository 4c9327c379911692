/** What a search of somebody's data does not go through, and why. The pack says so, so that nobody takes the rest for everything. */
export type NotSearched = { readonly what: string; readonly why: string }

/** Not where a request is answered, whose search goes through it. */
export const evidenceApart: NotSearched = {
  what: 'Which colleagues opened your record, and who was told what',
  why: 'It is kept as evidence, apart from the records: ask, and the data protection team looks for you.',
}

/** What no search goes through, whoever asks. */
export const neverSearched: readonly NotSearched[] = [
  {
    what: 'What is said or seen in recordings and pictures',
    why: 'Nothing listens or looks by itself: only their facts are searched.',
  },
  {
    what: 'Copies kept in case something is lost',
    why: 'They hold what the records held when they were made, and nobody works with them.',
  },
]

/** For a record type whose items came without a person and which declares no reason of its own. */
export const standsAlone: NotSearched['why'] = 'It stands by itself and is tied to no record, so it cannot be searched by person.'

export const secretsAreNobodys: NotSearched['why'] =
  'What somebody proves themselves with is nobody’s to read, our own colleagues’ included.'

export function notSearchedBeside(): readonly NotSearched[] {
  return [evidenceApart, ...neverSearched]
}

/** A note about one line of one file. It names the file, and never contains a person's data. */
export type LineNote = { readonly file: string; readonly line: number; readonly reason: string }

/**
 * The result of an import. INVARIANT: read = stored + unchanged + refused.length; every document is in exactly one of them. `notes`: stored, but odd.
 * `notTaken`: fields that nothing here needs (P3), by file and name, with how many documents had them.
 */
export type ImportReport = {
  readonly read: number
  readonly stored: number
  readonly unchanged: number
  readonly refused: readonly LineNote[]
  readonly notes: readonly LineNote[]
  readonly notTaken: Readonly<Record<string, number>>
}

/**
 * What of an import would be due for deletion at once, by record type and rule. `people`: how many of the people it is about (`of`) would be deleted.
 * `waits`: that is more than is believed, so what it makes due waits for a confirmation.
 */
export type DueReport = {
  readonly items: readonly { readonly type: string; readonly rule: string; readonly items: number }[]
  readonly people: number
  readonly of: number
  readonly waits: boolean
}

export type Tally = {
  readonly refuse: (file: string, line: number, reason: string) => void
  readonly note: (file: string, line: number, reason: string) => void
  readonly count: (what: 'stored' | 'unchanged') => void
  readonly leave: (file: string, field: string) => void
  readonly report: () => ImportReport
}

/** Counts one import. Lines are reported in the order of `files`, then by number. */
export function importTally(files: readonly string[]): Tally {
  const counts = { stored: 0, unchanged: 0 }
  const refused: LineNote[] = []
  const notes: LineNote[] = []
  const left = new Map<string, number>()
  const inOrder = (one: LineNote, other: LineNote): number => files.indexOf(one.file) - files.indexOf(other.file) || one.line - other.line
  return {
    refuse: (file, line, reason) => refused.push({ file, line, reason }),
    note: (file, line, reason) => notes.push({ file, line, reason }),
    count: (what) => {
      counts[what] += 1
    },
    leave: (file, field) => {
      const name = `${file}: ${field}`
      left.set(name, (left.get(name) ?? 0) + 1)
    },
    report: () => ({
      read: counts.stored + counts.unchanged + refused.length,
      ...counts,
      refused: refused.toSorted(inOrder),
      notes: notes.toSorted(inOrder),
      notTaken: Object.fromEntries([...left].toSorted(([one], [other]) => one.localeCompare(other))),
    }),
  }
}

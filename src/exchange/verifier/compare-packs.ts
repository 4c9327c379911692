/** A passage that a pack does not show. `about`: the ids of the people whom it is hidden to protect. */
export type HiddenPassage = { readonly start: number; readonly end: number; readonly about: readonly string[] }

/**
 * A text of an item in a pack: what is not hidden is shown. An item that is withheld is hidden from its first character to its last. `version`: the
 * same for the same text.
 */
export type ManifestText = {
  readonly item: string
  readonly field: string
  readonly version: string
  readonly length: number
  readonly hidden: readonly HiddenPassage[]
}

/** What a pack shows and hides, with the id of the person whose copy it is. */
export type PackManifest = { readonly pack: string; readonly requester: string; readonly texts: readonly ManifestText[] }

/** A passage, or the part of one, that one pack hides and the other shows. */
export type Filled = {
  readonly item: string
  readonly field: string
  readonly start: number
  readonly end: number
  readonly hiddenIn: string
  readonly shownIn: string
}

/**
 * `filled`: the other pack gives away what one hides, so somebody decides again. `expected`: it is hidden to protect the very person whose copy
 * shows it, who has a right to it. `unlike`: the packs have different versions of a text, which cannot be laid side by side.
 */
export type Comparison = {
  readonly filled: readonly Filled[]
  readonly expected: readonly Filled[]
  readonly unlike: readonly Pick<ManifestText, 'item' | 'field'>[]
}

/**
 * Lays two packs side by side, of one household or of a reporter and of whom they reported: they may show each other theirs. This is for whoever
 * prepares the packs. Neither requester is told of the other's request, nor why a pack waits.
 */
export function comparePacks(one: PackManifest, other: PackManifest): Comparison {
  const others = new Map(other.texts.map((text): [string, ManifestText] => [keyOf(text), text]))
  const filled: Filled[] = []
  const expected: Filled[] = []
  const unlike: Pick<ManifestText, 'item' | 'field'>[] = []
  for (const text of one.texts) {
    const same = others.get(keyOf(text))
    if (same === undefined) continue
    if (same.version !== text.version || same.length !== text.length) unlike.push({ item: text.item, field: text.field })
    else
      for (const [hiding, showing, hiddenText, shownText] of [[one, other, text, same] as const, [other, one, same, text] as const])
        for (const passage of hiddenText.hidden) {
          const isTheirs = passage.about.length > 0 && passage.about.every((person) => person === showing.requester)
          const about = { item: text.item, field: text.field, hiddenIn: hiding.pack, shownIn: showing.pack }
          for (const shown of shownWithin(passage, shownText)) (isTheirs ? expected : filled).push({ ...about, ...shown })
        }
  }
  return { filled, expected, unlike }
}

function keyOf({ item, field }: ManifestText): string {
  return JSON.stringify([item, field])
}

/** The parts of a passage that a text does not hide. */
function shownWithin(
  { start, end }: HiddenPassage,
  { hidden, length }: ManifestText,
): readonly { readonly start: number; readonly end: number }[] {
  const shown: { start: number; end: number }[] = []
  let at = Math.max(0, start)
  const last = Math.min(end, length)
  for (const each of hidden.toSorted((one, other) => one.start - other.start)) {
    if (each.start >= last) break
    if (each.start > at) shown.push({ start: at, end: each.start })
    at = Math.max(at, each.end)
  }
  if (at < last) shown.push({ start: at, end: last })
  return shown
}

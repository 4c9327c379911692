import type { Box } from '#media/box.ts'
import { wholeItem } from '../decided.ts'
import { placesShown } from './places-shown.ts'

/** A passage that a pack does not show. `about`: the ids of the people whom it is hidden to protect. */
export type HiddenPassage = { readonly start: number; readonly end: number; readonly about: readonly string[] }

/**
 * A text of an item in a pack: what is not hidden is shown. `field`: `wholeItem` where nothing of the item leaves, whatever is decided about its texts.
 * `version`: the same for the same text. `places`: those of a picture that are black in it.
 */
export type ManifestText = {
  readonly item: string
  readonly field: string
  readonly version: string
  readonly length: number
  readonly hidden: readonly HiddenPassage[]
  readonly places: readonly Box[]
}

/** What a pack shows and hides, with the id of the person whose copy it is. */
export type PackManifest = { readonly pack: string; readonly requester: string; readonly texts: readonly ManifestText[] }

/** A passage, or the part of one, that one pack hides and the other shows; or a `place` of a picture. */
export type Filled = {
  readonly item: string
  readonly field: string
  readonly start: number
  readonly end: number
  readonly place: Box | null
  readonly hiddenIn: string
  readonly shownIn: string
}

/**
 * `filled`: the other pack gives away what one hides, so somebody decides again. `expected`: it is hidden to protect the very person whose copy
 * shows it, who has a right to it. `unlike`: the packs have different versions of a text of which one hides something: they cannot be laid side by side.
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
  const filled: Filled[] = []
  const expected: Filled[] = []
  const unlike: Pick<ManifestText, 'item' | 'field'>[] = []
  for (const [text, same] of pairsOf(withItems(one, other), withItems(other, one))) {
    if (same.version !== text.version || same.length !== text.length) {
      if (hidesAny(text) || hidesAny(same)) unlike.push({ item: text.item, field: text.field })
      continue
    }
    for (const [hiding, showing, hiddenText, shownText] of [[one, other, text, same] as const, [other, one, same, text] as const])
      for (const passage of hiddenText.hidden) {
        const isTheirs = passage.about.length > 0 && passage.about.every((person) => person === showing.requester)
        const about = { item: text.item, field: text.field, hiddenIn: hiding.pack, shownIn: showing.pack }
        for (const shown of shownWithin(passage, shownText)) (isTheirs ? expected : filled).push({ ...about, ...shown, place: null })
      }
    filled.push(...placesFilled(one, other, text, same), ...placesFilled(other, one, same, text))
  }
  return { filled, expected, unlike }
}

function hidesAny({ hidden, places }: ManifestText): boolean {
  return hidden.length + places.length > 0
}

/** Each place of a picture that one pack hides and the other shows, at least in part. */
function placesFilled(hiding: PackManifest, showing: PackManifest, hiddenText: ManifestText, shownText: ManifestText): readonly Filled[] {
  // What does not leave at all shows none.
  if (shownText.hidden.length > 0) return []
  const { item, field, length } = hiddenText
  const about = { item, field, start: 0, end: length, hiddenIn: hiding.pack, shownIn: showing.pack }
  return placesShown(hiddenText.places, shownText.places).map((place) => ({ ...about, place }))
}

/** The words of a text are found again in another item, where somebody wrote them in both. Shorter texts are the same by chance. */
const isWrittenTwice = ({ length }: ManifestText): boolean => length >= 20

/** The same texts of two packs: of the same item, or with the same words elsewhere. */
function pairsOf(one: readonly ManifestText[], other: readonly ManifestText[]): readonly (readonly [ManifestText, ManifestText])[] {
  const byItem = new Map(other.map((text): [string, ManifestText] => [keyOf(text), text]))
  const byWords = Map.groupBy(other.filter(isWrittenTwice), ({ version }) => version)
  return one.flatMap((text) => {
    const same = byItem.get(keyOf(text))
    const copies = isWrittenTwice(text) ? (byWords.get(text.version) ?? []) : []
    const all = new Set([...(same === undefined ? [] : [same]), ...copies.filter(({ length }) => length === text.length)])
    return [...all].map((each) => [text, each] as const)
  })
}

/** The texts of a pack, with those that the other has of items of which this one shows nothing. */
function withItems({ texts }: PackManifest, other: PackManifest): readonly ManifestText[] {
  const there = new Set(texts.map(keyOf))
  const whole = new Set(texts.flatMap(({ item, field }) => (field === wholeItem ? [item] : [])))
  const hidden = other.texts
    .filter((text) => whole.has(text.item) && !there.has(keyOf(text)))
    .map((text) => ({ ...text, hidden: [{ start: 0, end: text.length, about: [] }], places: [] }))
  return [...texts, ...hidden]
}

function keyOf({ item, field }: Pick<ManifestText, 'item' | 'field'>): string {
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

import type { SectionHead } from '#duties/subject-access/gather.ts'
import type { WordedRow, Wording } from './document.ts'
import type { JsonPiece } from './json-file.ts'
import type { SectionPart } from './part.ts'

/** Measures of a page in points, as pack.typ sets it, and rather too high than too low: a part must not come out too long. */
const page = 690
const line = 15.8
const padding = 18.5
const perItem = 62
const perSection = 90
/** Characters on a line of the one column in which an item's values stand, and of all columns of a table together. */
const itemLine = 44
const tableLine = 84

/** From so many items on, a section is one table, if its items are short and have few columns: a book of rent, not a page for each payment. */
const tableFrom = 12
const tableColumns = 8
const tableLongest = 240

type SectionFacts = { readonly head: SectionHead; count: number; readonly labels: Set<string>; longest: number }

/** How the sections of a pack are set, and how many of all its items are in each part. */
export type Plan = { readonly sections: readonly SectionFacts[]; readonly parts: readonly number[] }

/** Two looks at what was written: what the sections are like, and where a part has to end. `pages`: of a part at the most. */
export async function planParts(pieces: () => AsyncIterable<JsonPiece>, wording: Wording, pages: number): Promise<Plan> {
  const sections: SectionFacts[] = []
  for await (const piece of pieces()) {
    if ('section' in piece) {
      sections.push({ head: piece.section, count: 0, labels: new Set(), longest: 0 })
      continue
    }
    const last = sections.at(-1)
    if (last === undefined) continue
    last.count += 1
    for (const { label, value } of wording.rowsOf(piece.item)) {
      last.labels.add(label)
      last.longest = Math.max(last.longest, value.length)
    }
  }
  const parts: number[] = []
  let [place, height, items] = [-1, 0, 0]
  for await (const piece of pieces()) {
    if ('section' in piece) {
      place += 1
      height += perSection
      continue
    }
    const facts = sections[place]
    const needed = facts === undefined ? 0 : heightOf(wording.rowsOf(piece.item), facts)
    if (items > 0 && height + needed > pages * page) {
      parts.push(items)
      ;[height, items] = [perSection, 0]
    }
    height += needed
    items += 1
  }
  return { sections, parts: [...parts, items] }
}

function isTable({ count, labels, longest }: SectionFacts): boolean {
  return count >= tableFrom && labels.size <= tableColumns && longest <= tableLongest
}

function heightOf(rows: readonly WordedRow[], facts: SectionFacts): number {
  if (isTable(facts)) {
    const inColumn = Math.max(4, Math.floor(tableLine / facts.labels.size) - 2)
    return padding + line * Math.max(...rows.map(({ value }) => linesOf(value, inColumn)))
  }
  return perItem + rows.reduce((sum, { value }) => sum + padding + line * linesOf(value, itemLine), 0)
}

/** Lines less the first, which the padding counts. */
function linesOf(text: string, width: number): number {
  let lines = -1
  for (const paragraph of text.split('\n')) {
    // A word that does not fit leaves the rest of its line empty.
    const wide = paragraph.length + (paragraph.match(/[\u1100-\uffff]/g)?.length ?? 0)
    lines += Math.max(1, Math.ceil((wide * 1.25) / width))
  }
  return lines
}

/** The sections of each part in turn, from what was written. */
export async function* sectionsByPart(
  pieces: AsyncIterable<JsonPiece>,
  wording: Wording,
  { sections, parts }: Plan,
): AsyncGenerator<readonly SectionPart[]> {
  let [part, items, place, within] = [0, 0, -1, 0]
  let building = sectionsOfPart(wording)
  for await (const piece of pieces) {
    if ('section' in piece) {
      place += 1
      within = 0
      continue
    }
    const facts = sections[place]
    if (facts === undefined) continue
    if (items === parts[part]) {
      yield building.sections
      ;[part, items] = [part + 1, 0]
      building = sectionsOfPart(wording)
    }
    within += 1
    items += 1
    building.add(facts, within, wording.rowsOf(piece.item))
  }
  yield building.sections
}

type Building = { title: string; summary: string | null } & (
  | { columns: readonly string[]; rows: string[][] }
  | { columns: null; items: { title: string; rows: readonly WordedRow[] }[] }
)

function sectionsOfPart(wording: Wording) {
  const sections: Building[] = []
  let current: SectionFacts | undefined
  return {
    sections,
    add(facts: SectionFacts, place: number, rows: readonly WordedRow[]): void {
      if (facts !== current) {
        const summary = place === 1 ? `${facts.count} item${facts.count === 1 ? '' : 's'}.` : null
        const head = { title: wording.sectionTitle(facts.head), summary }
        sections.push(isTable(facts) ? { ...head, columns: [...facts.labels], rows: [] } : { ...head, columns: null, items: [] })
        current = facts
      }
      const section = sections.at(-1)
      if (section === undefined) return
      if (section.columns === null) section.items.push({ title: `${facts.head.title} ${place} of ${facts.count}`, rows })
      else {
        const values = new Map(rows.map(({ label, value }): [string, string] => [label, value]))
        section.rows.push(section.columns.map((label) => values.get(label) ?? ''))
      }
    },
  }
}

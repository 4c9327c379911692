import type { SectionHead } from '#duties/subject-access/gather.ts'
import type { WordedRow, Wording } from './document.ts'
import type { JsonPiece } from './json-file.ts'
import { type Column, charactersAcross, charactersIn, edges, type SectionPart } from './part.ts'

/** Measures of a page in points, as pack.typ sets it. Estimates err on the high side: a part must not come out too long. */
const page = 690
const line = 15.8
const padding = 18.5
const perItem = 62
const perSection = 90
/** Pages of what comes before the first item and after the last. */
const aroundPages = 9
/** Characters on a line of the one column of an item's values. */
const itemLine = 44
/** A column is never narrower than its longest word, within these bounds; how wide it would be is bounded too. */
const narrowest = 5
const longestWordOf = 16
const widest = 60

/** The most items in a part: a typesetter has all of them in memory. */
const mostItems = 4_000

/** A section of at least this many short items with few columns is one table: a book of rent, not a table for each payment. */
const tableFrom = 3
const tableColumns = 8
const tableLongest = 240

/** Characters of the longest word of a column, and of its longest value. */
type Lengths = { readonly word: number; readonly value: number }
/** `labels`: the columns that a table of the section has. */
type SectionFacts = { readonly head: SectionHead; count: number; readonly labels: Map<string, Lengths> }

/** What of a wording the sections need. */
type Worded = Pick<Wording, 'sectionTitle' | 'rowsOf'>

/** How the sections of a pack are set, and how many of all its items are in each part. */
export type Plan = { readonly sections: readonly SectionFacts[]; readonly parts: readonly number[] }

/** Reads what was written twice: to measure the sections, and to decide where each part ends. `pages`: the most of a part. */
export async function planParts(pieces: () => AsyncIterable<JsonPiece>, wording: Worded, pages: number): Promise<Plan> {
  const sections: SectionFacts[] = []
  for await (const piece of pieces()) {
    if ('section' in piece) {
      sections.push({ head: piece.section, count: 0, labels: new Map() })
      continue
    }
    const last = sections.at(-1)
    if (last === undefined) continue
    last.count += 1
    for (const { label, value } of wording.rowsOf(piece.item, last.head)) {
      // Titles are bold, and so a little wider.
      const known = last.labels.get(label) ?? { word: longestWord(label) + 1, value: 0 }
      last.labels.set(label, { word: Math.max(known.word, longestWord(value)), value: Math.max(known.value, value.length) })
    }
  }
  const parts: number[] = []
  let [index, height, items] = [-1, aroundPages * page, 0]
  for await (const piece of pieces()) {
    if ('section' in piece) {
      index += 1
      height += perSection
      continue
    }
    const facts = sections[index]
    const needed = facts === undefined ? 0 : heightOf(wording.rowsOf(piece.item, facts.head), facts)
    if (items > 0 && (items === mostItems || height + needed > pages * page)) {
      parts.push(items)
      ;[height, items] = [aroundPages * page + perSection, 0]
    }
    height += needed
    items += 1
  }
  return { sections, parts: [...parts, items] }
}

function isTable({ count, labels }: SectionFacts): boolean {
  return count >= tableFrom && labels.size <= tableColumns && [...labels.values()].every(({ value }) => value <= tableLongest)
}

/** Each column gets its longest word, so that no word is broken; what is left goes to those that have more to say. */
function columnsOf({ labels }: SectionFacts): readonly Column[] {
  const columns = [...labels].map(([label, { word, value }]) => {
    const least = Math.min(longestWordOf, Math.max(narrowest, word))
    return { label, least, more: Math.max(0, Math.min(widest, value) - least) }
  })
  const wanted = columns.reduce((sum, { more }) => sum + more, 0)
  const left = Math.max(0, charactersAcross - columns.reduce((sum, { least }) => sum + least + edges, 0))
  const share = wanted === 0 ? 0 : Math.min(1, left / wanted)
  return columns.map(({ label, least, more }) => ({ label, width: least + edges + more * share }))
}

function heightOf(rows: readonly WordedRow[], facts: SectionFacts): number {
  if (isTable(facts)) {
    const columns = columnsOf(facts)
    const total = columns.reduce((sum, { width }) => sum + width, 0)
    const width = new Map(columns.map((column): [string, number] => [column.label, charactersIn(column, total)]))
    return padding + line * Math.max(...rows.map(({ label, value }) => linesOf(value, width.get(label) ?? narrowest)))
  }
  return perItem + rows.reduce((sum, { value }) => sum + padding + line * linesOf(value, itemLine), 0)
}

function longestWord(text: string): number {
  return Math.max(...text.split(/\s/).map((word) => word.length))
}

/** Lines without the first, which the padding includes. */
function linesOf(text: string, width: number): number {
  let lines = -1
  for (const paragraph of text.split('\n')) {
    // A word that does not fit leaves the rest of its line empty.
    const wide = paragraph.length + (paragraph.match(/[\u1100-\uffff]/g)?.length ?? 0)
    lines += wide <= width ? 1 : Math.ceil((wide * 1.25) / width)
  }
  return lines
}

/** The sections of each part in turn, read from what was written. */
export async function* sectionsByPart(
  pieces: AsyncIterable<JsonPiece>,
  wording: Worded,
  { sections, parts }: Plan,
): AsyncGenerator<readonly SectionPart[]> {
  let [part, items, index, within] = [0, 0, -1, 0]
  let building = sectionsOfPart(wording)
  for await (const piece of pieces) {
    if ('section' in piece) {
      index += 1
      within = 0
      continue
    }
    const facts = sections[index]
    if (facts === undefined) continue
    if (items === parts[part]) {
      yield building.sections
      ;[part, items] = [part + 1, 0]
      building = sectionsOfPart(wording)
    }
    within += 1
    items += 1
    building.add(facts, within, wording.rowsOf(piece.item, facts.head))
  }
  yield building.sections
}

type Building = { title: string; continued: boolean; summary: string | null } & (
  | { columns: readonly Column[]; rows: string[][] }
  | { columns: null; items: { title: string | null; rows: readonly WordedRow[] }[] }
)

function sectionsOfPart(wording: Worded) {
  const sections: Building[] = []
  let current: SectionFacts | undefined
  return {
    sections,
    add(facts: SectionFacts, number: number, rows: readonly WordedRow[]): void {
      if (facts !== current) {
        const continued = number > 1
        const summary = continued || facts.count === 1 ? null : `${facts.count} items.`
        const head = { title: wording.sectionTitle(facts.head), continued, summary }
        sections.push(isTable(facts) ? { ...head, columns: columnsOf(facts), rows: [] } : { ...head, columns: null, items: [] })
        current = facts
      }
      const section = sections.at(-1)
      if (section === undefined) return
      if (section.columns === null)
        section.items.push({ title: facts.count === 1 ? null : `${facts.head.title} ${number} of ${facts.count}`, rows })
      else {
        const values = new Map(rows.map(({ label, value }): [string, string] => [label, value]))
        section.rows.push(section.columns.map(({ label }) => values.get(label) ?? ''))
      }
    },
  }
}

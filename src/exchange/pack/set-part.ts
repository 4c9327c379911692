import { closeSync, fsyncSync, openSync, readFileSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler'
import * as fontkit from 'fontkit'
import type { WordedRow } from './document.ts'
import { fontFolders, fonts } from './fonts.ts'
import { charactersIn, mostPages, type PackPart, type SectionPart, type SetAnswer, type SetOrder } from './part.ts'
import { longestRun, shownClosing, shownLetter, type Words } from './set-words.ts'
import { type Covers, markOf, nameOf, settableIn } from './settable.ts'

/** A text that begins with a letter of a script written from right to left. */
const fromTheRight =
  /^[^\p{L}]*[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\p{Script=Adlam}\p{Script=Hanifi_Rohingya}]/u
/** The most characters that are listed one by one. */
const namedMost = 2_000

/**
 * Sets parts as tagged PDFs (PDF/UA-1), each into its own file that only its owner can read. A character that no font has becomes a mark. An item
 * that cannot be set for another reason never costs the others: in it, everything but plain letters becomes marks. `folder`: where `pack.typ` is;
 * `covers`: what each font is taken to have.
 */
export function openTypesetting(folder: string, covers: readonly Covers[] = fonts.map(coverageOf)): (order: unknown) => SetAnswer {
  const markup = readFileSync(join(folder, 'pack.typ'), 'utf8')
  const compiler = NodeCompiler.create({ workspace: folder, fontArgs: [{ fontPaths: [...fontFolders] }] })
  const inputs = { fonts: JSON.stringify(fonts.map(({ family }) => family)) }
  const notShown = new Set<number>()
  const settable = settableIn(covers)
  const words: Words = (given, run) => {
    const { text, marks } = settable(given)
    for (const mark of marks) notShown.add(mark)
    return { text: text.replaceAll(runsOf(run), '$&\u200b'), rtl: fromTheRight.test(text) }
  }

  /** The PDF and how many pages it has; null where something in it cannot be set. */
  function pdfOf(part: unknown): { readonly pdf: Uint8Array; readonly pages: number } | null {
    try {
      const { result } = compiler.compile({ mainFileContent: markup, inputs: { ...inputs, part: JSON.stringify(part) } })
      if (result === null) return null
      return { pages: result.numOfPages, pdf: compiler.pdf(result, { pdfStandard: 'ua-1' }) }
    } catch {
      return null
    } finally {
      compiler.evictCache(0)
    }
  }

  return (order) => {
    if (!isOrder(order)) return { set: false, pages: null }
    const shown = shownPart(order.part, words, notShown)
    const made =
      pdfOf(shown) ?? pdfOf({ ...shown, sections: shown.sections.map((section) => withoutTrouble(section, shown, pdfOf, notShown)) })
    if (made === null) return { set: false, pages: null }
    if (made.pages > mostPages) return { set: false, pages: made.pages }
    put(order.file, made.pdf)
    return { set: true, pages: made.pages, notShown: namesOf(notShown) }
  }
}

type Shown = ReturnType<typeof shownPart>
type ShownSection = Shown['sections'][number]

/** A part as the template expects it. */
function shownPart({ sections, closing, letter, ...part }: PackPart, words: Words, notShown: ReadonlySet<number>) {
  const text = (given: string): string => words(given, longestRun).text
  const shown = {
    ...part,
    title: text(part.title),
    landlord: text(part.landlord),
    copy: text(part.copy),
    letter: letter === null ? null : shownLetter(letter, text),
    sections: sections.map((section) => shownSection(section, words)),
  }
  return { ...shown, closing: closing === null ? null : { ...shownClosing(closing, words), notShown: namesOf(notShown) } }
}

function shownSection(section: SectionPart, words: Words) {
  const { continued, summary } = section
  const head = { title: words(section.title, longestRun).text, continued, summary }
  if (section.columns !== null) {
    const { columns, rows } = section
    const total = columns.reduce((sum, { width }) => sum + width, 0)
    const runs = columns.map((column) => charactersIn(column, total))
    const cells = (row: readonly string[]) => row.map((value, index) => words(value, runs[index] ?? longestRun))
    const labelled = columns.map(({ label, width }, index) => ({ label: words(label, runs[index] ?? longestRun).text, width }))
    return { ...head, columns: labelled, rows: rows.map(cells), items: null }
  }
  const worded = ({ label, value }: WordedRow) => ({
    label: words(label, longestRun).text,
    value: words(value, longestRun),
  })
  return {
    ...head,
    columns: null,
    rows: null,
    items: section.items.map(({ title, rows }) => ({
      title: title === null ? null : words(title, longestRun).text,
      rows: rows.map(worded),
    })),
  }
}

/**
 * The section with each item that cannot be set reduced to plain letters and marks. Such items are found by halving: one of a thousand costs twenty
 * tries.
 */
function withoutTrouble(section: ShownSection, part: Shown, pdfOf: (part: unknown) => unknown, notShown: Set<number>): ShownSection {
  const isSet = (tried: ShownSection): boolean => pdfOf({ ...part, sections: [tried], closing: null }) !== null
  const settled = <Item>(
    items: readonly Item[],
    of: (items: readonly Item[]) => ShownSection,
    plain: (item: Item) => Item,
  ): readonly Item[] => {
    if (items.length === 0 || isSet(of(items))) return items
    if (items.length === 1) return items.map(plain)
    const half = items.length >> 1
    return [...settled(items.slice(0, half), of, plain), ...settled(items.slice(half), of, plain)]
  }
  const plainly = <Value extends { readonly text: string }>(value: Value): Value => ({
    ...value,
    text: plainText(value.text, notShown),
    rtl: false,
  })
  if (section.columns !== null)
    return {
      ...section,
      rows: [
        ...settled(
          section.rows,
          (rows) => ({ ...section, rows: [...rows] }),
          (row) => row.map(plainly),
        ),
      ],
    }
  const items = settled(
    section.items,
    (some) => ({ ...section, items: [...some] }),
    (item) => ({ ...item, rows: item.rows.map(({ label, value }) => ({ label, value: plainly(value) })) }),
  )
  return { ...section, items: [...items] }
}

function plainText(text: string, notShown: Set<number>): string {
  return text.replaceAll(/[^\n\x20-\x7e]/gu, (character) => {
    const codePoint = character.codePointAt(0) ?? 0
    if (codePoint === 0x200b) return character
    notShown.add(codePoint)
    return markOf(codePoint)
  })
}

function namesOf(notShown: ReadonlySet<number>): readonly string[] {
  const names = [...notShown].toSorted((one, other) => one - other).map(nameOf)
  return names.length <= namedMost ? names : [...names.slice(0, namedMost), `and ${names.length - namedMost} others`]
}

const runs = new Map<number, RegExp>()

function runsOf(run: number): RegExp {
  const found = runs.get(run) ?? new RegExp(`[\\x21-\\x7e\\xa1-\\u024f]{${run}}(?=[\\x21-\\x7e\\xa1-\\u024f])`, 'g')
  runs.set(run, found)
  return found
}

/** Opened at the first character that is not in every font. */
function coverageOf({ file }: { readonly file: string }): Covers {
  let characters: ReadonlySet<number> | undefined
  return (codePoint) => {
    if (characters === undefined) {
      const font = fontkit.openSync(file)
      characters = new Set('characterSet' in font ? font.characterSet : [])
    }
    return characters.has(codePoint)
  }
}

/** On disk before it is acknowledged. */
function put(path: string, content: Uint8Array): void {
  const file = openSync(path, 'w', 0o600)
  try {
    for (let written = 0; written < content.length; ) written += writeSync(file, content, written)
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
}

function isOrder(order: unknown): order is SetOrder {
  return typeof order === 'object' && order !== null && 'part' in order && 'file' in order && typeof order.file === 'string'
}

import { type Document, isMap, isNode, isPair, isScalar, isSeq, LineCounter, type Node, parseDocument, visit } from 'yaml'
import type { Path } from './finding.ts'
import type { Found } from './fold.ts'

/** A YAML text, read: its value, what is wrong with it as YAML, and the line of each part of it. */
export type YamlFile = {
  readonly value: unknown
  readonly faults: readonly Found[]
  readonly lineOf: (path: Path) => number
}

/**
 * Reads YAML 1.2 as it is written: dates stay text; a key given twice is a fault, and so is a reference. Lines count from 1. After its first fault a
 * text is no longer read as it was meant, so only that one is told.
 */
export function readYaml(file: string, text: string): YamlFile {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, strict: true, uniqueKeys: true })
  const lineOfOffset = (offset: number) => ({ file, line: Math.max(1, lines.linePos(offset).line) })
  const faults = firstFault(file, text, document, lines) ?? [
    // References are refused: a handful can expand to a gigabyte, and a reader of the file would not see what they refer to.
    ...referencesIn(document).map((offset) => ({
      ...lineOfOffset(offset),
      message: 'a reference (`*name`) stands where words should',
      fix: 'write the words out',
      recurs: true as const,
    })),
  ]
  const value: unknown = faults.length === 0 ? document.toJS() : undefined
  return { value, faults, lineOf: (path) => lineOf(document, lines, path) }
}

function firstFault(file: string, text: string, document: Document.Parsed, lines: LineCounter): readonly [Found] | undefined {
  const [first, ...others] = [...document.errors, ...document.warnings].toSorted((one, other) => one.pos[0] - other.pos[0])
  if (first === undefined) return undefined
  const folded = others.length === 0 ? {} : { folded: others.length }
  const line = Math.max(1, lines.linePos(first.pos[0]).line)
  const tab = tabBefore(text, line)
  if (tab !== undefined)
    return [{ file, line: tab, message: 'the line begins with a tab, which YAML does not read', fix: 'begin it with spaces', ...folded }]
  const message = `this is not YAML that can be read: ${first.message.replace(/\.$/, '')}`
  const fix =
    'check quotes, colons and the spaces at the start of this line; put quotes around a sentence that has a colon, a comma in braces, or a leading sign'
  return [{ file, line, message, fix, ...folded }]
}

/** The line that begins with a tab, where that can be why a later line cannot be read. A tab after spaces may be part of a text. */
function tabBefore(text: string, line: number): number | undefined {
  const until = text.split('\n').slice(0, line)
  const first = until.findIndex((each) => each.startsWith('\t'))
  if (first !== -1) return first + 1
  return /^ *\t/.test(until.at(-1) ?? '') ? line : undefined
}

function referencesIn(document: Document): readonly number[] {
  const offsets: number[] = []
  visit(document, {
    Alias: (_, alias) => {
      offsets.push(alias.range?.[0] ?? 0)
    },
  })
  return offsets
}

function lineOf(document: Document, lines: LineCounter, path: Path): number {
  let node: unknown = document.contents
  let offset = offsetOf(node) ?? 0
  for (const step of path) {
    const next = stepInto(node, step)
    if (next === undefined) break
    offset = next.offset ?? offset
    node = next.node
  }
  return Math.max(1, lines.linePos(offset).line)
}

function stepInto(node: unknown, step: string | number): { node: unknown; offset: number | undefined } | undefined {
  if (isMap(node)) {
    const pair = node.items.find((item) => isPair(item) && isScalar(item.key) && item.key.value === step)
    return pair === undefined ? undefined : { node: pair.value, offset: offsetOf(pair.key) }
  }
  if (isSeq(node) && typeof step === 'number') {
    const item = node.items[step]
    return item === undefined ? undefined : { node: item, offset: offsetOf(item) }
  }
  return undefined
}

function offsetOf(node: unknown): number | undefined {
  return isNode(node) ? startOf(node) : undefined
}

function startOf(node: Node): number | undefined {
  return node.range?.[0]
}

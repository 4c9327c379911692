import { type Document, isMap, isNode, isPair, isScalar, isSeq, LineCounter, type Node, parseDocument } from 'yaml'
import type { Finding, Path } from './finding.ts'

/** A YAML text, read: its value, what is wrong with it as YAML, and the line of each part of it. */
export type YamlFile = {
  readonly value: unknown
  readonly faults: readonly Finding[]
  readonly lineOf: (path: Path) => number
}

/** Reads YAML 1.2 as it is written: dates stay words, a key given twice is a fault. Lines count from 1. */
export function readYaml(file: string, text: string): YamlFile {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, strict: true, uniqueKeys: true })
  const faults = [...document.errors, ...document.warnings].map((fault) => ({
    file,
    line: Math.max(1, lines.linePos(fault.pos[0]).line),
    message: `this is not YAML that can be read: ${fault.message.replace(/\.$/, '')}`,
    fix: 'check quotes, colons and the spaces at the start of this line; put quotes around a sentence that has a colon, a comma in braces, or a leading sign',
  }))
  return { value: faults.length === 0 ? contentOf(document) : undefined, faults, lineOf: (path) => lineOf(document, lines, path) }
}

function contentOf(document: Document): unknown {
  return document.toJS({ maxAliasCount: 100 })
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

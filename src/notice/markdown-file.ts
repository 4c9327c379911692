import { isRecord } from '#shared/record.ts'
import type { Finding, Path } from './finding.ts'
import { readYaml, type YamlFile } from './yaml-file.ts'

const fix = 'begin the file with a line `---`, then the fields, then a line `---`, then the text'

/** Reads Markdown that begins with YAML between two lines `---`; the text after them becomes the field `body`. */
export function readMarkdown(file: string, text: string): YamlFile {
  const lines = text.split('\n')
  const end = lines.indexOf('---', 1)
  if (lines[0]?.trimEnd() !== '---' || end === -1) {
    const missing: Finding = { file, line: 1, message: 'the file does not begin with its fields between two lines `---`', fix }
    return { value: undefined, faults: [missing], lineOf: () => 1 }
  }
  // The opening line stays as an empty one, so that line numbers are those of the file.
  const front = readYaml(file, ['', ...lines.slice(1, end), ''].join('\n'))
  const body = lines
    .slice(end + 1)
    .join('\n')
    .trim()
  const bodyLine = end + 2 + lines.slice(end + 1).findIndex((line) => line.trim() !== '')
  const value = front.faults.length === 0 && isRecord(front.value) ? { ...front.value, body } : front.value
  // Paths into the body lead to its first line.
  const lineOf = (path: Path): number => {
    const [field, line] = path
    return field === 'body' ? Math.max(1, bodyLine) + Number(line ?? 0) : front.lineOf(path)
  }
  return { value, faults: front.faults, lineOf }
}

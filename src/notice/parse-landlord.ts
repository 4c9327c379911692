import { isRecord } from '#shared/record.ts'
import { withContacts } from './contacts-in-prose.ts'
import { type Draft, draftShape, type Edition, editionShape } from './edition.ts'
import type { Finding, Locate, Path, SourceFile } from './finding.ts'
import { type Found, found } from './fold.ts'
import { belongsTo, editionFile, type ListName, landlordFile, listFiles, optionalLists } from './landlord-layout.ts'
import { readMarkdown } from './markdown-file.ts'
import { withPeriods } from './periods-in-prose.ts'
import { misshapen } from './shape-findings.ts'
import { readYaml, type YamlFile } from './yaml-file.ts'

/**
 * A landlord's folder, read. `edition` is set when every file is there and every field has its shape. `draft` is set when what is there has its
 * shape, so that half a folder can be checked. `absent` names the lists and fields whose files are missing or cannot be read; nothing that depends on
 * them is checked. `unread`: what is wrong with whole files. `misread`: what does not have its shape in those that were read.
 */
export type ParsedLandlord = {
  readonly edition: Edition | undefined
  readonly draft: Draft | undefined
  readonly absent: ReadonlySet<string>
  readonly unread: readonly Found[]
  readonly misread: readonly Found[]
  readonly locate: Locate
}

type Piece = { readonly file: string; readonly from: number; readonly read: YamlFile; readonly listed: boolean }
type Whole = { raw: Record<string, unknown>; pieces: Map<string, Piece[]>; absent: Set<string>; findings: Found[] }

const everyList: readonly ListName[] = [
  'relationships',
  'categories',
  'sources',
  'purposes',
  'roles',
  'recipients',
  'activities',
  'assessments',
  'retention',
  'systems',
  'clauses',
  'notice',
  'layers',
  'cards',
  'synonyms',
  'questions',
]

/** Joins the files of one landlord's folder (without its older editions) into one edition, keeping the line of every value. */
export function parseLandlord(files: readonly SourceFile[]): ParsedLandlord {
  const sorted = files.map(tidied).toSorted((a, b) => (a.path < b.path ? -1 : 1))
  const whole: Whole = { raw: {}, pieces: new Map(), absent: new Set(), findings: sorted.filter(isStray).map(stray) }
  readMap(whole, sorted, editionFile, '')
  readMap(whole, sorted, landlordFile, 'landlord')
  for (const name of everyList) readList(whole, sorted, name)

  const locate = locator(whole.pieces)
  const contacted = withContacts(whole.raw)
  const { raw, spotted } = withPeriods(contacted.raw, !whole.absent.has('retention'))
  const checked = editionShape.safeParse(raw)
  const issues = checked.success ? [] : checked.error.issues.filter((issue) => !whole.absent.has(String(issue.path[0])))
  const misread = found(locate, [...contacted.spotted, ...spotted, ...misshapen(issues, raw)])
  const draft = draftShape.safeParse(raw)
  return {
    edition: checked.success && whole.findings.length + misread.length === 0 ? checked.data : undefined,
    draft: draft.success ? draft.data : undefined,
    absent: whole.absent,
    unread: whole.findings,
    misread,
    locate,
  }
}

function tidied(file: SourceFile): SourceFile {
  return { path: file.path, text: file.text.replace(/^\uFEFF/, '').replaceAll('\r\n', '\n') }
}

function isStray({ path }: SourceFile): boolean {
  const known = [editionFile, landlordFile, 'README.md', ...Object.values(listFiles)]
  return !known.some((pattern) => belongsTo(path, pattern))
}

function stray({ path }: SourceFile): Finding {
  const places = [editionFile, landlordFile, ...Object.values(listFiles)].join(', ')
  return {
    file: path,
    line: 1,
    message: `\`${path}\` is no part of a landlord's folder, so nothing would read it`,
    fix: `move it to one of: ${places}`,
  }
}

function readMap(whole: Whole, files: readonly SourceFile[], path: string, under: string): void {
  const file = files.find((each) => each.path === path)
  const fields = under === '' ? ['id', 'title', 'language', 'dated', 'inForceFrom', 'lastUpdated', 'changes', 'without'] : [under]
  const read = file === undefined ? undefined : readYaml(path, file.text)
  if (read !== undefined) whole.findings.push(...read.faults)
  if (read === undefined) whole.findings.push(missing(path, path))
  for (const field of fields) {
    if (read !== undefined) whole.pieces.set(field, [{ file: path, from: 0, read, listed: false }])
  }
  const isGroup = under !== '' || isRecord(read?.value)
  if (read !== undefined && read.faults.length === 0 && !isGroup) whole.findings.push(notAGroup(path))
  if (read === undefined || read.faults.length > 0 || !isGroup) {
    for (const field of fields) whole.absent.add(field)
  } else if (under !== '') whole.raw[under] = read.value
  else if (isRecord(read.value)) {
    for (const field of Object.keys(read.value)) whole.pieces.set(field, [{ file: path, from: 0, read, listed: false }])
    Object.assign(whole.raw, read.value)
  }
}

function readList(whole: Whole, files: readonly SourceFile[], name: ListName): void {
  const pattern = listFiles[name]
  const own = files.filter((file) => belongsTo(file.path, pattern))
  if (own.length === 0 && optionalLists.includes(name)) return
  const entries: unknown[] = []
  const pieces: Piece[] = []
  for (const file of own) {
    const oneEach = file.path.endsWith('.md')
    const read = oneEach ? readMarkdown(file.path, file.text) : readYaml(file.path, file.text)
    pieces.push({ file: file.path, from: entries.length, read, listed: !oneEach })
    whole.findings.push(...read.faults)
    if (read.faults.length > 0) whole.absent.add(name)
    else if (oneEach) entries.push(read.value)
    else if (Array.isArray(read.value)) entries.push(...read.value)
    else if (read.value !== null) {
      whole.absent.add(name)
      whole.findings.push(notAList(file.path))
    }
  }
  if (own.length === 0) {
    whole.absent.add(name)
    whole.findings.push(missing(pattern, pattern.replace('*', 'any-name')))
  }
  whole.raw[name] = entries
  whole.pieces.set(name, pieces)
}

function missing(pattern: string, example: string): Finding {
  return { file: pattern, line: 1, message: `there is no \`${pattern}\``, fix: `write \`${example}\`` }
}

function notAList(file: string): Finding {
  return { file, line: 1, message: 'the file is not a list', fix: 'begin each entry with `- ` at the start of a line' }
}

function notAGroup(file: string): Finding {
  return {
    file,
    line: 1,
    message: 'the file is not a group of fields',
    fix: 'begin each line with the name of a field and a colon, as `id: …`',
  }
}

function locator(byName: ReadonlyMap<string, readonly Piece[]>): Locate {
  return (path: Path) => {
    const [section, index, ...rest] = path
    const pieces = byName.get(String(section)) ?? []
    const piece = pieces.findLast((each) => typeof index === 'number' && each.from <= index) ?? pieces[0]
    if (piece === undefined) return { file: editionFile, line: 1 }
    const { file, read } = piece
    if (section === 'landlord') return { file, line: read.lineOf(path.slice(1)) }
    if (file === editionFile) return { file, line: read.lineOf(path) }
    if (typeof index !== 'number') return { file, line: 1 }
    return { file, line: read.lineOf(piece.listed ? [index - piece.from, ...rest] : rest) }
  }
}

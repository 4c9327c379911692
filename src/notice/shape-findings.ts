import type { z } from 'zod'
import { isRecord } from '#shared/record.ts'
import type { Finding, Locate, Path } from './finding.ts'
import { nearest } from './nearest.ts'

type Issue = z.core.$ZodIssue
type Said = { readonly path: Path; readonly message: string; readonly fix: string }

/** Everything that does not have the shape of an edition, each with the line where it was written. */
export function shapeFindings(issues: readonly Issue[], raw: unknown, locate: Locate): readonly Finding[] {
  return issues.flatMap((issue) => said(issue, raw)).map(({ path, message, fix }) => ({ ...locate(path), message, fix }))
}

function said(issue: Issue, raw: unknown): readonly Said[] {
  const path = issue.path.map((step) => (typeof step === 'symbol' ? String(step) : step))
  const field = fieldName(path)
  const written = valueAt(raw, path)
  if (written === undefined && issue.code !== 'unrecognized_keys') {
    return [{ path, message: `${field} is missing`, fix: `write \`${path.at(-1)}: …\` here${oneOf(issue)}` }]
  }
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => unknownField(path, key, raw))
    case 'invalid_value':
      return [unknownWord(path, field, written, issue.values.map(String))]
    case 'invalid_key':
      return [unknownWord(path, `the name \`${path.at(-1)}\``, path.at(-1), keyWords(issue))]
    case 'too_small':
      return [{ path, message: `${field} is empty`, fix: 'write at least one entry, or the words themselves' }]
    case 'invalid_type':
      return [{ path, message: `${field} is ${kindOf(written)}, not ${article(issue.expected)}`, fix: typeFix(issue.expected) }]
    case 'invalid_format':
      return [{ path, message: `${field} is \`${String(written)}\``, fix: formatFix(issue) }]
    default:
      return [{ path, message: `${field}: ${issue.message}`, fix: 'write it as the neighbouring entries do' }]
  }
}

function unknownField(path: Path, key: string, raw: unknown): Said {
  const here = valueAt(raw, path)
  const meant = nearest(key, knownFields)
  const alreadyThere = isRecord(here) && meant !== undefined && meant in here
  const fix = meant === undefined || alreadyThere ? 'take it out' : `write \`${meant}\`, or take it out`
  return { path: [...path, key], message: `\`${key}\` is no field of this entry`, fix }
}

function unknownWord(path: Path, field: string, written: unknown, known: readonly string[]): Said {
  const meant = nearest(String(written), known)
  const fix = meant === undefined ? `write one of: ${known.join(', ')}` : `write \`${meant}\`; the words are: ${known.join(', ')}`
  return { path, message: `${field}: \`${String(written)}\` is not one of its words`, fix }
}

function fieldName(path: Path): string {
  const named = path.filter((step) => typeof step === 'string')
  const last = named.at(-1) ?? 'the entry'
  return typeof path.at(-1) === 'number' && path.length > 2 ? `an entry of \`${last}\`` : `\`${last}\``
}

function valueAt(raw: unknown, path: Path): unknown {
  let value = raw
  for (const step of path) {
    if (Array.isArray(value) && typeof step === 'number') value = value[step]
    else if (isRecord(value)) value = value[String(step)]
    else return undefined
  }
  return value
}

function oneOf(issue: Issue): string {
  return issue.code === 'invalid_value' ? `, one of: ${issue.values.map(String).join(', ')}` : ''
}

function keyWords(issue: Issue): readonly string[] {
  if (issue.code !== 'invalid_key') return []
  return issue.issues.flatMap((inner) => (inner.code === 'invalid_value' ? inner.values.map(String) : []))
}

function formatFix(issue: Issue): string {
  if (issue.code === 'invalid_format' && issue.format === 'date') return 'write a calendar date that exists, as `2023-02-28`'
  if (issue.code === 'invalid_format' && issue.format === 'url') return 'write a whole address, as `https://www.example.org/`'
  if (issue.code === 'invalid_format' && issue.format === 'email') return 'write an e-mail address, as `name@example.org`'
  return issue.message
}

function kindOf(value: unknown): string {
  if (value === null) return 'empty'
  return Array.isArray(value) ? 'a list' : article(typeof value)
}

const articles: Readonly<Record<string, string>> = {
  string: 'words',
  array: 'a list',
  object: 'a group of fields',
  record: 'a group of fields',
  boolean: '`true` or `false`',
  number: 'a number',
}

function typeFix(expected: string): string {
  return expected === 'string' ? 'write words; put quotes around a number, or around `true`' : `write ${article(expected)}`
}

function article(kind: string): string {
  return articles[kind] ?? kind
}

const knownFields: readonly string[] = [
  ...['id', 'title', 'dated', 'inForceFrom', 'lastUpdated', 'changes', 'without', 'label', 'description', 'clauses', 'because', 'words'],
  ...['purpose', 'why', 'relationships', 'basis', 'assessment', 'law', 'categories', 'conditions', 'sources', 'colleagues', 'sharing'],
  ...['otherSharing', 'systems', 'choice', 'roles', 'acts', 'needs', 'stops', 'anyOf', 'when', 'with', 'regular', 'activities', 'trigger'],
  ...[
    'period',
    'latestAfterTenancy',
    'withoutTenancy',
    'ground',
    'confidence',
    'standing',
    'end',
    'owner',
    'interest',
    'necessity',
    'impact',
    'safeguards',
    'balance',
    'outcome',
    'adopted',
    'by',
    'on',
    'through',
  ],
  ...['reviewBy', 'name', 'shortName', 'supplier', 'country', 'mechanism', 'kind', 'reference', 'until', 'heading', 'says', 'keptBy'],
  ...['summary', 'body', 'question', 'team', 'sees', 'website', 'accent', 'contacts', 'email', 'phone', 'post', 'concerns'],
]

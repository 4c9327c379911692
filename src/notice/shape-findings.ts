import type { z } from 'zod'
import { isRecord } from '#shared/record.ts'
import type { Path, Spotted } from './finding.ts'
import { nearest } from './nearest.ts'
import { typedPeriods } from './typed-periods.ts'

type Issue = z.core.$ZodIssue

/** Everything that does not have the shape of an edition. A field that is missing because its name is misspelt is told once, at the misspelt name. */
export function misshapen(issues: readonly Issue[], raw: unknown): readonly Spotted[] {
  const missing = issues.filter((issue) => issue.code !== 'unrecognized_keys' && valueAt(raw, pathOf(issue)) === undefined)
  const misspelt = new Set<Issue>()
  const unknown = issues.flatMap((issue) => {
    if (issue.code !== 'unrecognized_keys') return []
    const path = pathOf(issue)
    return issue.keys.map((key) => {
      const here = missing.filter((each) => !misspelt.has(each) && samePath(pathOf(each).slice(0, -1), path))
      const meant = nearest(key, here.map(lastOf))
      const cause = here.find((each) => lastOf(each) === meant)
      const spotted = unknownField(path, key, meant, raw)
      if (cause !== undefined) misspelt.add(cause)
      return cause === undefined ? spotted : { ...spotted, folded: 1 }
    })
  })
  const others = issues.filter((issue) => issue.code !== 'unrecognized_keys' && !misspelt.has(issue))
  return [...unknown, ...others.map((issue) => spottedIn(issue, raw))]
}

function pathOf(issue: Issue): Path {
  return issue.path.map((step) => (typeof step === 'symbol' ? String(step) : step))
}

function lastOf(issue: Issue): string {
  return String(pathOf(issue).at(-1))
}

function samePath(one: Path, other: Path): boolean {
  return one.length === other.length && one.every((step, index) => step === other[index])
}

function spottedIn(issue: Issue, raw: unknown): Spotted {
  const at = pathOf(issue)
  const field = fieldName(at)
  const written = valueAt(raw, at)
  if (written === undefined) return { at, message: `${field} is missing`, fix: `write \`${at.at(-1)}: …\` here${oneOf(issue)}` }
  switch (issue.code) {
    case 'invalid_value':
      return unknownWord(at, field, written, issue.values.map(String))
    case 'invalid_key':
      return unknownWord(at, `the name \`${at.at(-1)}\``, at.at(-1), keyWords(issue))
    case 'too_small':
      return { at, message: `${field} is empty`, fix: 'write at least one entry, or the words themselves' }
    case 'invalid_type':
      return { at, message: `${field} is ${kindOf(written)}, not ${article(issue.expected)}`, fix: typeFix(issue.expected), recurs: true }
    case 'invalid_format':
      return { at, message: `${field} is \`${String(written)}\``, fix: formatFix(issue, String(written)) }
    default:
      return { at, message: `${field}: ${issue.message}`, fix: 'write it as the neighbouring entries do' }
  }
}

/** `missing`: the field of this entry that was probably meant, and is not there. */
function unknownField(path: Path, key: string, missing: string | undefined, raw: unknown): Spotted {
  const here = valueAt(raw, path)
  const meant = missing ?? nearest(key, knownFields)
  const alreadyThere = isRecord(here) && meant !== undefined && meant in here
  const fix = meant === undefined || alreadyThere ? 'take it out' : `write \`${meant}\`, or take it out`
  return { at: [...path, key], message: `\`${key}\` is no field of this entry`, fix }
}

function unknownWord(at: Path, field: string, written: unknown, known: readonly string[]): Spotted {
  const meant = nearest(String(written), known)
  const fix = meant === undefined ? `write one of: ${known.join(', ')}` : `write \`${meant}\`; the words are: ${known.join(', ')}`
  return { at, message: `${field}: \`${String(written)}\` is not one of its words`, fix, recurs: true }
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

function formatFix(issue: Issue, written: string): string {
  const period = issue.code === 'invalid_format' && issue.format === 'regex' ? periodIn(written) : undefined
  if (period !== undefined) return `write \`${period}\`; ${issue.message}`
  if (issue.code === 'invalid_format' && issue.format === 'date') return 'write a calendar date that exists, as `2023-02-28`'
  if (issue.code === 'invalid_format' && issue.format === 'url') return 'write a whole address, as `https://www.example.org/`'
  if (issue.code === 'invalid_format' && issue.format === 'email') return 'write an e-mail address, as `name@example.org`'
  return issue.message
}

/** The period that was meant by words such as `90 days`. */
function periodIn(written: string): string | undefined {
  const [only, ...others] = typedPeriods(written)
  return only !== undefined && others.length === 0 && only.words === written ? only.period : undefined
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
    'note',
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

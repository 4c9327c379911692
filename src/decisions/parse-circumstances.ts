import { type Circumstance, circumstances } from '#notice/vocabulary.ts'
import { knownWord, type NotUnderstood, shown } from './known-word.ts'

const yes = ['true', 'yes', '1']
const no = ['false', 'no', '0']

/** These may be given with a reference or a reason in words; having one makes the circumstance present. */
const takesWords: ReadonlySet<Circumstance> = new Set<Circumstance>([
  'legal-reference',
  'written-request',
  'own-report',
  'special-category-reason',
  'reason-without-consent',
  'interest-in-property',
  'instruction-in-force',
  'agreement-in-force',
])

/** These may be given with the last day on which they hold. */
const takesLastDay: ReadonlySet<Circumstance> = new Set<Circumstance>([
  'assessment-in-date',
  'agreement-in-force',
  'instruction-in-force',
  'registered-with-ico',
  'transfer-mechanism',
])

type Parsed = { readonly present: ReadonlySet<Circumstance> } | { readonly problem: NotUnderstood }
type One = { readonly circumstance: Circumstance; readonly present: boolean } | { readonly problem: NotUnderstood }

/**
 * `name` and `name=yes|true|1` mean present, `name=no|false|0` absent. `consent=given` and `consent=refused`; a reference for those that have one
 * (`legal-reference=…`); a last day, `YYYY-MM-DD`, for those that run out. Two different answers for one circumstance are refused.
 */
export function parseCircumstances(written: readonly string[], today: Temporal.PlainDate | undefined): Parsed {
  const said = new Map<Circumstance, boolean>()
  for (const each of written) {
    const one = parseOne(each, today)
    if ('problem' in one) return one
    if (said.get(one.circumstance) === !one.present) return contradiction(`\`${one.circumstance}\` is said to be so and not to be so`)
    said.set(one.circumstance, one.present)
  }
  if (said.get('consent') === true && said.get('consent-refused') === true) return contradiction('consent is said to be given and refused')
  return { present: new Set([...said].filter(([, present]) => present).map(([circumstance]) => circumstance)) }
}

function parseOne(written: string, today: Temporal.PlainDate | undefined): One {
  const at = written.indexOf('=')
  const name = at === -1 ? written : written.slice(0, at)
  const value = at === -1 ? undefined : written.slice(at + 1).trim()
  const found = knownWord('circumstance', name.trim(), circumstances)
  if ('problem' in found) return found
  const circumstance = found.word
  if (value === undefined || yes.includes(value)) return { circumstance, present: true }
  if (no.includes(value)) return { circumstance, present: false }
  if (circumstance === 'consent' && value === 'given') return { circumstance, present: true }
  if (circumstance === 'consent' && value === 'refused') return { circumstance: 'consent-refused', present: true }
  const lastDay = takesLastDay.has(circumstance) ? dateOf(value) : undefined
  if (lastDay !== undefined && today !== undefined) return { circumstance, present: Temporal.PlainDate.compare(today, lastDay) <= 0 }
  if (takesWords.has(circumstance) && value !== '' && lastDay === undefined) return { circumstance, present: true }
  return { problem: { field: 'circumstance', message: `\`${circumstance}\` does not take the value \`${shown(value)}\`` } }
}

function dateOf(value: string): Temporal.PlainDate | undefined {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(value)) return undefined
  try {
    return Temporal.PlainDate.from(value, { overflow: 'reject' })
  } catch {
    return undefined
  }
}

function contradiction(message: string): { readonly problem: NotUnderstood } {
  return { problem: { field: 'circumstance', message } }
}

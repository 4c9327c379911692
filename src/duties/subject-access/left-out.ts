import type { NotPermitted } from '#decisions/decision.ts'
import { explain } from '#decisions/explain.ts'
import type { RecordPart } from '#gate/record-type.ts'
import type { Source } from '#notice/vocabulary.ts'

/** Why something that was found is not given. */
export const whyLeftOut = {
  otherPerson: 'It is about another person (UK GDPR Article 15(4)).',
  fromNeighbour: 'A neighbour gave it, and it would show who (S6; UK GDPR Article 15(4)).',
  othersWords: 'Somebody else gave it in words of their own: the data protection team reads it before it is given (UK GDPR Article 15(4)).',
  othersName: 'It names who took it down or placed it, another person (UK GDPR Article 15(4)).',
  filmed:
    'Our notice lets no customer watch footage, and the law gives you a right to a copy of what shows you: we say both. The data protection team looks for you in it, hides other people, and tells you what you get and why (CV5; UK GDPR Article 15). Tell them soon when you were there: footage goes on its day.',
  disclosed:
    'Where part of footage was given to the police or a court, the data protection team looks whether you are in it and whether telling you is safe (CV4; Data Protection Act 2018, Schedule 2).',
  untied:
    'What came without a person (from the public site, or a call from a number of nobody known) is tied to no record, so it cannot be searched by person; its reference or its number finds it.',
} as const
export type WhyLeftOut = (typeof whyLeftOut)[keyof typeof whyLeftOut]

/** From when to when a camera filmed without a break worth naming. */
export type FilmedTime = { readonly camera: string; readonly from: string; readonly to: string }

/** What was found and left out, and why; nothing is left out without a line here. `count`: items, 0 where they could not be counted. */
export type Withheld = {
  readonly type: string
  readonly count: number
  readonly reason: string
  /** Of footage: where and when, and nothing of what it shows. */
  readonly times?: readonly FilmedTime[]
}

/** The search that was done, as the law asks it to be recorded: items with something in them, and those of which something was given. */
export type Searched = { readonly type: string; readonly category: string; readonly found: number; readonly given: number }

export function inWords(refusal: NotPermitted): string {
  return explain(refusal)
    .map(({ why, clause }) => `${why} (${clause})`)
    .join(' ')
}

/** Who gives something in words of their own, that may show them or tell of others. What the person, we or a machine gave does not. */
const otherGivers: ReadonlySet<unknown> = new Set<Source>([
  'household',
  'representative',
  'local-authority',
  'other-agency',
  'government-scheme',
  'choice-based-lettings',
  'other',
])

type Row = Readonly<Record<string, unknown>>
type Value = string | number | boolean

/** What of one row the person gets, and why the rest is left out; `given` is null where nothing of it is theirs. */
export type Sorted = { readonly given: Readonly<Record<string, Value>> | null; readonly leftOut: readonly WhyLeftOut[] }

/** INVARIANT: a filled field is either given or has its reason. Keys and ids are the machine's own and say nothing. */
export function sortOut(part: RecordPart, row: Row, person: string): Sorted {
  const filled = filledIn(part, row)
  if (filled.length === 0) return { given: null, leftOut: [] }
  if (part.type.subject === 'household' && row.personId !== person) return { given: null, leftOut: [whyLeftOut.otherPerson] }
  if (row.source === 'neighbour') return { given: null, leftOut: [whyLeftOut.fromNeighbour] }
  const given: Record<string, Value> = {}
  const leftOut = new Set<WhyLeftOut>()
  for (const { label, value, why } of filled.map((each) => ({ ...each, why: whyNot(part, each.name, row) }))) {
    if (why === null) given[label] = value
    else leftOut.add(why)
  }
  return { given: Object.keys(given).length === 0 ? null : given, leftOut: [...leftOut] }
}

function whyNot({ type }: RecordPart, name: string, row: Row): WhyLeftOut | null {
  const field = type.fields[name]
  if (field?.owner !== 'person') return whyLeftOut.othersName
  return field.sealed && otherGivers.has(row.source) ? whyLeftOut.othersWords : null
}

function filledIn({ type, fields }: RecordPart, row: Row) {
  return fields.flatMap((name) => {
    const field = type.fields[name]
    const value = row[name]
    if (field === undefined || field.kind === 'uuid' || field.owner === 'machine' || !isValue(value)) return []
    return { name, label: field.label, value }
  })
}

function isValue(value: unknown): value is Value {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
}

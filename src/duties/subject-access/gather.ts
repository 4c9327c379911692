import type { NotPermitted } from '#decisions/decision.ts'
import { explain } from '#decisions/explain.ts'
import type { Gate } from '#gate/gate.ts'
import type { Colleague, Refused } from '#gate/judge.ts'
import type { RecordPart } from '#gate/record-type.ts'
import type { Ceiling } from '#notice/ceiling.ts'
import { Fault } from '#shared/fault.ts'
import { isRecord } from '#shared/record.ts'

/** One item as the person gets it: labels and values, with where it came from. */
export type PackItem = {
  readonly source: string
  readonly collectedAt: string
  readonly values: Readonly<Record<string, string | number | boolean>>
}

export type PackSection = { readonly type: string; readonly title: string; readonly category: string; readonly items: readonly PackItem[] }

/** What was found and left out, and why; nothing is left out without a line here. */
export type Withheld = { readonly type: string; readonly count: number; readonly reason: string }

/** The search that was done, as the law asks it to be recorded. */
export type Searched = { readonly type: string; readonly category: string; readonly found: number; readonly given: number }

export type Pack = {
  readonly person: string
  readonly gatheredAt: string
  readonly edition: string
  readonly sections: readonly PackSection[]
  readonly withheld: readonly Withheld[]
  readonly searched: readonly Searched[]
}

const reasons = {
  otherPerson: 'It is about another person (UK GDPR Article 15(4)).',
  fromNeighbour: 'A neighbour gave it, and it would show who (S6; UK GDPR Article 15(4)).',
  untied: 'What is sent in from the public site is tied to no record, so it cannot be searched by person; its reference finds it.',
  erased: 'Its content has been erased and can no longer be read.',
} as const

/**
 * All that is held about a person, through every part of every record type, third parties' data left out (A1). The pack is gathered
 * under the activity `rights-requests`; a part the notice withholds from it is named as withheld, never silently missing.
 */
export async function gatherPack(
  gate: Gate,
  colleague: Colleague,
  parts: readonly RecordPart[],
  asked: { readonly person: string; readonly now: Temporal.Instant; readonly edition: string },
): Promise<Pack | Refused> {
  const opened = await gate.open(colleague, {
    activity: 'rights-requests',
    person: asked.person,
    because: 'rights-request',
    vouched: ['identity-verified', 'special-category-reason', 'private-setting'],
  })
  if (!opened.permitted) return opened
  const disclosable = parts.filter(isDisclosable).filter((part) => part.type.subject !== 'sender')
  const answers = await opened.readTogether(disclosable)
  const sections: PackSection[] = []
  const untied = new Set(parts.filter((part) => part.type.subject === 'sender').map((part) => part.type.name))
  const withheld: Withheld[] = [...untied].map((type) => ({ type, count: 0, reason: reasons.untied }))
  const searched: Searched[] = []
  for (const [place, part] of disclosable.entries()) {
    const answer = answers[place]
    if (answer === undefined) throw new Fault('part-unanswered', `the search of \`${part.type.name}\` came back without an answer`)
    const about = { type: part.type.name, category: part.category }
    if (!answer.read) {
      withheld.push({ type: about.type, count: 0, reason: inWords(answer.refusal) })
      continue
    }
    const closed = answer.heldBack
    if (closed !== null) withheld.push({ type: about.type, count: closed.items, reason: inWords(closed.refusal) })
    const rows = answer.rows.filter(isRecord)
    const others = rows.filter((row) => part.type.subject === 'household' && row.personId !== asked.person)
    const neighbours = rows.filter((row) => row.source === 'neighbour')
    const given = rows.filter((row) => !others.includes(row) && !neighbours.includes(row))
    if (others.length > 0) withheld.push({ type: about.type, count: others.length, reason: reasons.otherPerson })
    if (neighbours.length > 0) withheld.push({ type: about.type, count: neighbours.length, reason: reasons.fromNeighbour })
    const items = given.map((row) => itemOf(part, row)).filter((item) => Object.keys(item.values).length > 0)
    searched.push({ ...about, found: rows.length + (closed?.items ?? 0), given: items.length })
    if (items.length > 0) sections.push({ ...about, title: part.type.title.many, items })
  }
  return { person: asked.person, gatheredAt: asked.now.toString(), edition: asked.edition, sections, withheld, searched }
}

function inWords(refusal: NotPermitted): string {
  return explain(refusal)
    .map(({ why, clause }) => `${why} (${clause})`)
    .join(' ')
}

/** Passwords are nobody's to read, the person's own copy included. */
function isDisclosable(part: RecordPart): part is RecordPart<Ceiling<'rights-requests'>> {
  return part.category !== 'identity-secrets'
}

function itemOf(part: RecordPart, row: Readonly<Record<string, unknown>>): PackItem {
  const values: Record<string, string | number | boolean> = {}
  for (const name of part.fields) {
    const field = part.type.fields[name]
    const value = row[name]
    if (field === undefined || field.owner === 'third-party' || field.kind === 'uuid') continue
    if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') values[field.label] = value
  }
  return { source: String(row.source), collectedAt: String(row.collectedAt), values }
}

import type { Gate } from '#gate/gate.ts'
import type { Colleague, Refused } from '#gate/judge.ts'
import type { Opened } from '#gate/opened.ts'
import { isOnRecord, type RecordPart, type RecordType } from '#gate/record-type.ts'
import type { Ceiling } from '#notice/ceiling.ts'
import { isRecord } from '#shared/record.ts'
import { answerTo, filmedAround, filmedParts } from './filmed.ts'
import { inWords, type Searched, type Sorted, sortOut, type WhyLeftOut, type Withheld, whyLeftOut } from './left-out.ts'

/** One item as the person gets it: labels and values, with where it came from. */
export type PackItem = {
  readonly source: string
  readonly collectedAt: string
  readonly values: Readonly<Record<string, string | number | boolean>>
}

export type PackSection = { readonly type: string; readonly title: string; readonly category: string; readonly items: readonly PackItem[] }

export type Pack = {
  readonly person: string
  readonly gatheredAt: string
  readonly edition: string
  /** By type, each item once, in however many sections it has a part. */
  readonly items: Readonly<Record<string, number>>
  readonly sections: readonly PackSection[]
  readonly withheld: readonly Withheld[]
  readonly searched: readonly Searched[]
}

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
  const disclosable = parts.filter(isDisclosable).filter((part) => isOnRecord(part.type))
  const answers = await opened.readTogether([...disclosable, ...filmedParts])
  const filmed = filmedAround(answers.slice(disclosable.length))
  const untied = new Set(parts.filter((part) => part.type.subject === 'sender').map((part) => part.type.name))
  const sections: PackSection[] = []
  const withheld: Withheld[] = [...[...untied].map((type) => ({ type, count: 0, reason: whyLeftOut.untied })), ...filmed.withheld]
  const searched: Searched[] = [...filmed.searched]
  const given = new Map<string, Set<unknown>>()
  for (const [place, part] of disclosable.entries()) {
    const answer = answerTo(part, answers[place])
    const about = { type: part.type.name, category: part.category }
    if (!answer.read) {
      withheld.push({ type: about.type, count: 0, reason: inWords(answer.refusal) })
      continue
    }
    const closed = answer.heldBack
    if (closed !== null) withheld.push({ type: about.type, count: closed.items, reason: inWords(closed.refusal) })
    const sorted = answer.rows.filter(isRecord).map((row) => ({ row, ...sortOut(part, row, asked.person) }))
    withheld.push(...byReason(about.type, sorted))
    const items = sorted.flatMap(({ row, given: values }) => (values === null ? [] : { row, values }))
    const found = sorted.filter((each) => each.given !== null || each.leftOut.length > 0).length
    searched.push({ ...about, found: found + (closed?.items ?? 0), given: items.length })
    if (items.length === 0) continue
    given.set(about.type, new Set([...(given.get(about.type) ?? []), ...items.map(({ row }) => row.id)]))
    sections.push({ ...about, title: part.type.title.many, items: items.map(itemOf) })
  }
  sections.push(...(await undecided(opened, [...new Set(disclosable.map(({ type }) => type))])))
  const items = Object.fromEntries([...given].map(([type, ids]) => [type, ids.size]))
  return { person: asked.person, gatheredAt: asked.now.toString(), edition: asked.edition, items, sections, withheld, searched }
}

/** What another system says otherwise than what is given above: it is held too, until somebody decides. */
async function undecided(opened: Opened<'rights-requests'>, types: readonly RecordType[]): Promise<readonly PackSection[]> {
  const conflicts = await opened.conflicts(types)
  return conflicts.flatMap(({ type, category, field: name, value, source, saidAt }) => {
    const field = type.fields[name]
    if (value === null || field?.owner !== 'person' || source === 'neighbour') return []
    const item = { source, collectedAt: saidAt.toString(), values: { [field.label]: value } }
    return [{ type: type.name, category, title: `${type.title.many}: what another system says, not decided yet`, items: [item] }]
  })
}

function byReason(type: string, sorted: readonly Sorted[]): readonly Withheld[] {
  const counts = new Map<WhyLeftOut, number>()
  for (const reason of sorted.flatMap(({ leftOut }) => leftOut)) counts.set(reason, (counts.get(reason) ?? 0) + 1)
  return [...counts].map(([reason, count]) => ({ type, count, reason }))
}

/** Passwords are nobody's to read, the person's own copy included. */
function isDisclosable(part: RecordPart): part is RecordPart<Ceiling<'rights-requests'>> {
  return part.category !== 'identity-secrets'
}

function itemOf({ row, values }: { readonly row: Readonly<Record<string, unknown>>; readonly values: PackItem['values'] }): PackItem {
  return { source: String(row.source), collectedAt: String(row.collectedAt), values }
}

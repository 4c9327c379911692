import type { Answer, NotDone } from '#decisions/done-or-refused.ts'
import type { Gate } from '#gate/gate.ts'
import type { Colleague } from '#gate/judge.ts'
import { plainPart, type RecordPart } from '#gate/record-part.ts'
import { visit, visitCars, visitNames, visits } from '#records/visit/visit.ts'
import { visitAssistances } from '#records/visit-assistance/visit-assistance.ts'
import { inWords, type Searched, type Withheld } from './left-out.ts'
import { type NotSearched, notSearchedBeside } from './not-searched.ts'
import type { PackEnding, PackHead, PackTaker } from './pack.ts'
import { sortingFor } from './sorting.ts'
import { isVisitOf, type Visitor } from './visitor.ts'

type Asked = { readonly visitor: Visitor; readonly now: Temporal.Instant; readonly edition: string }
/** `none`: no visit is held that fits what the visitor says. */
export type GatheredVisits = Answer<PackHead & PackEnding, 'none'>

const given: readonly RecordPart[] = [visitNames, visits, visitCars, visitAssistances]

const onRecord: NotSearched = {
  what: 'Your record, if you have one with us',
  why: 'This copy is of your visits to our offices alone. Visitors are not linked to a record: ask for a copy of that too.',
}

/** Who asks for a copy of a visit has no record: the pack is theirs by what they said at reception. */
const visitorsOwn = 'visitor'

/**
 * Gathers the visits of somebody to the landlord's offices, who is found by what they said there (A1). Every visit that is held is unsealed
 * for this and no other is given, so the activity is `rights-requests`, which the data protection team alone may do.
 */
export async function gatherVisits(gate: Gate, colleague: Colleague, asked: Asked, taker: PackTaker): Promise<GatheredVisits> {
  const { visitor } = asked
  const request = {
    activity: 'rights-requests',
    because: 'rights-request',
    vouched: ['identity-verified', 'special-category-reason'],
  } as const
  const parts = [visitNames, plainPart(visit, 'visits'), ...(visitor.registration === null ? [] : [visitCars])]
  const isTheirs = (item: Readonly<Record<string, unknown>>) => isVisitOf(visitor, item)
  const search = await gate.searchAlone(colleague, request, { collectedFor: visit.usual, parts, isTheirs })
  if (!search.ok) return search
  if (search.ids.length === 0) return none
  const head: PackHead = { person: visitorsOwn, gatheredAt: asked.now.toString(), edition: asked.edition }
  await taker.begin(head)
  const sorting = sortingFor(visitorsOwn, given, taker)
  const withheld: Withheld[] = []
  const searched: Searched[] = []
  for (const part of given) {
    const answer = await gate.readAlone(colleague, request, part, search.ids)
    if (!answer.ok) {
      withheld.push({ type: part.type.name, count: 0, reason: inWords(answer.refusal) })
      continue
    }
    await sorting.take(part, answer.rows)
    const { found, given: gave, leftOut } = sorting.of(part)
    withheld.push(...[...leftOut].map(([reason, count]) => ({ type: part.type.name, count, reason })))
    searched.push({ type: part.type.name, category: part.category, found, given: gave })
  }
  const ending: PackEnding = { items: sorting.items(), withheld, notSearched: [onRecord, ...notSearchedBeside()], searched }
  await taker.end(ending)
  return { ok: true, ...head, ...ending }
}

const none: NotDone<'none'> = { ok: false, why: 'none' }

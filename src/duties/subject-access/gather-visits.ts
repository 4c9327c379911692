import type { Answer, NotDone } from '#decisions/done-or-refused.ts'
import type { Gate } from '#gate/gate.ts'
import type { Colleague } from '#gate/judge.ts'
import { plainPart, type RecordPart } from '#gate/record-part.ts'
import { visit, visitCars, visitNames, visits } from '#records/visit/visit.ts'
import { visitAssistances } from '#records/visit-assistance/visit-assistance.ts'
import { zone } from '#shared/clock.ts'
import { textOf } from '#shared/record.ts'
import { inWords, type Searched, type Withheld } from './left-out.ts'
import { type NotSearched, notSearchedBeside } from './not-searched.ts'
import { type FittingVisit, ofOneVisitor } from './one-visitor.ts'
import type { PackEnding, PackHead, PackTaker } from './pack.ts'
import { sortingFor } from './sorting.ts'
import { isVisitOf, type Visitor } from './visitor.ts'

type Asked = { readonly visitor: Visitor; readonly now: Temporal.Instant; readonly edition: string }
/** `none`: no visit is held that fits what the visitor says. `several`: those that fit may be several people's, so nothing is given. */
export type GatheredVisits = Answer<PackHead & PackEnding, 'none' | 'several'>

const given: readonly RecordPart[] = [visitNames, visits, visitCars, visitAssistances]

const onRecord: NotSearched = {
  what: 'Your record, if you have one with us',
  why: 'This copy is of your visits to our offices alone. Visitors are not linked to a record: ask for a copy of that too.',
}

const request = {
  activity: 'rights-requests',
  because: 'rights-request',
  vouched: ['identity-verified', 'special-category-reason'],
} as const

/** Who asks for a copy of a visit has no record: the pack is theirs by what they said at reception. */
const visitorsOwn = 'visitor'

/**
 * Gathers the visits of somebody to the landlord's offices, who is found by what they said there (A1). Every visit that is held is unsealed
 * for this and no other is given, so the activity is `rights-requests`, which the data protection team alone may do.
 */
export async function gatherVisits(gate: Gate, colleague: Colleague, asked: Asked, taker: PackTaker): Promise<GatheredVisits> {
  const search = await find(gate, colleague, asked.visitor)
  if (!search.ok) return search
  const head: PackHead = { person: visitorsOwn, gatheredAt: asked.now.toString(), edition: asked.edition, relationships: ['visitor'] }
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

/** The visits that fit what the visitor says, where they are one person's. Cars are unsealed only of those that fit. */
async function find(
  gate: Gate,
  colleague: Colleague,
  visitor: Visitor,
): Promise<Answer<{ readonly ids: readonly string[] }, 'none' | 'several'>> {
  const fitting: FittingVisit[] = []
  const parts = [visitNames, plainPart(visit, 'visits'), ...(visitor.registration === null ? [] : [visitCars])]
  const isTheirs = (item: Readonly<Record<string, unknown>>) => {
    const isFitting = isVisitOf(visitor, item)
    if (isFitting) fitting.push(asFitting(item))
    return isFitting
  }
  const search = await gate.searchAlone(colleague, request, { collectedFor: visit.usual, parts, isTheirs })
  if (!search.ok) return search
  if (search.ids.length === 0) return none
  if (search.ids.length === 1) return search
  const known = visitor.registration === null ? await withCars(gate, colleague, fitting) : fitting
  const theirs = known === null ? null : ofOneVisitor(visitor, known)
  return theirs === null ? several : { ok: true, ids: theirs.map(({ id }) => id) }
}

function asFitting(item: Readonly<Record<string, unknown>>): FittingVisit {
  const { leftAt, endedOn } = item
  const registration = typeof item.registration === 'string' ? item.registration : null
  const known = { id: textOf(item.id), name: textOf(item.name), registration, arrivedAt: Temporal.Instant.from(textOf(item.arrivedAt)) }
  if (typeof leftAt === 'string') return { ...known, leftAt: Temporal.Instant.from(leftAt) }
  // One that reception closed was over at the latest when its day was.
  if (typeof endedOn !== 'string') return { ...known, leftAt: null }
  return { ...known, leftAt: Temporal.PlainDate.from(endedOn).add({ days: 1 }).toZonedDateTime(zone).toInstant() }
}

/** Null where the notice does not let the cars be seen, so that nobody can tell whose visits they are. */
async function withCars(gate: Gate, colleague: Colleague, visits: readonly FittingVisit[]): Promise<readonly FittingVisit[] | null> {
  const ids = visits.map(({ id }) => id)
  const cars = await gate.readAlone(colleague, request, visitCars, ids)
  if (!cars.ok) return null
  const carOf = new Map(cars.rows.map(({ id, registration }) => [id, registration]))
  return visits.map((each) => ({ ...each, registration: carOf.get(each.id) ?? null }))
}

const none: NotDone<'none'> = { ok: false, why: 'none' }
const several: NotDone<'several'> = { ok: false, why: 'several' }

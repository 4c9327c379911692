import { randomUUID } from 'node:crypto'
import type { Answer } from '#decisions/done-or-refused.ts'
import type { GateDeps } from '#gate/deps.ts'
import { type Arrived, countCollected, knownIds } from '#gate/find/known-ids.ts'
import { firstPage } from '#gate/find/work-list.ts'
import type { Gate } from '#gate/gate.ts'
import type { Colleague } from '#gate/judge.ts'
import type { Opened } from '#gate/opened.ts'
import { goneIfUnknown, theOne } from '#gate/read/the-one.ts'
import type { PartShape, Values } from '#gate/record-part.ts'
import { person } from '#records/person/person.ts'
import { rightsAnswer } from '#records/rights-answer/rights-answer.ts'
import { rightsFind } from '#records/rights-find/rights-find.ts'
import { rightsFootage } from '#records/rights-footage/rights-footage.ts'
import { rightsOpinion } from '#records/rights-opinion/rights-opinion.ts'
import { rightsContacts, rightsRequest, rightsRequesters, rightsRequests } from '#records/rights-request/rights-request.ts'
import { rightsSearch } from '#records/rights-search/rights-search.ts'
import { rightsText } from '#records/rights-text/rights-text.ts'
import { dateIn } from '#shared/clock.ts'
import { stateOf } from '../cases/case-kind.ts'
import { happen, mayHappen } from '../cases/happen.ts'
import { owedBy, rightsClock } from './clock.ts'
import { type RightsRequestRow, settled } from './identified.ts'
import { type Logging, newReference } from './logging.ts'
import { noted } from './noted.ts'
import { type RightsState, rightsCase } from './rights-case.ts'
import { askAnew, endWaiting, isSearched, wasAsked } from './search/asked.ts'
import { searchedAs } from './search/rows.ts'
import { eventsFrom, isInOrder, kept, type Step, type StoredStep, stepsIn, stepWords } from './steps.ts'

export type RightsDeps = GateDeps & { readonly gate: Gate }

type Fields = Values<typeof rightsRequest.fields>
/** A request as it was read. */
export type Seen = Pick<RightsRequestRow, 'id' | 'version'>
/** What is given with a step, for those that need something. */
export type StepValues = Partial<
  Pick<Fields, 'ofPerson' | 'outcome' | 'linkedTo' | 'linkedAs' | 'otherNames' | 'homesGiven' | 'numbersGiven'>
>
/**
 * `unknown`: no such person is on file. `early`: a step on a day before the one before it, or in the future. `unsearched`: a place has not answered, or
 * could not look, and nobody decided to go on without it. `unauthorised`: somebody asks for another person, and nothing shows yet that they may.
 */
export type StepAnswer = Answer<unknown, 'stale' | 'gone' | 'unknown' | 'early' | 'unsearched' | 'unauthorised'>

/** A step, the day of it, and why: for those that have to say so. */
export type Happened = {
  readonly what: Step
  readonly on: Temporal.PlainDate
  readonly why?: string | null
  readonly values?: StepValues
}

/** The most open requests that are listed. */
export const mostOpen = 500

const asked = { activity: 'rights-requests', because: 'rights-request' } as const

/** How many requests are open. */
export function openRequests(deps: Pick<GateDeps, 'database'>): Promise<Arrived> {
  return countCollected(deps, rightsRequest, { activity: asked.activity, open: true })
}

function openRequest({ gate }: Pick<RightsDeps, 'gate'>, colleague: Colleague, id: string) {
  return gate.open(colleague, { ...asked, person: id })
}

/** The request as it is now, opened; `stale` where it has changed since it was read. */
export async function currentRequest(deps: Pick<RightsDeps, 'gate'>, colleague: Colleague, { id, version }: Seen) {
  const opened = await openRequest(deps, colleague, id)
  if (!opened.ok) return goneIfUnknown(opened)
  const found = theOne(await opened.read(rightsRequests, id))
  if (!found.ok) return found
  return found.item.version === version ? ({ ok: true, opened, row: found.item } as const) : ({ ok: false, why: 'stale' } as const)
}

/** Requests about somebody’s data, for the colleagues whom the notice lets work on them. Every look and every step is recorded. */
export function rightsRequestsOf(deps: RightsDeps) {
  const { gate } = deps

  /** Stores other steps than those that were read. */
  async function put(opened: Opened<'rights-requests'>, row: RightsRequestRow, steps: readonly StoredStep[], values: StepValues) {
    const { id, version } = row
    return opened.correct(rightsRequest, { id, version, values: { ...values, ...asStored(row.receivedOn, steps) }, source: 'colleague' })
  }

  /** Steps as they are stored, with the day by which they let the answer be owed. */
  function asStored(receivedOn: string, steps: readonly StoredStep[]) {
    return { steps: kept(steps), answerBy: owedBy(eventsFrom(receivedOn, steps), dateIn(deps.clock())) }
  }

  return {
    /** Stores a request that came in. Sent twice, it is stored once and has one reference. */
    async log(colleague: Colleague, values: Logging, formId: string = randomUUID()): Promise<Answer<{ readonly id: string }>> {
      const reference = newReference()
      const item = {
        id: formId,
        values: { ...values, reference, rightUsed: 'access' as const, answerBy: asStored(values.receivedOn, []).answerBy },
        source: 'colleague' as const,
        collectedAt: deps.clock(),
        clockFrom: null,
      }
      const answer = await gate.collectTogether(colleague, asked, [{ type: rightsRequest, item }])
      return answer.ok ? { ok: true, id: formId } : answer
    },

    /** The open ones, with what has happened to each. Who asks is not among it. */
    all: (colleague: Colleague) => gate.workList(colleague, asked).read(rightsRequests, { after: firstPage, limit: mostOpen, open: true }),

    /** One request with who asks. `gone` where there is none of that id. */
    async look(colleague: Colleague, id: string): Promise<Answer<RequestLook, 'gone'>> {
      const opened = await openRequest(deps, colleague, id)
      if (!opened.ok) return goneIfUnknown(opened)
      const [says, names, contacts] = await Promise.all([
        opened.read(rightsRequests, id),
        opened.read(rightsRequesters, id),
        opened.read(rightsContacts, id),
      ])
      const found = theOne(says)
      if (!found.ok) return found
      const [name] = names.ok ? names.rows : []
      const [contact] = contacts.ok ? contacts.rows : []
      return { ok: true, request: found.item, state: stateOf(rightsCase, rightsCase.events(found.item)), name, contact }
    },

    /** A step happens to the request as it was read, on a day that is not before the step before. */
    async step(colleague: Colleague, seen: Seen, { what, on, why = null, values = {} }: Happened): Promise<StepAnswer> {
      const found = await currentRequest(deps, colleague, seen)
      if (!found.ok) return found
      const { opened, row } = found
      const steps = stepsIn(row.steps)
      if (!isInOrder(row.receivedOn, steps.at(-1)?.on, on, dateIn(deps.clock()))) return { ok: false, why: 'early' }
      if ((what === 'identified' || what === 'named') && row.ofPerson !== null) return { ok: false, why: 'stale' }
      const { ofPerson } = values
      if (typeof ofPerson === 'string' && !(await knownIds(deps, person, [ofPerson])).has(ofPerson)) return { ok: false, why: 'unknown' }
      if ((what === 'identified' || what === 'named') && isForAnother(row) && row.authority === null)
        return { ok: false, why: 'unauthorised' }
      const { edition } = deps.inForce().released
      const now = settled(row)
      const isAsked = what === 'searched' && now !== null && mayHappen(rightsCase, row, what, colleague).ok
      if (isAsked && !(await isSearched(opened, edition, searchedAs(now)))) return { ok: false, why: 'unsearched' }
      const all = asStored(row.receivedOn, [...steps, { what, on: on.toString(), by: colleague.name }])
      const notes = why === null ? {} : { notes: noted(row.notes, colleague, on, `${stepWords[what]}. ${why}`) }
      const asRead = { asRead: row, event: what, values: { ...values, ...notes, ...all } }
      const ended = await happen(deps, opened, rightsCase, colleague, asRead)
      if (ended.ok && rightsCase.states[stateOf(rightsCase, rightsCase.events(row))][what]?.to === 'closed') await closeAll(deps, opened)
      // What the systems outside were asked by is not all that is known now.
      if (!ended.ok || now === null || (what !== 'identified' && what !== 'named')) return ended
      const answerBy = rightsClock(rightsCase.events(row), dateIn(deps.clock())).dueOn
      return askAnew(deps, opened, { answerBy, by: colleague.name })
    },

    /** Takes a step back: what happened is as if it had not. Only a step without which the others still make sense. */
    async undo(colleague: Colleague, seen: Seen, at: number): Promise<Answer<unknown, 'stale' | 'gone' | 'needed'>> {
      const found = await currentRequest(deps, colleague, seen)
      if (!found.ok) return found
      const { opened, row } = found
      const steps = stepsIn(row.steps)
      const dropped = steps[at]
      if (dropped === undefined || row.closedOn !== null) return { ok: false, why: 'stale' }
      // The places were asked about this person. Of another they say nothing.
      if ((dropped.what === 'identified' || dropped.what === 'named') && (await wasAsked(opened))) return { ok: false, why: 'needed' }
      const rest = steps.filter((_, index) => index !== at)
      if (!doesMakeSense(row.receivedOn, rest)) return { ok: false, why: 'needed' }
      return put(opened, row, rest, dropped.what === 'identified' ? { ofPerson: null } : {})
    },
  }
}

/** Whether somebody asks for another person: they need an authority to. */
export function isForAnother({ askedBy }: Pick<RightsRequestRow, 'askedBy'>): boolean {
  return askedBy !== 'themselves' && askedBy !== 'child'
}

export type RequestLook = {
  readonly request: RightsRequestRow
  readonly state: RightsState
  readonly name: PartShape<typeof rightsRequest.fields, 'personal-details'> | undefined
  readonly contact: PartShape<typeof rightsRequest.fields, 'contact-details'> | undefined
}

/** What belongs to a request is kept as long as the request: its period runs from the day on which the request is closed. */
async function closeAll(deps: GateDeps, opened: Opened<'rights-requests'>): Promise<void> {
  await endWaiting(deps, opened)
  for (const type of [rightsSearch, rightsFind, rightsFootage, rightsText, rightsOpinion, rightsAnswer])
    await opened.startClock(type, dateIn(deps.clock()), rightsCase.closes)
}

function doesMakeSense(receivedOn: string, steps: ReturnType<typeof stepsIn>): boolean {
  try {
    stateOf(rightsCase, eventsFrom(receivedOn, steps))
    return true
  } catch {
    return false
  }
}

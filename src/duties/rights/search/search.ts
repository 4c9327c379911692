import type { Answer } from '#decisions/done-or-refused.ts'
import type { Colleague } from '#gate/judge.ts'
import { goneIfUnknown, theOne } from '#gate/read/the-one.ts'
import { rightsRequests } from '#records/rights-request/rights-request.ts'
import { rightsSearches } from '#records/rights-search/rights-search.ts'
import { dateIn } from '#shared/clock.ts'
import { tasks } from '../../tasks/tasks.ts'
import { rightsClock } from '../clock.ts'
import { isOfNobody, type SettledRequest, settled } from '../identified.ts'
import type { RightsDeps } from '../requests.ts'
import { rightsCase } from '../rights-case.ts'
import { putPlace, taskAfter, type Written } from './asked.ts'
import { searchByName } from './by-name.ts'
import { answerDue, chasesIn, keptChases, nextChase } from './chases.ts'
import { searchOnFile } from './on-file.ts'
import { isByName, isLook, isSystem, systemsAsked } from './places.ts'
import { lackingIn, type Place, placesWith, type SearchRow, searchedAs } from './rows.ts'

/** What somebody answered for a place: a system outside, or a look that is decided by itself. */
export type PlaceAnswer = Required<Pick<Written, 'answer' | 'found' | 'words' | 'isSilent'>>
/** `unidentified`: it is not known whose data the request is about, or it is closed. */
type Not = 'gone' | 'unidentified' | 'stale'

export type SearchLook = {
  readonly request: SettledRequest
  readonly answerBy: Temporal.PlainDate
  readonly places: readonly Place[]
  readonly lacking: readonly Place[]
}

/** The search of a request: every place is asked, and what each answered is kept. */
export function rightsSearchOf(deps: RightsDeps) {
  const { gate } = deps
  const edition = () => deps.inForce().released.edition

  async function current(colleague: Colleague, id: string) {
    const opened = await gate.open(colleague, { activity: 'rights-requests', because: 'rights-request', person: id })
    if (!opened.ok) return goneIfUnknown(opened)
    const [found, read] = [theOne(await opened.read(rightsRequests, id)), await opened.read(rightsSearches)]
    if (!found.ok) return found
    if (!read.ok) return read
    const request = settled(found.item)
    if (request === null) return { ok: false, why: 'unidentified' } as const
    const at = deps.clock()
    const answerBy = rightsClock(rightsCase.events(request), dateIn(at)).dueOn
    const task = { answerBy, at, by: colleague.name }
    return { ok: true, opened, request, rows: read.rows, at, today: dateIn(at).toString(), answerBy, task } as const
  }

  /** One row as it was read, to be changed. */
  async function rowOf(colleague: Colleague, id: string, item: string, version: string) {
    const found = await current(colleague, id)
    if (!found.ok) return found
    const row = found.rows.find((each) => each.id === item)
    if (row === undefined) return { ok: false, why: 'gone' } as const
    return row.version === version ? ({ ...found, row } as const) : ({ ok: false, why: 'stale' } as const)
  }

  type Found = Extract<Awaited<ReturnType<typeof current>>, { readonly ok: true }>

  async function put({ opened, at, task }: Found, values: Written, row: SearchRow | null) {
    const { dueOn = null, chases = null, answer = null, withoutOn = null, place } = values
    const after = taskAfter({ place, dueOn, chases, answer, withoutOn }, task)
    const stored = await putPlace(opened, at, values, row, after)
    if (stored.ok && row !== null && after?.waits === null) await tasks(deps).fallAway('search-escalated', row.id)
    return stored
  }

  return {
    /** What every place has answered so far. */
    async look(colleague: Colleague, id: string): Promise<Answer<SearchLook, 'gone' | 'unidentified'>> {
      const found = await current(colleague, id)
      if (!found.ok) return found
      const { request, rows, answerBy } = found
      const as = searchedAs(request)
      return { ok: true, request, answerBy, places: placesWith(edition(), rows, as), lacking: lackingIn(edition(), rows, as) }
    },

    /** Searches every place of our own, and asks those who run the systems outside. Done again, each place has what it answered last. */
    async now(colleague: Colleague, id: string): Promise<Answer<unknown, Not>> {
      const found = await current(colleague, id)
      if (!found.ok) return found
      const { request, opened, rows, today, answerBy } = found
      const searched = isOfNobody(request)
        ? await searchByName(deps, colleague, opened, request)
        : await searchOnFile(deps, colleague, opened, request)
      if (!searched.ok) return searched
      const { own, toDecide } = searched
      const rowAt = (place: string) => rows.find((row) => row.place === place) ?? null
      for (const { place, ...answered } of own) {
        const row = rowAt(place)
        if (row !== null && isDecidedAlready(row, answered.words ?? null)) continue
        const by = answered.answer === null ? { answeredOn: null, answeredBy: null } : { answeredOn: today, answeredBy: colleague.name }
        const stored = await put(found, { place, askedOn: row?.askedOn ?? today, ...answered, ...by }, row)
        if (!stored.ok) return stored
      }
      const dueOn = answerDue(Temporal.PlainDate.from(today), answerBy).toString()
      const asked = [...systemsAsked(edition()).map(({ place }) => ({ place, dueOn })), ...toDecide]
      for (const values of asked.filter(({ place }) => rowAt(place) === null)) {
        const stored = await put(found, { ...values, askedOn: today }, null)
        if (!stored.ok) return stored
      }
      return { ok: true }
    },

    /** What the people who run a system answered; or what was decided about a look. Our own places answer for themselves. */
    async answer(
      colleague: Colleague,
      id: string,
      { item, version }: { readonly item: string; readonly version: string },
      given: PlaceAnswer,
    ): Promise<Answer<unknown, Not>> {
      const found = await rowOf(colleague, id, item, version)
      if (!found.ok) return found
      const { row, today } = found
      if (!isSystem(row.place) && !isLook(row.place) && !isByName(row.place)) return { ok: false, why: 'stale' }
      const answered = { ...given, answeredOn: today, answeredBy: colleague.name }
      return put(found, { ...keptOf(row), ...answered, words: wordsWith(row, given.words) }, row)
    },

    /** Decides that the request goes on without a place, with the reason that the person reads. */
    async goWithout(
      colleague: Colleague,
      id: string,
      { item, version }: { readonly item: string; readonly version: string },
      why: string,
    ): Promise<Answer<unknown, Not>> {
      const found = await rowOf(colleague, id, item, version)
      if (!found.ok) return found
      const { row, today } = found
      if (isLook(row.place)) return { ok: false, why: 'stale' }
      return put(found, { ...keptOf(row), withoutWhy: why, withoutBy: colleague.name, withoutOn: today }, row)
    },

    /** Notes that the people who run a system were asked once more. After two times without an answer a senior manager is told. */
    async chase(
      colleague: Colleague,
      id: string,
      { item, version }: { readonly item: string; readonly version: string },
    ): Promise<Answer<unknown, Not>> {
      const found = await rowOf(colleague, id, item, version)
      if (!found.ok) return found
      const { row, today, answerBy } = found
      if (!isSystem(row.place) || row.dueOn === null) return { ok: false, why: 'stale' }
      const chases = [...chasesIn(row.chases), { on: today, by: colleague.name }]
      const stored = await put(found, { ...keptOf(row), chases: keptChases(chases) }, row)
      if (!stored.ok) return stored
      const days = chases.map(({ on }) => Temporal.PlainDate.from(on))
      const next = nextChase(Temporal.PlainDate.from(row.dueOn), days, answerBy)
      if (next.to === 'senior-manager')
        await tasks(deps).raise({ kind: 'search-escalated', role: 'senior-manager', about: row.id, person: null, dueOn: next.dueOn })
      return { ok: true }
    },
  }
}

/** What a row says, to write it again with one thing changed. */
function keptOf({ place, askedOn, dueOn, answer, found, answeredOn, answeredBy, words, isSilent, chases, ...rest }: SearchRow): Written {
  const { withoutWhy, withoutBy, withoutOn } = rest
  return { place, askedOn, dueOn, answer, found, answeredOn, answeredBy, words, isSilent, chases, withoutWhy, withoutBy, withoutOn }
}

/** Of a look, and of what was found by a name, what it was stays beside why it was decided so. */
function wordsWith({ place, words }: SearchRow, given: string | null | undefined): string | null {
  if (!(isLook(place) || isByName(place)) || words === null) return given ?? null
  const [what = ''] = words.split(isLook(place) ? '\n' : betweenWords)
  return given == null ? what : `${what}${isLook(place) ? '\n' : betweenWords}${given}`
}

const betweenWords = '\n\n'

/** Whether a colleague has answered already about the very same that was found by a name. */
function isDecidedAlready({ place, answer, words }: SearchRow, found: string | null): boolean {
  return isByName(place) && answer !== null && found !== null && words?.split(betweenWords)[0] === found
}

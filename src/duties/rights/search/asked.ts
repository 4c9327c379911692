import { randomUUID } from 'node:crypto'
import type { Answer } from '#decisions/done-or-refused.ts'
import { knownPlacesOf } from '#gate/find/known-requests.ts'
import type { Opened } from '#gate/opened.ts'
import type { Values } from '#gate/record-part.ts'
import type { TaskAfter } from '#gate/write/task-after.ts'
import type { Edition } from '#notice/edition.ts'
import { rightsSearch, rightsSearches } from '#records/rights-search/rights-search.ts'
import { dateIn } from '#shared/clock.ts'
import { tasks } from '../../tasks/tasks.ts'
import { answerDue, chasesIn, nextChase } from './chases.ts'
import { isSystem, type SearchedAs } from './places.ts'
import { isSettled, lackingIn, type SearchRow } from './rows.ts'

type Fields = Values<typeof rightsSearch.fields>
export type Written = Omit<Fields, 'rightsRequestId'>
type OpenRequest = Opened<'rights-requests'>

/** Stores what a place answered: once for each place, whatever is found when it is searched again. */
export async function putPlace(opened: OpenRequest, at: Temporal.Instant, values: Written, row: SearchRow | null, task?: TaskAfter) {
  const followed = task === undefined ? {} : { task }
  if (row !== null) return opened.correct(rightsSearch, { id: row.id, version: row.version, values, source: 'colleague', ...followed })
  const item = { id: randomUUID(), source: 'colleague', collectedAt: at, clockFrom: null } as const
  return opened.collect(rightsSearch, { ...item, values: { ...values, rightsRequestId: opened.person }, ...followed })
}

/**
 * What waits about a system outside: to ask its people again on the next day of the ladder; nothing once it is settled. It is nobody’s task, since the
 * tasks about somebody are in their copy, and would tell how many places were asked.
 */
export function taskAfter(
  row: Pick<Written, 'place'> & Pick<SearchRow, 'dueOn' | 'chases' | 'answer' | 'withoutOn'>,
  { answerBy, at, by }: { readonly answerBy: Temporal.PlainDate; readonly at: Temporal.Instant; readonly by: string },
): TaskAfter | undefined {
  if (!isSystem(row.place) || row.dueOn === null) return undefined
  const done = { kind: 'system-search', by, at } as const
  if (row.withoutOn !== null || (row.answer !== null && row.answer !== 'could-not-look')) return { ...done, waits: null }
  const chasedOn = chasesIn(row.chases).map(({ on }) => Temporal.PlainDate.from(on))
  const { dueOn } = nextChase(Temporal.PlainDate.from(row.dueOn), chasedOn, answerBy)
  return { ...done, waits: { role: 'data-protection-officer', person: null, dueOn } }
}

/** How many systems outside are to be asked again by the day, for each of these requests for which there are any. */
export async function chasesDue(
  deps: Parameters<typeof tasks>[0],
  requests: readonly string[],
  by: Temporal.PlainDate,
): Promise<ReadonlyMap<string, number>> {
  const places = await knownPlacesOf(deps, requests)
  const due = await tasks(deps).dueAbout('system-search', [...places.keys()], by)
  return new Map([...Map.groupBy(due, (place) => places.get(place) ?? '')].map(([request, { length }]) => [request, length]))
}

/** Ends the tasks about places that nobody waits for any more, because the request is closed. */
export async function endWaiting(deps: Parameters<typeof tasks>[0], opened: OpenRequest): Promise<void> {
  const read = await opened.read(rightsSearches)
  const open = read.ok ? read.rows.filter((row) => isSystem(row.place) && !isSettled({ place: row.place, row })) : []
  const list = tasks(deps)
  for (const { id } of open) {
    await list.fallAway('system-search', id)
    await list.fallAway('search-escalated', id)
  }
}

/** Whether any place was asked for the request. Where that cannot be read, one may have been. */
export async function wasAsked(opened: OpenRequest): Promise<boolean> {
  const read = await opened.read(rightsSearches)
  return !read.ok || read.rows.length > 0
}

/** Whether every place has answered that has to. */
export async function isSearched(opened: OpenRequest, edition: Pick<Edition, 'systems'>, as: SearchedAs): Promise<boolean> {
  const read = await opened.read(rightsSearches)
  return read.ok && lackingIn(edition, read.rows, as).length === 0
}

/**
 * Asks each system outside anew, because more is known by which to look: what it answered was about less. What it sent stays.
 */
export async function askAnew(
  deps: Parameters<typeof tasks>[0],
  opened: OpenRequest,
  { answerBy, by }: { readonly answerBy: Temporal.PlainDate; readonly by: string },
): Promise<Answer<unknown, 'stale'>> {
  const read = await opened.read(rightsSearches)
  if (!read.ok) return read
  const at = deps.clock()
  const today = dateIn(at)
  const asked = { askedOn: today.toString(), dueOn: answerDue(today, answerBy).toString(), ...unanswered }
  for (const row of read.rows.filter(({ place }) => isSystem(place))) {
    const after = taskAfter({ ...asked, place: row.place }, { answerBy, at, by })
    const stored = await putPlace(opened, at, { ...asked, place: row.place }, row, after)
    if (!stored.ok) return stored.why === 'refused' ? stored : { ok: false, why: 'stale' }
    await tasks(deps).fallAway('search-escalated', row.id)
  }
  return { ok: true }
}

const unanswered = {
  ...{ answer: null, found: null, answeredOn: null, answeredBy: null, words: null, isSilent: null, chases: null },
  ...{ withoutWhy: null, withoutBy: null, withoutOn: null },
} as const

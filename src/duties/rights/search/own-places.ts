import { besideOf } from '#duties/subject-access/beside.ts'
import { filmedAround, filmedParts } from '#duties/subject-access/filmed.ts'
import { isFilmed } from '#duties/subject-access/gather.ts'
import { type FilmedTime, inWords } from '#duties/subject-access/left-out.ts'
import type { GateDeps } from '#gate/deps.ts'
import type { Opened } from '#gate/opened.ts'
import type { PagesAnswer } from '#gate/read/read-pages.ts'
import type { RecordPart } from '#gate/record-part.ts'
import { footage } from '#records/footage/footage.ts'
import { dayAndTime } from '#shared/london-time.ts'
import { isRecord } from '#shared/record.ts'
import { partsSearched, typesSearched } from './places.ts'

/** What a place of our own answered. */
export type OwnAnswer = {
  readonly place: string
  readonly answer: 'found' | 'nothing-held' | 'could-not-look'
  readonly found: number
  readonly words: string | null
}

/**
 * Asks every place of this system for what it holds about the person of a request: each record type, the tables beside them, recordings and pictures,
 * and the footage of where they live. What was made to answer the request itself is not counted.
 */
export async function searchOwnPlaces(deps: GateDeps, opened: Opened<'rights-requests'>, request: string): Promise<readonly OwnAnswer[]> {
  const tally = tallyWithout(request)
  const filmed = filmedAround()
  const answers = await opened.readPages([...partsSearched, ...filmedParts], async (part, rows) =>
    isFilmed(part) ? filmed.take(part, rows) : tally.take(part, rows),
  )
  const ofTypes = typesSearched.map((type): OwnAnswer => {
    const theirs = answers.filter((_, index) => partsSearched[index]?.type === type)
    return answered(type.name, tally.found(type.name) + closedIn(theirs), refusedIn(theirs), heldWords(theirs))
  })
  const withMedia = answers.filter((_, index) => partsSearched[index]?.type.fields.mediaId !== undefined)
  const recordings = answered('recordings', tally.media() + closedIn(withMedia), refusedIn(withMedia), onlyFacts)
  const beside = (await besideOf(deps, opened)).map(({ section, items, closed }) => answered(section.type, items.length, closed, null))
  return [...ofTypes, recordings, footageFrom(filmed.told(answers.slice(partsSearched.length))), ...beside]
}

const onlyFacts = 'Counted by what is noted of each. Nothing listens to them or looks at them by itself.'

/** Counts items once, though several parts of them are read. */
function tallyWithout(request: string) {
  const items = new Map<string, Set<unknown>>()
  const media = new Set<string>()
  return {
    take({ type }: RecordPart, rows: readonly unknown[]): void {
      const there = items.get(type.name) ?? new Set()
      items.set(type.name, there)
      for (const row of rows.filter(isRecord)) {
        if (row.rightsRequestId === request || row.id === request) continue
        there.add(row.id)
        // The file that was shared is made of other items of the record, and is no recording.
        if (typeof row.mediaId === 'string' && type.writtenOnSharing !== true) media.add(row.mediaId)
      }
    },
    found: (type: string): number => items.get(type)?.size ?? 0,
    media: (): number => media.size,
  }
}

function answered(place: string, found: number, closed: string | null, words: string | null): OwnAnswer {
  if (closed !== null) return { place, answer: 'could-not-look', found, words: closed }
  return found === 0 ? { place, answer: 'nothing-held', found, words: null } : { place, answer: 'found', found, words }
}

/** Items that a hold closes to whoever searches. They are there, and are counted. */
function closedIn(answers: readonly PagesAnswer[]): number {
  return answers.reduce((most, answer) => Math.max(most, answer.ok ? (answer.onHold?.items ?? 0) : 0), 0)
}

function heldWords(answers: readonly PagesAnswer[]): string | null {
  const closed = closedIn(answers)
  return closed === 0 ? null : `${closed} of them ${closed === 1 ? 'is' : 'are'} on hold. A senior manager opens what is on hold.`
}

function refusedIn(answers: readonly PagesAnswer[]): string | null {
  const refusals = answers.flatMap((answer) => (answer.ok ? [] : [inWords(answer.refusal)]))
  return refusals.length === 0 ? null : [...new Set(refusals)].join(' ')
}

function footageFrom({ withheld, searched }: ReturnType<ReturnType<typeof filmedAround>['told']>): OwnAnswer {
  const stretches = withheld.find(({ type }) => type === footage.name)
  if (searched.length === 0) return answered('footage', 0, withheld.map(({ reason }) => reason).join(' '), null)
  const words = [
    'We look through it for them, hide other people, and decide what they get (CV5).',
    ...(stretches?.times ?? []).map(timeWords),
  ]
  return answered('footage', stretches?.count ?? 0, null, words.join('\n'))
}

function timeWords({ camera, from, to }: FilmedTime): string {
  return `${camera}: ${dayAndTime(from)} to ${dayAndTime(to)}`
}

import { inWords } from '#duties/subject-access/left-out.ts'
import { isSameName } from '#duties/subject-access/visitor.ts'
import type { Colleague } from '#gate/judge.ts'
import type { Provenance, RecordPart } from '#gate/record-part.ts'
import { plainPart } from '#gate/record-part.ts'
import type { RecordType } from '#gate/record-type.ts'
import type { Category } from '#notice/vocabulary.ts'
import { message, messageContacts, messageHeads, messageNames } from '#records/message/message.ts'
import { noticeReader, noticeReaders } from '#records/notice-reader/notice-reader.ts'
import { rightsContacts, rightsRequest, rightsRequesters, rightsRequestPlain } from '#records/rights-request/rights-request.ts'
import { unlinkedCall, unlinkedNumbers } from '#records/unlinked-call/unlinked-call.ts'
import { visit, visitNames } from '#records/visit/visit.ts'
import { dateIn } from '#shared/clock.ts'
import { longDate } from '#shared/london-time.ts'
import { textOf } from '#shared/record.ts'
import type { NamedRequest } from '../identified.ts'
import type { RightsDeps } from '../requests.ts'
import { type ByName, foundByName } from './found-by-name.ts'
import type { Given } from './given.ts'
import { placeByName } from './places.ts'

type Item = Readonly<Record<string, unknown>>

/** What stands by itself, tied to nobody, and how it is told to a colleague. `names`, `reached`: the fields with a name, and with how to reach somebody. */
type Alone = {
  readonly type: RecordType
  readonly parts: readonly RecordPart<Category, Provenance>[]
  readonly names: readonly string[]
  readonly reached: readonly string[]
  readonly line: (item: Item) => string
}

const everyAlone: readonly Alone[] = [
  {
    type: visit,
    parts: [visitNames, plainPart(visit, 'visits')],
    names: ['name'],
    reached: [],
    line: ({ name, site, arrivedAt }) => `${textOf(name)}, at the office ${textOf(site)} on ${dayOf(arrivedAt)}`,
  },
  {
    type: message,
    parts: [messageHeads, messageNames, messageContacts],
    names: ['name'],
    reached: ['contact'],
    line: ({ reference, sentAt, name, contact }) => `${textOf(reference)} of ${dayOf(sentAt)}: ${told(name, contact)}`,
  },
  {
    type: rightsRequest,
    parts: [rightsRequestPlain, rightsRequesters, rightsContacts],
    names: ['name', 'otherNames'],
    reached: ['contact', 'homesGiven', 'numbersGiven'],
    line: ({ reference, receivedOn, name, contact }) => `${textOf(reference)} of ${longDate(textOf(receivedOn))}: ${told(name, contact)}`,
  },
  {
    type: unlinkedCall,
    parts: [unlinkedNumbers],
    names: [],
    reached: ['callingNumber'],
    line: ({ callingNumber, collectedAt }) => `A call from ${textOf(callingNumber)}, kept since ${dayOf(collectedAt)}`,
  },
  {
    type: noticeReader,
    parts: [noticeReaders],
    names: [],
    reached: ['address'],
    line: ({ address, confirmedAt }) => `${textOf(address)}, told when the notice changes, since ${dayOf(confirmedAt)}`,
  },
]

/** Looks through what stands by itself for what somebody gave. The request itself is not counted. */
export async function searchAlone(
  { gate }: Pick<RightsDeps, 'gate'>,
  colleague: Colleague,
  request: NamedRequest,
  given: Given,
): Promise<readonly ByName[]> {
  const answers: ByName[] = []
  for (const each of everyAlone) {
    const lines: string[] = []
    const isTheirs = (item: Item): boolean => {
      const fits = item.id !== request.id && isGivenIn(each, item, given)
      if (fits) lines.push(each.line(item))
      return fits
    }
    const asked = { activity: 'rights-requests', because: 'rights-request' } as const
    const search = await gate.searchAlone(colleague, asked, { collectedFor: each.type.usual, parts: each.parts, isTheirs })
    const place = placeByName(each.type)
    answers.push(search.ok ? foundByName(place, lines) : { place, answer: 'could-not-look', found: null, words: inWords(search.refusal) })
  }
  return answers
}

function isGivenIn({ names, reached }: Alone, item: Item, given: Given): boolean {
  const called = names.flatMap((field) => severalIn(textOf(item[field])))
  if (called.some((name) => given.names.some((each) => isSameName(each, name)))) return true
  const written = reached.map((field) => bare(textOf(item[field])))
  return [...given.numbers, ...given.homes].map(bareStart).some((each) => each.length >= 5 && written.some((text) => text.includes(each)))
}

/** A name as it was written, and each where several stand beside one another. */
function severalIn(written: string): readonly string[] {
  return [written, ...written.split(/[\n,;]/)].filter((name) => name.trim() !== '')
}

/** Letters, figures and what an e-mail address is written with. */
function bare(text: string): string {
  return text.toLowerCase().replace(/[^a-z0-9@.]/g, '')
}

/** A telephone number without what stands for the country, or for a call within it. */
function bareStart(text: string): string {
  return bare(text).replace(/^(?:0044|44|0)(?=\d{9,}$)/, '')
}

function told(name: unknown, contact: unknown): string {
  return [textOf(name), textOf(contact)].filter((each) => each !== '').join(', ')
}

function dayOf(at: unknown): string {
  return longDate(dateIn(Temporal.Instant.from(textOf(at))))
}

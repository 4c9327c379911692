import type { Answer } from '#decisions/done-or-refused.ts'
import type { GateDeps } from '#gate/deps.ts'
import { knownIds } from '#gate/find/known-ids.ts'
import { type TextAround, type TextsOf, textsAround } from '#gate/find/texts-around.ts'
import type { Colleague } from '#gate/judge.ts'
import type { Opened } from '#gate/opened.ts'
import type { RecordPart } from '#gate/record-part.ts'
import { ordinaryCategories } from '#notice/vocabulary.ts'
import { everyRecordType } from '#records/every-record-type.ts'
import { person } from '#records/person/person.ts'
import { rightsFind, rightsFinds } from '#records/rights-find/rights-find.ts'
import { dateIn } from '#shared/clock.ts'
import { uuidOf } from '#shared/derived-uuid.ts'
import { longDate } from '#shared/london-time.ts'
import type { Around } from '../../passages/passage.ts'
import { propose } from '../../passages/propose.ts'
import { type IdentifiedRequest, reachedBy, type SettledRequest } from '../identified.ts'
import type { RightsDeps } from '../requests.ts'
import { knownAround } from './known-around.ts'
import type { OwnAnswer } from './own-places.ts'
import { partsSearched, placeOfOthers } from './places.ts'

const ordinary: ReadonlySet<string> = new Set(ordinaryCategories)

/** The texts in which other people’s records may tell of somebody: words that anybody wrote freely, and that are of no special category. */
export const textsOfOthers: readonly TextsOf[] = partsSearched.filter(isAboutOne).flatMap((part) => {
  const fields = part.fields.filter((name) => isFreeText(part, name))
  return fields.length === 0 ? [] : [{ part, fields }]
})

function isAboutOne({ type: { tie, nobodyElses }, category }: RecordPart): boolean {
  return ordinary.has(category) && tie.person === 'personId' && tie.tenure === null && nobodyElses === undefined
}

function isFreeText({ type }: RecordPart, name: string): boolean {
  const field = type.fields[name]
  return field?.sealed === true && field.words === undefined && (field.owner === 'own-words' || field.owner === 'may-name-others')
}

const near: Readonly<Record<string, string>> = { household: 'of the household', neighbour: 'of a neighbour' }

/**
 * Looks through what is written in the records of the people to whom a tie of the request leads: the household, whoever lived in the same home, and
 * neighbours of the same time. A text that names whoever the request is about is kept with the request, to be read before it can leave.
 */
export async function searchOthers(
  deps: RightsDeps,
  colleague: Colleague,
  opened: Opened<'rights-requests'>,
  request: IdentifiedRequest,
): Promise<Answer<{ readonly own: OwnAnswer }>> {
  const around = await knownAround(deps, colleague, request)
  if (!around.ok) return around
  const nearby = new Map(around.known.filter(({ part }) => part !== 'colleague').map(({ id, part }) => [id, part]))
  const people = [...(await knownIds(deps, person, [...nearby.keys()]))].filter((id) => id !== request.ofPerson)
  return searchTextsOf(deps, colleague, opened, request, {
    around,
    people,
    whose: 'the household, whoever lived in the same home, and neighbours of the same time',
    nearness: (id) => near[nearby.get(id) ?? ''] ?? 'of somebody who lived in the same home',
  })
}

/** In whose records to look, what they are to whoever asks, and by which names. `nearness`: of the person of this id, in words. */
type InRecordsOf = {
  readonly around: Around
  readonly people: readonly string[]
  readonly whose: string
  readonly nearness: (id: string) => string
}

/** Looks through what is written in the records of these people, and keeps with the request what names whoever asks. */
export async function searchTextsOf(
  deps: GateDeps,
  colleague: Colleague,
  opened: Opened<'rights-requests'>,
  request: SettledRequest,
  { around, people, whose, nearness }: InRecordsOf,
): Promise<Answer<{ readonly own: OwnAnswer }>> {
  const them = reachedBy(request)
  const asked = { person: them, request: request.id, people }
  const read = await textsAround(deps, colleague, asked, textsOfOthers, (texts) => thoseNaming(texts, them, around))
  if (!read.ok) return read
  for (const text of read.found) {
    const stored = await keep(deps, colleague, opened, text, nearness(text.person))
    if (!stored.ok && stored.why === 'refused') return stored
  }
  const words = [
    `${counted(read.looked, 'text', 'texts')} in the records of ${counted(people.length, 'person', 'people')} looked through for their names: ${kindsBut(read.closed)}.`,
    `Whose records: ${whose}.`,
    ...notTheirs,
    ...(read.closed.length === 0 ? [] : [`Not looked through, because the notice closes it here: ${read.closed.join(', ')}.`]),
    ...(read.onHold === 0 ? [] : [`${counted(read.onHold, 'item is', 'items are')} on hold, and not looked through.`]),
  ].join('\n')
  const found = read.found.length
  return { ok: true, own: { place: placeOfOthers, answer: found === 0 ? 'nothing-held' : 'found', found, words } }
}

/** What of other people is in nobody else's copy, each with why. */
const notTheirs = everyRecordType.flatMap(({ title, nobodyElses }) =>
  nobodyElses === undefined ? [] : [`Not looked through: ${title.many.toLowerCase()}, since ${nobodyElses}.`],
)

function kindsBut(closed: readonly string[]): string {
  const kinds = textsOfOthers.map(({ part }) => part.type.title.many).filter((kind) => !closed.includes(kind))
  return [...new Set(kinds)].join(', ').toLowerCase()
}

function counted(many: number, one: string, more: string): string {
  return `${many.toLocaleString('en-GB')} ${many === 1 ? one : more}`
}

/**
 * The texts that tell of them, by any name that the records have for them, or by their home. A name that is somebody else's too tells of them where it is
 * their name in full.
 */
function thoseNaming(texts: readonly TextAround[], id: string, { requester, known }: Around): readonly TextAround[] {
  const them = requester.map((line) => ({ ...line, id }))
  const all = texts.map(({ text }, index) => ({ id: String(index), text }))
  const among = propose(all, [...them, ...known], []).filter(({ person, certainty }) => person === id && certainty !== 'possible')
  const inFull = propose(all, them, []).filter(({ person, rule }) => person === id && rule === 'known-full-name')
  const naming = new Set([...among, ...inFull].map(({ text }) => text))
  return texts.filter((_, index) => naming.has(String(index)))
}

/** Kept once for each text, under the request. What it is called tells nothing of whose record it stands in, and needs no reading. */
async function keep(
  { clock }: Pick<GateDeps, 'clock'>,
  { name }: Colleague,
  opened: Opened<'rights-requests'>,
  { type, item, field, text, collectedAt }: TextAround,
  whose: string,
) {
  const id = uuidOf('rights-find', opened.person, item, field)
  const before = await opened.read(rightsFinds, id)
  const [row] = before.ok ? before.rows : []
  if (row?.words === text) return { ok: true } as const
  if (row !== undefined) return opened.correct(rightsFind, { id, version: row.version, values: { words: text }, source: 'own-systems' })
  const of = everyRecordType.find((each) => each.name === type)
  const standsIn = `${of?.title.one ?? type} ${whose}, ${longDate(dateIn(Temporal.Instant.from(collectedAt)))}: ${of?.fields[field]?.label.colleague ?? field}`
  const at = clock()
  const about = { rightsRequestId: opened.person, place: placeOfOthers, called: 'A note', words: text, standsIn }
  const values = { ...about, addedOn: dateIn(at).toString(), addedBy: name }
  return opened.collect(rightsFind, { id, values, source: 'own-systems', collectedAt: at, clockFrom: null })
}

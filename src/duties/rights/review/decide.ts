import type { Answer } from '#decisions/done-or-refused.ts'
import type { Colleague } from '#gate/judge.ts'
import type { Opened } from '#gate/opened.ts'
import { theOne } from '#gate/read/the-one.ts'
import type { ChangeAnswer } from '#gate/write/change.ts'
import { rightsText, rightsTexts } from '#records/rights-text/rights-text.ts'
import { dateIn } from '#shared/clock.ts'
import { uuidOf } from '#shared/derived-uuid.ts'
import { itsMedia, wholeItem } from '../decided.ts'
import type { SettledRequest } from '../identified.ts'
import type { RightsDeps } from '../requests.ts'
import { groupsOf } from './groups.ts'
import { byHand, marked, placesOf } from './mark.ts'
import type { Outcome } from './outcomes.ts'
import { type Decision, digestOfText, isDecided, isLeftOut, keptReading, type Passage, type Reading, readingIn } from './reading.ts'
import { type NotReady, notRead, type TextRow } from './rows.ts'
import { type SeenText, textSeen } from './text-seen.ts'
import { keyOfText, textsToRead } from './texts.ts'

/** What is decided about the same words at all their places in a text. `isEverywhere`: in every other text of the copy too. */
export type Choice = { readonly key: string; readonly outcome: Outcome; readonly why: string | null; readonly isEverywhere: boolean }

export type Deciding = {
  readonly choices: readonly Choice[]
  /** Further words to leave out, each found in the text. */
  readonly words: readonly string[]
  readonly wordsWhy: string | null
  /** Where nothing of the text leaves, or of the item it stands in. */
  readonly whole: { readonly of: 'text' | 'item'; readonly outcome: Outcome; readonly why: string } | null
  /** Until when the claims hold, where they are others than that of other people. */
  readonly until: string | null
}

/** `isRead`: false where passages of it are still to be decided. `changed`: the text is not as it was read. `not-found`: words that are to be left out do not stand in it. */
export type DecideAnswer = Answer<{ readonly isRead: boolean }, NotReady | 'stale' | 'changed' | 'not-found'>

/** Decides about a text as it was read. What was proposed stays beside what is decided. */
export async function decideText(deps: RightsDeps, colleague: Colleague, seen: SeenText, deciding: Deciding): Promise<DecideAnswer> {
  const found = await textSeen(deps, colleague, seen, { isMedia: false })
  if (!found.ok) return found
  const { opened, request, row, value } = found
  const by = { by: colleague.name, on: dateIn(deps.clock()).toString(), until: deciding.until }
  const reader = { by: colleague.name, byId: colleague.id, on: by.on }
  const all = markingsOf(value, readingIn(row.passages), deciding, by)
  if (all === null) return { ok: false, why: 'not-found' }
  const reading = readAfter(value, readingIn(row.passages), all, wholeOf(deciding, by))
  const isRead = isDecided(reading)
  const stored = await store(opened, row, reading, isRead ? reader : null)
  if (!stored.ok) return stored
  if (deciding.whole?.of === 'item') {
    const item = await withholdItem(deps, opened, row, wholeOf(deciding, by), reader)
    if (!item.ok) return item
  }
  const everywhere = all.filter(({ isEverywhere }) => isEverywhere)
  if (everywhere.length === 0) return { ok: true, isRead }
  const others = await decideEverywhere({ deps, colleague, opened, request }, row.id, everywhere)
  return others.ok ? { ok: true, isRead } : others
}

type By = Pick<Decision, 'by' | 'on' | 'until'>
/** Who has read a text, and when. */
type Reader = { readonly by: string; readonly byId: string | null; readonly on: string }

/** What is decided anew has no second reader yet. */
const readBy = ({ by, byId, on }: Reader) => ({ ...notRead, readBy: by, readById: byId, readOn: on })

/** Words of a text and what is decided about them. */
type WordsDecided = {
  readonly words: string
  /** Where the text has them as passages already. */
  readonly there: readonly Pick<Passage, 'start' | 'end'>[]
  readonly label: string
  readonly about: string | null
  readonly decision: Decision
  readonly isEverywhere: boolean
}

/** Null where words that are to be left out do not stand in the text. */
function markingsOf(text: string, before: Reading, { choices, words, wordsWhy }: Deciding, by: By): readonly WordsDecided[] | null {
  const groups = new Map(groupsOf(text, before).map(({ key, passages }) => [key, passages]))
  const chosen = choices.flatMap(({ key, outcome, why, isEverywhere }): readonly WordsDecided[] => {
    const there = groups.get(key) ?? []
    const [first] = there
    if (first === undefined) return []
    return [
      {
        words: text.slice(first.start, first.end),
        there,
        label: first.label,
        about: first.about,
        decision: { ...by, outcome, why },
        isEverywhere,
      },
    ]
  })
  if (words.some((each) => placesOf(text, each).length === 0)) return null
  const decision: Decision = { ...by, outcome: 'other-people', why: wordsWhy }
  return [...chosen, ...words.map((each) => ({ words: each, there: [], label: byHand, about: null, decision, isEverywhere: false }))]
}

function readAfter(text: string, before: Reading, all: readonly WordsDecided[], whole: Decision | null): Reading {
  const passages = all.reduce<readonly Passage[]>(
    (so, { words, there, ...marking }) => marked(so, { ...marking, places: [...there, ...placesOf(text, words)] }),
    before.passages,
  )
  return { ...before, passages: [...passages], whole }
}

function wholeOf({ whole }: Deciding, by: By): Decision | null {
  return whole === null ? null : { ...by, outcome: whole.outcome, why: whole.why }
}

type Working = {
  readonly deps: RightsDeps
  readonly colleague: Colleague
  readonly opened: Opened<'rights-requests'>
  readonly request: SettledRequest
}

/** Decides the same about the same words in every other text of the copy that is as it was when it was looked through. */
async function decideEverywhere(
  { deps, colleague, opened, request }: Working,
  except: string,
  all: readonly WordsDecided[],
): Promise<Answer<unknown, 'stale'>> {
  const [found, rows] = await Promise.all([textsToRead(deps, colleague, request), opened.read(rightsTexts)])
  if (!found.ok) return found
  if (!rows.ok) return rows
  const elsewhere = all.map((each) => ({ ...each, there: [] }))
  const texts = new Map(found.texts.map((text) => [keyOfText(text), text.value]))
  for (const row of rows.rows) {
    const text = texts.get(keyOfText({ ...row, field: row.fieldName }))
    if (row.id === except || row.fieldName === itsMedia || text === undefined || digestOfText(text) !== row.digest) continue
    const before = readingIn(row.passages)
    const after = readAfter(text, before, elsewhere, before.whole)
    if (keptReading(after) === keptReading(before)) continue
    const answer = await store(
      opened,
      row,
      after,
      row.readOn === null ? null : { by: row.readBy ?? '', byId: row.readById, on: row.readOn },
    )
    if (!answer.ok) return answer
  }
  return { ok: true }
}

/** A reading that stands for the whole item: nothing of it leaves, whatever is decided about its texts. */
async function withholdItem(
  deps: RightsDeps,
  opened: Opened<'rights-requests'>,
  { rightsRequestId, place, itemId }: TextRow,
  whole: Decision | null,
  reader: Reader,
): Promise<Answer<unknown, 'stale'>> {
  const id = uuidOf('rights-text', rightsRequestId, keyOfText({ itemId, field: wholeItem }))
  const values = {
    digest: digestOfText(''),
    passages: keptReading({ isTheirs: false, isHealth: false, passages: [], whole, cut: null, hidden: [], clips: [] }),
    withheld: 1,
    ...readBy(reader),
  }
  const there = theOne(await opened.read(rightsTexts, id))
  if (there.ok) return opened.correct(rightsText, { id, version: there.item.version, values, source: 'colleague' })
  if (there.why === 'refused') return there
  const item = { rightsRequestId, place, itemId, fieldName: wholeItem, proposed: 0, ...values }
  return opened.collect(rightsText, { id, values: item, source: 'colleague', collectedAt: deps.clock(), clockFrom: null })
}

/** `read`: by whom and when, where somebody has read all of it. What is decided from another text does not make it read. */
function store(opened: Opened<'rights-requests'>, { id, version }: TextRow, reading: Reading, read: Reader | null): Promise<ChangeAnswer> {
  const values = {
    passages: keptReading(reading),
    withheld: reading.whole === null ? reading.passages.filter(isLeftOut).length : 1,
    ...(read === null ? notRead : readBy(read)),
  }
  return opened.correct(rightsText, { id, version, values, source: 'colleague' })
}

import type { Answer } from '#decisions/done-or-refused.ts'
import type { Colleague } from '#gate/judge.ts'
import type { Opened } from '#gate/opened.ts'
import { rightsOpinions } from '#records/rights-opinion/rights-opinion.ts'
import { rightsTexts } from '#records/rights-text/rights-text.ts'
import { dateIn } from '#shared/clock.ts'
import type { HiddenPassage, ManifestText } from '../answer/compare-packs.ts'
import { mediaShown } from '../answer/media-shown.ts'
import { type Decided, itsMedia, type LeavesAs, type TextOfCopy, wholeItem } from '../decided.ts'
import type { SettledRequest } from '../identified.ts'
import { isFootage, mediaName } from '../media-text.ts'
import type { RightsDeps } from '../requests.ts'
import { clipWords } from './clips.ts'
import { type HealthLock, healthLock } from './health-lock.ts'
import { leavesAs } from './leaves.ts'
import type { MediaGiven } from './media.ts'
import { doesLeave } from './outcomes.ts'
import { type Clip, digestOfText, isInPart, type Passage, type Reading, readingIn } from './reading.ts'
import { isReadEnough, type SecondFor, secondFor } from './second-reader.ts'
import { keyOfText } from './texts.ts'

/** A passage of the copy as it was decided, in its own words, so that what leaves can be checked. `itemId`: the item in which it stands. */
export type DecidedPassage = {
  readonly id: string
  readonly text: string
  readonly kind: 'name' | 'number' | 'text'
  readonly itemId: string
  /** Whom of the records it is about, where that is known. */
  readonly about?: string | null
  readonly isGiven: boolean
}

/**
 * `passages`, `texts`, `media` and `unread` tell of the texts about which `decided` was asked so far: what was decided in them, what each shows and hides,
 * which recordings, pictures and clips of footage go, and how many nobody has read.
 */
export type DecidedCopy = {
  readonly decided: Decided
  readonly passages: () => readonly DecidedPassage[]
  readonly texts: () => readonly ManifestText[]
  readonly media: () => readonly MediaGiven[]
  readonly clips: () => readonly Clip[]
  readonly unread: () => number
}

/** What was decided about the texts of a request’s copy, as of today. The originals stay as they are. */
export async function decidedOf(
  deps: Pick<RightsDeps, 'gate' | 'clock' | 'inForce'>,
  colleague: Colleague,
  request: SettledRequest,
): Promise<Answer<DecidedCopy>> {
  const opened = await deps.gate.open(colleague, { activity: 'rights-requests', because: 'rights-request', person: request.id })
  return opened.ok ? decidedIn(opened, request, { today: dateIn(deps.clock()), reasons: secondFor(deps) }) : opened
}

export async function decidedIn(
  opened: Opened<'rights-requests'>,
  request: SettledRequest,
  { today, reasons }: { readonly today: Temporal.PlainDate; readonly reasons: SecondFor },
): Promise<Answer<DecidedCopy>> {
  const [texts, opinions] = await Promise.all([opened.read(rightsTexts), opened.read(rightsOpinions)])
  if (!texts.ok) return texts
  if (!opinions.ok) return opinions
  const lock = healthLock(request, opinions.rows, today)
  const rows = new Map(texts.rows.map((row) => [keyOfText({ ...row, field: row.fieldName }), row]))
  const passages = new Map<string, readonly DecidedPassage[]>()
  const shown = new Map<string, ManifestText>()
  const media = new Map<string, MediaGiven>()
  const clips = new Map<string, readonly Clip[]>()
  const unread = new Set<string>()
  const decided: Decided = (text) => {
    const key = keyOfText(text)
    const row = rows.get(key)
    const isAsRead = row !== undefined && row.digest === digestOfText(text.value)
    // Whose words they are and what they concern is asked of the text as it is now.
    const { isTheirs, isHealth, value } = text
    const kept = isAsRead ? { ...readingIn(row.passages), isTheirs, isHealth } : null
    const reading = kept !== null && row !== undefined && isReadEnough(row, kept, reasons) ? kept : null
    const told = reading === null ? null : leavesAs(value, reading, { lock, today })
    // Footage goes as clips that were released, and in no other way.
    const leaves = isFootage(value) && text.field === itsMedia && told?.words != null && reading?.clips.length === 0 ? null : told
    const isWhole = text.field === wholeItem
    if (leaves === null || reading === null) {
      // That a whole record is withheld may wait for its second reader.
      if (!isWhole || kept !== null) unread.add(key)
      return null
    }
    if (!isWhole || leaves.words === null) shown.set(key, shownOf(text, reading, leaves, lock))
    if (text.field === itsMedia && leaves.words === null) return notGiven(text, leaves)
    if (text.field === itsMedia && isFootage(value)) {
      clips.set(key, reading.clips)
      return { words: clipWords(reading.clips), reasons: [] }
    }
    if (text.field === itsMedia) return given(text, reading, media)
    if (!isWhole) passages.set(key, passagesIn(text, reading, leaves, lock))
    return leaves
  }
  return {
    ok: true,
    decided,
    passages: () => [...passages.values()].flat(),
    texts: () => [...shown.values()],
    media: () => [...media.values()],
    clips: () => [...clips.values()].flat(),
    unread: () => unread.size,
  }
}

function notGiven({ value }: TextOfCopy, { reasons }: LeavesAs): LeavesAs {
  const what = isFootage(value) ? 'We looked through it, and it is not given.' : 'The recording or picture itself is not given.'
  return { words: null, reasons: reasons.map((reason) => `${what} ${reason}`) }
}

/** A recording or picture that goes gets a file, whose name is told where the item stands. */
function given({ place, itemId, value }: TextOfCopy, reading: Reading, media: Map<string, MediaGiven>): LeavesAs {
  const { cut, hidden } = reading
  const there = media.get(itemId)
  const name = there?.name ?? mediaName(value, media.size + 1, cut)
  media.set(itemId, { place, itemId, name, cut, hidden })
  return { words: `In the file ${name}${isInPart(reading) ? ', without the parts that are about somebody else' : ''}`, reasons: [] }
}

/** What of a text is shown: all that is not hidden. */
function shownOf({ itemId: item, field, value }: TextOfCopy, reading: Reading, { words }: LeavesAs, lock: HealthLock): ManifestText {
  const { passages } = reading
  const text = { item, field, version: digestOfText(value) }
  if (field === itsMedia) return { ...text, ...mediaShown(value, reading, words !== null) }
  const isHidden = ({ decided }: Passage) => decided !== null && !doesLeave(decided.outcome, lock(reading))
  const hidden: readonly HiddenPassage[] =
    words === null
      ? [{ start: 0, end: value.length, about: [] }]
      : passages.filter(isHidden).map(({ start, end, about }) => ({ start, end, about: about === null ? [] : [about] }))
  return { ...text, length: value.length, hidden, places: [] }
}

function passagesIn(text: TextOfCopy, reading: Reading, { words }: LeavesAs, lock: HealthLock): readonly DecidedPassage[] {
  const { itemId, value } = text
  const of = (at: number) => `${keyOfText(text)} ${at}`
  if (words === null) return [{ id: of(0), text: value, kind: 'text', itemId, isGiven: false }]
  return reading.passages.flatMap(({ start, end, kind, about, decided }): readonly DecidedPassage[] => {
    if (decided === null) return []
    const isGiven = doesLeave(decided.outcome, lock(reading))
    return [{ id: of(start), text: value.slice(start, end), kind: kindOf(kind), itemId, about, isGiven }]
  })
}

const numbers: ReadonlySet<string> = new Set(['telephone', 'national-insurance', 'nhs-number', 'bank-account', 'card'])

function kindOf(kind: string): DecidedPassage['kind'] {
  if (kind === 'name') return 'name'
  return numbers.has(kind) ? 'number' : 'text'
}

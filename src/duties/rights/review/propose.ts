import type { Answer } from '#decisions/done-or-refused.ts'
import type { Colleague } from '#gate/judge.ts'
import { collectMany } from '#gate/write/collect-many.ts'
import { rightsText, rightsTexts } from '#records/rights-text/rights-text.ts'
import { dateIn } from '#shared/clock.ts'
import { uuidOf } from '#shared/derived-uuid.ts'
import type { Proposal } from '../../passages/passage.ts'
import { propose } from '../../passages/propose.ts'
import { itsMedia, type TextOfCopy, wholeItem } from '../decided.ts'
import { type RightsDeps, rightsRequestsOf } from '../requests.ts'
import { knownAround } from '../search/known-around.ts'
import { steadyLabels } from './labels.ts'
import { doClaimsHold } from './leaves.ts'
import { digestOfText, keptReading, type Passage, type Reading, readingIn } from './reading.ts'
import { goneValues, isGone, type NotReady, notRead, readable, type TextRow } from './rows.ts'
import { keyOfText, textsToRead } from './texts.ts'

/** `stale`: somebody decided about a text at the same moment. */
export type ProposeAnswer = Answer<{ readonly texts: number; readonly fresh: number }, NotReady | 'stale'>

/**
 * Finds every text of the copy that somebody has to read, with the passages that may be about others. Run again, it keeps what was decided about texts
 * that are the same. A text that has changed since, or a claim on which has ended, is to be read again.
 */
export async function proposeTexts(deps: RightsDeps, colleague: Colleague, id: string): Promise<ProposeAnswer> {
  const ready = await readable(deps, colleague, id)
  if (!ready.ok) return ready
  const { opened, request } = ready
  const [found, around, stored] = await Promise.all([
    textsToRead(deps, colleague, request),
    knownAround(deps, colleague, request),
    opened.read(rightsTexts),
  ])
  if (!found.ok) return found
  if (!around.ok) return around
  if (!stored.ok) return stored
  const before = new Map(stored.rows.map((row) => [keyOfText({ ...row, field: row.fieldName }), row]))
  const read = readingsOf(
    found.texts,
    propose(found.texts.filter(({ field }) => field !== itsMedia).map(asText), around.known, around.requester),
    before,
  )
  const items = read.flatMap(({ text, was, reading }) => (was === undefined ? [newItem(deps, id, text, reading)] : []))
  if (items.length > 0) {
    const batch = { type: rightsText, source: 'colleague', items } as const
    const answer = await collectMany(deps, colleague, 'rights-requests', [batch], { because: 'rights-request' })
    if (!answer.ok) return answer
  }
  const ended = stored.rows.filter((row) => row.readOn !== null && !doClaimsHold(readingIn(row.passages), dateIn(deps.clock())))
  const corrections = [
    ...read.flatMap(({ text, was, reading }) =>
      was === undefined ? [] : [[was, { ...valuesOf(text.value, reading), ...notRead }] as const],
    ),
    ...ended
      .filter((row) => !read.some(({ was }) => was === row))
      .map((row) => [row, row.fieldName === wholeItem ? goneValues : notRead] as const),
    ...goneFrom(before, new Set(found.texts.map(keyOfText))).map((row) => [row, goneValues] as const),
  ]
  for (const [{ id: text, version }, values] of corrections) {
    const answer = await opened.correct(rightsText, { id: text, version, values, source: 'colleague' })
    if (!answer.ok) return answer
  }
  const fresh = read.length + ended.length
  if (fresh === 0 || request.state === 'searched') return { ok: true, texts: found.texts.length, fresh }
  // Not every text is read any more, so the request goes back to where they are read.
  const back = await rightsRequestsOf(deps).step(colleague, request, { what: 'searched', on: dateIn(deps.clock()) })
  if (back.ok) return { ok: true, texts: found.texts.length, fresh }
  return back.why === 'refused' ? back : { ok: false, why: 'stale' }
}

function newItem(deps: RightsDeps, request: string, text: TextOfCopy, reading: Reading) {
  const where = { rightsRequestId: request, place: text.place, itemId: text.itemId, fieldName: text.field }
  const id = uuidOf('rights-text', request, keyOfText(text))
  return { id, values: { ...where, ...valuesOf(text.value, reading) }, person: null, collectedAt: deps.clock(), clockFrom: null }
}

/** Those whose text is no part of the copy any more. */
function goneFrom(before: ReadonlyMap<string, TextRow>, now: ReadonlySet<string>): readonly TextRow[] {
  return [...before].flatMap(([key, row]) => (now.has(key) || row.fieldName === wholeItem || isGone(row) ? [] : [row]))
}

type ToRead = { readonly text: TextOfCopy; readonly was: TextRow | undefined; readonly reading: Reading }

/** Those texts that are new, or are not as they were. */
function readingsOf(texts: readonly TextOfCopy[], proposals: readonly Proposal[], before: ReadonlyMap<string, TextRow>): readonly ToRead[] {
  const isKept = (text: TextOfCopy) => before.get(keyOfText(text))?.digest === digestOfText(text.value)
  const kept = new Map(texts.filter(isKept).map((text) => [keyOfText(text), passagesOf(before.get(keyOfText(text)))]))
  const label = steadyLabels(kept, proposals)
  const byText = Map.groupBy(proposals, ({ text }) => text)
  return texts
    .filter((text) => !isKept(text))
    .map((text) => {
      const { isTheirs, isHealth } = text
      const passages = (byText.get(keyOfText(text)) ?? []).map((each) => asPassage(each, label))
      return {
        text,
        was: before.get(keyOfText(text)),
        reading: { isTheirs, isHealth, passages, whole: null, cut: null, hidden: [], clips: [] },
      }
    })
}

function passagesOf(row: TextRow | undefined): readonly Passage[] {
  return row === undefined ? [] : readingIn(row.passages).passages
}

/** Names of the landlord’s own staff at their work are normally given; everybody else is protected until somebody decides otherwise. */
function asPassage({ start, end, kind, rule, label, part, person }: Proposal, labelOf: (label: string) => string): Passage {
  const isColleague = part === 'colleague'
  const found = { start, end, kind, rule, label: labelOf(label), about: isColleague ? null : (person ?? null) }
  return { ...found, proposed: isColleague ? 'reasonable' : 'other-people', decided: null }
}

function asText(text: TextOfCopy) {
  return { id: keyOfText(text), text: text.value }
}

function valuesOf(value: string, reading: Reading) {
  return { digest: digestOfText(value), passages: keptReading(reading), proposed: reading.passages.length, withheld: 0 }
}

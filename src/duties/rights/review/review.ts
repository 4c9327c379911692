import { randomUUID } from 'node:crypto'
import type { Answer } from '#decisions/done-or-refused.ts'
import type { Colleague } from '#gate/judge.ts'
import { theOne } from '#gate/read/the-one.ts'
import type { Values } from '#gate/record-part.ts'
import { rightsOpinion, rightsOpinions } from '#records/rights-opinion/rights-opinion.ts'
import { rightsText, rightsTexts } from '#records/rights-text/rights-text.ts'
import { dateIn } from '#shared/clock.ts'
import { wholeItem } from '../decided.ts'
import type { SettledRequest } from '../identified.ts'
import { type RightsDeps, rightsRequestsOf } from '../requests.ts'
import { type Deciding, decideText } from './decide.ts'
import { decidedIn } from './decided-of.ts'
import { validUntil } from './health-lock.ts'
import { hidePlaces, lookAsItGoes } from './hide.ts'
import { decideMedia, openMedia } from './media.ts'
import { proposeTexts } from './propose.ts'
import { digestOfText, type Reading, readingIn } from './reading.ts'
import { goneValues, isGone, type NotReady, readable, type TextRow } from './rows.ts'
import { isReadEnough, readSecond, type SecondFor, secondFor } from './second-reader.ts'
import { textNow, textsToRead } from './texts.ts'

/** `isSecondDue`: it is read, and waits for a second reader. */
export type ReadText = { readonly row: TextRow; readonly reading: Reading; readonly isSecondDue: boolean }
export type NewOpinion = Omit<Values<typeof rightsOpinion.fields>, 'rightsRequestId' | 'validUntil' | 'closedOn'>
/** `unread`: so many texts are still to be read. */
export type CompleteAnswer = Answer<unknown, NotReady | 'stale' | 'unread'>

/** The reading of a copy before it leaves: every text, passage by passage. */
export function reviewOf(deps: RightsDeps) {
  const { gate } = deps
  const requests = rightsRequestsOf(deps)
  return {
    /** Finds the texts to read, or those that are new or have changed. */
    propose: (colleague: Colleague, id: string) => proposeTexts(deps, colleague, id),

    /** The texts of the copy, read or not, with the opinions of health professionals. */
    async list(colleague: Colleague, id: string) {
      const ready = await readable({ gate }, colleague, id)
      if (!ready.ok) return ready
      const { opened, request } = ready
      const [texts, opinions] = await Promise.all([opened.read(rightsTexts), opened.read(rightsOpinions)])
      if (!texts.ok) return texts
      if (!opinions.ok) return opinions
      return { ok: true, request, texts: readTexts(texts.rows, secondFor(deps)), opinions: opinions.rows } as const
    },

    /** One text as it stands, and the next that nobody has read. */
    async look(colleague: Colleague, id: string, text: string): Promise<Answer<TextLook, NotReady | 'changed'>> {
      const ready = await readable({ gate }, colleague, id)
      if (!ready.ok) return ready
      const { opened, request } = ready
      const all = await opened.read(rightsTexts)
      if (!all.ok) return all
      const texts = readTexts(all.rows, secondFor(deps))
      const found = texts.find(({ row }) => row.id === text)
      if (found === undefined) return { ok: false, why: 'gone' }
      const next = texts.find(({ row }) => row.readOn === null && row.id !== text)?.row.id ?? null
      if (found.row.fieldName === wholeItem) return { ok: true, request, ...found, value: '', next }
      const now = await textNow(deps, colleague, request, { ...found.row, field: found.row.fieldName })
      if (!now.ok) return now
      if (now.value === null || digestOfText(now.value) !== found.row.digest) return { ok: false, why: 'changed' }
      return { ok: true, request, ...found, value: now.value, next }
    },

    decide: (colleague: Colleague, seen: { readonly request: string; readonly id: string; readonly version: string }, deciding: Deciding) =>
      decideText(deps, colleague, seen, deciding),

    /** A second colleague has read a text, where the landlord wants one. */
    second: (colleague: Colleague, seen: { readonly request: string; readonly id: string; readonly version: string }) =>
      readSecond(deps, colleague, seen),

    decideMedia: (colleague: Colleague, ...about: Rest<typeof decideMedia>) => decideMedia(deps, colleague, ...about),

    hidePlaces: (colleague: Colleague, ...about: Rest<typeof hidePlaces>) => hidePlaces(deps, colleague, ...about),

    /** A picture of the copy as it would leave. */
    lookAsItGoes: (colleague: Colleague, at: { readonly request: string; readonly text: string }) => lookAsItGoes(deps, colleague, at),

    /** A recording or picture of the copy, to be heard or seen. */
    openMedia: (colleague: Colleague, at: { readonly request: string; readonly text: string }) => openMedia(deps, colleague, at),

    /** Takes back that an item is withheld as a whole: its texts are read one by one again. */
    async giveItem(colleague: Colleague, id: string, text: string): Promise<Answer<unknown, NotReady | 'stale'>> {
      const ready = await readable({ gate }, colleague, id)
      if (!ready.ok) return ready
      const found = theOne(await ready.opened.read(rightsTexts, text))
      if (!found.ok) return found
      if (found.item.fieldName !== wholeItem) return { ok: false, why: 'gone' }
      const values = { ...goneValues, withheld: 0 }
      return ready.opened.correct(rightsText, { id: text, version: found.item.version, values, source: 'colleague' })
    },

    /** Notes what a health professional said. It counts for six months from the day it was given, and is never prolonged. */
    async noteOpinion(colleague: Colleague, id: string, opinion: NewOpinion): Promise<Answer<unknown, NotReady>> {
      const ready = await readable({ gate }, colleague, id)
      if (!ready.ok) return ready
      const until = validUntil(Temporal.PlainDate.from(opinion.givenOn)).toString()
      const values = { ...opinion, rightsRequestId: id, validUntil: until }
      const item = { id: randomUUID(), values, source: 'colleague' as const, collectedAt: deps.clock(), clockFrom: null }
      return ready.opened.collect(rightsOpinion, item)
    },

    /** The step that every text is read: made only where that is so now, of every text that the copy has now. */
    async complete(colleague: Colleague, id: string): Promise<CompleteAnswer> {
      const ready = await readable({ gate }, colleague, id)
      if (!ready.ok) return ready
      const { opened, request } = ready
      const today = dateIn(deps.clock())
      const known = await decidedIn(opened, request, { today, reasons: secondFor(deps) })
      if (!known.ok) return known
      const unread = await textsToRead(deps, colleague, request, known.decided)
      if (!unread.ok) return unread
      if (unread.texts.length > 0 || known.unread() > 0) return { ok: false, why: 'unread' }
      const answer = await requests.step(colleague, request, { what: 'read', on: today })
      if (answer.ok || answer.why === 'refused' || answer.why === 'gone') return answer
      return { ok: false, why: 'stale' }
    },
  }
}

type Rest<F> = F extends (deps: RightsDeps, colleague: Colleague, ...rest: infer R) => unknown ? R : never

export type TextLook = ReadText & {
  readonly request: SettledRequest
  readonly value: string
  readonly next: string | null
}

/** Not read first; those of one item beside each other, in the order of their ids. */
function readTexts(rows: readonly TextRow[], reasons: SecondFor): readonly ReadText[] {
  const inOrder = (row: TextRow) => `${row.readOn === null ? 0 : 1} ${row.place} ${row.itemId} ${row.fieldName}`
  return rows
    .filter((row) => !isGone(row))
    .map((row) => {
      const reading = readingIn(row.passages)
      return { row, reading, isSecondDue: row.readOn !== null && !isReadEnough(row, reading, reasons) }
    })
    .toSorted((one, other) => inOrder(one.row).localeCompare(inOrder(other.row)))
}
